//! What a server is killed amid: traffic of several kinds, and what must hold of it afterwards.

use std::sync::Arc;

use crate::board::Kind;
use crate::findings::Findings;
use crate::process::Process;
use crate::visitor::{Line, Place};

/// Traffic at rest; driven until the server is gone, then looked at.
pub(crate) trait Scene: Sized {
    /// The kinds that kills are aimed at, in turn.
    const KINDS: &'static [Kind];
    /// Kills meet one of so many next requests of their kind.
    const FURTHEST: u32;
    /// The same at work.
    type AtWork;

    /// Makes what the traffic needs.
    async fn begin(line: &Line) -> Self;

    /// Sets everything to work.
    fn drive(self, line: &Line) -> Self::AtWork;

    /// Waits until everything has seen that the server is gone.
    async fn ended(at_work: Self::AtWork) -> Self;

    /// After a restart: looks at the rows first, while nobody asks anything, then asks.
    async fn look(&mut self, server: &Process, place: &Arc<Place>, findings: &Findings);

    /// At the end: asks after everything ever acknowledged.
    async fn look_at_all(&mut self, server: &Process, place: &Arc<Place>, findings: &Findings);
}
