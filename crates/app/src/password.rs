//! Passwords: Argon2id off the asynchronous threads, a bounded number at a time.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tenant::TenantId;
use tokio::sync::Semaphore;

use crate::env::{Entropy, NoEntropy};
use crate::places::{Full, Places};

/// Memory of one hash, in KiB (OWASP's second choice for Argon2id: 19 MiB, two passes, one lane).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many hashes may wait for each that is at work. Beyond that the caller is told to come back,
/// and half of them is all that one tenant may take.
const WAITING_PER_WORKER: usize = 64;

/// Why a password could not be hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many are waiting.
    #[error("too many credentials are being checked at once ({limit}); try again in a few seconds")]
    Busy {
        /// How many of one tenant may be at work and waiting.
        limit: usize,
    },
    /// No salt could be drawn.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The library refused.
    #[error("a password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The hashing thread ended early.
    #[error("the hashing thread ended early")]
    Thread(#[from] tokio::task::JoinError),
}

/// Hashes and checks passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    queue: Places,
    workers: Arc<Semaphore>,
    stand_in: Arc<str>,
    entropy: Entropy,
}

impl Passwords {
    /// Hashes at most `workers` at a time.
    ///
    /// # Errors
    /// When the stand-in hash cannot be made.
    pub fn new(workers: usize, entropy: Entropy) -> Result<Self, PasswordError> {
        let workers = workers.max(1);
        let places = workers.saturating_mul(WAITING_PER_WORKER + 1);
        // The password of nobody: a check against it costs what any other check costs.
        let stand_in = hash_now(&entropy.token()?, &entropy)?;
        Ok(Self {
            queue: Places::new(places),
            workers: Arc::new(Semaphore::new(workers)),
            stand_in: stand_in.into(),
            entropy,
        })
    }

    /// The password's hash in PHC form.
    ///
    /// # Errors
    /// [`PasswordError::Busy`] when too many wait; otherwise a fault of ours.
    pub async fn hash(&self, tenant: &TenantId, password: String) -> Result<String, PasswordError> {
        let entropy = self.entropy.clone();
        self.work(tenant, move || hash_now(&password, &entropy))
            .await?
    }

    /// Whether the password belongs to the hash. Without a hash the same work is done and the answer is no.
    ///
    /// # Errors
    /// [`PasswordError::Busy`] when too many wait; otherwise a fault of ours.
    pub async fn verify(
        &self,
        tenant: &TenantId,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, PasswordError> {
        let known = hash.is_some();
        let stored = hash.unwrap_or_else(|| self.stand_in.to_string());
        let matches = self
            .work(tenant, move || verify_now(&password, &stored))
            .await??;
        Ok(matches && known)
    }

    /// Whether a hash was made with other parameters than today's.
    pub fn is_outdated(stored: &str) -> bool {
        let made_with = PasswordHash::new(stored).map(|hash| Params::try_from(&hash));
        !matches!(made_with, Ok(Ok(params)) if (params.m_cost(), params.t_cost(), params.p_cost())
            == (MEMORY_KIB, PASSES, LANES))
    }

    async fn work<T: Send + 'static>(
        &self,
        tenant: &TenantId,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let busy = |Full(limit)| PasswordError::Busy { limit };
        let _place = self.queue.take(tenant).map_err(busy)?;
        // The permit travels with the work, so that a caller who goes away frees no worker that is still busy.
        let permit = self.workers.clone().acquire_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        Ok(done.await?)
    }
}

fn hash_now(password: &str, entropy: &Entropy) -> Result<String, PasswordError> {
    let salt = SaltString::encode_b64(&entropy.bytes::<16>()?).map_err(PasswordError::Hash)?;
    let hash = argon2id()
        .map_err(PasswordError::Hash)?
        .hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(PasswordError::Hash)?.to_string())
}

fn verify_now(password: &str, stored: &str) -> Result<bool, PasswordError> {
    let hash = PasswordHash::new(stored).map_err(PasswordError::Hash)?;
    match argon2id()
        .map_err(PasswordError::Hash)?
        .verify_password(password.as_bytes(), &hash)
    {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::Password) => Ok(false),
        Err(error) => Err(PasswordError::Hash(error)),
    }
}

fn argon2id() -> Result<Argon2<'static>, argon2::password_hash::Error> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acme() -> TenantId {
        TenantId::new("acme")
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_alone() {
        let passwords = Passwords::new(2, Entropy::default()).unwrap();
        let hash = passwords
            .hash(&acme(), "correct horse".into())
            .await
            .unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            passwords
                .verify(&acme(), "correct horse".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify(&acme(), "correct horsf".into(), Some(hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify(&acme(), "correct horse".into(), None)
                .await
                .unwrap()
        );
    }

    #[test]
    fn a_hash_of_other_parameters_is_outdated() {
        let of =
            |parameters: &str| format!("$argon2id$v=19${parameters}$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo");
        assert!(!Passwords::is_outdated(&of("m=19456,t=2,p=1")));
        assert!(Passwords::is_outdated(&of("m=4096,t=2,p=1")));
        assert!(Passwords::is_outdated(&of("m=19456,t=1,p=1")));
        assert!(Passwords::is_outdated("nonsense"));
    }

    #[tokio::test]
    async fn one_too_many_is_told_to_come_back() {
        let passwords = Passwords::new(1, Entropy::default()).unwrap();
        let held: Vec<_> = (0..33).map(|_| passwords.queue.take(&acme())).collect();
        assert!(held.iter().all(Result::is_ok));
        let refused = passwords.verify(&acme(), "x".into(), None).await;
        assert!(matches!(refused, Err(PasswordError::Busy { limit: 33 })));
        let globex = TenantId::new("globex");
        assert!(!passwords.verify(&globex, "x".into(), None).await.unwrap());
        drop(held);
        assert!(!passwords.verify(&acme(), "x".into(), None).await.unwrap());
    }
}
