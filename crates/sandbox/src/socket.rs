//! Connections of an execution: what the host gives, and what is kept of each while it is open.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use contract::socket::{SocketError, TlsOutcome, TlsRequest};
use futures_util::future::BoxFuture;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What bytes are read from and written to.
pub trait ByteStream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin + 'static> ByteStream for T {}

/// An open connection, as the host gives it.
pub trait Transport: Send + 'static {
    /// What carries its bytes. A broken one may hold a [`SocketError`] in its `io::Error`.
    fn stream(&mut self) -> &mut dyn ByteStream;
    /// The address connected to.
    fn remote(&self) -> SocketAddr;
    /// Starts TLS on it.
    fn secure(
        self: Box<Self>,
        request: TlsRequest,
    ) -> BoxFuture<'static, Result<Secured, SocketError>>;
}

/// A connection with TLS, and what was agreed on.
pub type Secured = (Box<dyn Transport>, TlsOutcome);

/// The most that one read gives.
pub(crate) const CHUNK_BYTES: usize = 64 << 10;

/// A connection that one operation at a time reads from and one writes to; the next waits its turn.
pub(crate) struct Line {
    transport: Mutex<Option<Box<dyn Transport>>>,
    reading: tokio::sync::Mutex<()>,
    writing: tokio::sync::Mutex<()>,
}

impl Line {
    pub(crate) fn new(transport: Box<dyn Transport>) -> Arc<Self> {
        Arc::new(Self {
            transport: Mutex::new(Some(transport)),
            reading: tokio::sync::Mutex::new(()),
            writing: tokio::sync::Mutex::new(()),
        })
    }

    /// The next bytes; none at the end.
    pub(crate) async fn read(&self) -> io::Result<Vec<u8>> {
        let _turn = self.reading.lock().await;
        let mut chunk = vec![0; CHUNK_BYTES];
        let length = poll_fn(|context| {
            let mut buffer = ReadBuf::new(&mut chunk);
            let polled = self.poll(|stream| stream.poll_read(context, &mut buffer));
            polled.map_ok(|()| buffer.filled().len())
        });
        let length = length.await?;
        chunk.truncate(length);
        Ok(chunk)
    }

    /// Writes all of it; ends when the system has taken it.
    pub(crate) async fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let _turn = self.writing.lock().await;
        let mut rest = bytes;
        while !rest.is_empty() {
            let written =
                poll_fn(|context| self.poll(|stream| stream.poll_write(context, rest))).await?;
            if written == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            rest = rest.get(written..).unwrap_or_default();
        }
        poll_fn(|context| self.poll(|stream| stream.poll_flush(context))).await
    }

    /// Says that nothing more is written.
    pub(crate) async fn end(&self) -> io::Result<()> {
        let _turn = self.writing.lock().await;
        poll_fn(|context| self.poll(|stream| stream.poll_shutdown(context))).await
    }

    /// Starts TLS, when nothing is read or written any more. A connection on which that fails is closed.
    pub(crate) async fn secure(&self, request: TlsRequest) -> Result<TlsOutcome, SocketError> {
        let _turns = (self.reading.lock().await, self.writing.lock().await);
        let taken = self.transport().take();
        let closed = || {
            let kind = contract::outbound::OutboundErrorKind::Reset;
            SocketError::new(kind, "ECONNRESET", "the connection is closed")
        };
        let (secured, outcome) = taken.ok_or_else(closed)?.secure(request).await?;
        *self.transport() = Some(secured);
        Ok(outcome)
    }

    /// Closes it; who reads or writes afterwards finds no connection. What waits already is not woken: the guest gives it up.
    pub(crate) fn close(&self) {
        drop(self.transport().take());
    }

    fn poll<T>(
        &self,
        work: impl FnOnce(Pin<&mut dyn ByteStream>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        match self.transport().as_mut() {
            Some(transport) => work(Pin::new(transport.stream())),
            None => Poll::Ready(Err(io::ErrorKind::NotConnected.into())),
        }
    }

    fn transport(&self) -> MutexGuard<'_, Option<Box<dyn Transport>>> {
        self.transport
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    struct Pipe(DuplexStream);

    impl Transport for Pipe {
        fn stream(&mut self) -> &mut dyn ByteStream {
            &mut self.0
        }

        fn remote(&self) -> SocketAddr {
            ([127, 0, 0, 1], 1).into()
        }

        fn secure(
            self: Box<Self>,
            _request: TlsRequest,
        ) -> BoxFuture<'static, Result<Secured, SocketError>> {
            let error = SocketError::not_here("TLS", "this is a pipe");
            Box::pin(async { Err(error) })
        }
    }

    fn line() -> (Arc<Line>, DuplexStream) {
        let (ours, theirs) = duplex(8);
        (Line::new(Box::new(Pipe(ours))), theirs)
    }

    #[tokio::test]
    async fn it_is_read_while_a_write_waits_and_writes_wait_until_they_are_taken() {
        let (line, mut theirs) = line();
        let writing = line.write(b"more than eight bytes");
        futures_util::pin_mut!(writing);
        assert!((&mut writing).now_or_never().is_none(), "nobody has read");
        theirs.write_all(b"hello").await.unwrap();
        assert_eq!(line.read().await.unwrap(), b"hello");
        let mut taken = [0; 21];
        let (written, read) = tokio::join!(writing, theirs.read_exact(&mut taken));
        written.unwrap();
        assert_eq!(read.unwrap(), 21);
        line.end().await.unwrap();
        assert_eq!(theirs.read(&mut taken).await.unwrap(), 0);
        drop(theirs);
        assert_eq!(line.read().await.unwrap(), b"", "the end");
    }

    #[tokio::test]
    async fn a_closed_one_is_no_connection_and_one_that_failed_to_be_secured_is_closed() {
        let (line, mut theirs) = line();
        assert!(line.secure(TlsRequest::default()).await.is_err());
        assert_eq!(theirs.read(&mut [0]).await.unwrap(), 0);
        assert_eq!(
            line.read().await.unwrap_err().kind(),
            io::ErrorKind::NotConnected
        );
        assert_eq!(
            line.secure(TlsRequest::default()).await.unwrap_err().code,
            "ECONNRESET"
        );
    }
}
