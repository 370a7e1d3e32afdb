//! Three audiences of the same failure.

use contract::LimitName;
use tenant::BindingId;

use super::*;
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
    let own = tenant(&failed(), Origin::Own, "ref-1", &Mask::new(["s3cret"]));
    assert_eq!(own.message, "Error: key *** refused");
    assert_eq!(own.stack.as_deref(), Some("at action.js:1 ***"));
    let installed = tenant(
        &failed(),
        Origin::Installed,
        "ref-1",
        &Mask::new(["s3cret"]),
    );
    assert_eq!(
        (installed.message.as_str(), installed.stack),
        ("Error: key *** refused", None)
    );
    let mut syntax = failed();
    syntax.failure = Failure::new(FailureKind::Syntax, "SyntaxError: const key = 'x");
    assert_eq!(
        tenant(&syntax, Origin::Installed, "ref-1", &Mask::default()).message,
        "the action does not load"
    );
    assert_eq!(
        tenant(&syntax, Origin::Own, "ref-1", &Mask::default()).message,
        "SyntaxError: const key = 'x"
    );
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
