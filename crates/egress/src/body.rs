//! The body of an answer: streamed, decoded, cut at its limit and at the request's deadline.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use contract::outbound::OutboundError;
use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt as _};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep};

use crate::error::EgressError;

/// What the body is held to.
pub(crate) struct Bounds {
    pub(crate) host: String,
    pub(crate) limit_bytes: u64,
    pub(crate) limit_ms: u64,
    pub(crate) deadline: Instant,
}

/// A response body as a stream of chunks. It ends after the first error; dropping it gives up the rest.
pub struct Body {
    chunks: BoxStream<'static, reqwest::Result<Bytes>>,
    deadline: Pin<Box<Sleep>>,
    bounds: Bounds,
    received_bytes: u64,
    slot: Option<OwnedSemaphorePermit>,
}

impl Body {
    pub(crate) fn new(
        response: reqwest::Response,
        bounds: Bounds,
        slot: OwnedSemaphorePermit,
    ) -> Self {
        Self {
            chunks: response.bytes_stream().boxed(),
            deadline: Box::pin(tokio::time::sleep_until(bounds.deadline)),
            bounds,
            received_bytes: 0,
            slot: Some(slot),
        }
    }

    /// Lets go of connection and slot.
    fn end(&mut self) {
        self.chunks = stream::empty().boxed();
        self.slot = None;
    }

    /// Counts decoded bytes, so that a compressed bomb is cut as well.
    fn count(&mut self, chunk: Bytes) -> Result<Bytes, EgressError> {
        self.received_bytes = self.received_bytes.saturating_add(chunk.len() as u64);
        if self.received_bytes > self.bounds.limit_bytes {
            let Bounds {
                host, limit_bytes, ..
            } = &self.bounds;
            return Err(EgressError::ResponseTooLarge {
                host: host.clone(),
                limit_bytes: *limit_bytes,
            });
        }
        Ok(chunk)
    }
}

impl Stream for Body {
    type Item = Result<Bytes, OutboundError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.slot.is_none() {
            return Poll::Ready(None);
        }
        let result = match this.chunks.poll_next_unpin(cx) {
            Poll::Ready(None) => {
                this.end();
                return Poll::Ready(None);
            }
            Poll::Ready(Some(Ok(chunk))) => this.count(chunk),
            Poll::Ready(Some(Err(error))) => {
                Err(EgressError::from_client(&this.bounds.host, error))
            }
            Poll::Pending => match this.deadline.as_mut().poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(()) => Err(EgressError::Timeout {
                    host: this.bounds.host.clone(),
                    limit_ms: this.bounds.limit_ms,
                }),
            },
        };
        if result.is_err() {
            this.end();
        }
        Poll::Ready(Some(result.map_err(OutboundError::from)))
    }
}
