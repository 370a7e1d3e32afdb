// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

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
