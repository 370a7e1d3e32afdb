//! `api.cache`, the same in every trigger.

use super::param::{number, options, text};
use super::{Returns, table};

table![
    /// Reads the entry of this key; undefined when there is none or it has expired.
    Call "cache.get" [text("key")] Returns::Value("CacheRecord | undefined");
    /// Stores a string for at most 24 hours (15 minutes when nothing is said). `ttl` is in milliseconds, `expires_at` in
    /// milliseconds since the epoch; of both the earlier counts. Shared by all actions of the trigger. It never throws:
    /// a value that cannot be stored is answered with `{ type: 'error', code }`.
    Call "cache.set" [text("key"), text("value"), options(&[number("ttl").optional(), number("expires_at").optional()]).optional()] Returns::Value("CacheWriteResult");
    /// Removes the entry of this key.
    Call "cache.delete" [text("key")] Returns::Value("CacheDeleteResult");
];
