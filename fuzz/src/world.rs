//! The world of a fuzzed execution: its time stands still while anything goes on, and what it answers, when and in which
//! order, is part of the input.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use arbitrary::Arbitrary;
use bytes::Bytes;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest};
use contract::socket::{
    Attempt, ConnectRequest, NameQuery, NameRecord, SocketError, TlsOutcome, TlsRequest,
};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream};
use sandbox::{
    ByteStream, Connecting, Host, OutboundResponse, Querying, Secured, SteppedTime, Transport,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What the world says to the next that asks.
#[derive(Debug, Clone, Arbitrary)]
pub struct Answer {
    delay_ms: u16,
    status: u16,
    text: String,
    headers: Vec<(String, String)>,
    chunks: Vec<Chunk>,
    ends: Ends,
}

#[derive(Debug, Clone, Arbitrary)]
struct Chunk {
    delay_ms: u8,
    bytes: Vec<u8>,
    times: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Arbitrary)]
enum Ends {
    Well,
    Broken,
    Never,
    Refused,
    /// Chunks without end.
    Again,
}

/// The world.
pub struct World {
    time: SteppedTime,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl World {
    /// Gives these answers in their order, and then none.
    pub fn new(answers: &[Answer]) -> Self {
        Self {
            time: SteppedTime::default(),
            answers: Arc::new(Mutex::new(answers.iter().cloned().collect())),
        }
    }

    fn next(&self) -> Option<Answer> {
        self.answers.lock().expect("no panic holds it").pop_front()
    }

    fn wait(&self, answer: &Answer) -> BoxFuture<'static, ()> {
        self.time
            .sleep(Duration::from_millis(answer.delay_ms.into()))
    }
}

impl Answer {
    fn pieces(&self) -> VecDeque<Vec<u8>> {
        // A stretch of a few bytes stands for a long one.
        let piece = |chunk: &Chunk| chunk.bytes.repeat(usize::from(chunk.times).max(1));
        let pieces = self.chunks.iter().take(20).map(piece);
        pieces
            .map(|mut piece| {
                piece.truncate(200 << 10);
                piece
            })
            .collect()
    }

    fn error(&self) -> OutboundError {
        let kinds = [
            OutboundErrorKind::Dns,
            OutboundErrorKind::Timeout,
            OutboundErrorKind::TooLarge,
            OutboundErrorKind::Tls,
        ];
        let kind = kinds[usize::from(self.status) % kinds.len()];
        OutboundError::new(kind, self.text.clone())
    }

    fn socket_error(&self) -> SocketError {
        let mut error = SocketError::new(self.error().kind, "ECONNREFUSED", self.text.clone());
        error.certificate = self.chunks.first().map(|chunk| chunk.bytes.clone());
        let address = [127, 0, 0, 1].into();
        error.attempts = vec![Attempt {
            address,
            code: "EIO",
        }];
        error
    }

    fn body(&self, time: &SteppedTime) -> BoxStream<'static, Result<Bytes, OutboundError>> {
        let pieces: Vec<Vec<u8>> = self.pieces().into();
        let last = pieces.iter().max_by_key(|piece| piece.len()).cloned();
        let delays: Vec<u8> = self.chunks.iter().map(|chunk| chunk.delay_ms).collect();
        let time = time.clone();
        let told = stream::iter(pieces.into_iter().zip(delays)).then(move |(piece, delay)| {
            let waits = time.sleep(Duration::from_millis(delay.into()));
            async move {
                if delay > 0 {
                    waits.await;
                }
                Ok(Bytes::from(piece))
            }
        });
        match (self.ends, last) {
            (Ends::Broken, _) => told.chain(stream::iter([Err(self.error())])).boxed(),
            (Ends::Never, _) => told.chain(stream::pending()).boxed(),
            (Ends::Again, Some(piece)) if !piece.is_empty() => told
                .chain(stream::repeat_with(move || Ok(Bytes::from(piece.clone()))))
                .boxed(),
            _ => told.boxed(),
        }
    }
}

impl Host for World {
    fn now_ms(&self) -> f64 {
        1_800_000_000_000.0 + self.time.elapsed().as_secs_f64() * 1e3
    }

    fn monotonic_ms(&self) -> f64 {
        self.time.elapsed().as_secs_f64() * 1e3
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(0x5a);
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        self.time.sleep(Duration::from_millis(ms))
    }

    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let Some(answer) = self.next() else {
            let kind = OutboundErrorKind::Refused;
            return Box::pin(async move { Err(OutboundError::new(kind, "nobody is there")) });
        };
        let (waits, body) = (self.wait(&answer), answer.body(&self.time));
        Box::pin(async move {
            waits.await;
            if answer.ends == Ends::Refused {
                return Err(answer.error());
            }
            Ok(OutboundResponse {
                head: OutboundHead {
                    status: answer.status,
                    status_text: answer.text,
                    url: request.url,
                    redirected: false,
                    headers: answer.headers,
                },
                body,
            })
        })
    }

    fn connect(&self, _request: ConnectRequest) -> Connecting {
        let Some(answer) = self.next() else {
            return Box::pin(async { Err(SocketError::not_here("this", "nobody is there")) });
        };
        let waits = self.wait(&answer);
        let answers = Arc::clone(&self.answers);
        Box::pin(async move {
            waits.await;
            if answer.ends == Ends::Refused {
                return Err(answer.socket_error());
            }
            let pipe = Pipe {
                arriving: answer.pieces(),
                ends: answer.ends,
                answers,
            };
            Ok(Box::new(pipe) as Box<dyn Transport>)
        })
    }

    fn query(&self, query: NameQuery) -> Querying {
        let Some(answer) = self.next() else {
            return Box::pin(async { Err(SocketError::not_here("this", "nobody is there")) });
        };
        let waits = self.wait(&answer);
        Box::pin(async move {
            waits.await;
            if answer.ends == Ends::Refused {
                return Err(answer.socket_error());
            }
            let found = answer
                .chunks
                .iter()
                .take(200)
                .map(|chunk| match chunk.delay_ms % 3 {
                    0 => NameRecord::Address {
                        address: [10, 0, 0, chunk.delay_ms].into(),
                        ttl: chunk.times.into(),
                    },
                    1 => NameRecord::Txt {
                        entries: vec![String::from_utf8_lossy(&chunk.bytes).into_owned()],
                    },
                    _ => NameRecord::Name {
                        value: query.name.clone(),
                    },
                });
            Ok(found.collect())
        })
    }

    fn stepped(&self) -> Option<&SteppedTime> {
        Some(&self.time)
    }

    fn report(&self, text: &str) -> bool {
        text.len() % 2 == 0
    }
}

/// A connection from which these pieces come.
struct Pipe {
    arriving: VecDeque<Vec<u8>>,
    ends: Ends,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Transport for Pipe {
    fn stream(&mut self) -> &mut dyn ByteStream {
        self
    }

    fn remote(&self) -> SocketAddr {
        ([10, 0, 0, 1], 443).into()
    }

    fn secure(
        self: Box<Self>,
        _request: TlsRequest,
    ) -> BoxFuture<'static, Result<Secured, SocketError>> {
        let answer = self.answers.lock().expect("no panic holds it").pop_front();
        Box::pin(async move {
            let answer = answer.ok_or_else(|| SocketError::not_here("TLS", "nobody is there"))?;
            if answer.ends == Ends::Refused {
                return Err(answer.socket_error());
            }
            let outcome = TlsOutcome {
                version: "TLSv1.3",
                cipher: answer.text.clone(),
                protocol: answer.headers.first().map(|(name, _)| name.clone()),
                certificates: answer.pieces().into(),
                fault: None,
            };
            Ok((self as Box<dyn Transport>, outcome))
        })
    }
}

impl AsyncRead for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let ends = self.ends;
        let Some(first) = self.arriving.front_mut() else {
            return match ends {
                Ends::Broken => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
                Ends::Never => Poll::Pending,
                Ends::Again => {
                    let length = buffer.remaining();
                    buffer.put_slice(&vec![b'x'; length]);
                    Poll::Ready(Ok(()))
                }
                Ends::Well | Ends::Refused => Poll::Ready(Ok(())),
            };
        };
        let length = first.len().min(buffer.remaining());
        buffer.put_slice(&first.drain(..length).collect::<Vec<u8>>());
        if first.is_empty() {
            self.arriving.pop_front();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Pipe {
    fn poll_write(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.ends {
            Ends::Broken => Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
            Ends::Never => Poll::Pending,
            _ => Poll::Ready(Ok(bytes.len().min(1_000))),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
