//! `/u/signup`: a new user, signed in at once.

use testkit::{Answer, Browser, TestHost, Wanted};

use crate::journey::{redeem, to_form, verified};

async fn sign_up(browser: &mut Browser, form: &Answer, email: &str, password: &str) -> Answer {
    let (state, csrf) = (form.field("state"), form.field("csrf"));
    browser
        .post(
            "/u/signup",
            &[
                ("state", &state),
                ("csrf", &csrf),
                ("email", email),
                ("password", password),
            ],
        )
        .await
}

#[tokio::test]
async fn a_new_user_is_signed_in_and_the_flow_runs() {
    let claim = "exports.onExecutePostLogin = async (event, api) => {
        api.idToken.setCustomClaim('count', event.stats.logins_count);
        api.user.setUserMetadata('seen', event.client.name);
    };";
    let host = TestHost::with(Wanted {
        actions: &[("claim", claim)],
        ..Wanted::default()
    })
    .await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[("screen_hint", "signup")]).await;
    assert!(form.body.contains("autocomplete=\"new-password\""));
    let answer = sign_up(&mut browser, &form, "Bob@demo.example", "a long enough one").await;
    let tokens = redeem(&host, &answer.parameter("code").unwrap()).await;
    assert!(browser.cookies.contains_key("latchwork_known"));
    let id = verified(&host, &tokens.text("id_token"), &host.demo.spa_client_id).await;
    assert_eq!(
        (&id["email"], &id["count"]),
        (&"bob@demo.example".into(), &1.into())
    );
}

#[tokio::test]
async fn what_does_not_fit_is_said_at_the_field_and_nothing_is_made() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[("screen_hint", "signup")]).await;
    for (email, password, said, field) in [
        ("", "a long enough one", "Enter an e-mail address.", "email"),
        (
            "nowhere",
            "a long enough one",
            "This is not an e-mail address",
            "email",
        ),
        (
            "bob@demo.example",
            "short",
            "at least 8 are needed",
            "password",
        ),
        (
            "bob@demo.example",
            "bob@demo.example",
            "must not be the e-mail address",
            "password",
        ),
        (
            host.demo.user.as_str(),
            "a long enough one",
            "cannot be used to sign up",
            "email",
        ),
    ] {
        let answer = sign_up(&mut browser, &form, email, password).await;
        assert_eq!(answer.status, 400);
        assert!(
            answer.body.contains(said),
            "{email} {password}: {}",
            answer.body
        );
        assert!(
            answer.body.contains(&format!("href=\"#{field}\"")),
            "{email} {password}"
        );
    }
    let answer = sign_up(&mut browser, &form, "bob@demo.example", "a long enough one").await;
    assert!(answer.parameter("code").is_some());
}
