"""The folder of database, mail and secret is nobody else's on this machine."""

import os
import stat
import subprocess
import sys


def test_a_new_data_folder_is_open_to_its_owner_alone(tmp_path):
    folder = tmp_path / "hub"
    done = subprocess.run(
        [sys.executable, "-c", "import hub.settings.local"],
        env={**os.environ, "HUB_DATA": str(folder), "SECRET_KEY": ""},
        check=False,
    )
    assert done.returncode == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
