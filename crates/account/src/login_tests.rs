//! Tests of `login`: who goes on, and what the others are told.

use tenant::{ConnectionId, TenantId, UserId};

use super::*;
use crate::{Email, Metadata, Profile};

fn user(state: UserState) -> User {
    User {
        tenant: TenantId::new("acme"),
        user_id: UserId::new("auth0|1"),
        connection: ConnectionId::new("con_1"),
        email: Email::parse("ann@x.example").unwrap(),
        email_verified: false,
        profile: Profile::default(),
        user_metadata: Metadata::new(),
        app_metadata: Metadata::new(),
        state,
        logins_count: 0,
        last_login_ms: None,
        last_password_reset_ms: None,
        created_at_ms: 1,
        updated_at_ms: 1,
    }
}

#[test]
fn only_the_right_password_of_an_active_user_is_accepted() {
    use Refusal::{Blocked, WrongCredentials};
    use Verification::{Matched, Mismatched};
    let (active, blocked) = (user(UserState::Active), user(UserState::Blocked));
    for (user, verification, expected) in [
        (Some(&active), Matched, LoginDecision::Accepted),
        (
            Some(&active),
            Mismatched,
            LoginDecision::Refused(WrongCredentials),
        ),
        (Some(&blocked), Matched, LoginDecision::Refused(Blocked)),
        // Whoever does not know the password does not learn that the account is blocked, or is there.
        (
            Some(&blocked),
            Mismatched,
            LoginDecision::Refused(WrongCredentials),
        ),
        (None, Matched, LoginDecision::Refused(WrongCredentials)),
        (None, Mismatched, LoginDecision::Refused(WrongCredentials)),
    ] {
        assert_eq!(
            decide_login(user, verification),
            expected,
            "{verification:?}"
        );
    }
    assert_eq!(WrongCredentials.to_string(), "Wrong email or password.");
    assert_eq!(Blocked.to_string(), "user is blocked");
}
