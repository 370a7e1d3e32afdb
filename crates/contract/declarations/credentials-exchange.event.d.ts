// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** The access token as earlier actions left it. */
  export interface AccessTokenSoFar {
    /** The custom claims. */
    customClaims: { [key: string]: any };
    /** The scopes. */
    scope: Array<string>;
  }

  /** The event of credentials-exchange. */
  export interface CredentialsExchangeEvent {
    /** Claims and scopes so far. */
    accessToken: AccessTokenSoFar;
    /** The agent that acts. */
    agent?: Agent;
    /** The application that asks for a token. */
    client: Client;
    /** The custom domain used. */
    custom_domain?: CustomDomain;
    /** The organization the token is for. */
    organization?: Organization;
    /** The request. */
    request: BodyRequest;
    /** The API the access token is for. */
    resource_server: ResourceServer;
    /** The tenant. */
    tenant: Tenant;
    /** What the application asked for. */
    transaction: CredentialsExchangeTransaction;
  }

  /** What the application asked for. */
  export interface CredentialsExchangeTransaction {
    /** An id the application gave the transaction. */
    correlation_id?: string;
    /** The scopes asked for. */
    requested_scopes: Array<string>;
    /** The scopes to be granted, as actions left them. */
    target_scopes?: Array<string>;
  }
}
