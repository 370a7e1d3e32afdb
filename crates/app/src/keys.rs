//! A tenant's signing keys: one signs, the next is published before it does, the previous one verifies on.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use store::{KeyState, PrivateKey, SigningKey};
use tenant::{AdminToken, TenantId};

use crate::App;
use crate::app::FRESH;
use crate::aside::aside;
use crate::error::Error;
use crate::sign::{Signer, generate};

/// How long others may keep the published keys, in seconds: the `max-age` of the JWK Set.
pub const JWKS_MAX_AGE_S: u64 = 60;

/// How long it takes until everybody knows a key: other nodes see it, and then what others kept ends.
const KNOWN_MS: u64 = (FRESH.as_secs() + JWKS_MAX_AGE_S) * 1_000;

/// When the next key may sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promotion {
    /// Once everybody knows it.
    Known,
    /// Now: the present one may be in wrong hands. Tokens are refused for a while where the new one is not known yet.
    Now,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStage {
    /// It is published and signs after the next rotation.
    Next,
    /// It signs.
    Current,
    /// It signed before and is still published.
    Previous,
}

/// A key as an administrator may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyView {
    /// Its id in token headers.
    pub kid: String,
    /// What it does.
    pub stage: KeyStage,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
}

/// The keys of one tenant, read and parsed.
pub(crate) struct TenantKeys {
    current: Arc<Signer>,
    all: Vec<Arc<Signer>>,
    published: Value,
}

impl App {
    /// The JWK Set (RFC 7517 section 5).
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn published_keys(&self, tenant: &TenantId) -> Result<Value, Error> {
        Ok(self.tenant_keys(tenant).await?.published.clone())
    }

    /// The keys, newest first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn list_keys(&self, tenant: &TenantId) -> Result<Vec<KeyView>, Error> {
        let keys = self.store.signing_keys_list(tenant).await?;
        Ok(keys.iter().map(view).collect())
    }

    /// The next key signs from now on, a new one is published in its place, and the last one verifies on.
    ///
    /// # Errors
    /// When the next key may not be known yet, or a fault of ours.
    pub async fn rotate_keys(
        &self,
        by: &AdminToken,
        promotion: Promotion,
    ) -> Result<Vec<KeyView>, Error> {
        let known_ms = match promotion {
            Promotion::Known => KNOWN_MS,
            Promotion::Now => 0,
        };
        let next = self.make_key(&by.tenant, KeyState::Next).await?;
        let audit = self.audit(by, "Rotate the signing keys", &next.kid)?;
        self.store
            .signing_keys_rotate(&next, known_ms, &audit)
            .await?;
        self.keys.invalidate(&by.tenant);
        self.list_keys(&by.tenant).await
    }

    /// Withdraws a key that signed before: what it signed verifies no more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a key that signs, will sign or is none, or a fault of ours.
    pub async fn withdraw_key(&self, by: &AdminToken, kid: &str) -> Result<Vec<KeyView>, Error> {
        let audit = self.audit(by, "Withdraw a signing key", kid)?;
        let withdrawn = self
            .store
            .signing_key_withdraw(&by.tenant, kid, &audit)
            .await;
        withdrawn.map_err(|error| match error {
            store::Error::NotFound { .. } => Error::NotFound {
                noun: "previous signing key",
                id: kid.chars().take(64).collect(),
            },
            other => other.into(),
        })?;
        self.keys.invalidate(&by.tenant);
        self.list_keys(&by.tenant).await
    }

    /// A tenant's first two keys.
    pub(crate) async fn begin_keys(&self, tenant: &TenantId) -> Result<(), Error> {
        let current = self.make_key(tenant, KeyState::Current).await?;
        let next = self.make_key(tenant, KeyState::Next).await?;
        Ok(self.store.signing_keys_begin(&current, &next).await?)
    }

    /// The key that signs.
    pub(crate) async fn signer(&self, tenant: &TenantId) -> Result<Arc<Signer>, Error> {
        Ok(Arc::clone(&self.tenant_keys(tenant).await?.current))
    }

    /// The claims of a token that one of the tenant's keys signed.
    pub(crate) async fn verify_own_token(
        &self,
        tenant: &TenantId,
        token: &str,
    ) -> Result<Option<Map<String, Value>>, Error> {
        let keys = self.tenant_keys(tenant).await?;
        Ok(keys.all.iter().find_map(|signer| signer.verify(token)))
    }

    /// Parsing a private key costs more than signing with it, so parsed keys are kept for a while.
    async fn tenant_keys(&self, tenant: &TenantId) -> Result<Arc<TenantKeys>, Error> {
        if let Some(keys) = self.keys.get(tenant) {
            return Ok(keys);
        }
        let rows = self.store.signing_keys_list(tenant).await?;
        let mut all = Vec::with_capacity(rows.len());
        let mut current = None;
        for row in &rows {
            let signer = Arc::new(Signer::new(
                &row.kid,
                row.private.expose(),
                self.entropy.clone(),
            )?);
            if row.state == KeyState::Current {
                current = Some(Arc::clone(&signer));
            }
            all.push(signer);
        }
        let missing = || Error::NoSigningKey {
            tenant: tenant.as_str().to_owned(),
        };
        let published =
            json!({"keys": rows.iter().map(|row| row.public_jwk.clone()).collect::<Vec<_>>()});
        let keys = Arc::new(TenantKeys {
            current: current.ok_or_else(missing)?,
            all,
            published,
        });
        self.keys.insert(tenant.clone(), Arc::clone(&keys));
        Ok(keys)
    }

    /// Looking for two primes takes a good part of a second, so it happens off the asynchronous threads.
    async fn make_key(&self, tenant: &TenantId, state: KeyState) -> Result<SigningKey, Error> {
        let entropy = self.entropy.clone();
        let made = aside(move || {
            let (kid, pkcs8) = generate(&entropy)?;
            let public_jwk = Signer::new(&kid, &pkcs8, entropy)?.jwk();
            Ok::<_, Error>((kid, pkcs8, public_jwk))
        });
        let (kid, pkcs8, public_jwk) = made.await??;
        Ok(SigningKey {
            tenant: tenant.clone(),
            kid,
            state,
            private: PrivateKey::new(pkcs8),
            public_jwk,
            created_at_ms: self.clock.now_ms(),
        })
    }
}

fn view(key: &SigningKey) -> KeyView {
    let stage = match key.state {
        KeyState::Next => KeyStage::Next,
        KeyState::Current => KeyStage::Current,
        KeyState::Previous => KeyStage::Previous,
    };
    KeyView {
        kid: key.kid.clone(),
        stage,
        created_at_ms: key.created_at_ms,
    }
}
