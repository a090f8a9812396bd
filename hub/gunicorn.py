"""gunicorn's settings: two workers that share what was loaded before they parted.

Each has four threads, so that one slow reader or upload stops nobody.
"""

import os

workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
keepalive = 5
limit_request_line = 8190  # a pasted paragraph may be searched for; 4094 is too short for that
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True
