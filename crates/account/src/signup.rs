//! Sign-up: a form becomes a user, or says what to mend.

use tenant::{Connection, Secret, SignUp, UserId};

use crate::{Email, Error, Metadata, Profile, User, UserState, check_password};

/// What somebody sent to sign up.
#[derive(Debug, Clone)]
pub struct SignUpForm {
    /// The address as typed.
    pub email: String,
    /// The password as typed.
    pub password: Secret,
    /// What else they said of themselves.
    pub profile: Profile,
}

/// Checks a sign-up against the connection. The caller hashes the password and stores both at once.
///
/// `random` becomes the 24 hexadecimal digits of `auth0|...`.
pub fn sign_up(
    form: &SignUpForm,
    connection: &Connection,
    random: [u8; 12],
    now_ms: u64,
) -> Result<User, Error> {
    if connection.sign_up == SignUp::Closed {
        return Err(Error::SignUpClosed);
    }
    let email = Email::parse(&form.email)?;
    check_password(form.password.expose(), &email, &connection.password_policy)?;
    form.profile.validate()?;
    let mut profile = form.profile.clone();
    profile
        .name
        .get_or_insert_with(|| email.as_str().to_owned());
    profile
        .nickname
        .get_or_insert_with(|| email.local_part().to_owned());
    Ok(User {
        tenant: connection.tenant.clone(),
        user_id: UserId::new(format!(
            "{}|{}",
            connection.strategy.as_str(),
            hex24(random)
        )),
        connection: connection.id.clone(),
        email,
        email_verified: false,
        profile,
        user_metadata: Metadata::new(),
        app_metadata: Metadata::new(),
        state: UserState::Active,
        logins_count: 0,
        last_login_ms: None,
        last_password_reset_ms: None,
        created_at_ms: now_ms,
        updated_at_ms: now_ms,
    })
}

fn hex24(random: [u8; 12]) -> String {
    random.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tenant::{ConnectionId, PasswordPolicy, Strategy, TenantId};

    use super::*;

    fn connection(sign_up: SignUp) -> Connection {
        Connection {
            tenant: TenantId::new("acme"),
            id: ConnectionId::new("con_1"),
            name: "Username-Password-Authentication".into(),
            strategy: Strategy::Database,
            sign_up,
            password_policy: PasswordPolicy::default(),
            metadata: BTreeMap::new(),
            created_at_ms: 0,
        }
    }

    fn form(email: &str, password: &str) -> SignUpForm {
        SignUpForm {
            email: email.into(),
            password: Secret::new(password.into()),
            profile: Profile::default(),
        }
    }

    #[test]
    fn a_sign_up_becomes_a_user() {
        let user = sign_up(
            &form("Ann@Example.com", "correct horse"),
            &connection(SignUp::Open),
            [0xab; 12],
            7,
        )
        .unwrap();
        assert_eq!(user.user_id.as_str(), "auth0|abababababababababababab");
        assert_eq!(user.email.as_str(), "ann@example.com");
        assert_eq!(user.profile.nickname.as_deref(), Some("ann"));
        assert_eq!(
            (user.email_verified, user.logins_count, user.created_at_ms),
            (false, 0, 7)
        );
        let identity = user.identity("Username-Password-Authentication");
        assert_eq!(
            (identity.provider.as_str(), identity.user_id.as_str()),
            ("auth0", "abababababababababababab")
        );
    }

    #[test]
    fn a_sign_up_says_what_to_mend() {
        for (email, password, mode, expected) in [
            (
                "ann@example.com",
                "correct horse",
                SignUp::Closed,
                Error::SignUpClosed,
            ),
            ("ann", "correct horse", SignUp::Open, Error::EmailInvalid),
            (
                "ann@example.com",
                "short",
                SignUp::Open,
                Error::PasswordTooShort {
                    limit: 8,
                    actual: 5,
                },
            ),
        ] {
            assert_eq!(
                sign_up(&form(email, password), &connection(mode), [0; 12], 0),
                Err(expected)
            );
        }
    }
}
