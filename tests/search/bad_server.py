"""A server that stands where Elasticsearch should, and behaves badly."""

import json
import os
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}


class BadServer:
    """Each request gets what `behave(handler, body)` does. Use as a context manager."""

    def __init__(self, behave, tls=None):
        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                behave(self, body)

            do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer

            def log_message(self, *_):
                """Say nothing."""

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *_):
                """Clients that hang up are what these tests are about."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.address = f"{scheme}://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.05])

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def says(status, content, headers=PRODUCT):
    """Always the same answer."""
    content = content if isinstance(content, bytes) else json.dumps(content).encode()

    def behave(handler, body):
        send(handler, status, headers, content)

    return behave


def error(status, kind, reason=""):
    """The answer of Elasticsearch to what it cannot do."""
    return says(status, {"error": {"type": kind, "reason": reason}, "status": status})


def silent(handler, body):
    """It takes the question and says nothing for long."""
    time.sleep(4)


def dawdling(handler, body):
    """Elasticsearch itself, but each answer comes late, none as late as two seconds."""
    time.sleep(0.9)
    pass_on(handler, body)


def short_of_memory(refuses):
    """Elasticsearch itself, but it has no memory for what `refuses(method, path)` is true of."""
    no_memory = error(429, "circuit_breaking_exception", "Data too large")

    def behave(handler, body):
        answer = no_memory if refuses(handler.command, handler.path) else pass_on
        answer(handler, body)

    return behave


def pass_on(handler, body):
    """What Elasticsearch itself answers."""
    address = os.environ["ELASTICSEARCH_URL"].split(",")[0] + handler.path
    headers = {name: handler.headers[name] for name in ("Content-Type", "Accept")}
    asked = urllib.request.Request(
        address, body or None, {k: v for k, v in headers.items() if v}, method=handler.command
    )
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            send(handler, answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refusal:
        send(handler, refusal.code, refusal.headers, refusal.read())


def send(handler, status, headers, content):
    handler.send_response(status)
    for name in ("X-Elastic-Product", "Content-Type"):
        if name in headers:
            handler.send_header(name, headers[name])
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
