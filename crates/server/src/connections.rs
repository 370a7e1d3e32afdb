//! Connections: so many at once, and none that says nothing for long.

use std::future::{Ready, ready};
use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// How long a client may say nothing: longer than any answer takes. It ends idle connections of HTTP/2, and those whose
/// client is gone, without asking whether it is there.
const SILENCE: Duration = Duration::from_secs(90);

/// Takes so many connections at once, over all listeners; one more is closed at once.
#[derive(Debug, Clone)]
pub struct Connections {
    places: Arc<Semaphore>,
}

impl Connections {
    /// At most `limit` at once.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limit.clamp(1, Semaphore::MAX_PERMITS))),
        }
    }
}

impl<S> Accept<TcpStream, S> for Connections {
    type Stream = Connection<TcpStream>;
    type Service = S;
    type Future = Ready<Result<(Self::Stream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = Arc::clone(&self.places).try_acquire_owned();
        ready(match place {
            Ok(place) => stream
                .set_nodelay(true)
                .map(|()| (Connection::new(stream, place, SILENCE), service)),
            Err(_) => {
                tracing::warn!(
                    "a connection was refused: there are as many as may be; see max_connections"
                );
                Err(ErrorKind::ConnectionRefused.into())
            }
        })
    }
}

/// A connection that was taken.
#[derive(Debug)]
pub struct Connection<S> {
    stream: S,
    longest_silence: Duration,
    silence: Pin<Box<Sleep>>,
    _place: OwnedSemaphorePermit,
}

impl<S> Connection<S> {
    fn new(stream: S, place: OwnedSemaphorePermit, longest_silence: Duration) -> Self {
        Self {
            stream,
            longest_silence,
            silence: Box::pin(sleep(longest_silence)),
            _place: place,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_ready() {
            let ends = Instant::now() + self.longest_silence;
            self.silence.as_mut().reset(ends);
            return read;
        }
        match self.silence.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(Error::from(ErrorKind::TimedOut))),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Connection<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    async fn accepted(connections: &Connections) -> Result<Connection<TcpStream>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let client = TcpStream::connect(listener.local_addr()?).await?;
        let (stream, _) = listener.accept().await?;
        drop(client);
        Ok(connections.accept(stream, ()).await?.0)
    }

    #[tokio::test]
    async fn one_connection_past_the_limit_is_closed_until_another_ends() {
        let connections = Connections::new(2);
        let first = accepted(&connections).await.unwrap();
        let _second = accepted(&connections).await.unwrap();
        let past = accepted(&connections).await.unwrap_err();
        assert_eq!(past.kind(), ErrorKind::ConnectionRefused);
        drop(first);
        assert!(accepted(&connections).await.is_ok());
    }

    #[tokio::test]
    async fn a_client_that_says_nothing_is_left() {
        let place = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
        let (mut client, server) = tokio::io::duplex(8);
        let mut server = Connection::new(server, place, Duration::from_millis(1));
        client.write_all(b"a").await.unwrap();
        let mut byte = [0];
        server.read_exact(&mut byte).await.unwrap();
        let left = server.read_exact(&mut byte).await.unwrap_err();
        assert_eq!(left.kind(), ErrorKind::TimedOut);
    }
}
