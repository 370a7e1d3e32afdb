// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** A user about to be created: there is no id yet. */
  export interface NewUser {
    /** Metadata the user cannot change. */
    app_metadata?: { [key: string]: any };
    /** The e-mail address. */
    email?: string;
    /** The family name. */
    family_name?: string;
    /** The given name. */
    given_name?: string;
    /** The full name. */
    name?: string;
    /** The nickname. */
    nickname?: string;
    /** The phone number, E.164. */
    phone_number?: string;
    /** The URL of a picture. */
    picture?: string;
    /** Metadata the user may change. */
    user_metadata?: { [key: string]: any };
    /** The user name. */
    username?: string;
  }

  /** The event of pre-user-registration. */
  export interface PreUserRegistrationEvent {
    /** What is known of the registration's risk. */
    authentication?: RegistrationAuthentication;
    /** The application; absent when there is none. */
    client?: Client;
    /** The connection the user will belong to. */
    connection: Connection;
    /** The custom domain used. */
    custom_domain?: CustomDomain;
    /** The experiment the registration takes part in; null when there is none. */
    experiment?: Experiment | null;
    /** The request. */
    request: BodyRequest;
    /** Fingerprints of the TLS connection. */
    security_context?: SecurityContext;
    /** The tenant. */
    tenant: Tenant;
    /** What the application asked for; absent when the API was called directly. */
    transaction?: Transaction;
    /** The user to be created. */
    user: NewUser;
  }

  /** What the application asked for, in a transaction with a browser. */
  export interface Transaction {
    /** The authentication context classes asked for. */
    acr_values: Array<string>;
    /** An id the application gave the transaction. */
    correlation_id?: string;
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
}
