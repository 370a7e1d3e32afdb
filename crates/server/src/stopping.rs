//! The signals that end the server.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Hears them from the moment it is made.
pub(crate) struct Stopping {
    interrupt: Signal,
    terminate: Signal,
}

impl Stopping {
    pub(crate) fn new() -> std::io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Resolves when somebody wants the server to end.
    pub(crate) async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
