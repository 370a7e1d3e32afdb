// Logins, refusals, redirects across a restart and machine tokens, as `openid-client` sees them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { SignJWT, createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import * as client from "openid-client";
import { Host, scheme } from "../support/host.mjs";
import { Visitor, alert, form } from "../support/visitor.mjs";

const SHARED = "a secret of the tenant and of elsewhere.example, 48 characters";
const PASSWORD = "correct horse battery staple";
const GREETING = "https://demo.example/greeting";
const LOGINS = "https://demo.example/logins";

let host;
let demo;

before(async () => {
  host = await Host.start();
  demo = host.demo;
  await host.bindAction("colour", "post-login", { SHARED });
  await host.bindAction("machine", "credentials-exchange");
});
after(() => host?.stop());

/** The library's view of one of our clients. It checks every ID token's signature, issuer, audience, times and nonce. */
async function discover(clientId, authentication) {
  const execute = scheme === "http" ? [client.allowInsecureRequests] : [];
  const config = await client.discovery(new URL(demo.issuer), clientId, undefined, authentication, { execute });
  client.enableNonRepudiationChecks(config);
  return config;
}

const spa = () => discover(demo.spa_client_id, client.None());
const web = (authentication) => discover(demo.web_client_id, authentication(demo.web_client_secret));
const machine = () => discover(demo.m2m_client_id, client.ClientSecretPost(demo.m2m_client_secret));

/** An authorization request and what its answer will be checked with. */
async function begin(config, extra = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: demo.app_url,
    scope: "openid profile email",
    audience: demo.audience,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...extra,
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return { url, checks };
}

/** Exchanges the code in the address the browser came back to. */
const finish = (config, left, checks) => client.authorizationCodeGrant(config, left, checks);

async function verifyAccessToken(token) {
  const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", demo.issuer));
  const { payload } = await jwtVerify(token, keys, { issuer: demo.issuer, audience: demo.audience, algorithms: ["RS256"] });
  return payload;
}

async function newUser(config, email, visitor = new Visitor(host.origin)) {
  const { url, checks } = await begin(config, { screen_hint: "signup" });
  return { ...(await visitor.signUp(url, email, PASSWORD)), checks, visitor };
}

describe(`openid-client over ${scheme}`, () => {
  it("finds demo.json complete and readable by its owner only", async () => {
    const keys = ["issuer", "api", "audience", "spa_client_id", "web_client_id", "web_client_secret", "m2m_client_id"];
    keys.push("m2m_client_secret", "redirect_uris", "user", "password", "admin_token", "app_url");
    keys.push("consent_client_id", "partner_key", "reviewer_token", "second_reviewer_token", "operator_token");
    keys.push("stand_in_url", "stand_in_api_key", "stand_in_page_secret");
    for (const tenant of ["shop", "testing"]) {
      const parts = ["issuer", "client_id", "audience", "user", "password", "admin_token", "app_url"];
      keys.push(...parts.map((part) => `${tenant}_${part}`));
    }
    assert.deepEqual(Object.keys(demo).sort(), keys.sort());
    assert.equal(await host.mode("demo.json"), "600");
    assert.equal(demo.issuer, `${host.origin}/`);
  });

  it("signs in with PKCE and finds the action's claims in both tokens", async () => {
    const config = await spa();
    const { url, checks } = await begin(config);
    const { left } = await new Visitor(host.origin).signIn(url, demo.user, demo.password);
    const tokens = await finish(config, left, checks);

    assert.equal(tokens.claims()[GREETING], `Hello, ${demo.user}`);
    assert.equal(tokens.claims().email, demo.user);
    const access = await verifyAccessToken(tokens.access_token);
    assert.equal(access.sub, tokens.claims().sub);
    assert.equal(access[LOGINS], 1);
    const info = await client.fetchUserInfo(config, tokens.access_token, access.sub);
    assert.equal(info.email, demo.user);
  });

  it("signs a confidential client in, by either way of sending its secret", async () => {
    for (const authentication of [client.ClientSecretBasic, client.ClientSecretPost]) {
      const config = await web(authentication);
      const { url, checks } = await begin(config, { redirect_uri: webRedirect() });
      const { left } = await new Visitor(host.origin).signIn(url, demo.user, demo.password);
      const tokens = await finish(config, left, checks);
      assert.equal(tokens.claims().aud, demo.web_client_id);
    }
  });

  it("knows the session a second time, and without a page when asked so", async () => {
    const config = await spa();
    const visitor = new Visitor(host.origin);
    const first = await begin(config);
    const before = await visitor.signIn(first.url, demo.user, demo.password);
    const one = await finish(config, before.left, first.checks);
    for (const extra of [{}, { prompt: "none" }]) {
      const again = await begin(config, extra);
      const { left } = await visitor.open(again.url);
      assert.ok(left, "a known session needs no page");
      const two = await finish(config, left, again.checks);
      assert.equal(two.claims().sub, one.claims().sub);
      assert.equal(two.claims().sid, one.claims().sid);
      assert.equal(two.claims()[GREETING], `Hello, ${demo.user}`, "the actions run on every entry");
    }
  });

  it("asks for a login again when the client says so", async () => {
    const config = await spa();
    const visitor = new Visitor(host.origin);
    const first = await begin(config);
    await visitor.signIn(first.url, demo.user, demo.password);
    const again = await begin(config, { prompt: "login" });
    const { left } = await visitor.signIn(again.url, demo.user, demo.password);
    assert.ok((await finish(config, left, again.checks)).access_token);
  });

  it("hears login_required when nobody is signed in and no page may be shown", async () => {
    const config = await spa();
    const { url, checks } = await begin(config, { prompt: "none" });
    const { left } = await new Visitor(host.origin).open(url);
    await assert.rejects(finish(config, left, checks), { error: "login_required" });
  });

  it("hears why an action refused, also on the second try of the same session", async () => {
    const config = await spa();
    const { left, checks, visitor } = await newUser(config, "eve@refused.example");
    const refused = { error: "access_denied", error_description: "Addresses of refused.example may not sign in." };
    await assert.rejects(finish(config, left, checks), refused);
    const again = await begin(config);
    const second = await visitor.open(again.url);
    await assert.rejects(finish(config, second.left, again.checks), refused);
  });

  it("keeps a wrong password on the login page and lets the right one through after it", async () => {
    const config = await spa();
    const visitor = new Visitor(host.origin);
    const { url, checks } = await begin(config);
    const { page } = await visitor.signIn(url, demo.user, "not the password");
    assert.ok(alert(page), "the page says what is wrong");
    const { left } = await visitor.submit(page, { username: demo.user, password: demo.password });
    assert.ok((await finish(config, left, checks)).id_token);
  });

  it("shows an address it does not know to nobody", async () => {
    const config = await spa();
    const { url } = await begin(config, { redirect_uri: `${demo.app_url}elsewhere` });
    const { page, left } = await new Visitor(host.origin).open(url);
    assert.equal(left, undefined, "an unregistered redirect URI is never followed");
    assert.equal(page.status, 400);
  });

  it("revokes what a code gave when the code comes a second time", async () => {
    const config = await spa();
    const { url, checks } = await begin(config);
    const { left } = await new Visitor(host.origin).signIn(url, demo.user, demo.password);
    const tokens = await finish(config, left, checks);
    await assert.rejects(finish(config, left, checks), { error: "invalid_grant" });
    await assert.rejects(client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));
  });

  it("refuses a code with another verifier than the one it was asked with", async () => {
    const config = await spa();
    const { url, checks } = await begin(config);
    const { left } = await new Visitor(host.origin).signIn(url, demo.user, demo.password);
    const other = { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() };
    await assert.rejects(finish(config, left, other), { error: "invalid_grant" });
  });

  it("signs out, after which a page is needed again", async () => {
    const config = await spa();
    const visitor = new Visitor(host.origin);
    const { url, checks } = await begin(config);
    const { left } = await visitor.signIn(url, demo.user, demo.password);
    const tokens = await finish(config, left, checks);
    const out = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: demo.app_url, state: "x" });
    const after = await visitor.open(out);
    assert.equal(after.left?.href, `${demo.app_url}?state=x`);
    const silent = await begin(config, { prompt: "none" });
    const answer = await visitor.open(silent.url);
    await assert.rejects(finish(config, answer.left, silent.checks), { error: "login_required" });
  });
});

/** The address the confidential client registered that is not the app's own. */
function webRedirect() {
  return demo.redirect_uris.find((uri) => uri !== demo.app_url) ?? demo.app_url;
}

/** What elsewhere.example does: reads who asks, and signs its answer to this very state. */
async function answerElsewhere(left, colour) {
  assert.equal(left.origin + left.pathname, "https://elsewhere.example/ask");
  assert.equal(left.searchParams.get("lang"), "en");
  const asked = decodeJwt(left.searchParams.get("session_token"));
  assert.equal(asked.question, "colour");
  const state = left.searchParams.get("state");
  const key = new TextEncoder().encode(SHARED);
  const token = new SignJWT({ state, colour }).setProtectedHeader({ alg: "HS256", typ: "JWT" });
  const answer = await token.setSubject(asked.sub).setIssuer("elsewhere.example").setIssuedAt().setExpirationTime("2m").sign(key);
  return { state, answer };
}

describe(`a redirect that leaves and comes back, over ${scheme}`, () => {
  it("comes back by GET to a server that was restarted meanwhile, once", async () => {
    const config = await spa();
    const { left, checks, visitor } = await newUser(config, "colour-get@example.org");
    const fields = await answerElsewhere(left, "green");
    await host.restart();
    const back = new URL("/continue", demo.issuer);
    back.search = new URLSearchParams(fields).toString();
    const home = await visitor.open(back);
    assert.ok(home.left, `expected the application, got ${home.page?.status}: ${home.page?.text}`);
    const tokens = await finish(config, home.left, checks);
    assert.equal(tokens.claims()["https://demo.example/colour"], "green");
    assert.equal(tokens.claims()[GREETING], "Hello, colour-get@example.org", "what earlier actions set stands");
    assert.equal((await verifyAccessToken(tokens.access_token))["https://demo.example/came_back_by"], "GET");

    const replay = await visitor.open(back);
    assert.equal(replay.left, undefined, "a state is used once");
    assert.match(replay.page.text, /invalid_request/);
  });

  it("comes back by POST from the other site, whose form carries no cookie of ours", async () => {
    const config = await spa();
    const { left, checks, visitor } = await newUser(config, "colour-post@example.org");
    const fields = await answerElsewhere(left, "blue");
    await host.restart();
    const first = await visitor.send(new URL("/continue", demo.issuer), { fields, from: "https://elsewhere.example" });
    assert.equal(first.status, 200, `expected the page that posts again, got ${first.status}: ${first.text}`);
    assert.equal(form(first).fields.state, fields.state);
    const home = await visitor.submit(first, {});
    assert.ok(home.left, `expected the application, got ${home.page?.status}: ${home.page?.text}`);
    const tokens = await finish(config, home.left, checks);
    assert.equal(tokens.claims()["https://demo.example/colour"], "blue");
    assert.equal((await verifyAccessToken(tokens.access_token))["https://demo.example/came_back_by"], "POST");
  });

  it("refuses the return of another browser", async () => {
    const config = await spa();
    const { left } = await newUser(config, "colour-other@example.org");
    const back = new URL("/continue", demo.issuer);
    back.search = new URLSearchParams(await answerElsewhere(left, "red")).toString();
    const stranger = await new Visitor(host.origin).open(back);
    assert.equal(stranger.left, undefined);
    assert.match(stranger.page.text, /invalid_request/);
  });

  it("refuses an answer signed by somebody else, and tells the application", async () => {
    const config = await spa();
    const { left, checks, visitor } = await newUser(config, "colour-forged@example.org");
    const fields = await answerElsewhere(left, "red");
    const forged = fields.answer.slice(0, -4) + (fields.answer.endsWith("AAAA") ? "BBBB" : "AAAA");
    const back = new URL("/continue", demo.issuer);
    back.search = new URLSearchParams({ ...fields, answer: forged }).toString();
    const home = await visitor.open(back);
    await assert.rejects(finish(config, home.left, checks), { error: "access_denied" });
  });

  it("lets the action refuse after the return, and cannot happen without a page", async () => {
    const config = await spa();
    const { left, checks, visitor } = await newUser(config, "colour-none@example.org");
    const back = new URL("/continue", demo.issuer);
    back.search = new URLSearchParams(await answerElsewhere(left, "none")).toString();
    const home = await visitor.open(back);
    await assert.rejects(finish(config, home.left, checks), { error: "access_denied", error_description: "A colour is needed." });
    const silent = await begin(config, { prompt: "none" });
    const answer = await visitor.open(silent.url);
    await assert.rejects(finish(config, answer.left, silent.checks), { error: "interaction_required" });
  });
});

describe(`machine to machine over ${scheme}`, () => {
  it("gives a token with the action's claim", async () => {
    const tokens = await client.clientCredentialsGrant(await machine(), { audience: demo.audience, scope: "read:things" });
    const claims = await verifyAccessToken(tokens.access_token);
    assert.equal(claims["https://demo.example/machine"], demo.m2m_client_id);
    assert.equal(claims.sub, `${demo.m2m_client_id}@clients`);
    assert.equal(claims.gty, "client-credentials");
    assert.equal(claims.scope, "read:things");
  });

  it("hears the action's refusal with its code and words", async () => {
    const refused = client.clientCredentialsGrant(await machine(), { audience: demo.audience, scope: "write:things" });
    await assert.rejects(refused, { error: "invalid_scope", error_description: "write:things is not for machines.", status: 400 });
  });

  it("refuses a wrong secret", async () => {
    const config = await discover(demo.m2m_client_id, client.ClientSecretPost("not the secret"));
    const refused = await client.clientCredentialsGrant(config, { audience: demo.audience }).catch((error) => error);
    // RFC 9110 section 15.5.2 wants a challenge with every 401; the library shows that first and leaves the body to be read.
    assert.equal(refused.code, "OAUTH_WWW_AUTHENTICATE_CHALLENGE");
    assert.equal(refused.response.status, 401);
    assert.equal((await refused.response.json()).error, "invalid_client");
  });

  it("finds after a restart what was there before", async () => {
    await host.restart();
    const tokens = await client.clientCredentialsGrant(await machine(), { audience: demo.audience, scope: "read:things" });
    assert.equal((await verifyAccessToken(tokens.access_token))["https://demo.example/machine"], demo.m2m_client_id);
    const config = await spa();
    const { url, checks } = await begin(config);
    const { left } = await new Visitor(host.origin).signIn(url, demo.user, demo.password);
    assert.equal((await finish(config, left, checks)).claims()[GREETING], `Hello, ${demo.user}`);
  });
});
