// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** Why a message is sent. */
  export type MessageAction = 'enrollment' | 'second-factor-authentication';

  /** The message to be sent. */
  export interface MessageOptions {
    /** Why it is sent. */
    action: MessageAction;
    /** The one-time code. */
    code: string;
    /** How it is sent. */
    message_type: MessageType;
    /** The phone number, E.164. */
    recipient: string;
    /** The text, with the code. */
    text: string;
  }

  /** How a message is sent. */
  export type MessageType = 'sms' | 'voice';

  /** The transaction in which the message is sent. */
  export interface PhoneTransaction {
    /** An id the application gave the transaction. */
    correlation_id?: string;
  }

  /** The user the message is for. */
  export interface PhoneUser {
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
    /** The user's accounts. */
    identities?: Array<Identity>;
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

  /** The event of send-phone-message. */
  export interface SendPhoneMessageEvent {
    /** The application, when there is one. */
    client?: Client;
    /** The custom domain used. */
    custom_domain?: CustomDomain;
    /** The message. */
    message_options: MessageOptions;
    /** The request. */
    request: Request;
    /** Fingerprints of the TLS connection. */
    security_context?: SecurityContext;
    /** The tenant. */
    tenant: Tenant;
    /** The transaction, when there is one. */
    transaction?: PhoneTransaction;
    /** The user. */
    user: PhoneUser;
  }
}
