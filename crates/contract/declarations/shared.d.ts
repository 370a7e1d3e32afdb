// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

declare module "latchwork" {

  /** The agent that acts for the user. */
  export interface Agent {
    /** Its id. */
    agent_id: string;
    /** Its metadata; may be empty. */
    agent_metadata: { [key: string]: any };
    /** Its name. */
    name: string;
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

  /** The custom domain the request used. */
  export interface CustomDomain {
    /** The domain. */
    domain: string;
    /** Its metadata; may be empty. */
    domain_metadata: { [key: string]: string };
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

  /** The protocol of a transaction. */
  export type Protocol = 'oidc-basic-profile' | 'oidc-implicit-profile' | 'oidc-hybrid-profile' | 'oidc-ciba' | 'oidc-ciba-web-link' | 'oauth2-device-code' | 'oauth2-resource-owner' | 'oauth2-resource-owner-jwt-bearer' | 'oauth2-password' | 'oauth2-webauthn' | 'oauth2-access-token' | 'oauth2-refresh-token' | 'oauth2-token-exchange' | 'samlp' | 'wsfed' | 'wstrust-usernamemixed';

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

  /** Fingerprints of the TLS connection. */
  export interface SecurityContext {
    /** The JA3 fingerprint. */
    ja3?: string;
    /** The JA4 fingerprint. */
    ja4?: string;
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

  /** What `api.cache.set` answers. */
  export type CacheWriteResult =
    | { type: 'success'; record: CacheRecord }
    | { type: 'error'; code: CacheErrorCode };

  /** What `api.cache.delete` answers. */
  export type CacheDeleteResult = { type: 'success' } | { type: 'error'; code: CacheErrorCode };
}
