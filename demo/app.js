// The demo app: signs in with oidc-client-ts by code and PKCE, and shows the tokens or the reason there are none.
/* global oidc */

/** What stands after the `#` of a link that signs in at once: here, or to the application that asks for consent. */
const SIGN_IN = "#sign-in";
const CONSENT = "#consent";

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

/** The application somebody signs in to here. It is remembered while they are away, since both come back to one address. */
const application = {
  isConsent: () => sessionStorage.getItem("application") === "consent",
  choose: (name) => sessionStorage.setItem("application", name),
};

function manager(config) {
  const here = `${location.origin}/`;
  return new oidc.UserManager({
    authority: config.issuer,
    client_id: application.isConsent() ? config.consent_client_id : config.client_id,
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
  say("status", `You are signed in as ${user.profile.email}${application.isConsent() ? ", to the application that asks for consent" : ""}.`);
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

/** A link below the buttons, which leads to another application or signs in to it. */
function addLink(text, url) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = text;
  const item = document.createElement("li");
  item.append(link);
  element("links").append(item);
  element("others").hidden = false;
}

function introduce(config) {
  document.title = `Latchwork ${config.name.toLowerCase()}`;
  say("name", config.name);
  if (config.consent_client_id) {
    addLink("Sign in to an application that asks for consent", CONSENT);
  }
  for (const { link, url } of config.others) {
    addLink(link, `${url}${SIGN_IN}`);
  }
  const isFirst = config.others.length === 0 || config.consent_client_id;
  element("try").hidden = !isFirst;
  if (config.stand_in_url) {
    element("integrations").hidden = false;
    element("stand-in").href = config.stand_in_url;
  }
}

/** Signs in at once when a link says so. */
async function follow(config) {
  const wanted = location.hash;
  if (wanted !== SIGN_IN && wanted !== CONSENT) {
    return false;
  }
  history.replaceState(null, "", location.pathname);
  application.choose(wanted === CONSENT ? "consent" : "own");
  await manager(config).signinRedirect();
  return true;
}

async function start() {
  const config = await (await fetch("config.json")).json();
  introduce(config);
  addEventListener("hashchange", () => follow(config).catch(refuse));
  if (await follow(config)) {
    return;
  }
  const users = manager(config);
  const signIn = (options) => {
    application.choose("own");
    manager(config).signinRedirect(options).catch(refuse);
  };
  element("sign-in").addEventListener("click", () => signIn());
  element("sign-up").addEventListener("click", () => signIn({ extraQueryParams: { audience: config.audience, screen_hint: "signup" } }));
  element("sign-out").addEventListener("click", () => users.signoutRedirect().catch(refuse));
  await takeAnswer(users).catch(refuse);
  await show(users, config);
}

await start().catch(refuse);
