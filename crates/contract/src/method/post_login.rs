//! The `api` of post-login, but for sessions, SAML and the cache.

use super::Returns::{Api, Promise, Value, Void};
use super::param::{Param, Shape, boolean, json, number, object, one_of, options, text, texts};
use super::table;

/// Factors a user can be challenged with.
const CHALLENGES: &[&str] = &[
    "otp",
    "email",
    "push-notification",
    "phone",
    "webauthn-platform",
    "webauthn-roaming",
    "recovery-code",
];

/// Factors a user can enrol.
const ENROLMENTS: &[&str] = &[
    "otp",
    "push-notification",
    "phone",
    "webauthn-platform",
    "webauthn-roaming",
    "recovery-code",
];

const PROVIDERS: &[&str] = &["any", "none", "guardian", "google-authenticator", "duo"];

const PAGE: Param = options(&[number("take").optional(), text("from").optional()]).optional();

const fn also(factors: &'static [Param]) -> Param {
    options(factors).optional()
}

table![
    /// Refuses the login. The application gets `access_denied` with this reason. Metadata already set is written all the
    /// same; later actions do not run. The session stays, so that a retry is refused again.
    Command "access.deny" [text("reason")] Api;
    /// Sets a claim of the access token. The last write wins; a restricted name is ignored.
    Command "accessToken.setCustomClaim" [text("name"), json("value")] Api;
    /// Grants a scope, also one that was not requested.
    Command "accessToken.addScope" [text("scope")] Api;
    /// Takes a scope away.
    Command "accessToken.removeScope" [text("scope")] Api;
    /// Sets a claim of the ID token. The last write wins; a restricted name is ignored.
    Command "idToken.setCustomClaim" [text("name"), json("value")] Api;
    /// Asks for a factor once this action is done, with alternatives. Later actions run after it.
    Command "authentication.challengeWith" [Param::new("factor", Shape::Factor(CHALLENGES)), also(&[Param::new("additionalFactors", Shape::Factors(CHALLENGES)).optional()])] Void;
    /// Lets the user pick one of these factors once this action is done.
    Command "authentication.challengeWithAny" [Param::new("factors", Shape::Factors(CHALLENGES))] Void;
    /// Has the user enrol a factor once this action is done, with alternatives.
    Command "authentication.enrollWith" [Param::new("factor", Shape::Factor(ENROLMENTS)), also(&[Param::new("additionalFactors", Shape::Factors(ENROLMENTS)).optional()])] Void;
    /// Lets the user enrol one of these factors once this action is done.
    Command "authentication.enrollWithAny" [Param::new("factors", Shape::Factors(ENROLMENTS))] Void;
    /// Records a method of authentication of your own, named by an http or https URL. Only in onContinuePostLogin.
    Command "authentication.recordMethod" [text("url")] Api;
    /// Issues the tokens for the user of whom the current identity is a linked, secondary one. Once per transaction.
    Command "authentication.setPrimaryUser" [text("userId")] Void;
    /// Asks for a factor after the last action; `none` switches the tenant's own demand off.
    Command "multifactor.enable" [one_of("provider", PROVIDERS), options(&[boolean("allowRememberBrowser").optional(), object("providerOptions").optional()]).optional()] Api;
    /// Makes a signed token (HS256) to send along with a redirect. It is not encrypted.
    Call "redirect.encodeToken" [options(&[text("secret"), object("payload"), number("expiresInSeconds").optional()])] Value("string");
    /// Sends the browser to this URL with `query` and a `state` added, once this action is done. The browser must come
    /// back to /continue with the same state; onContinuePostLogin of this action runs then.
    Command "redirect.sendUserTo" [text("url"), options(&[Param::new("query", Shape::Query).optional()]).optional()] Api;
    /// Whether the browser can be sent elsewhere: false for refresh, password and prompt=none.
    Call "redirect.canRedirect" [] Value("boolean");
    /// Reads the token that came back with the browser, in the query or the body, and returns its claims. It throws when
    /// the token is missing, forged, expired, of another user or of another redirect. Only in onContinuePostLogin.
    Call "redirect.validateToken" [options(&[text("secret"), text("tokenParameterName").optional()])] Value("{ [claim: string]: any }");
    /// Shows a form once this action is done. onContinuePostLogin runs when it was sent, with `event.prompt`.
    Command "prompt.render" [text("formId"), options(&[object("fields").optional(), object("vars").optional()]).optional()] Void;
    /// Sets a top-level key of the user's application metadata; null removes it. Written once, after all actions.
    Command "user.setAppMetadata" [text("key"), json("value")] Api;
    /// Sets a top-level key of the user's user metadata; null removes it. Written once, after all actions.
    Command "user.setUserMetadata" [text("key"), json("value")] Api;
    /// Sets a key of `event.transaction.metadata`, for this and later actions, also after a redirect; null removes it.
    Command "transaction.setMetadata" [text("key"), Param::new("value", Shape::Scalar)] Void;
    /// Refuses the login with an error of your own.
    Command "validation.error" [text("code"), text("message")] Void;
    /// Whether a Rule ran before. This host has no Rules.
    Call "rules.wasExecuted" [text("ruleId")] Value("boolean");
    /// The user's groups, a page at a time.
    AsyncCall "groups.getUserGroups" [PAGE] Promise("{ groups: Array<{ [key: string]: any }>; next?: string }");
    /// Whether the user is in one of these groups, by id or name, and in which.
    AsyncCall "groups.hasGroupMembership" [texts("idsOrNames")] Promise("{ hasMembership: boolean; groups: Array<{ [key: string]: any }> }");
    /// The user's roles, direct and through groups, a page of at most 100 at a time.
    AsyncCall "roles.getUserEffectiveRoles" [PAGE] Promise("{ roles: Array<{ [key: string]: any }>; next?: string }");
    /// Which of these roles (at most 100) the user has.
    AsyncCall "roles.getUserEffectiveRolesByIds" [texts("ids")] Promise("{ roles: Array<{ [key: string]: any }> }");
    /// Which of these roles (at most 50) the user has.
    AsyncCall "roles.getUserEffectiveRolesByNames" [texts("names")] Promise("{ roles: Array<{ [key: string]: any }> }");
];
