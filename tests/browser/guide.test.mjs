// docs/guides/first-integration.md, command by command as it stands there, each in a terminal; then Chromium signs in at the
// shop, and the claim of the integration is in an ID token that verifies.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { delimiter, dirname, join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createLocalJWKSet, jwtVerify } from "jose";
import { launch, openTab, picture } from "../support/chromium.mjs";
import { Host, told } from "../support/host.mjs";

const CLAIM = "https://example.com/greeting";
const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

let host;
let browser;

before(async () => {
  host = await Host.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

/** The guide's commands, in the order a reader types them. */
async function commands() {
  const guide = await readFile(join(root, "docs/guides/first-integration.md"), "utf8");
  const blocks = [...guide.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return blocks.flatMap((block) => block.trim().split("\n"));
}

/** Runs a line of a shell in the demo's folder; what its terminal showed. */
async function type(line) {
  const path = [dirname(told("TEST_COMMAND_LINE")), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, LATCHWORK_CONFIG: join(host.folder, "config") };
  const terminal = [join(root, "tests/support/terminal.py"), "sh", "-c", line];
  const ran = await run(join(root, ".venv/bin/python"), terminal, { cwd: host.folder, env }).catch((error) => error);
  assert.equal(ran.code ?? 0, 0, `${line}\n${ran.stdout}\n${ran.stderr}`);
  return ran.stdout;
}

/** A document of the shop, whose host name not every resolver knows. */
function ofShop(path) {
  return new Promise((resolve, reject) => {
    const asked = { host: "127.0.0.1", port: host.port, path, headers: { host: `shop.localhost:${host.port}` } };
    get(asked, async (answer) => {
      const text = (await answer.toArray()).join("");
      assert.equal(answer.statusCode, 200, text);
      resolve(JSON.parse(text));
    }).once("error", reject);
  });
}

/** Signs in at the shop's page; the ID token that the page's own client was given. */
async function signIn() {
  const { page, errors } = await openTab(browser);
  await page.goto(host.demo.shop_app_url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Email address").fill(host.demo.shop_user);
  await page.getByLabel("Password").fill(host.demo.shop_password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(CLAIM).first().waitFor();
  await picture(page, "shop-signed-in");
  assert.deepEqual(errors, []);
  return page.evaluate(() => {
    const kept = Object.keys(sessionStorage).find((key) => key.startsWith("oidc.user:"));
    return JSON.parse(sessionStorage.getItem(kept)).id_token;
  });
}

it("takes an integration from an empty folder to another company's login", async (test) => {
  const lines = await commands();
  assert.ok(lines.length > 12 && lines.every((line) => line.startsWith("latchwork ")), lines.join("\n"));
  const begun = Date.now();
  let id;
  for (const line of lines) {
    const shown = await type(line.replace(/\bID\b/, id));
    id ??= shown.match(/\bsub_[a-z0-9]+/)?.[0];
  }
  test.diagnostic(`${lines.length} commands in ${Date.now() - begun} ms`);
  const keys = createLocalJWKSet(await ofShop("/.well-known/jwks.json"));
  const expected = { issuer: host.demo.shop_issuer, audience: host.demo.shop_client_id };
  const { payload } = await jwtVerify(await signIn(), keys, expected);
  assert.equal(payload[CLAIM], "good morning");
});
