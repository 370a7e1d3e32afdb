// A Latchwork of one's own: the real server as a process with a fresh data directory, to start, restart and stop.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const READY_MS = 60_000;
const STOP_MS = 15_000;

/** What the Rust test that started us must tell. */
export function told(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set: run these tests with \`cargo test -p server --test clients\``);
  return value;
}

export const scheme = process.env.TEST_SCHEME ?? "http";

function listenOn(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** A port that is free, and the two after it, which the demo app and the stand-in take. */
async function freePort() {
  for (;;) {
    const first = await listenOn(0);
    const { port } = first.address();
    const others = await Promise.all([port + 1, port + 2].map((next) => listenOn(next).catch(() => undefined)));
    await Promise.all([first, ...others].map((server) => server && new Promise((closed) => server.close(closed))));
    if (others.every((server) => server)) {
      return port;
    }
  }
}

export class Host {
  /** Starts a server that nobody has used before, over `scheme`. Another test may take the free port first; then once more. */
  static async start(attempts = 3) {
    const host = new Host();
    host.folder = await mkdtemp(join(tmpdir(), "latchwork-test-"));
    host.data = join(host.folder, ".latchwork");
    host.port = await freePort();
    host.origin = `${scheme}://localhost:${host.port}`;
    host.options = [];
    if (scheme === "https") {
      const file = join(host.folder, "latchwork.toml");
      const lines = ["[https]", `listen = "127.0.0.1:${host.port}"`];
      lines.push(`certificate = ${JSON.stringify(told("TEST_CERTIFICATE"))}`, `key = ${JSON.stringify(told("TEST_KEY"))}`);
      await writeFile(file, lines.join("\n"));
      host.options = ["--config", file];
    }
    try {
      await host.run();
    } catch (error) {
      if (attempts > 1 && /address.*in use/i.test(host.said)) {
        return Host.start(attempts - 1);
      }
      throw error;
    }
    host.demo = JSON.parse(await readFile(join(host.data, "demo.json"), "utf8"));
    return host;
  }

  /** Starts the process and waits until it answers. */
  async run() {
    const environment = { ...process.env, LATCHWORK_DATA_DIR: this.data };
    if (scheme === "http") {
      environment.LATCHWORK_LISTEN = `127.0.0.1:${this.port}`;
    }
    this.said = "";
    this.child = spawn(told("TEST_SERVER"), [...this.options, "demo"], { cwd: this.folder, env: environment });
    this.child.stdout.on("data", (chunk) => (this.said += chunk));
    this.child.stderr.on("data", (chunk) => (this.said += chunk));
    this.ended = new Promise((resolve) => this.child.once("exit", (code, signal) => resolve({ code, signal })));
    const until = Date.now() + READY_MS;
    while (!(await this.answers())) {
      assert.equal(this.child.exitCode, null, `the server ended before it answered:\n${this.said}`);
      assert.ok(Date.now() < until, `the server did not answer in ${READY_MS} ms:\n${this.said}`);
      await wait(50);
    }
  }

  /** Whether everything is up: the discovery document, and the announcement that follows all else. */
  async answers() {
    const answer = await fetch(`${this.origin}/.well-known/openid-configuration`).catch(() => undefined);
    await answer?.text();
    return answer?.ok === true && this.said.includes("Ctrl-C");
  }

  /** Ends it as Ctrl-C does, and insists that it ends cleanly. */
  async halt() {
    this.child.kill("SIGINT");
    const ended = await Promise.race([this.ended, wait(STOP_MS, undefined, { ref: false })]);
    if (ended === undefined) {
      this.child.kill("SIGKILL");
    }
    assert.deepEqual(ended, { code: 0, signal: null }, `the server did not end cleanly on SIGINT:\n${this.said}`);
  }

  async restart() {
    await this.halt();
    await this.run();
  }

  async stop() {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The mode of a file in the data directory, in octal. */
  async mode(name) {
    return ((await stat(join(this.data, name))).mode & 0o777).toString(8);
  }

  /** One call of `/api/v1` as the administrator. */
  async api(method, path, body) {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.demo.admin_token}`, ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} /api/v1${path} answered ${answer.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  /** Creates an action from a file of tests/actions, deploys it and binds it last in its flow. */
  async bindAction(name, trigger, secrets = {}) {
    const code = await readFile(new URL(`../actions/${name}.js`, import.meta.url), "utf8");
    const action = await this.api("POST", "/actions", { name, trigger, code, secrets });
    await this.api("POST", `/actions/${action.id}/deploy`);
    const flow = await this.api("GET", `/flows/${trigger}`);
    const bindings = flow.bindings.map(({ action_id, installation_id, failure_policy, budget_ms }) =>
      ({ action_id, installation_id, failure_policy, budget_ms }));
    bindings.push({ action_id: action.id });
    return this.api("PUT", `/flows/${trigger}`, { version: flow.version, bindings });
  }
}
