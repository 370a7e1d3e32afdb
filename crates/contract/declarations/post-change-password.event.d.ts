// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** The transaction in which the password changed. */
  export interface PasswordTransaction {
    /** An id the application gave the transaction. */
    correlation_id?: string;
  }

  /** The user whose password changed: no name and no metadata. */
  export interface PasswordUser {
    /** The e-mail address. */
    email?: string;
    /** Whether the e-mail address is verified. */
    email_verified?: boolean;
    /** When the password was last changed, ISO 8601. */
    last_password_reset?: string;
    /** The phone number, E.164. */
    phone_number?: string;
    /** Whether the phone number is verified. */
    phone_verified?: boolean;
    /** The user's id. */
    user_id?: string;
    /** The user name. */
    username?: string;
  }

  /** The event of post-change-password. */
  export interface PostChangePasswordEvent {
    /** What is known of the change's risk. */
    authentication?: RegistrationAuthentication;
    /** The connection the user belongs to. */
    connection: Connection;
    /** The custom domain used. */
    custom_domain?: CustomDomain;
    /** The request. */
    request: Request;
    /** The tenant. */
    tenant: Tenant;
    /** The transaction, when there is one. */
    transaction?: PasswordTransaction;
    /** The user. */
    user: PasswordUser;
  }
}
