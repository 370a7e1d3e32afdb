//! The event of post-change-password.

use super::{Connection, CustomDomain, RegistrationAuthentication, Request, Tenant, shape};

shape! {
    /// The event of post-change-password.
    PostChangePasswordEvent {
        /// The connection the user belongs to.
        connection: Connection,
        /// The request.
        request: Request,
        /// The tenant.
        tenant: Tenant,
        /// The user.
        user: PasswordUser,
        ;
        /// What is known of the change's risk.
        authentication: RegistrationAuthentication,
        /// The custom domain used.
        custom_domain: CustomDomain,
        /// The transaction, when there is one.
        transaction: PasswordTransaction,
    }

    /// The user whose password changed: no name and no metadata.
    PasswordUser {
        ;
        /// The user's id.
        user_id: String,
        /// The e-mail address.
        email: String,
        /// Whether the e-mail address is verified.
        email_verified: bool,
        /// The user name.
        username: String,
        /// The phone number, E.164.
        phone_number: String,
        /// Whether the phone number is verified.
        phone_verified: bool,
        /// When the password was last changed, ISO 8601.
        last_password_reset: String,
    }

    /// The transaction in which the password changed.
    PasswordTransaction {
        ;
        /// An id the application gave the transaction.
        correlation_id: String,
    }
}
