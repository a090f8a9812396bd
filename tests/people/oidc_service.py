"""A small sign-in service (OpenID Connect) as a council has: real HTTP, a key of its own, PKCE."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "practice-hub", "shared with the council"


class Service:
    """`person` is whoever sits at the service's own sign-in page: her claims."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person = {}
        self.issuer = self.named_issuer = self.url = ""
        self.asked = {}  # code → what the hub asked for with it
        self.tokens = {}

    def configuration(self, _query):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self, _query):
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [public | {"kid": "first", "use": "sig", "alg": "RS256"}]}

    def sign_in(self, query):
        """The address that the service sends the browser back to."""
        assert query["response_type"] == "code" and query["client_id"] == CLIENT
        assert "email" in query["scope"] and query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.asked[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form):
        """Each code once, and only to who asked for it."""
        asked = self.asked.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        assert form["client_secret"] == SECRET
        assert form["redirect_uri"] == asked["redirect_uri"]
        access = secrets.token_urlsafe(8)
        self.tokens[access] = self.person
        now = int(time.time())
        claims = {"iss": self.named_issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        signed = jwt.encode(claims | self.person, self.key, "RS256", headers={"kid": "first"})
        return {"access_token": access, "token_type": "Bearer", "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self):  # noqa: N802
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.service.sign_in(query))
            self.end_headers()
        elif address.path == "/userinfo":
            bearer = self.headers["Authorization"].removeprefix("Bearer ")
            self.answer(self.service.tokens[bearer])
        else:
            known = {
                "/.well-known/openid-configuration": self.service.configuration,
                "/keys": self.service.keys,
            }
            self.answer(known[address.path](query))

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.answer(self.service.token(form))

    def answer(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Quiet."""


@contextmanager
def running():
    service = Service()
    handler = type("Bound", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    service.issuer = service.named_issuer = service.url
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()
