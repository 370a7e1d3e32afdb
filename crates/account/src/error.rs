//! Why a sign-up or a change of a user is refused. Every one of these is the user's to mend.

/// Why a value of an account was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The e-mail address is empty.
    #[error("enter an e-mail address")]
    EmailMissing,
    /// Not an e-mail address.
    #[error("this is not an e-mail address; write it as name@example.com")]
    EmailInvalid,
    /// The e-mail address is longer than its limit.
    #[error("the e-mail address has {actual} bytes, at most {limit} are allowed")]
    EmailTooLong {
        /// The limit in bytes.
        limit: usize,
        /// What was sent.
        actual: usize,
    },
    /// The password is empty.
    #[error("enter a password")]
    PasswordMissing,
    /// The password is shorter than the connection demands.
    #[error("the password has {actual} characters, at least {limit} are needed")]
    PasswordTooShort {
        /// The connection's minimum in characters.
        limit: usize,
        /// What was sent.
        actual: usize,
    },
    /// The password is longer than its limit.
    #[error("the password has {actual} bytes, at most {limit} are allowed")]
    PasswordTooLong {
        /// The limit in bytes.
        limit: usize,
        /// What was sent.
        actual: usize,
    },
    /// Too few sorts of characters.
    #[error("the password needs {needed} of: lower case, upper case, digit, other character")]
    PasswordTooSimple {
        /// How many sorts the connection demands.
        needed: usize,
    },
    /// The password is the e-mail address or its local part.
    #[error("the password must not be the e-mail address")]
    PasswordIsEmail,
    /// The connection takes no sign-ups.
    #[error("public signup is disabled")]
    SignUpClosed,
    /// A profile field is longer than its limit.
    #[error("{field} has {actual} bytes, at most {limit} are allowed")]
    ProfileTooLong {
        /// The field.
        field: &'static str,
        /// The limit in bytes.
        limit: usize,
        /// What was sent.
        actual: usize,
    },
    /// The metadata would grow over its limit.
    #[error("{field} would have {actual} bytes, at most {limit} are allowed; remove keys first")]
    MetadataTooLarge {
        /// `user_metadata` or `app_metadata`.
        field: &'static str,
        /// The limit in bytes of JSON.
        limit: usize,
        /// What it would have.
        actual: usize,
    },
    /// Not a PHC string of Argon2id.
    #[error("this is no Argon2id hash in PHC form")]
    HashInvalid,
}

impl Error {
    /// The reference's code for a refused sign-up.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PasswordMissing
            | Self::PasswordTooShort { .. }
            | Self::PasswordTooLong { .. }
            | Self::PasswordTooSimple { .. } => "invalid_password",
            Self::PasswordIsEmail => "password_no_user_info_error",
            Self::SignUpClosed => "signup_disabled",
            Self::EmailMissing
            | Self::EmailInvalid
            | Self::EmailTooLong { .. }
            | Self::ProfileTooLong { .. }
            | Self::MetadataTooLarge { .. }
            | Self::HashInvalid => "invalid_signup",
        }
    }
}
