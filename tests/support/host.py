"""A Latchwork of one's own for the Python tests: the real server as a process with a fresh data directory."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import requests

READY_S = 60
STOP_S = 15
SCHEME = os.environ.get("TEST_SCHEME", "http")
ACTIONS = pathlib.Path(__file__).parent.parent / "actions"


def told(name):
    """What the Rust test that started us must tell."""
    if name not in os.environ:
        raise AssertionError(f"{name} is not set: run these tests with `cargo test -p server --test clients`")
    return os.environ[name]


def free_port():
    """A port that is free, and the two after it, which the demo app and the stand-in take."""
    while True:
        with socket.socket() as first, socket.socket() as second, socket.socket() as third:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
                third.bind(("127.0.0.1", port + 2))
                return port
            except (OSError, OverflowError):
                continue


class Host:
    """The server, to start, restart and stop."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="latchwork-test-"))
        self.data = self.folder / "data"
        self.log = self.folder / "output"
        self.port = free_port()
        self.origin = f"{SCHEME}://localhost:{self.port}"
        self.options = []
        if SCHEME == "https":
            config = self.folder / "latchwork.toml"
            lines = ["[https]", f'listen = "127.0.0.1:{self.port}"']
            lines += [f"certificate = {json.dumps(told('TEST_CERTIFICATE'))}", f"key = {json.dumps(told('TEST_KEY'))}"]
            config.write_text("\n".join(lines))
            self.options = ["--config", str(config)]
        try:
            self.run()
        except AssertionError:
            # Another test may take the free port first; then once more.
            if "in use" not in self.log.read_text():
                raise
            self.__init__()
            return
        self.demo = json.loads((self.data / "demo.json").read_text())

    def run(self):
        """Starts the process and waits until it answers."""
        environment = {**os.environ, "LATCHWORK_DATA_DIR": str(self.data)}
        if SCHEME == "http":
            environment["LATCHWORK_LISTEN"] = f"127.0.0.1:{self.port}"
        with self.log.open("w") as output:
            command = [told("TEST_SERVER"), *self.options, "demo"]
            self.child = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=output, stderr=output)
        until = time.monotonic() + READY_S
        while not self.answers():
            assert self.child.poll() is None, f"the server ended before it answered:\n{self.log.read_text()}"
            assert time.monotonic() < until, f"the server did not answer in {READY_S} s:\n{self.log.read_text()}"
            time.sleep(0.05)

    def answers(self):
        """Whether everything is up: the discovery document, and the announcement that follows all else."""
        try:
            answer = requests.get(f"{self.origin}/.well-known/openid-configuration", timeout=5)
        except requests.ConnectionError:
            return False
        return answer.ok and "Ctrl-C" in self.log.read_text()

    def halt(self):
        """Ends it as Ctrl-C does, and insists that it ends cleanly."""
        self.child.send_signal(signal.SIGINT)
        try:
            code = self.child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.child.kill()
            code = "killed"
        assert code == 0, f"the server did not end cleanly on SIGINT ({code}):\n{self.log.read_text()}"

    def restart(self):
        """Ends it and starts it on the same data."""
        self.halt()
        self.run()

    def stop(self):
        """Ends it for good and removes its data."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    def api(self, method, path, body=None):
        """One call of /api/v1 as the administrator."""
        headers = {"authorization": f"Bearer {self.demo['admin_token']}"}
        answer = requests.request(method, f"{self.origin}/api/v1{path}", json=body, headers=headers, timeout=30)
        assert answer.ok, f"{method} /api/v1{path} answered {answer.status_code}: {answer.text}"
        return answer.json() if answer.content else None

    def bind_action(self, name, trigger, secrets=None):
        """Creates an action from a file of tests/actions, deploys it and binds it last in its flow."""
        code = (ACTIONS / f"{name}.js").read_text()
        action = self.api("POST", "/actions", {"name": name, "trigger": trigger, "code": code, "secrets": secrets or {}})
        self.api("POST", f"/actions/{action['id']}/deploy")
        flow = self.api("GET", f"/flows/{trigger}")
        kept = ("action_id", "installation_id", "failure_policy", "budget_ms")
        bindings = [{key: binding[key] for key in kept if key in binding} for binding in flow["bindings"]]
        bindings.append({"action_id": action["id"]})
        self.api("PUT", f"/flows/{trigger}", {"version": flow["version"], "bindings": bindings})
