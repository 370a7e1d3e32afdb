//! The world outside: time and entropy. Nothing else in this crate reads either.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Crockford's letters for base 32.
const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Where time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock turned by hand, for tests.
    Hand(Arc<AtomicU64>),
}

impl Clock {
    /// Unix time in milliseconds.
    pub fn now_ms(&self) -> u64 {
        match self {
            #[allow(
                clippy::disallowed_methods,
                reason = "the one place that reads the clock"
            )]
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| {
                    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
                }),
            Self::Hand(now_ms) => now_ms.load(Ordering::SeqCst),
        }
    }
}

/// The system's random generator gave nothing. Nothing can be issued then.
#[derive(Debug, thiserror::Error)]
#[error("the system's random generator failed")]
pub struct NoEntropy;

/// Where randomness comes from: the system's generator.
#[derive(Debug, Clone, Default)]
pub struct Entropy(SystemRandom);

impl Entropy {
    /// `N` random bytes.
    ///
    /// # Errors
    /// [`NoEntropy`] when the system gives none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoEntropy> {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes).map_err(|_| NoEntropy)?;
        Ok(bytes)
    }

    /// A bearer value of 256 bits, base64url: codes, cookies, states.
    ///
    /// # Errors
    /// [`NoEntropy`] when the system gives none.
    pub fn token(&self) -> Result<String, NoEntropy> {
        Ok(URL_SAFE_NO_PAD.encode(self.bytes::<32>()?))
    }

    /// A name of 128 bits for something people may quote: `prefix` and 26 letters and digits without look-alikes.
    ///
    /// # Errors
    /// [`NoEntropy`] when the system gives none.
    pub fn reference(&self, prefix: &str) -> Result<String, NoEntropy> {
        let mut rest = u128::from_be_bytes(self.bytes::<16>()?);
        let mut name = String::with_capacity(prefix.len() + 26);
        name.push_str(prefix);
        for _ in 0..26 {
            let index = usize::try_from(rest & 31).unwrap_or_default();
            name.extend(CROCKFORD.get(index).copied().map(char::from));
            rest >>= 5;
        }
        Ok(name)
    }

    /// The source itself, for the libraries that draw on their own.
    pub(crate) fn source(&self) -> &SystemRandom {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let entropy = Entropy::default();
        let (one, two) = (entropy.token().unwrap(), entropy.token().unwrap());
        assert_eq!(one.len(), 43);
        assert_ne!(one, two);
    }

    #[test]
    fn a_clock_turned_by_hand_stands_still() {
        let hand = Arc::new(AtomicU64::new(5));
        let clock = Clock::Hand(hand.clone());
        assert_eq!(clock.now_ms(), 5);
        hand.store(9, Ordering::SeqCst);
        assert_eq!(clock.now_ms(), 9);
        assert!(Clock::System.now_ms() > 1_700_000_000_000);
    }
}
