//! Bodies of answers on their way to the guest, bounded one by one and together.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use contract::outbound::{OutboundError, OutboundErrorKind};
use futures_util::StreamExt;

use crate::state::Body;

/// What one execution holds of bodies that the guest has not taken yet. More than fits into the guest is never of use.
#[derive(Clone, Default)]
pub(crate) struct Held(Arc<AtomicU64>);

/// A body, all of it.
pub(crate) struct Collected {
    pub(crate) bytes: Vec<u8>,
    _share: Share,
}

/// What a body adds to the bytes held, until it is dropped.
struct Share {
    held: Held,
    bytes: u64,
}

impl Drop for Share {
    fn drop(&mut self) {
        self.held.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

impl Held {
    /// Reads a body to its end: `most_bytes` of it at most, and no more than `most_together` with the others.
    pub(crate) async fn collect(
        self,
        mut body: Body,
        most_bytes: u64,
        most_together: u64,
    ) -> Result<Collected, OutboundError> {
        let mut bytes = Vec::new();
        let mut share = Share {
            held: self,
            bytes: 0,
        };
        while let Some(chunk) = body.next().await {
            let chunk = chunk?;
            let length = chunk.len() as u64;
            share.bytes += length;
            let together = share.held.0.fetch_add(length, Ordering::Relaxed) + length;
            if share.bytes > most_bytes {
                return Err(too_large(format!(
                    "the answer's body is larger than response_bytes = {most_bytes}"
                )));
            }
            if together > most_together {
                return Err(too_large(format!(
                    "the bodies that arrive at once are larger than memory_bytes = {most_together}; read them one after the other"
                )));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Collected {
            bytes,
            _share: share,
        })
    }
}

fn too_large(message: String) -> OutboundError {
    OutboundError::new(OutboundErrorKind::TooLarge, message)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use futures_util::stream;

    use super::*;

    async fn collect(held: &Held, length: usize) -> Result<Collected, OutboundError> {
        let chunks = (0..length).map(|_| Ok(Bytes::from_static(b"x")));
        let chunks: Vec<_> = chunks.collect();
        held.clone()
            .collect(Box::pin(stream::iter(chunks)), 10, 15)
            .await
    }

    #[tokio::test]
    async fn bodies_are_bounded_alone_and_together() {
        let held = Held::default();
        let first = collect(&held, 10).await.unwrap();
        assert_eq!(first.bytes.len(), 10);
        let message = collect(&held, 6).await.err().unwrap().message;
        assert!(message.contains("memory_bytes = 15"), "{message}");
        drop(first);
        let message = collect(&held, 11).await.err().unwrap().message;
        assert!(message.contains("response_bytes = 10"), "{message}");
        assert!(collect(&held, 6).await.is_ok());
        assert_eq!(held.0.load(Ordering::Relaxed), 0);
    }
}
