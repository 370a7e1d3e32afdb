//! `api.cache` as a value: what came in with the event, what a call answers, what goes out as a command.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Command;
use crate::limits::CacheLimits;

/// The entries of one trigger's cache at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CacheSnapshot {
    /// By key.
    pub entries: BTreeMap<String, CacheRecord>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CacheRecord {
    /// The value.
    pub value: String,
    /// When it ends, Unix time in ms.
    pub expires_at: u64,
}

/// What `set` and `delete` answer; they never throw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CacheAnswer {
    /// It was done.
    Success {
        /// What was stored, for `set`.
        #[serde(skip_serializing_if = "Option::is_none")]
        record: Option<CacheRecord>,
    },
    /// It was not done.
    Error {
        /// Why.
        code: CacheErrorCode,
    },
}

/// Why a cache call was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub enum CacheErrorCode {
    /// The key is too long.
    CacheKeySizeExceeded,
    /// The value is too long.
    CacheValueSizeExceeded,
    /// There are too many entries, or all together are too long.
    CacheSizeExceeded,
    /// The execution wrote too often.
    MaxSideEffectsExceeded,
    /// The expiry lies in the past.
    ItemAlreadyExpired,
    /// The expiry is not a time.
    InvalidExpiry,
    /// The key or the value is not a string.
    FailedToSetCacheRecord,
    /// The key is not a string.
    FailedToDeleteCacheRecord,
    /// There is no such entry.
    CacheKeyDoesNotExist,
}

impl CacheSnapshot {
    /// Without the entries that have ended by `now_ms`.
    #[must_use]
    pub fn at(mut self, now_ms: u64) -> Self {
        self.entries.retain(|_, record| record.expires_at > now_ms);
        self
    }

    /// Applies a write that an execution was granted. Other commands change nothing.
    pub fn apply(&mut self, command: &Command) {
        if let Command::CacheSet {
            key,
            value,
            expires_at,
        } = command
        {
            let record = CacheRecord {
                value: value.clone(),
                expires_at: *expires_at,
            };
            self.entries.insert(key.clone(), record);
        } else if let Command::CacheDelete { key } = command {
            self.entries.remove(key);
        }
    }

    fn bytes(&self) -> u64 {
        self.entries
            .iter()
            .map(|(key, record)| length(key) + length(&record.value))
            .sum()
    }
}

/// The cache as one execution sees it: calls change it at once and are remembered as commands by the caller.
#[derive(Debug, Clone)]
pub struct Cache {
    snapshot: CacheSnapshot,
    limits: CacheLimits,
    writes: u64,
}

impl Cache {
    /// The cache of an execution that starts with these entries.
    pub const fn new(snapshot: CacheSnapshot, limits: CacheLimits) -> Self {
        Self {
            snapshot,
            limits,
            writes: 0,
        }
    }

    /// `api.cache.get(key)`: the entry, unless there is none or it has ended.
    pub fn get(&self, key: &Value, now_ms: u64) -> Option<&CacheRecord> {
        let record = self.snapshot.entries.get(key.as_str()?)?;
        (record.expires_at > now_ms).then_some(record)
    }

    /// `api.cache.set(key, value, {ttl?, expires_at?})`: the answer, and the command when it was done.
    pub fn set(
        &mut self,
        key: &Value,
        value: &Value,
        options: &Value,
        now_ms: u64,
    ) -> (CacheAnswer, Option<Command>) {
        match self.try_set(key, value, options, now_ms) {
            Ok((key, record)) => {
                let command = Command::CacheSet {
                    key,
                    value: record.value.clone(),
                    expires_at: record.expires_at,
                };
                self.written(&command);
                (
                    CacheAnswer::Success {
                        record: Some(record),
                    },
                    Some(command),
                )
            }
            Err(code) => (CacheAnswer::Error { code }, None),
        }
    }

    /// `api.cache.delete(key)`: the answer, and the command when it was done.
    pub fn delete(&mut self, key: &Value, now_ms: u64) -> (CacheAnswer, Option<Command>) {
        match self.try_delete(key, now_ms) {
            Ok(key) => {
                let command = Command::CacheDelete { key };
                self.written(&command);
                (CacheAnswer::Success { record: None }, Some(command))
            }
            Err(code) => (CacheAnswer::Error { code }, None),
        }
    }

    fn written(&mut self, command: &Command) {
        self.snapshot.apply(command);
        self.writes += 1;
    }

    fn try_set(
        &self,
        key: &Value,
        value: &Value,
        options: &Value,
        now_ms: u64,
    ) -> Result<(String, CacheRecord), CacheErrorCode> {
        let key = key.as_str().ok_or(CacheErrorCode::FailedToSetCacheRecord)?;
        let value = value
            .as_str()
            .ok_or(CacheErrorCode::FailedToSetCacheRecord)?;
        if length(key) > self.limits.key_bytes {
            return Err(CacheErrorCode::CacheKeySizeExceeded);
        }
        if length(value) > self.limits.value_bytes {
            return Err(CacheErrorCode::CacheValueSizeExceeded);
        }
        if self.writes >= self.limits.writes {
            return Err(CacheErrorCode::MaxSideEffectsExceeded);
        }
        let record = CacheRecord {
            value: value.to_owned(),
            expires_at: expiry(options, now_ms, &self.limits)?,
        };
        let mut after = self.snapshot.clone().at(now_ms);
        after.entries.insert(key.to_owned(), record.clone());
        if after.entries.len() as u64 > self.limits.entries
            || after.bytes() > self.limits.total_bytes
        {
            return Err(CacheErrorCode::CacheSizeExceeded);
        }
        Ok((key.to_owned(), record))
    }

    fn try_delete(&self, key: &Value, now_ms: u64) -> Result<String, CacheErrorCode> {
        let text = key
            .as_str()
            .ok_or(CacheErrorCode::FailedToDeleteCacheRecord)?;
        self.get(key, now_ms)
            .ok_or(CacheErrorCode::CacheKeyDoesNotExist)?;
        if self.writes >= self.limits.writes {
            return Err(CacheErrorCode::MaxSideEffectsExceeded);
        }
        Ok(text.to_owned())
    }
}

/// The earlier of `now + ttl` and `expires_at`, brought forward to the longest lifetime.
fn expiry(options: &Value, now_ms: u64, limits: &CacheLimits) -> Result<u64, CacheErrorCode> {
    let ttl = milliseconds(options.get("ttl"))?.map(|ttl| now_ms.saturating_add(ttl));
    let at = milliseconds(options.get("expires_at"))?;
    let asked = match (ttl, at) {
        (Some(ttl), Some(at)) => ttl.min(at),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => now_ms.saturating_add(limits.default_lifetime_ms),
    };
    if asked <= now_ms {
        return Err(CacheErrorCode::ItemAlreadyExpired);
    }
    Ok(asked.min(now_ms.saturating_add(limits.lifetime_ms)))
}

/// A count of milliseconds, fractions dropped; absent when null or undefined.
fn milliseconds(value: Option<&Value>) -> Result<Option<u64>, CacheErrorCode> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_f64() {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a float to integer cast saturates, and the sign was checked"
            )]
            Some(ms) if ms >= 0.0 => Ok(Some(ms as u64)),
            _ => Err(CacheErrorCode::InvalidExpiry),
        },
    }
}

const fn length(text: &str) -> u64 {
    text.len() as u64
}

#[cfg(test)]
mod tests;
