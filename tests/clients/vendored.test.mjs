// The demo's client library is byte for byte the file its publisher ships, at the version package.json names.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";

const PAIRS = [
  ["../../demo/vendor/oidc-client-ts.min.js", "../node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js"],
  ["../../demo/vendor/LICENSE", "../node_modules/oidc-client-ts/LICENSE"],
  ["../../demo/vendor/LICENSE-jwt-decode", "../node_modules/jwt-decode/LICENSE"],
];

for (const [ours, theirs] of PAIRS) {
  it(`${ours.replace("../../", "")} is the publisher's`, async () => {
    const [copy, original] = await Promise.all([ours, theirs].map((path) => readFile(new URL(path, import.meta.url))));
    assert.ok(copy.equals(original), `${ours} differs from ${theirs}`);
  });
}
