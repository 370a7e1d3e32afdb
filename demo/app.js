// The demo app: signs in with oidc-client-ts by code and PKCE, and shows the tokens or the reason there are none.
/* global oidc */

const element = (id) => document.getElementById(id);

/** Shows `text` in the element `id`; nothing hides it. */
function say(id, text) {
  element(id).textContent = text;
}

/** The claims inside a JWT, laid out to be read. An access token without an audience is opaque and has none. */
function claims(token) {
  const parts = token.split(".");
  if (parts.length !== 3) {
    return "(an opaque token: it holds no claims)";
  }
  const bytes = Uint8Array.from(atob(parts[1].replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
}

function manager(config) {
  const here = `${location.origin}/`;
  return new oidc.UserManager({
    authority: config.issuer,
    client_id: config.client_id,
    redirect_uri: here,
    post_logout_redirect_uri: here,
    scope: "openid profile email",
    extraQueryParams: { audience: config.audience },
    loadUserInfo: false,
    automaticSilentRenew: false,
    monitorSession: false,
  });
}

/** Takes the answer out of the address bar, if the browser has just come back with one. */
async function takeAnswer(users) {
  const query = new URLSearchParams(location.search);
  if (!query.has("state") || !(query.has("code") || query.has("error"))) {
    return;
  }
  try {
    await users.signinRedirectCallback();
  } finally {
    history.replaceState(null, "", location.pathname);
  }
}

async function show(users, config) {
  const user = await users.getUser();
  const signedIn = user !== null && !user.expired;
  element("sign-in").hidden = signedIn;
  element("sign-up").hidden = signedIn;
  element("sign-out").hidden = !signedIn;
  element("tokens").hidden = !signedIn;
  if (!signedIn) {
    say("status", "You are not signed in.");
    return;
  }
  say("status", `You are signed in as ${user.profile.email}.`);
  say("id-claims", claims(user.id_token));
  say("access-claims", claims(user.access_token));
  say("id-token", user.id_token);
  say("access-token", user.access_token);
  const answer = await fetch(new URL("userinfo", config.issuer), { headers: { authorization: `Bearer ${user.access_token}` } });
  say("userinfo", JSON.stringify(await answer.json(), null, 2));
}

function refuse(problem) {
  element("refusal").hidden = false;
  say("refusal-reason", problem.error_description ?? problem.message);
  say("refusal-error", problem.error ?? problem.name);
}

async function start() {
  const config = await (await fetch("config.json")).json();
  const users = manager(config);
  element("sign-in").addEventListener("click", () => users.signinRedirect().catch(refuse));
  element("sign-up").addEventListener("click", () =>
    users.signinRedirect({ extraQueryParams: { audience: config.audience, screen_hint: "signup" } }).catch(refuse),
  );
  element("sign-out").addEventListener("click", () => users.signoutRedirect().catch(refuse));
  await takeAnswer(users).catch(refuse);
  await show(users, config);
}

await start().catch(refuse);
