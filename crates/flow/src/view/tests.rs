//! Three audiences of the same failure.

use contract::LimitName;
use tenant::BindingId;

use super::*;
use crate::StepFailure;
use crate::changes::Changes;

fn failed() -> StepFailure {
    StepFailure {
        binding: BindingId::new("b1"),
        step: "Check address".to_owned(),
        failure: Failure::new(FailureKind::Error, "Error: key s3cret refused")
            .with_stack(Some("at action.js:1 s3cret".to_owned())),
    }
}

#[test]
fn the_tenant_sees_its_own_code_and_not_a_partners() {
    let secrets = Mask::new(["s3cret"]);
    let thrown = failed().failure;
    let own = failure(&thrown, Origin::Own, &secrets);
    assert_eq!(own.message, "Error: key *** refused");
    assert_eq!(own.stack.as_deref(), Some("at action.js:1 ***"));
    let installed = failure(&thrown, Origin::Installed, &secrets);
    assert_eq!(
        (installed.message.as_str(), installed.stack),
        ("Error: key *** refused", None)
    );
    let printed = "Error: s3cret\n    at helper (action.js:2:3)";
    assert_eq!(
        text(printed, Origin::Own, &secrets),
        "Error: ***\n    at helper (action.js:2:3)"
    );
    assert_eq!(text(printed, Origin::Installed, &secrets), "Error: ***");
}

/// The engine quotes names of the code and pieces of what the code read; whoever wants to tell the tenant something
/// throws an error of another class.
#[test]
fn what_the_engine_says_of_a_partners_code_is_its_class() {
    use FailureKind::{Error, Limit, Syntax};
    for (kind, message, expected) in [
        (
            Syntax,
            "SyntaxError: const key = 'x",
            "the action does not load",
        ),
        (
            Error,
            "TypeError: Cannot read properties of undefined (reading 'secretName')",
            "TypeError: the integration's code is at fault",
        ),
        (
            Error,
            "SyntaxError: Unexpected token 'a', \"answer\" is not valid JSON",
            "SyntaxError: the integration's code is at fault",
        ),
        (
            Error,
            "ReferenceError",
            "ReferenceError: the integration's code is at fault",
        ),
        (Error, "TypeError: fetch failed", "TypeError: fetch failed"),
        (Error, "TypeError: Invalid URL", "TypeError: Invalid URL"),
        (Error, "Error: set ACME_URL", "Error: set ACME_URL"),
        (Error, "AcmeError: TypeError: x", "AcmeError: TypeError: x"),
        (Error, "Error: x\n    at f (action.js:1:1)", "Error: x"),
        (
            Limit,
            "the processor time is over",
            "the processor time is over",
        ),
    ] {
        let thrown = Failure::new(kind, message);
        let seen = failure(&thrown, Origin::Installed, &Mask::default());
        assert_eq!(seen.message, expected);
        assert_eq!(failure(&thrown, Origin::Own, &Mask::default()), thrown);
    }
}

fn check(decision: Decision, trigger: Trigger, expected: &str) {
    let outcome = Outcome::new(decision, Changes::default(), Vec::new());
    let told = outcome.public_error(trigger, "R1");
    let told = told.map(|told| format!("{} {} {}", told.status, told.error, told.description));
    assert_eq!(told.as_deref().unwrap_or("nothing"), expected);
}

fn deny(code: Option<&str>, reason: Option<&str>, user_message: Option<&str>) -> Decision {
    let text = |text: Option<&str>| text.map(str::to_owned);
    Decision::Deny(Denial {
        binding: BindingId::new("b1"),
        code: text(code),
        reason: text(reason),
        kept_reason: text(reason),
        user_message: text(user_message),
    })
}

#[test]
fn the_client_is_told_what_a_deny_said_and_else_a_reference() {
    use Trigger::{CredentialsExchange, PostLogin, PreUserRegistration};
    let general = "The request could not be completed. Reference: R1";
    check(Decision::Allow, PostLogin, "nothing");
    check(
        deny(None, Some("no"), None),
        PostLogin,
        "500 access_denied no",
    );
    check(
        deny(None, None, None),
        PostLogin,
        &format!("500 access_denied {general}"),
    );
    check(
        Decision::Fail(failed()),
        PostLogin,
        &format!("500 access_denied {general}"),
    );
    let limit = StepFailure {
        failure: Failure::limit(LimitName::WallMs, 20_000, "slow"),
        ..failed()
    };
    check(
        Decision::Fail(limit),
        PostLogin,
        &format!("500 access_denied {general}"),
    );
    check(
        deny(Some("invalid_scope"), Some("no"), None),
        CredentialsExchange,
        "400 invalid_scope no",
    );
    check(
        deny(Some("invalid_request"), None, None),
        CredentialsExchange,
        &format!("400 invalid_request {general}"),
    );
    check(
        deny(Some("server_error"), Some("no"), None),
        CredentialsExchange,
        "500 server_error no",
    );
    check(
        deny(Some("made_up"), Some("no"), None),
        CredentialsExchange,
        "500 server_error no",
    );
    check(
        Decision::Fail(failed()),
        CredentialsExchange,
        &format!("500 server_error {general}"),
    );
    check(
        deny(None, Some("log"), Some("user")),
        PreUserRegistration,
        "400 extensibility_error user",
    );
    check(
        Decision::InteractionRequired,
        PostLogin,
        "403 interaction_required The user must take a further step that this request does not allow",
    );
}
