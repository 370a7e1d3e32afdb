//! Bodies of answers on their way to the guest, bounded one by one and together.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use contract::outbound::{OutboundError, OutboundErrorKind};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;

/// The longest piece of a body that the guest is handed at once, as Node's sockets read.
const LONGEST_PIECE: usize = 64 << 10;

/// A body that the action has not read to its end.
pub(crate) struct Body {
    arriving: BoxStream<'static, Result<Bytes, OutboundError>>,
    /// What has arrived and was too long for one piece.
    rest: Bytes,
    read_bytes: u64,
}

impl Body {
    pub(crate) fn new(arriving: BoxStream<'static, Result<Bytes, OutboundError>>) -> Self {
        Self {
            arriving,
            rest: Bytes::new(),
            read_bytes: 0,
        }
    }

    /// The next bytes as they arrive, none at the end; `most_bytes` of the whole body at most.
    pub(crate) async fn piece(&mut self, most_bytes: u64) -> Result<Option<Bytes>, OutboundError> {
        while self.rest.is_empty() {
            match self.arriving.next().await {
                Some(chunk) => self.rest = chunk?,
                None => return Ok(None),
            }
        }
        let piece = self.rest.split_to(self.rest.len().min(LONGEST_PIECE));
        self.read_bytes += piece.len() as u64;
        if self.read_bytes > most_bytes {
            return Err(too_large(format!(
                "the answer's body is larger than response_bytes = {most_bytes}"
            )));
        }
        Ok(Some(piece))
    }
}

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
        while let Some(piece) = body.piece(most_bytes).await? {
            let length = piece.len() as u64;
            share.bytes += length;
            let together = share.held.0.fetch_add(length, Ordering::Relaxed) + length;
            if together > most_together {
                return Err(too_large(format!(
                    "the bodies that arrive at once are larger than memory_bytes = {most_together}; read them one after the other"
                )));
            }
            bytes.extend_from_slice(&piece);
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
    use futures_util::stream;

    use super::*;

    async fn collect(held: &Held, length: usize) -> Result<Collected, OutboundError> {
        let chunks = (0..length).map(|_| Ok(Bytes::from_static(b"x")));
        let chunks: Vec<_> = chunks.collect();
        held.clone()
            .collect(Body::new(Box::pin(stream::iter(chunks))), 10, 15)
            .await
    }

    #[tokio::test]
    async fn a_body_comes_in_pieces_of_bounded_length_and_is_bounded_as_a_whole() {
        let chunks = [
            Ok(Bytes::from(vec![1; LONGEST_PIECE + 1])),
            Ok(Bytes::new()),
            Ok(Bytes::from_static(b"xy")),
        ];
        let mut body = Body::new(Box::pin(stream::iter(chunks)));
        let most_bytes = LONGEST_PIECE as u64 + 2;
        for length in [LONGEST_PIECE, 1] {
            let piece = body.piece(most_bytes).await.unwrap().unwrap();
            assert_eq!(piece.len(), length);
        }
        let message = body.piece(most_bytes).await.unwrap_err().message;
        assert!(message.contains("response_bytes = 65538"), "{message}");
        assert_eq!(body.piece(u64::MAX).await.unwrap(), None);
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
