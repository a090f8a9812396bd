"""Each mail that the hub sends has a snapshot, and each snapshot a mail."""

from pathlib import Path

from network.escalations.mail_words import WORDS

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("people", "meetings", "escalations", "practices", "search")
FOLDERS = {room: ROOT / "tests" / room / "snapshots" for room in ROOMS}
NOT_A_MAIL = {"base", "base_message", "plain"}  # frames, and the one that tests of the outbox use
LETTER = "letter"  # one template for all letters about issues: each has its words in WORDS


def mails() -> set[tuple[str, str]]:
    """Room and name of every mail."""
    own = {
        (_room(file.relative_to(ROOT / "templates/emails")), file.stem)
        for file in (ROOT / "templates/emails").rglob("*.txt")
    }
    codes = {
        ("people", file.stem.removesuffix("_message"))
        for file in (ROOT / "templates/account/email").glob("*_message.txt")
        if file.stem not in NOT_A_MAIL
    }
    letters = {("escalations", f"{LETTER}_{name}") for name in WORDS}
    named = {mail for mail in own if mail[1] not in NOT_A_MAIL}
    return (named - {("escalations", LETTER)}) | letters | codes


def _room(file: Path) -> str:
    return file.parts[0] if len(file.parts) > 1 else "practices"


def snapshots(room: str) -> set[str]:
    return {file.stem for file in FOLDERS[room].glob("*.txt")}


def test_every_mail_has_a_snapshot():
    assert [mail for mail in sorted(mails()) if mail[1] not in snapshots(mail[0])] == []


def test_every_snapshot_belongs_to_a_mail():
    """It may be one of several of a mail: `cancelled_for_one` is one of `cancelled`."""
    known = mails() | {("escalations", f"{LETTER}_together")}
    lost = [
        f"{room}/{name}"
        for room in ROOMS
        for name in snapshots(room)
        if not any(where == room and name.startswith(mail) for where, mail in known)
    ]
    assert lost == []


def test_every_mail_says_the_same_in_text_and_in_html():
    """Codes are sent as text alone; everything else has both."""
    for room, folder in FOLDERS.items():
        texts, pages = ({one.stem for one in folder.glob(f"*.{end}")} for end in ("txt", "html"))
        assert texts - pages == ({"login_code", "password_reset_code"} & texts), room
        assert pages <= texts
        for name in pages:
            links = [w for w in (folder / f"{name}.txt").read_text().split() if "://" in w]
            page = (folder / f"{name}.html").read_text().replace("&amp;", "&")
            assert [link for link in links if link.strip(".,<>") not in page] == [], name


def test_no_snapshot_holds_a_secret_or_a_gap():
    for folder in FOLDERS.values():
        for file in folder.iterdir():
            words = file.read_text()
            assert "None" not in words and "{{" not in words and "%(" not in words, file.name
            assert "\n\n\n\n" not in words, file.name
