// Debian's Chromium under playwright-core, pages kept as pictures, and what axe-core says about each.
import assert from "node:assert/strict";
import { access, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const EXECUTABLE = "/usr/bin/chromium";
const PICTURES = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const STEP_MS = 30_000;

/** Starts the browser with a profile nobody has used. */
export async function launch() {
  await access(EXECUTABLE).catch(() => assert.fail(`Chromium is missing (${EXECUTABLE}): run \`make deps\``));
  await mkdir(PICTURES, { recursive: true });
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, chromiumSandbox: process.getuid() !== 0, args: FLAGS });
}

/** A tab whose every step has the same patience, and whose page errors fail the test that looks at `errors`. */
export async function openTab(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 }, ...options });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return { context, page, errors };
}

/** Keeps a picture of the page in target/screenshots. */
export function picture(page, name) {
  return page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Insists that axe-core finds nothing, in light and in dark colours. */
export async function accessible(page) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`);
    assert.deepEqual(found, [], `${page.url()} in ${colorScheme} colours`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
