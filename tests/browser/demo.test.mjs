// The demo in a real browser: sign-in, sign-up, refusals, the keyboard alone, no JavaScript, accessibility, pictures.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { SignJWT, decodeJwt } from "jose";
import { accessible, launch, openTab, picture } from "../support/chromium.mjs";
import { Host } from "../support/host.mjs";

const SHARED = "a secret of the tenant and of the other site, 48 characters long";
const PASSWORD = "correct horse battery staple";

let browser;
let host;
let demo;
let elsewhere;

/** Another site: asks nothing, signs its answer and posts it back from a form of its own. */
async function startElsewhere() {
  const server = createServer(async (request, answer) => {
    const asked = new URL(request.url, "http://127.0.0.1").searchParams;
    if (!asked.has("session_token")) {
      answer.writeHead(404).end();
      return;
    }
    const state = asked.get("state");
    const { sub } = decodeJwt(asked.get("session_token"));
    const token = new SignJWT({ state, colour: "violet" }).setProtectedHeader({ alg: "HS256", typ: "JWT" });
    const signed = await token.setSubject(sub).setIssuer("elsewhere").setIssuedAt().setExpirationTime("2m").sign(new TextEncoder().encode(SHARED));
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<!doctype html><html lang="en"><title>Elsewhere</title><h1>Elsewhere</h1>
      <form method="post" action="${demo.issuer}continue"><input type="hidden" name="state" value="${state}">
      <input type="hidden" name="answer" value="${signed}"><button>Violet</button></form></html>`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

before(async () => {
  browser = await launch();
  host = await Host.start();
  demo = host.demo;
  elsewhere = await startElsewhere();
  await host.bindAction("colour", "post-login", { SHARED, ELSEWHERE: `http://127.0.0.1:${elsewhere.address().port}/` });
});
after(async () => {
  elsewhere?.close();
  await browser?.close();
  await host?.stop();
});

/** A tab on the demo app, nobody signed in. */
async function openApp(options) {
  const tab = await openTab(browser, options);
  await tab.page.goto(demo.app_url);
  await tab.page.getByRole("button", { name: "Sign in" }).waitFor();
  return tab;
}

/** Fills in the sign-in page, which must be open. */
async function signIn(page, user, password) {
  await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
  await page.getByLabel("Email address").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Goes from the demo app to the sign-up page and fills it in. */
async function signUp(page, user) {
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("heading", { name: "Sign up", exact: true }).waitFor();
  await page.getByLabel("Email address").fill(user);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
}

/** The claims the app shows under this heading. */
async function shown(page, name) {
  return JSON.parse(await page.getByRole("region", { name, exact: true }).first().innerText());
}

describe("the demo in Chromium", () => {
  it("signs in, shows both tokens with the action's claims, and signs out", async () => {
    const { page, context, errors } = await openApp();
    await picture(page, "app-signed-out");
    await accessible(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    await picture(page, "login");
    await accessible(page);
    await signIn(page, demo.user, demo.password);

    await page.getByText(`You are signed in as ${demo.user}.`).waitFor();
    assert.equal((await shown(page, "ID token"))["https://demo.example/greeting"], `Hello, ${demo.user}`);
    assert.equal((await shown(page, "Access token"))["https://demo.example/logins"], 1);
    assert.equal((await shown(page, "Userinfo")).email, demo.user);
    assert.equal(page.url(), demo.app_url, "neither code nor state stay in the address");
    await picture(page, "app-signed-in");
    await accessible(page);
    assert.deepEqual(errors, []);

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are not signed in.").waitFor();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    await context.close();
  });

  it("asks no password a second time", async () => {
    const { page, context } = await openApp();
    await page.getByRole("button", { name: "Sign in" }).click();
    await signIn(page, demo.user, demo.password);
    await page.getByText(`You are signed in as ${demo.user}.`).waitFor();
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText(`You are signed in as ${demo.user}.`).waitFor();
    await context.close();
  });

  it("signs a new user up and in", async () => {
    const { page, context } = await openApp();
    await page.getByRole("button", { name: "Sign up" }).click();
    await page.getByRole("heading", { name: "Sign up", exact: true }).waitFor();
    await picture(page, "signup");
    await accessible(page);
    await page.goto(demo.app_url);
    await signUp(page, "grace@example.org");
    await page.getByText("You are signed in as grace@example.org.").waitFor();
    await context.close();
  });

  it("says what is wrong with a password, and lets the user try again", async () => {
    const { page, context } = await openApp();
    await page.getByRole("button", { name: "Sign in" }).click();
    await signIn(page, demo.user, "not the password");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.doesNotMatch(await alert.innerText(), /user|account.*exist/i, "it does not tell whether the account exists");
    assert.equal(await page.getByLabel("Email address").inputValue(), demo.user);
    assert.equal(await page.getByLabel("Password").inputValue(), "");
    await picture(page, "login-wrong-password");
    await accessible(page);
    await signIn(page, demo.user, demo.password);
    await page.getByText(`You are signed in as ${demo.user}.`).waitFor();
    await context.close();
  });

  it("shows in the app why an action refused", async () => {
    const { page, context } = await openApp();
    await signUp(page, "trudy@refused.example");
    await page.getByRole("alert").getByText("Addresses of refused.example may not sign in.").waitFor();
    await page.getByText("access_denied").waitFor();
    await picture(page, "app-refused");
    await accessible(page);
    await context.close();
  });

  it("shows a page of its own when there is nowhere to return to", async () => {
    const { page, context } = await openTab(browser);
    await page.goto(`${demo.issuer}authorize?client_id=nobody&response_type=code&redirect_uri=https://elsewhere.example/`);
    await page.getByRole("alert").waitFor();
    await picture(page, "error");
    await accessible(page);
    await context.close();
  });

  it("needs no mouse", async () => {
    const { page, context } = await openApp();
    const { keyboard } = page;
    await keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "sign-in");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "username", "the first field has the focus");
    await keyboard.type(demo.user);
    await keyboard.press("Tab");
    await keyboard.type(demo.password);
    await keyboard.press("Enter");
    await page.getByText(`You are signed in as ${demo.user}.`).waitFor();
    await context.close();
  });

  it("needs no JavaScript on the hosted pages", async () => {
    const { page: app, context: first } = await openApp();
    const asked = app.waitForRequest((request) => request.url().startsWith(`${demo.issuer}authorize`));
    await app.getByRole("button", { name: "Sign in" }).click();
    const url = (await asked).url();
    await first.close();
    const { page, context } = await openTab(browser, { javaScriptEnabled: false });
    await page.goto(url);
    await signIn(page, demo.user, demo.password);
    await page.waitForURL((address) => address.href.startsWith(demo.app_url) && address.searchParams.has("code"));
    await context.close();
  });

  it("comes back from another site's form, over a restart, with the cookie that form could not carry", async () => {
    const { page, context } = await openApp();
    await signUp(page, "colour-browser@example.org");
    await page.getByRole("heading", { name: "Elsewhere" }).waitFor();
    await host.restart();
    await page.getByRole("button", { name: "Violet" }).click();
    await page.getByText("You are signed in as colour-browser@example.org.").waitFor();
    assert.equal((await shown(page, "ID token"))["https://demo.example/colour"], "violet");
    assert.equal((await shown(page, "Access token"))["https://demo.example/came_back_by"], "POST");
    await context.close();
  });
});
