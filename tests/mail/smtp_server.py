"""A small mail server for tests: real sockets, and it can misbehave on purpose."""

import socketserver
import threading
from contextlib import contextmanager


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 test")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if self.server.silent_at == word:
                self.server.reached.set()
                self.server.go_on.wait(30)
                return
            self.answer(word)
            if word == b"QUIT":
                return

    def answer(self, word):
        if word == b"DATA":
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line)
            self.server.taken.append(b"".join(lines))
        self.say("530 who are you" if word == self.server.refuses else "250 ok")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, silent_at=b"", refuses=b""):
        super().__init__(("127.0.0.1", 0), Talk)
        self.silent_at, self.refuses = silent_at, refuses
        self.taken, self.reached, self.go_on = [], threading.Event(), threading.Event()
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server(**how):
    """`silent_at`: it stops answering at this command. `refuses`: it says no to this one."""
    with Server(**how) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.go_on.set()
        server.shutdown()
