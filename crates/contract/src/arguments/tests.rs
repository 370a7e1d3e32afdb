//! Calls and what becomes of them: `trigger path arguments => command or error`, one a line.

use super::*;

fn check(table: &str) {
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (call, expected) = line.split_once(" => ").unwrap();
        let mut words = call.splitn(3, ' ');
        let trigger: Trigger = words.next().unwrap().parse().unwrap();
        let path = words.next().unwrap();
        let args: Vec<Value> = serde_json::from_str(words.next().unwrap()).unwrap();
        match Command::from_call(trigger, path, args) {
            Ok(command) => {
                assert!(command.is_allowed_in(trigger), "{line}");
                assert_eq!(command.type_name(), path);
                let mut expected: Value = serde_json::from_str(expected).unwrap();
                expected["type"] = path.into();
                assert_eq!(serde_json::to_value(&command).unwrap(), expected, "{line}");
                assert_eq!(
                    serde_json::from_value::<Command>(expected).unwrap(),
                    command
                );
            }
            Err(error) => assert_eq!(error.to_string(), expected, "{line}"),
        }
    }
}

#[test]
fn calls_become_commands() {
    check(
        r#"
        post-login access.deny ["no", "extra"] => {"reason": "no"}
        post-login access.deny [] => {}
        post-login access.deny [{"a": 1}] => {"reason": "{\"a\":1}"}
        credentials-exchange access.deny ["invalid_scope", "why"] => {"code": "invalid_scope", "reason": "why"}
        pre-user-registration access.deny ["log", "user"] => {"reason": "log", "userMessage": "user"}
        post-login idToken.setCustomClaim ["a", null] => {"name": "a", "value": null}
        post-login user.setAppMetadata ["a"] => {"key": "a", "value": null}
        post-login redirect.sendUserTo ["https://a.example", {"query": {"b": 1}}] => {"url": "https://a.example", "query": {"b": 1}}
        post-login redirect.sendUserTo ["https://a.example"] => {"url": "https://a.example"}
        post-login session.setExpiresAt [1700000000000] => {"ms": 1700000000000}
        post-login session.revoke ["why", {"preserveRefreshTokens": true}] => {"reason": "why", "preserveRefreshTokens": true}
        post-login authentication.challengeWith [{"type": "otp"}, {"additionalFactors": [{"type": "email"}]}] => {"factor": {"type": "otp"}, "additionalFactors": [{"type": "email"}]}
        post-login multifactor.enable ["any", {"allowRememberBrowser": true}] => {"provider": "any", "allowRememberBrowser": true}
        post-login samlResponse.setNameIdentifierProbes [["a"]] => {"nameIdentifierProbes": ["a"]}
        post-login prompt.render ["ap_1", {"vars": {"a": 1}}] => {"formId": "ap_1", "vars": {"a": 1}}
        credentials-exchange transaction.setTargetScopes [["a", "b"]] => {"scopes": ["a", "b"]}
        credentials-exchange transaction.clearTargetScopes [] => {}
        "#,
    );
}

#[test]
fn wrong_calls_say_what_is_wrong() {
    check(
        r#"
        post-login accessToken.setCustomClaim [1, 2] => api.accessToken.setCustomClaim: argument `name` must be a string, got a number
        post-login accessToken.addScope [] => api.accessToken.addScope: argument `scope` must be a string, got null or undefined
        post-login redirect.sendUserTo ["u", {"query": []}] => api.redirect.sendUserTo: argument `options.query` must be an object of strings, numbers and booleans, got an array
        post-login transaction.setMetadata ["a", {}] => api.transaction.setMetadata: argument `value` must be a string, number or boolean, got an object
        post-login session.setCookieMode ["x"] => api.session.setCookieMode: argument `mode` must be one of persistent, non-persistent, got a string
        post-login authentication.enrollWith [{"type": "email"}] => api.authentication.enrollWith: argument `factor` must be an object whose type is one of otp, push-notification, phone, webauthn-platform, webauthn-roaming, recovery-code, got an object
        post-login cache.set ["a", "b"] => api.cache.set is not a command of post-login
        credentials-exchange redirect.sendUserTo ["u"] => api.redirect.sendUserTo is not a command of credentials-exchange
        "#,
    );
}

#[test]
fn a_name_that_is_no_method_is_cut_in_the_message() {
    let error =
        Command::from_call(Trigger::PostLogin, &"x".repeat(10_000), Vec::new()).unwrap_err();
    assert!(error.to_string().len() < 200);
}

#[test]
fn saved_commands_keep_their_numbers() {
    let text = r#"[{"type": "user.setAppMetadata", "key": "a", "value": [2e108, 5e-324, 0.1]}]"#;
    let commands: Vec<Command> = serde_json::from_str(text).unwrap();
    let saved = serde_json::to_value(&commands).unwrap();
    assert_eq!(saved[0]["value"], serde_json::json!([2e108, 5e-324, 0.1]));
    let text = serde_json::to_string(&commands).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Command>>(&text).unwrap(),
        commands
    );
}
