// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

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
