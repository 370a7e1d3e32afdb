"""The OpenAPI document, as a validator and a client that reads nothing else see it."""

import os
import pathlib
import subprocess
import sys
import unittest

SUPPORT = pathlib.Path(__file__).parent.parent / "support"
sys.path.insert(0, str(SUPPORT))

import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

from host import Host

# Requests for each operation and caller, and how long all of one caller's may take.
EXAMPLES = 10
LONGEST_S = 300
# Not asked: whether everything is taken that the schemas allow. Lengths, alphabets and what stands in the store are not in them.
EXCLUDED = "positive_data_acceptance"


class OpenApi(unittest.TestCase):
    """One server for all."""

    @classmethod
    def setUpClass(cls):
        cls.host = Host()
        cls.url = f"{cls.host.origin}/api/v1/openapi.json"

    @classmethod
    def tearDownClass(cls):
        cls.host.stop()

    def test_the_document_is_valid(self):
        document = requests.get(self.url, timeout=30).json()
        faults = [fault.message for fault in OpenAPIV31SpecValidator(document).iter_errors()]
        self.assertEqual(faults, [])

    def test_answers_are_what_the_document_says(self):
        """Requests made of the document alone, right and wrong ones, by each caller the demo knows; every answer is held
        against it."""
        callers = [name for name in self.host.demo if name == "partner_key" or name.endswith("_token")]
        self.assertIn("admin_token", callers)
        for name in callers:
            with self.subTest(name):
                self.hold(self.host.demo[name])

    def hold(self, token):
        program = pathlib.Path(sys.executable).parent / "schemathesis"
        options = ["--max-examples", str(EXAMPLES), "--seed", "7", "--generation-database", "none", "--no-color"]
        options += ["--exclude-checks", EXCLUDED, "--warnings", "off"]
        options += ["--header", f"Authorization: Bearer {token}"]
        done = subprocess.run(
            [program, "run", self.url, *options],
            cwd=self.host.folder,
            env={**os.environ, "SCHEMATHESIS_HOOKS": str(SUPPORT / "archives.py")},
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
        )
        self.assertEqual(done.returncode, 0, done.stdout[-8000:] + done.stderr[-2000:])


if __name__ == "__main__":
    unittest.main()
