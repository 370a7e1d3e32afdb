// A browser reduced to what a login needs: cookies, redirects followed by hand, forms filled in.
import assert from "node:assert/strict";

const MOST_REDIRECTS = 10;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex || decimal) {
      return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
    }
    return ENTITIES[name] ?? whole;
  });
}

function attribute(tag, name) {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
  return found === null ? undefined : unescape(found[1]);
}

/** The page's one form: where it goes and what its fields hold. */
export function form(page) {
  const tag = page.text.match(/<form\b[^>]*>/)?.[0];
  assert.ok(tag, `no form on the page:\n${page.text}`);
  const fields = {};
  for (const [input] of page.text.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = attribute(input, "name");
    if (name !== undefined) {
      fields[name] = attribute(input, "value") ?? "";
    }
  }
  return { action: new URL(attribute(tag, "action"), page.url).href, fields };
}

/** What the page's alert says, tags and white space gathered; undefined without one. */
export function alert(page) {
  const found = page.text.match(/role="alert"[^>]*>([\s\S]*?)<\/div>/);
  return found === null ? undefined : unescape(found[1].replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")).trim();
}

export class Visitor {
  /** Visits `origin`; whatever leads elsewhere is handed back instead of followed. */
  constructor(origin) {
    this.origin = origin;
    this.cookies = new Map();
  }

  /** One request. `from` is the origin the browser would name; a request from elsewhere carries no `Lax` cookie when it posts. */
  async send(url, { fields, from = this.origin } = {}) {
    const sameSite = from === this.origin;
    const headers = {};
    if (this.cookies.size > 0 && (sameSite || fields === undefined)) {
      headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    }
    if (fields !== undefined) {
      headers.origin = from;
      headers["sec-fetch-site"] = sameSite ? "same-origin" : "cross-site";
    }
    const body = fields && new URLSearchParams(fields);
    const answer = await fetch(url, { method: fields ? "POST" : "GET", headers, body, redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      this.keep(cookie);
    }
    return { url: String(url), status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  keep(cookie) {
    const [pair, ...attributes] = cookie.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    const ends = attributes.some((one) => /^max-age=0$/i.test(one));
    if (ends) {
      this.cookies.delete(pair.slice(0, at));
    } else {
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  /** Follows redirects until there is a page or the next address is not the host's: `{ page }` or `{ left }`. */
  async follow(answer) {
    for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
      if (answer.status !== 302 && answer.status !== 303) {
        return { page: answer };
      }
      const next = new URL(answer.headers.get("location"), answer.url);
      if (next.origin !== this.origin) {
        return { left: next };
      }
      answer = await this.send(next);
    }
    assert.fail(`more than ${MOST_REDIRECTS} redirects, the last to ${answer.headers.get("location")}`);
  }

  async open(url) {
    return this.follow(await this.send(url));
  }

  /** Fills in the page's form and sends it. */
  async submit(page, values, options) {
    const { action, fields } = form(page);
    return this.follow(await this.send(action, { fields: { ...fields, ...values }, ...options }));
  }

  /** Opens the authorization request, expects the login page, and signs in. */
  async signIn(url, username, password) {
    const { page } = await this.open(url);
    assert.equal(page?.status, 200, `expected the login page, got ${page?.status}: ${page?.text}`);
    return this.submit(page, { username, password });
  }

  /** Opens the authorization request, expects the sign-up page, and signs up. */
  async signUp(url, email, password) {
    const { page } = await this.open(url);
    assert.equal(page?.status, 200, `expected the sign-up page, got ${page?.status}: ${page?.text}`);
    return this.submit(page, { email, password });
  }
}
