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

  /** Who acts for the user, and who for them. */
  export interface Actor {
    /** The actor's own actor, up to five levels. */
    act?: Actor;
    /** The actor's id. */
    sub: string;
  }

  /** The agent that acts for the user. */
  export interface Agent {
    /** Its id. */
    agent_id: string;
    /** Its metadata; may be empty. */
    agent_metadata: { [key: string]: any };
    /** Its name. */
    name: string;
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

  /** What Akamai says about the login. */
  export interface Akamai {
    /** About bots. */
    akamaiBot?: AkamaiBot;
    /** About the user. */
    akamaiUserRisk?: AkamaiUserRisk;
  }

  /** What Akamai says about bots. */
  export interface AkamaiBot {
    /** What Akamai did. */
    action?: string;
    /** The categories. */
    botCategory?: Array<string>;
    /** The score. */
    botScore?: number;
    /** The segment of the answer. */
    botScoreResponseSegment?: string;
    /** The botnet. */
    botnetId?: string;
    /** The type of bot. */
    type?: string;
  }

  /** What Akamai says about the user. */
  export interface AkamaiUserRisk {
    /** What Akamai did. */
    action?: string;
    /** Whether the user is on an allow list. */
    allow?: number;
    /** The domain of the e-mail address. */
    emailDomain?: string;
    /** General indicators. */
    general?: { [key: string]: any };
    /** The user's id at Akamai's customer. */
    ouid?: string;
    /** The request's id. */
    requestid?: string;
    /** Indicators of risk. */
    risk?: { [key: string]: any };
    /** The score. */
    score?: number;
    /** The status. */
    status?: number;
    /** Indicators of trust. */
    trust?: { [key: string]: any };
    /** The user name. */
    username?: string;
    /** Akamai's id of the user. */
    uuid?: string;
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

  /** The request, with its body. */
  export interface BodyRequest {
    /** The fields of its body. */
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
    /** Its User-Agent header. */
    user_agent?: string;
  }

  /** Why a cache call was not done. */
  export type CacheErrorCode = 'CacheKeySizeExceeded' | 'CacheValueSizeExceeded' | 'CacheSizeExceeded' | 'MaxSideEffectsExceeded' | 'ItemAlreadyExpired' | 'InvalidExpiry' | 'FailedToSetCacheRecord' | 'FailedToDeleteCacheRecord' | 'CacheKeyDoesNotExist';

  /** One entry. */
  export interface CacheRecord {
    /** When it ends, Unix time in ms. */
    expires_at: number;
    /** The value. */
    value: string;
  }

  /** The application the event is about. */
  export interface Client {
    /** Its client_id. */
    client_id: string;
    /** Its metadata; may be empty. */
    metadata: { [key: string]: string };
    /** Its name. */
    name: string;
  }

  /** What a client's refresh tokens are good for. */
  export interface ClientRefreshToken {
    /** One entry per API. */
    policies?: Array<RefreshTokenPolicy>;
  }

  /** How sure the host is. */
  export type Confidence = 'low' | 'medium' | 'high' | 'neutral';

  /** The connection the user belongs to. */
  export interface Connection {
    /** Its id. */
    id: string;
    /** Its metadata. */
    metadata?: { [key: string]: string };
    /** Its name. */
    name: string;
    /** `auth0` for a database, `email` or `sms` for passwordless, else the provider's name. */
    strategy: string;
  }

  /** The cookie of a session. */
  export interface Cookie {
    /** Whether it outlives the browser. */
    mode: CookieMode;
  }

  /** Whether a session's cookie outlives the browser. */
  export type CookieMode = 'persistent' | 'non-persistent';

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

  /** The custom domain the request used. */
  export interface CustomDomain {
    /** The domain. */
    domain: string;
    /** Its metadata; may be empty. */
    domain_metadata: { [key: string]: string };
  }

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

  /** The experiment the transaction takes part in. */
  export interface Experiment {
    /** The variation's parameters, each `{value}`. */
    config: { [key: string]: any };
    /** The experiment's id. */
    experiment_id: string;
    /** Whether this is the control group. */
    is_control: boolean;
    /** The variation's id. */
    variation_id: string;
  }

  /** Where an address is. */
  export interface Geoip {
    /** The city's name. */
    cityName?: string;
    /** The continent's code of two letters. */
    continentCode?: string;
    /** The country's code of two letters. */
    countryCode?: string;
    /** The country's code of three letters. */
    countryCode3?: string;
    /** The country's name. */
    countryName?: string;
    /** The latitude, in degrees. */
    latitude?: number;
    /** The longitude, in degrees. */
    longitude?: number;
    /** The subdivision's code. */
    subdivisionCode?: string;
    /** The subdivision's name. */
    subdivisionName?: string;
    /** The time zone's IANA name. */
    timeZone?: string;
  }

  /** An account of the user at one connection. */
  export interface Identity {
    /** The connection's name. */
    connection?: string;
    /** Whether the provider is a social one. */
    isSocial?: boolean;
    /** The profile at the provider, of linked accounts only. */
    profileData?: { [key: string]: any };
    /** The provider's name. */
    provider?: string;
    /** The user's id at the provider. */
    user_id?: string;
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

  /** Whether the device is known. */
  export interface NewDevice {
    /** `match`, `partial_match`, `no_match`, `initial_login`, `unknown_device`, `no_device_history` or `assessment_not_available`. */
    code: string;
    /** How sure the host is. */
    confidence: Confidence;
    /** `device` and `useragent`, each `known` or `unknown`. */
    details?: { [key: string]: any };
  }

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

  /** The organization the event belongs to. */
  export interface Organization {
    /** The name people see. */
    display_name: string;
    /** Its id. */
    id: string;
    /** Its metadata; may be empty. */
    metadata: { [key: string]: string };
    /** Its name. */
    name: string;
  }

  /** The refresh token something came from. */
  export interface ParentRefreshToken {
    /** Its id. */
    id?: string;
    /** Its metadata. */
    metadata?: { [key: string]: any };
  }

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

  /** What a form sent. */
  export interface Prompt {
    /** Its fields. */
    fields?: { [key: string]: any };
    /** The form's id. */
    id: string;
    /** Its variables. */
    vars?: { [key: string]: any };
  }

  /** The protocol of a transaction. */
  export type Protocol = 'oidc-basic-profile' | 'oidc-implicit-profile' | 'oidc-hybrid-profile' | 'oidc-ciba' | 'oidc-ciba-web-link' | 'oauth2-device-code' | 'oauth2-resource-owner' | 'oauth2-resource-owner-jwt-bearer' | 'oauth2-password' | 'oauth2-webauthn' | 'oauth2-access-token' | 'oauth2-refresh-token' | 'oauth2-token-exchange' | 'samlp' | 'wsfed' | 'wstrust-usernamemixed';

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

  /** What is known of a registration's risk. */
  export interface RegistrationAuthentication {
    /** How risky it looks. */
    riskAssessment?: RegistrationRisk;
  }

  /** How risky a registration looks. */
  export interface RegistrationRisk {
    /** What others say. */
    supplemental?: Supplemental;
  }

  /** The request that caused the event. */
  export interface Request {
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
    /** Its User-Agent header. */
    user_agent?: string;
  }

  /** The API the access token is for. */
  export interface ResourceServer {
    /** Its identifier, the audience. */
    identifier: string;
  }

  /** How an answer goes to the application. */
  export type ResponseMode = 'query' | 'fragment' | 'form_post' | 'web_message';

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

  /** Fingerprints of the TLS connection. */
  export interface SecurityContext {
    /** The JA3 fingerprint. */
    ja3?: string;
    /** The JA4 fingerprint. */
    ja4?: string;
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

  /** What others say about the login. */
  export interface Supplemental {
    /** What Akamai says. */
    akamai?: Akamai;
  }

  /** The tenant. */
  export interface Tenant {
    /** The tenant's name. */
    id: string;
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

  /** Whether the address is known to be bad. */
  export interface UntrustedIp {
    /** `not_found_on_deny_list`, `found_on_deny_list`, `invalid_ip_address` or `assessment_not_available`. */
    code: string;
    /** How sure the host is. */
    confidence: Confidence;
    /** `category`, `ip`, `matches` and `source` of the list. */
    details?: { [key: string]: any };
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

  /** What `api.cache.set` answers. */
  export type CacheWriteResult =
    | { type: 'success'; record: CacheRecord }
    | { type: 'error'; code: CacheErrorCode };

  /** What `api.cache.delete` answers. */
  export type CacheDeleteResult = { type: 'success' } | { type: 'error'; code: CacheErrorCode };
}

declare module "latchwork/post-login" {
  import type { CacheDeleteResult, CacheRecord, CacheWriteResult, PostLoginEvent } from "latchwork";

  /** What the handlers receive. */
  export interface Event extends PostLoginEvent {
    /** The action's secrets, by name. */
    secrets: { readonly [name: string]: string };
    /** The configuration of an installed integration, by name. */
    configuration: { readonly [name: string]: string };
  }

  /** What the handlers may ask for. */
  export interface PostLoginAPI {
    readonly access: {
      /**
       * Refuses the login. The application gets `access_denied` with this reason. Metadata already set is written all the
       * same; later actions do not run. The session stays, so that a retry is refused again.
       */
      deny(reason: string): PostLoginAPI;
    };
    readonly accessToken: {
      /** Sets a claim of the access token. The last write wins; a restricted name is ignored. */
      setCustomClaim(name: string, value: unknown): PostLoginAPI;
      /** Grants a scope, also one that was not requested. */
      addScope(scope: string): PostLoginAPI;
      /** Takes a scope away. */
      removeScope(scope: string): PostLoginAPI;
    };
    readonly idToken: {
      /** Sets a claim of the ID token. The last write wins; a restricted name is ignored. */
      setCustomClaim(name: string, value: unknown): PostLoginAPI;
    };
    readonly authentication: {
      /** Asks for a factor once this action is done, with alternatives. Later actions run after it. */
      challengeWith(factor: { type: 'otp' | 'email' | 'push-notification' | 'phone' | 'webauthn-platform' | 'webauthn-roaming' | 'recovery-code'; options?: { [key: string]: unknown } }, options?: { additionalFactors?: Array<{ type: 'otp' | 'email' | 'push-notification' | 'phone' | 'webauthn-platform' | 'webauthn-roaming' | 'recovery-code'; options?: { [key: string]: unknown } }> }): void;
      /** Lets the user pick one of these factors once this action is done. */
      challengeWithAny(factors: Array<{ type: 'otp' | 'email' | 'push-notification' | 'phone' | 'webauthn-platform' | 'webauthn-roaming' | 'recovery-code'; options?: { [key: string]: unknown } }>): void;
      /** Has the user enrol a factor once this action is done, with alternatives. */
      enrollWith(factor: { type: 'otp' | 'push-notification' | 'phone' | 'webauthn-platform' | 'webauthn-roaming' | 'recovery-code'; options?: { [key: string]: unknown } }, options?: { additionalFactors?: Array<{ type: 'otp' | 'push-notification' | 'phone' | 'webauthn-platform' | 'webauthn-roaming' | 'recovery-code'; options?: { [key: string]: unknown } }> }): void;
      /** Lets the user enrol one of these factors once this action is done. */
      enrollWithAny(factors: Array<{ type: 'otp' | 'push-notification' | 'phone' | 'webauthn-platform' | 'webauthn-roaming' | 'recovery-code'; options?: { [key: string]: unknown } }>): void;
      /** Records a method of authentication of your own, named by an http or https URL. Only in onContinuePostLogin. */
      recordMethod(url: string): PostLoginAPI;
      /** Issues the tokens for the user of whom the current identity is a linked, secondary one. Once per transaction. */
      setPrimaryUser(userId: string): void;
    };
    readonly multifactor: {
      /** Asks for a factor after the last action; `none` switches the tenant's own demand off. */
      enable(provider: 'any' | 'none' | 'guardian' | 'google-authenticator' | 'duo', options?: { allowRememberBrowser?: boolean; providerOptions?: { [key: string]: unknown } }): PostLoginAPI;
    };
    readonly redirect: {
      /** Makes a signed token (HS256) to send along with a redirect. It is not encrypted. */
      encodeToken(options: { secret: string; payload: { [key: string]: unknown }; expiresInSeconds?: number }): string;
      /**
       * Sends the browser to this URL with `query` and a `state` added, once this action is done. The browser must come
       * back to /continue with the same state; onContinuePostLogin of this action runs then.
       */
      sendUserTo(url: string, options?: { query?: { [key: string]: string | number | boolean } }): PostLoginAPI;
      /** Whether the browser can be sent elsewhere: false for refresh, password and prompt=none. */
      canRedirect(): boolean;
      /**
       * Reads the token that came back with the browser, in the query or the body, and returns its claims. It throws when
       * the token is missing, forged, expired, of another user or of another redirect. Only in onContinuePostLogin.
       */
      validateToken(options: { secret: string; tokenParameterName?: string }): { [claim: string]: any };
    };
    readonly prompt: {
      /** Shows a form once this action is done. onContinuePostLogin runs when it was sent, with `event.prompt`. */
      render(formId: string, options?: { fields?: { [key: string]: unknown }; vars?: { [key: string]: unknown } }): void;
    };
    readonly user: {
      /** Sets a top-level key of the user's application metadata; null removes it. Written once, after all actions. */
      setAppMetadata(key: string, value: unknown): PostLoginAPI;
      /** Sets a top-level key of the user's user metadata; null removes it. Written once, after all actions. */
      setUserMetadata(key: string, value: unknown): PostLoginAPI;
    };
    readonly transaction: {
      /** Sets a key of `event.transaction.metadata`, for this and later actions, also after a redirect; null removes it. */
      setMetadata(key: string, value: string | number | boolean | null): void;
    };
    readonly validation: {
      /** Refuses the login with an error of your own. */
      error(code: string, message: string): void;
    };
    readonly rules: {
      /** Whether a Rule ran before. This host has no Rules. */
      wasExecuted(ruleId: string): boolean;
    };
    readonly groups: {
      /** The user's groups, a page at a time. */
      getUserGroups(options?: { take?: number; from?: string }): Promise<{ groups: Array<{ [key: string]: any }>; next?: string }>;
      /** Whether the user is in one of these groups, by id or name, and in which. */
      hasGroupMembership(idsOrNames: string[]): Promise<{ hasMembership: boolean; groups: Array<{ [key: string]: any }> }>;
    };
    readonly roles: {
      /** The user's roles, direct and through groups, a page of at most 100 at a time. */
      getUserEffectiveRoles(options?: { take?: number; from?: string }): Promise<{ roles: Array<{ [key: string]: any }>; next?: string }>;
      /** Which of these roles (at most 100) the user has. */
      getUserEffectiveRolesByIds(ids: string[]): Promise<{ roles: Array<{ [key: string]: any }> }>;
      /** Which of these roles (at most 50) the user has. */
      getUserEffectiveRolesByNames(names: string[]): Promise<{ roles: Array<{ [key: string]: any }> }>;
    };
    readonly session: {
      /** Refuses the login, ends the session and, unless preserved, its refresh tokens. */
      revoke(reason: string, options?: { preserveRefreshTokens?: boolean }): void;
      /** Sets when the session ends, in milliseconds since the epoch. Of several calls the earliest wins. */
      setExpiresAt(ms: number): void;
      /** Sets when an unused session ends, in milliseconds since the epoch. Of several calls the earliest wins. */
      setIdleExpiresAt(ms: number): void;
      /** Sets whether the session outlives the browser. The last call wins. */
      setCookieMode(mode: 'persistent' | 'non-persistent'): void;
      /** Sets a key of the session's metadata; null removes it. */
      setMetadata(key: string, value: unknown): void;
      /** Removes a key of the session's metadata. */
      deleteMetadata(key: string): void;
      /** Removes all of the session's metadata. */
      evictMetadata(): void;
    };
    readonly refreshToken: {
      /** Refuses the exchange and revokes its refresh token. Only when event.refresh_token exists. */
      revoke(reason?: string): void;
      /** Sets when the refresh token ends, in milliseconds since the epoch. Of several calls the earliest wins. */
      setExpiresAt(ms: number): void;
      /** Sets when an unused refresh token ends, in milliseconds since the epoch. Of several calls the earliest wins. */
      setIdleExpiresAt(ms: number): void;
      /** Sets a key of the refresh token's metadata; null removes it. */
      setMetadata(key: string, value: unknown): void;
      /** Removes a key of the refresh token's metadata. */
      deleteMetadata(key: string): void;
      /** Removes all of the refresh token's metadata. */
      evictMetadata(): void;
    };
    readonly samlResponse: {
      /** Sets an attribute of the assertion: a string, number, boolean or array. Null removes it. */
      setAttribute(name: string, value: unknown): void;
      /** Sets the audience; else the issuer of the SAML request. */
      setAudience(audience: string): void;
      /** Sets the recipient; else the assertion consumer service's URL. */
      setRecipient(recipient: string): void;
      /** Sets the destination; else the assertion consumer service's URL. */
      setDestination(destination: string): void;
      /** Sets the relay state. */
      setRelayState(relayState: string): void;
      /** Sets the issuer; else `urn:auth0:<tenant>`. */
      setIssuer(issuer: string): void;
      /** Whether a UPN claim is made (default true). */
      setCreateUpnClaim(createUpnClaim: boolean): void;
      /** Whether claims without a mapping pass through (default true). */
      setPassthroughClaimsWithNoMapping(passthroughClaimsWithNoMapping: boolean): void;
      /** Whether unknown claims keep their names (default false: a prefix is added). */
      setMapUnknownClaimsAsIs(mapUnknownClaimsAsIs: boolean): void;
      /** Whether identity fields are mapped (default true). */
      setMapIdentities(mapIdentities: boolean): void;
      /** Sets the signature algorithm (default rsa-sha256). */
      setSignatureAlgorithm(signatureAlgorithm: 'rsa-sha256' | 'rsa-sha1'): void;
      /** Sets the digest algorithm (default sha256). */
      setDigestAlgorithm(digestAlgorithm: 'sha256' | 'sha1'): void;
      /** Sets how long the assertion is valid (default 3600). */
      setLifetimeInSeconds(lifetimeInSeconds: number): void;
      /** Whether the response is signed instead of the assertion (default false). */
      setSignResponse(signResponse: boolean): void;
      /** Sets the format of the name identifier (default unspecified). */
      setNameIdentifierFormat(nameIdentifierFormat: string): void;
      /** Sets the attributes tried, in order, for the name identifier. */
      setNameIdentifierProbes(nameIdentifierProbes: string[]): void;
      /** Sets the authentication context class (default unspecified). */
      setAuthnContextClassRef(authnContextClassRef: string): void;
      /** Sets the certificate (PEM) with which SAML requests must be signed. */
      setSigningCert(signingCert: string): void;
      /** Whether attributes carry a name format (default true). */
      setIncludeAttributeNameFormat(includeAttributeNameFormat: boolean): void;
      /** Whether attributes carry a type (default true). */
      setTypedAttributes(typedAttributes: boolean): void;
      /** Sets the certificate (PEM) the assertion is encrypted for; needs the public key too. */
      setEncryptionCert(encryptionCert: string): void;
      /** Sets the public key (PEM) the assertion is encrypted with; needs the certificate too. */
      setEncryptionPublicKey(encryptionPublicKey: string): void;
      /** Sets the encryption algorithm (default aes256-cbc). */
      setEncryptionAlgorithm(encryptionAlgorithm: 'aes256-gcm' | 'aes256-cbc'): void;
      /** Sets the certificate (PEM) of the signing key; needs the key too. */
      setCert(cert: string): void;
      /** Sets the signing key (PEM); needs the certificate too. */
      setKey(key: string): void;
    };
    readonly cache: {
      /** Reads the entry of this key; undefined when there is none or it has expired. */
      get(key: string): CacheRecord | undefined;
      /**
       * Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
       * milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
       * a value that cannot be stored is answered with `{ type: 'error', code }`.
       */
      set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheWriteResult;
      /** Removes the entry of this key. */
      delete(key: string): CacheDeleteResult;
    };
  }

  /** The type of `exports.onExecutePostLogin`. What it returns is awaited and ignored. */
  export type OnExecutePostLogin = (event: Event, api: PostLoginAPI) => any;

  /** The type of `exports.onContinuePostLogin`. What it returns is awaited and ignored. */
  export type OnContinuePostLogin = (event: Event, api: PostLoginAPI) => any;
}

declare module "latchwork/credentials-exchange" {
  import type { CacheDeleteResult, CacheRecord, CacheWriteResult, CredentialsExchangeEvent } from "latchwork";

  /** What the handlers receive. */
  export interface Event extends CredentialsExchangeEvent {
    /** The action's secrets, by name. */
    secrets: { readonly [name: string]: string };
    /** The configuration of an installed integration, by name. */
    configuration: { readonly [name: string]: string };
  }

  /** What the handlers may ask for. */
  export interface CredentialsExchangeAPI {
    readonly access: {
      /**
       * Refuses the token: HTTP 400 for invalid_scope and invalid_request, HTTP 500 for server_error, with `code` as `error`
       * and `reason` as `error_description`. Later actions do not run.
       */
      deny(code: 'invalid_scope' | 'invalid_request' | 'server_error', reason?: string): CredentialsExchangeAPI;
    };
    readonly accessToken: {
      /** Sets a claim of the access token. The last write wins; a restricted name is ignored. */
      setCustomClaim(name: string, value: unknown): CredentialsExchangeAPI;
    };
    readonly transaction: {
      /** Adds a scope to the target scopes. What the client was not granted is dropped after the last action. */
      addTargetScope(scope: string): void;
      /** Removes a scope from the target scopes. */
      removeTargetScope(scope: string): void;
      /** Replaces the target scopes. */
      setTargetScopes(scopes: string[]): void;
      /** Removes all target scopes. */
      clearTargetScopes(): void;
    };
    readonly cache: {
      /** Reads the entry of this key; undefined when there is none or it has expired. */
      get(key: string): CacheRecord | undefined;
      /**
       * Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
       * milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
       * a value that cannot be stored is answered with `{ type: 'error', code }`.
       */
      set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheWriteResult;
      /** Removes the entry of this key. */
      delete(key: string): CacheDeleteResult;
    };
  }

  /** The type of `exports.onExecuteCredentialsExchange`. What it returns is awaited and ignored. */
  export type OnExecuteCredentialsExchange = (event: Event, api: CredentialsExchangeAPI) => any;
}

declare module "latchwork/pre-user-registration" {
  import type { CacheDeleteResult, CacheRecord, CacheWriteResult, PreUserRegistrationEvent } from "latchwork";

  /** What the handlers receive. */
  export interface Event extends PreUserRegistrationEvent {
    /** The action's secrets, by name. */
    secrets: { readonly [name: string]: string };
    /** The configuration of an installed integration, by name. */
    configuration: { readonly [name: string]: string };
  }

  /** What the handlers may ask for. */
  export interface PreUserRegistrationAPI {
    readonly access: {
      /** Refuses the registration. `reason` goes to the tenant's log, `userMessage` to the user. */
      deny(reason: string, userMessage: string): PreUserRegistrationAPI;
    };
    readonly validation: {
      /** Rejects the registration with an error shown on the form. */
      error(code: string, message: string): void;
    };
    readonly user: {
      /** Sets a key of the new user's application metadata. Not for passwordless users. */
      setAppMetadata(key: string, value: unknown): PreUserRegistrationAPI;
      /** Sets a key of the new user's user metadata. Not for passwordless users. */
      setUserMetadata(key: string, value: unknown): PreUserRegistrationAPI;
    };
    readonly cache: {
      /** Reads the entry of this key; undefined when there is none or it has expired. */
      get(key: string): CacheRecord | undefined;
      /**
       * Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
       * milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
       * a value that cannot be stored is answered with `{ type: 'error', code }`.
       */
      set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheWriteResult;
      /** Removes the entry of this key. */
      delete(key: string): CacheDeleteResult;
    };
  }

  /** The type of `exports.onExecutePreUserRegistration`. What it returns is awaited and ignored. */
  export type OnExecutePreUserRegistration = (event: Event, api: PreUserRegistrationAPI) => any;
}

declare module "latchwork/post-user-registration" {
  import type { CacheDeleteResult, CacheRecord, CacheWriteResult, PostUserRegistrationEvent } from "latchwork";

  /** What the handlers receive. */
  export interface Event extends PostUserRegistrationEvent {
    /** The action's secrets, by name. */
    secrets: { readonly [name: string]: string };
    /** The configuration of an installed integration, by name. */
    configuration: { readonly [name: string]: string };
  }

  /** What the handlers may ask for. */
  export interface PostUserRegistrationAPI {
    readonly cache: {
      /** Reads the entry of this key; undefined when there is none or it has expired. */
      get(key: string): CacheRecord | undefined;
      /**
       * Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
       * milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
       * a value that cannot be stored is answered with `{ type: 'error', code }`.
       */
      set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheWriteResult;
      /** Removes the entry of this key. */
      delete(key: string): CacheDeleteResult;
    };
  }

  /** The type of `exports.onExecutePostUserRegistration`. What it returns is awaited and ignored. */
  export type OnExecutePostUserRegistration = (event: Event, api: PostUserRegistrationAPI) => any;
}

declare module "latchwork/post-change-password" {
  import type { CacheDeleteResult, CacheRecord, CacheWriteResult, PostChangePasswordEvent } from "latchwork";

  /** What the handlers receive. */
  export interface Event extends PostChangePasswordEvent {
    /** The action's secrets, by name. */
    secrets: { readonly [name: string]: string };
    /** The configuration of an installed integration, by name. */
    configuration: { readonly [name: string]: string };
  }

  /** What the handlers may ask for. */
  export interface PostChangePasswordAPI {
    readonly cache: {
      /** Reads the entry of this key; undefined when there is none or it has expired. */
      get(key: string): CacheRecord | undefined;
      /**
       * Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
       * milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
       * a value that cannot be stored is answered with `{ type: 'error', code }`.
       */
      set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheWriteResult;
      /** Removes the entry of this key. */
      delete(key: string): CacheDeleteResult;
    };
  }

  /** The type of `exports.onExecutePostChangePassword`. What it returns is awaited and ignored. */
  export type OnExecutePostChangePassword = (event: Event, api: PostChangePasswordAPI) => any;
}

declare module "latchwork/send-phone-message" {
  import type { CacheDeleteResult, CacheRecord, CacheWriteResult, SendPhoneMessageEvent } from "latchwork";

  /** What the handlers receive. */
  export interface Event extends SendPhoneMessageEvent {
    /** The action's secrets, by name. */
    secrets: { readonly [name: string]: string };
    /** The configuration of an installed integration, by name. */
    configuration: { readonly [name: string]: string };
  }

  /** What the handlers may ask for. */
  export interface SendPhoneMessageAPI {
    readonly cache: {
      /** Reads the entry of this key; undefined when there is none or it has expired. */
      get(key: string): CacheRecord | undefined;
      /**
       * Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
       * milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
       * a value that cannot be stored is answered with `{ type: 'error', code }`.
       */
      set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): CacheWriteResult;
      /** Removes the entry of this key. */
      delete(key: string): CacheDeleteResult;
    };
  }

  /** The type of `exports.onExecuteSendPhoneMessage`. What it returns is awaited and ignored. */
  export type OnExecuteSendPhoneMessage = (event: Event, api: SendPhoneMessageAPI) => any;
}
