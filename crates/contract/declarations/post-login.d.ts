// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

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
