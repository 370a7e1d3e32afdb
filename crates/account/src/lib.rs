//! Users, connections, credentials and sessions as values.
//!
//! State and input give the next state; time, random ids and password hashes are arguments. Hashing
//! itself is the shell's: here a hash is a PHC string and nothing else.
#![forbid(unsafe_code)]

mod attempts;
mod credential;
mod email;
mod error;
mod login;
mod metadata;
mod session;
mod signup;
mod transaction;
mod user;

pub use attempts::{AttemptLimit, AttemptLimits, Attempts, Blocked, RateKey};
pub use credential::{PASSWORD_BYTES, PasswordHash, check_password};
pub use email::{EMAIL_BYTES, Email};
pub use error::Error;
pub use login::{LoginDecision, Refusal, Verification, decide_login};
pub use metadata::{METADATA_BYTES, Metadata, MetadataPatch, apply_patch};
pub use session::{AuthenticationMethod, Session};
pub use signup::{SignUpForm, sign_up};
pub use transaction::{
    ANSWERED_LOGIN_MS, LOGIN_TRANSACTION_MS, LoginTransaction, OPEN_LOGINS, Stage, TransactionId,
};
pub use user::{Identity, Profile, User, UserState};
