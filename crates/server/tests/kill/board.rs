//! What is asked of the server at this moment: who has sent a request and has no answer yet.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// The kinds of traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    SignUp,
    Login,
    Redirect,
    Exchange,
    Deployment,
    Submission,
    Check,
    Verdict,
    Release,
    Installation,
    Binding,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::Login => "login",
            Self::Redirect => "redirect",
            Self::Exchange => "exchange",
            Self::Deployment => "deployment",
            Self::Submission => "submission",
            Self::Check => "check",
            Self::Verdict => "verdict",
            Self::Release => "release",
            Self::Installation => "installation",
            Self::Binding => "binding",
        }
    }
}

/// Whether a request changes what the kind of traffic is about; kills are aimed at those that do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// It only leads there: a page, a form.
    Light,
    /// It changes state.
    Telling,
}

/// A request on its way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request {
    pub(crate) id: u64,
    pub(crate) kind: Kind,
    pub(crate) what: &'static str,
    pub(crate) since: Instant,
    /// How long one like it took of late.
    pub(crate) typical: Duration,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Answered,
    /// It was sent and no whole answer came.
    Unanswered,
    /// Nobody listened any more.
    NeverSent,
}

/// A request like none before is taken to need this long.
const FIRST_GUESS: Duration = Duration::from_millis(20);

#[derive(Debug, Default)]
struct State {
    next: u64,
    open: BTreeMap<u64, Request>,
    typical: BTreeMap<&'static str, Duration>,
    aim: Option<(Kind, u32, oneshot::Sender<Request>)>,
    unanswered: Vec<Request>,
    answered: u64,
}

/// Shared by all traffic.
#[derive(Debug, Default)]
pub(crate) struct Board(Mutex<State>);

impl Board {
    /// A request is about to be sent.
    pub(crate) fn begin(&self, kind: Kind, what: &'static str, weight: Weight) -> u64 {
        let mut state = self.state();
        let id = state.next;
        state.next += 1;
        let typical = state.typical.get(what).copied().unwrap_or(FIRST_GUESS);
        let request = Request {
            id,
            kind,
            what,
            since: Instant::now(),
            typical,
        };
        state.open.insert(id, request);
        if weight == Weight::Telling {
            state.aim = match state.aim.take() {
                Some((aimed, 1, tell)) if aimed == kind => {
                    let _ = tell.send(request);
                    None
                }
                Some((aimed, left, tell)) if aimed == kind => Some((aimed, left - 1, tell)),
                other => other,
            };
        }
        id
    }

    /// A request ended.
    pub(crate) fn end(&self, id: u64, end: End) {
        let mut state = self.state();
        let Some(request) = state.open.remove(&id) else {
            return;
        };
        match end {
            End::Answered => {
                state.answered += 1;
                let took = request.since.elapsed();
                let mean = state.typical.entry(request.what).or_insert(took);
                *mean = (*mean * 3 + took) / 4;
            }
            End::Unanswered => state.unanswered.push(request),
            End::NeverSent => {}
        }
    }

    /// Tells of the `nth` telling request of this kind from now on, when it begins.
    pub(crate) fn aim(&self, kind: Kind, nth: u32) -> oneshot::Receiver<Request> {
        let (tell, told) = oneshot::channel();
        self.state().aim = Some((kind, nth, tell));
        told
    }

    /// The requests that were sent before `killed` and never answered, and how many were answered since the last time.
    pub(crate) fn settle(&self, killed: Instant) -> (Vec<Request>, u64) {
        let mut state = self.state();
        state.aim = None;
        state.open.clear();
        let mut cut = std::mem::take(&mut state.unanswered);
        cut.retain(|request| request.since < killed);
        (cut, std::mem::take(&mut state.answered))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
