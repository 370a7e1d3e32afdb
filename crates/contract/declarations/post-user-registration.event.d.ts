// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** The event of post-user-registration. */
  export interface PostUserRegistrationEvent {
    /** What is known of the registration's risk. */
    authentication?: RegistrationAuthentication;
    /** The connection the user belongs to. */
    connection: Connection;
    /** The custom domain used. */
    custom_domain?: CustomDomain;
    /** The experiment the registration takes part in; null when there is none. */
    experiment?: Experiment | null;
    /** The request, when one caused the registration. */
    request?: Request;
    /** Fingerprints of the TLS connection. */
    security_context?: SecurityContext;
    /** The tenant. */
    tenant: Tenant;
    /** What the application asked for. */
    transaction?: RegisteredTransaction;
    /** The user. */
    user: User;
  }

  /** What the application asked for when the user was created. */
  export interface RegisteredTransaction {
    /** The authentication context classes asked for. */
    acr_values: Array<string>;
    /** The language of the pages. */
    locale: string;
    /** Who the application thinks the user is. */
    login_hint?: string;
    /** What the application wants the user to be asked. */
    prompt?: Array<string>;
    /** The protocol. */
    protocol?: Protocol;
    /** Where the answer goes. */
    redirect_uri?: string;
    /** The scopes asked for. */
    requested_scopes: Array<string>;
    /** How the answer goes there. */
    response_mode?: ResponseMode;
    /** What the answer holds: `code`, `token`, `id_token`. */
    response_type?: Array<string>;
    /** The application's state. */
    state?: string;
    /** The languages asked for. */
    ui_locales: Array<string>;
  }

  /** The user. */
  export interface User {
    /** Metadata the user cannot change; may be empty. */
    app_metadata: { [key: string]: any };
    /** When the user was created, ISO 8601. */
    created_at: string;
    /** The e-mail address. */
    email?: string;
    /** Whether the e-mail address is verified. */
    email_verified: boolean;
    /** The family name. */
    family_name?: string;
    /** The given name. */
    given_name?: string;
    /** When the password was last changed, ISO 8601; absent at creation. */
    last_password_reset?: string;
    /** The full name. */
    name?: string;
    /** The nickname. */
    nickname?: string;
    /** The phone number, E.164. */
    phone_number?: string;
    /** Whether the phone number is verified. */
    phone_verified?: boolean;
    /** The URL of a picture. */
    picture?: string;
    /** When the user last changed, ISO 8601. */
    updated_at: string;
    /** The user's id, unique in the tenant. */
    user_id: string;
    /** Metadata the user may change; may be empty. */
    user_metadata: { [key: string]: any };
    /** The user name. */
    username?: string;
  }
}
