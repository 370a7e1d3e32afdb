"""Logins, refusals, redirects across a restart and machine tokens, as `authlib` sees them."""

import pathlib
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey

from host import SCHEME, Host
from visitor import Form, Visitor

SHARED = "a secret of the tenant and of elsewhere.example, 48 characters"
PASSWORD = "correct horse battery staple"
GREETING = "https://demo.example/greeting"


def query(address):
    """The query of an address as a dictionary."""
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))


class Authlib(unittest.TestCase):
    """One server for all; the tests that restart it leave it running."""

    @classmethod
    def setUpClass(cls):
        cls.host = Host()
        cls.demo = cls.host.demo
        cls.host.bind_action("colour", "post-login", {"SHARED": SHARED})
        cls.host.bind_action("machine", "credentials-exchange")
        cls.server = requests.get(f"{cls.demo['issuer']}.well-known/openid-configuration", timeout=30).json()

    @classmethod
    def tearDownClass(cls):
        cls.host.stop()

    def begin(self, **extra):
        """An authorization request of the public client: the session, the address, the verifier and the nonce."""
        session = OAuth2Session(
            self.demo["spa_client_id"],
            redirect_uri=self.demo["app_url"],
            scope="openid profile email",
            code_challenge_method="S256",
            token_endpoint_auth_method="none",
        )
        verifier, nonce = generate_token(64), generate_token(24)
        url, session.state = session.create_authorization_url(
            self.server["authorization_endpoint"], code_verifier=verifier, nonce=nonce, audience=self.demo["audience"], **extra
        )
        return session, url, verifier, nonce

    def finish(self, session, address, verifier):
        """Exchanges the code in the address the browser came back to; checks the state."""
        return session.fetch_token(self.server["token_endpoint"], authorization_response=address, code_verifier=verifier)

    def verified(self, token, audience):
        """The claims of a token whose signature, issuer, audience and times hold."""
        keys = KeySet.import_key_set(requests.get(self.server["jwks_uri"], timeout=30).json())
        claims = jwt.decode(token, keys, algorithms=["RS256"]).claims
        expected = {"iss": {"essential": True, "value": self.demo["issuer"]}, "exp": {"essential": True}}
        jwt.JWTClaimsRegistry(**expected, aud={"essential": True, "value": audience}).validate(claims)
        return claims

    def sign_in(self, visitor, url, user, password):
        page = visitor.open(url)
        self.assertEqual(page.status_code, 200, page.text)
        return visitor.submit(page, {"username": user, "password": password})

    def sign_up(self, email):
        """A new user's first passage: the visitor, where it ended, and the request."""
        request = self.begin(screen_hint="signup")
        visitor = Visitor(self.host.origin)
        page = visitor.open(request[1])
        self.assertEqual(page.status_code, 200, page.text)
        return visitor, visitor.submit(page, {"email": email, "password": PASSWORD}), request

    def test_login_with_pkce_has_the_actions_claims(self):
        session, url, verifier, nonce = self.begin()
        address = self.sign_in(Visitor(self.host.origin), url, self.demo["user"], self.demo["password"])
        tokens = self.finish(session, address, verifier)
        identity = self.verified(tokens["id_token"], self.demo["spa_client_id"])
        self.assertEqual(identity["nonce"], nonce)
        self.assertEqual(identity[GREETING], f"Hello, {self.demo['user']}")
        access = self.verified(tokens["access_token"], self.demo["audience"])
        self.assertGreaterEqual(access["https://demo.example/logins"], 1)
        info = session.get(self.server["userinfo_endpoint"]).json()
        self.assertEqual(info["sub"], identity["sub"])

    def test_refused_login_says_why(self):
        _, address, (session, _, verifier, _) = self.sign_up("mallory@refused.example")
        answer = query(address)
        self.assertEqual(answer["error"], "access_denied")
        self.assertEqual(answer["error_description"], "Addresses of refused.example may not sign in.")
        self.assertEqual(answer["state"], session.state)
        with self.assertRaises(OAuthError):
            self.finish(session, address, verifier)

    def test_wrong_password_stays_on_the_page(self):
        session, url, verifier, _ = self.begin()
        visitor = Visitor(self.host.origin)
        page = self.sign_in(visitor, url, self.demo["user"], "not the password")
        self.assertIn('role="alert"', page.text)
        address = visitor.submit(page, {"username": self.demo["user"], "password": self.demo["password"]})
        self.assertIn("access_token", self.finish(session, address, verifier))

    def elsewhere(self, address, colour):
        """What elsewhere.example does: reads who asks, and signs its answer to this very state."""
        self.assertTrue(address.startswith("https://elsewhere.example/ask?"), address)
        asked = query(address)
        key = OctKey.import_key(SHARED)
        who = jwt.decode(asked["session_token"], key, algorithms=["HS256"]).claims
        self.assertEqual(who["question"], "colour")
        claims = {"sub": who["sub"], "iss": "elsewhere.example", "iat": who["iat"], "exp": who["exp"], "state": asked["state"], "colour": colour}
        return {"state": asked["state"], "answer": jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, key)}

    def came_back(self, address, request, colour, method):
        session, _, verifier, _ = request
        self.assertIsInstance(address, str, getattr(address, "text", ""))
        tokens = self.finish(session, address, verifier)
        identity = self.verified(tokens["id_token"], self.demo["spa_client_id"])
        self.assertEqual(identity["https://demo.example/colour"], colour)
        self.assertIn(GREETING, identity)
        access = self.verified(tokens["access_token"], self.demo["audience"])
        self.assertEqual(access["https://demo.example/came_back_by"], method)

    def test_redirect_comes_back_by_get_after_a_restart(self):
        visitor, left, request = self.sign_up("colour-get@example.net")
        fields = self.elsewhere(left, "green")
        self.host.restart()
        address = visitor.open(f"{self.demo['issuer']}continue?{urllib.parse.urlencode(fields)}")
        self.came_back(address, request, "green", "GET")

    def test_redirect_comes_back_by_post_after_a_restart(self):
        visitor, left, request = self.sign_up("colour-post@example.net")
        fields = self.elsewhere(left, "blue")
        self.host.restart()
        page = visitor.post_from_elsewhere(f"{self.demo['issuer']}continue", fields)
        self.assertEqual(page.status_code, 200, page.text)
        self.assertEqual(Form(page).fields["state"], fields["state"])
        self.came_back(visitor.submit(page), request, "blue", "POST")

    def machine(self, secret=None, method="client_secret_basic"):
        return OAuth2Session(
            self.demo["m2m_client_id"], secret or self.demo["m2m_client_secret"], token_endpoint_auth_method=method
        )

    def ask(self, session, scope):
        return session.fetch_token(
            self.server["token_endpoint"], grant_type="client_credentials", audience=self.demo["audience"], scope=scope
        )

    def test_machine_token_has_the_actions_claim(self):
        for method in ("client_secret_basic", "client_secret_post"):
            token = self.ask(self.machine(method=method), "read:things")
            claims = self.verified(token["access_token"], self.demo["audience"])
            self.assertEqual(claims["https://demo.example/machine"], self.demo["m2m_client_id"])
            self.assertEqual(claims["sub"], f"{self.demo['m2m_client_id']}@clients")

    def test_machine_is_refused_by_the_action(self):
        with self.assertRaises(OAuthError) as refused:
            self.ask(self.machine(), "write:things")
        self.assertEqual(refused.exception.error, "invalid_scope")
        self.assertEqual(refused.exception.description, "write:things is not for machines.")

    def test_machine_with_a_wrong_secret_is_refused(self):
        with self.assertRaises(OAuthError) as refused:
            self.ask(self.machine(secret="not the secret"), "read:things")
        self.assertEqual(refused.exception.error, "invalid_client")


if __name__ == "__main__":
    print(f"authlib over {SCHEME}", file=sys.stderr)
    unittest.main()
