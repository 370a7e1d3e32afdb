// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** Who acts for the user, and who for them. */
  export interface Actor {
    /** The actor's own actor, up to five levels. */
    act?: Actor;
    /** The actor's id. */
    sub: string;
  }

  /** Whether an agent is at work. */
  export interface AgentDetection {
    /** `unknown` or `verified_agent`. */
    code: string;
    /** How sure the host is. */
    confidence: Confidence;
    /** `provider` of the agent. */
    details?: { [key: string]: any };
  }

  /** The parts of an assessment. */
  export interface Assessments {
    /** Whether an agent is at work. */
    AgentDetection?: AgentDetection;
    /** Whether the user could have travelled so fast. */
    ImpossibleTravel?: ImpossibleTravel;
    /** Whether the device is known. */
    NewDevice?: NewDevice;
    /** Whether the address is known to be bad. */
    UntrustedIP?: UntrustedIp;
  }

  /** How the user was authenticated. */
  export interface Authentication {
    /** The methods used so far. */
    methods: Array<AuthenticationMethod>;
    /** How risky the login looks. */
    riskAssessment?: RiskAssessment;
  }

  /** A method by which the user was authenticated. */
  export interface AuthenticationMethod {
    /** `federated`, `pwd`, `passkey`, `sms`, `email`, `phone_number`, `mfa`, `mock` or a URL of your own. */
    name: string;
    /** When, ISO 8601. */
    timestamp: string;
    /** The factor, for `mfa`. */
    type?: string;
  }

  /** What the user may do. */
  export interface Authorization {
    /** The names of the user's roles. */
    roles: Array<string>;
  }

  /** What a client's refresh tokens are good for. */
  export interface ClientRefreshToken {
    /** One entry per API. */
    policies?: Array<RefreshTokenPolicy>;
  }

  /** How sure the host is. */
  export type Confidence = 'low' | 'medium' | 'high' | 'neutral';

  /** The cookie of a session. */
  export interface Cookie {
    /** Whether it outlives the browser. */
    mode: CookieMode;
  }

  /** Whether a session's cookie outlives the browser. */
  export type CookieMode = 'persistent' | 'non-persistent';

  /** The device something began and was last used on. */
  export interface Device {
    /** The network it began on. */
    initial_asn?: string;
    /** The address it began on. */
    initial_ip?: string;
    /** The User-Agent it began with. */
    initial_user_agent?: string;
    /** The network it was last used on. */
    last_asn?: string;
    /** The address it was last used on. */
    last_ip?: string;
    /** The User-Agent it was last used with. */
    last_user_agent?: string;
  }

  /** A factor the user has enrolled. */
  export interface EnrolledFactor {
    /** Its options. */
    options?: { [key: string]: any };
    /** The factor. */
    type: string;
  }

  /** Whether the user could have travelled so fast. */
  export interface ImpossibleTravel {
    /**
     * `minimal_travel_from_last_login`, `travel_from_last_login`, `substantial_travel_from_last_login`,
     * `impossible_travel_from_last_login`, `invalid_travel`, `missing_geoip`, `anonymous_proxy`, `unknown_location`,
     * `initial_login`, `location_history_not_found` or `assessment_not_available`.
     */
    code: string;
    /** How sure the host is. */
    confidence: Confidence;
  }

  /** The application the user signs in to. */
  export interface LoginClient {
    /** Its client_id. */
    client_id: string;
    /** Its metadata; may be empty. */
    metadata: { [key: string]: string };
    /** Its name. */
    name: string;
    /** What its refresh tokens are good for. */
    refresh_token?: ClientRefreshToken;
  }

  /** The request of the login; after a redirect that of the return. */
  export interface LoginRequest {
    /** The number of the network the address belongs to. */
    asn?: string;
    /** The fields of its body; empty in a login by browser. */
    body: { [key: string]: any };
    /** Where the address is; may be empty. */
    geoip: Geoip;
    /** The host name it was sent to. */
    hostname?: string;
    /** The address it came from. */
    ip: string;
    /** The language the client asked for. */
    language?: string;
    /** Its HTTP method. */
    method: string;
    /** The parameters of its query. */
    query: { [key: string]: any };
    /** Its User-Agent header. */
    user_agent?: string;
  }

  /** What the application asked for at a login. */
  export interface LoginTransaction {
    /** The authentication context classes asked for. */
    acr_values?: Array<string>;
    /** Who acts for the user. */
    actor?: Actor;
    /** The type of the actor token of a token exchange. */
    actor_token_type?: string;
    /** An id the application gave the transaction. */
    correlation_id?: string;
    /** The transaction's id, in a login by browser. */
    id?: string;
    /** Ties transactions of one device login together. */
    linking_id?: string;
    /** The language of the pages. */
    locale?: string;
    /** Who the application thinks the user is. */
    login_hint?: string;
    /** What `api.transaction.setMetadata` has set so far. */
    metadata: { [key: string]: any };
    /** What the application wants the user to be asked. */
    prompt?: Array<string>;
    /** The protocol. */
    protocol?: Protocol;
    /** Where the answer goes. */
    redirect_uri?: string;
    /** The rich authorization details asked for. */
    requested_authorization_details?: Array<{ [key: string]: any }>;
    /** The scopes asked for. */
    requested_scopes?: Array<string>;
    /** How the answer goes there. */
    response_mode?: ResponseMode;
    /** What the answer holds: `code`, `token`, `id_token`. */
    response_type?: Array<string>;
    /** The application's state. */
    state?: string;
    /** The type of the subject token of a token exchange. */
    subject_token_type?: string;
    /** The languages asked for. */
    ui_locales?: Array<string>;
  }

  /** The user who signs in. */
  export interface LoginUser {
    /** Metadata the user cannot change; may be empty. */
    app_metadata: { [key: string]: any };
    /** When the user was created, ISO 8601. */
    created_at: string;
    /** The e-mail address. */
    email?: string;
    /** Whether the e-mail address is verified. */
    email_verified: boolean;
    /** The factors enrolled. */
    enrolledFactors?: Array<EnrolledFactor>;
    /** The family name. */
    family_name?: string;
    /** The given name. */
    given_name?: string;
    /** The user's accounts. */
    identities: Array<Identity>;
    /** When the password was last changed, ISO 8601; absent at creation. */
    last_password_reset?: string;
    /** Names of providers of factors, of old. */
    multifactor?: Array<string>;
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

  /** Whether the device is known. */
  export interface NewDevice {
    /** `match`, `partial_match`, `no_match`, `initial_login`, `unknown_device`, `no_device_history` or `assessment_not_available`. */
    code: string;
    /** How sure the host is. */
    confidence: Confidence;
    /** `device` and `useragent`, each `known` or `unknown`. */
    details?: { [key: string]: any };
  }

  /** The refresh token something came from. */
  export interface ParentRefreshToken {
    /** Its id. */
    id?: string;
    /** Its metadata. */
    metadata?: { [key: string]: any };
  }

  /** The event of post-login. */
  export interface PostLoginEvent {
    /** The agent that acts for the user. */
    agent?: Agent;
    /** How the user was authenticated. */
    authentication?: Authentication;
    /** What the user may do. */
    authorization?: Authorization;
    /** The application the user signs in to. */
    client: LoginClient;
    /** The connection the user belongs to. */
    connection: Connection;
    /** The custom domain used. */
    custom_domain?: CustomDomain;
    /** The experiment the login takes part in; null when there is none. */
    experiment?: Experiment | null;
    /** The organization signed in to. */
    organization?: Organization;
    /** What the form sent that `api.prompt.render` showed. */
    prompt?: Prompt;
    /** The refresh token being exchanged. */
    refresh_token?: RefreshToken;
    /** The request; a new one after each redirect. */
    request: LoginRequest;
    /** The API the access token is for. */
    resource_server?: ResourceServer;
    /** Fingerprints of the TLS connection. */
    security_context?: SecurityContext;
    /** The session of the browser. */
    session?: Session;
    /** The token that brought the session from a native application. */
    session_transfer_token?: SessionTransferToken;
    /** How often the user has signed in. */
    stats: Stats;
    /** The tenant. */
    tenant: Tenant;
    /** What the application asked for. */
    transaction?: LoginTransaction;
    /** The user. */
    user: LoginUser;
  }

  /** What a form sent. */
  export interface Prompt {
    /** Its fields. */
    fields?: { [key: string]: any };
    /** The form's id. */
    id: string;
    /** Its variables. */
    vars?: { [key: string]: any };
  }

  /** The refresh token being exchanged. */
  export interface RefreshToken {
    /** Its client. */
    client_id?: string;
    /** When it was made, ISO 8601. */
    created_at: string;
    /** The device it began and was last used on. */
    device?: Device;
    /** When it ends, ISO 8601. */
    expires_at?: string;
    /** Its id. */
    id: string;
    /** When it ends if unused, ISO 8601. */
    idle_expires_at?: string;
    /** When it was last exchanged, ISO 8601. */
    last_exchanged_at?: string;
    /** Its metadata. */
    metadata?: { [key: string]: any };
    /** The APIs it is good for. */
    resource_servers?: Array<ScopedAudience>;
    /** Whether each exchange replaces it. */
    rotating?: boolean;
    /** The session it belongs to. */
    session_id?: string;
    /** Where it was transferred from. */
    session_transfer?: SessionTransfer;
    /** Whose it is. */
    user_id?: string;
  }

  /** What a refresh token is good for at one API. */
  export interface RefreshTokenPolicy {
    /** The API's identifier. */
    audience?: string;
    /** The scopes. */
    scope?: Array<string>;
  }

  /** How risky the login looks. */
  export interface RiskAssessment {
    /** Its parts. */
    assessments: Assessments;
    /** How sure the host is that the login is the user's own. */
    confidence: Confidence;
    /** What others say. */
    supplemental?: Supplemental;
    /** The version of the assessment. */
    version: string;
  }

  /** An API and the scopes granted for it. */
  export interface ScopedAudience {
    /** The API's identifier. */
    audience: string;
    /** The scopes, separated by spaces. */
    scopes: string;
  }

  /** The session of the browser. */
  export interface Session {
    /** Who acts in it for the user. */
    actor?: Actor;
    /** When the user was last authenticated in it, ISO 8601. */
    authenticated_at?: string;
    /** The applications signed in to. */
    clients?: Array<SessionClient>;
    /** Its cookie. */
    cookie?: Cookie;
    /** When it began, ISO 8601. */
    created_at?: string;
    /** The device it began and was last used on. */
    device?: Device;
    /** When it ends, ISO 8601. */
    expires_at?: string;
    /** Its id. */
    id: string;
    /** When it ends if unused, ISO 8601. */
    idle_expires_at?: string;
    /** When it was last used, ISO 8601. */
    last_interacted_at?: string;
    /** Its metadata. */
    metadata?: { [key: string]: any };
    /** Where it was transferred from. */
    session_transfer?: SessionTransfer;
    /** When it last changed, ISO 8601. */
    updated_at?: string;
    /** Whose it is. */
    user_id?: string;
  }

  /** An application signed in to. */
  export interface SessionClient {
    /** Its client_id. */
    client_id: string;
  }

  /** Where a session or refresh token came from. */
  export interface SessionTransfer {
    /** The refresh token it came from. */
    parent_refresh_token?: ParentRefreshToken;
  }

  /** The request that made a session transfer token. */
  export interface SessionTransferRequest {
    /** The network it came from. */
    asn?: string;
    /** Where the address is. */
    geoip?: Geoip;
    /** The address it came from. */
    ip: string;
    /** Its User-Agent. */
    user_agent?: string;
  }

  /** The token that brought the session from a native application. */
  export interface SessionTransferToken {
    /** The application it came from. */
    client_id: string;
    /** The request that made it. */
    request: SessionTransferRequest;
    /** Its scopes. */
    scope: Array<string>;
  }

  /** How often the user has signed in. */
  export interface Stats {
    /** Logins, this one included. */
    logins_count: number;
  }

  /** Whether the address is known to be bad. */
  export interface UntrustedIp {
    /** `not_found_on_deny_list`, `found_on_deny_list`, `invalid_ip_address` or `assessment_not_available`. */
    code: string;
    /** How sure the host is. */
    confidence: Confidence;
    /** `category`, `ip`, `matches` and `source` of the list. */
    details?: { [key: string]: any };
  }
}
