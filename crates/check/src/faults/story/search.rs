//! Tries one value after another, and keeps what does most.

use std::sync::Arc;

use bundle::report::CellOutcome;
use contract::FailureKind;
use serde_json::Value;

use super::super::back::{Back, Known, Token, candidates};
use super::super::ending::Ending;
use super::super::guess::{Choice, Guesses};
use super::super::marks::{Marks, Nature};
use super::super::sample::Sample;
use super::super::scene::{Bench, Leg, Ran};
use super::super::script::{Answers, Found, Mood};
use super::{Draft, Service, Subject, answers, scene};

/// How many names are varied, one at a time.
const MOST_NAMES: usize = 12;
/// How many answers of specs are tried.
const MOST_SPECS: usize = 8;

/// How good a run is as the success path; the greater the better.
type Score = (bool, usize, u8, usize);

/// Looks for the paths of a story.
pub(super) struct Search<'a> {
    pub(super) bench: &'a Bench<'a>,
    pub(super) subject: Subject<'a>,
    pub(super) guesses: &'a Guesses,
}

impl Search<'_> {
    /// The values with which most happens and nothing is refused.
    pub(super) async fn grants(&self) -> (Choice, Draft, Ran) {
        let mut choice = Choice::default();
        let mut draft = self.subject.draft(self.guesses, &choice);
        let mut ran = self.first(&draft.sample, &draft.service).await;
        for (name, values) in self.guesses.values.iter().take(MOST_NAMES) {
            for at in 1..=values.len() {
                if self.bench.budget.is_spent() {
                    break;
                }
                let next = choice.with(name, at);
                let next_draft = self.subject.draft(self.guesses, &next);
                let next_ran = self.first(&next_draft.sample, &next_draft.service).await;
                if self.score(&next_ran, Leg::First) > self.score(&ran, Leg::First) {
                    (choice, draft, ran) = (next, next_draft, next_ran);
                }
            }
        }
        let moods = draft.service.answers.moods_of_specs().min(MOST_SPECS);
        for mood in (0..moods).map(Mood::Spec) {
            let service = Service {
                mood,
                ..draft.service.clone()
            };
            let next_ran = self.first(&draft.sample, &service).await;
            if self.score(&next_ran, Leg::First) > self.score(&ran, Leg::First) {
                (draft.service, ran) = (service, next_ran);
            }
        }
        (choice, draft, ran)
    }

    /// An answer upon which the handler refuses.
    pub(super) async fn denies(
        &self,
        sample: &Sample,
        grants: &Service,
        choice: &Choice,
        first: &Ran,
        marks: &mut Marks,
    ) -> Option<Service> {
        let moods = grants.answers.moods_of_specs().min(MOST_SPECS);
        for mood in std::iter::once(Mood::Denies).chain((0..moods).map(Mood::Spec)) {
            let service = Service {
                mood,
                ..grants.clone()
            };
            if self.is_refused(sample, &service).await {
                return Some(service);
            }
        }
        if first.sent.iter().all(|sent| sent.found != Found::Guess) {
            return None;
        }
        for (name, values) in self.guesses.values.iter().take(MOST_NAMES) {
            for at in 0..=values.len() {
                if self.bench.budget.is_spent() {
                    break;
                }
                let mut own = marks.clone();
                let guessed = answers::guessed(self.guesses, &choice.with(name, at), &mut own);
                let service = Service {
                    answers: Arc::new(Answers {
                        guessed: Some(guessed),
                        ..(*grants.answers).clone()
                    }),
                    mood: grants.mood,
                };
                if self.is_refused(sample, &service).await {
                    *marks = own;
                    return Some(service);
                }
            }
        }
        None
    }

    /// The return with which the second handler is content, or the likeliest one.
    pub(super) async fn back(
        &self,
        sample: &Sample,
        grants: &Service,
        choice: &Choice,
        first: &Ran,
        marks: &mut Marks,
    ) -> Option<Back> {
        let handler = self.bench.trigger.continue_handler()?;
        let leaves = self.outcome(first) == CellOutcome::Suspend;
        if !leaves && !self.subject.code.contains(handler) {
            return None;
        }
        let known = Known {
            event: &sample.event,
            first: &first.execution,
            resume: &self.subject.fixtures.resume,
            guesses: self.guesses,
        };
        let returned = marks.plant("token.payload", Nature::Plain, ToOwned::to_owned);
        let back = |secret: &str, choice: &Choice| {
            Back::new(known, secret, choice, || Value::String(returned.clone()))
        };
        let secrets = candidates(&sample.secrets, known.resume, known.first);
        let mut best: Option<(Score, Back)> = None;
        for secret in &secrets {
            let mut choice = choice.clone();
            let mut own = back(secret, &choice);
            let ran = self.second(sample, grants, &own).await;
            let failure = ran.execution.failure.as_ref();
            let is_missing =
                failure.map(|failure| failure.kind) == Some(FailureKind::MissingHandler);
            if is_missing && !leaves {
                return None;
            }
            let mut score = self.score(&ran, Leg::Return);
            for (name, values) in self.guesses.values.iter().take(MOST_NAMES) {
                for at in 0..=values.len() {
                    if self.bench.budget.is_spent() {
                        break;
                    }
                    let next = choice.with(name, at);
                    let next_back = back(secret, &next);
                    let ran = self.second(sample, grants, &next_back).await;
                    let next_score = self.score(&ran, Leg::Return);
                    if next_score > score {
                        (choice, own, score) = (next, next_back, next_score);
                    }
                }
            }
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, own));
            }
        }
        best.map(|(_, back)| back)
    }

    async fn first(&self, sample: &Sample, service: &Service) -> Ran {
        self.bench
            .run(&scene(sample, service, Leg::First, sample.event.clone()))
            .await
    }

    async fn second(&self, sample: &Sample, service: &Service, back: &Back) -> Ran {
        let event = back.event(Token::Good);
        self.bench
            .run(&scene(sample, service, Leg::Return, event))
            .await
    }

    async fn is_refused(&self, sample: &Sample, service: &Service) -> bool {
        let ran = self.first(sample, service).await;
        self.outcome(&ran) == CellOutcome::Deny && !ran.sent.is_empty()
    }

    fn outcome(&self, ran: &Ran) -> CellOutcome {
        Ending::of(self.bench.trigger, true, &ran.execution).outcome
    }

    /// Who sends the browser away has more to show than who does not; who does so again was not content.
    fn score(&self, ran: &Ran, leg: Leg) -> Score {
        let rank = match (self.outcome(ran), leg) {
            (CellOutcome::Suspend, Leg::First) => 4,
            (CellOutcome::Allow, _) => 3,
            (CellOutcome::Suspend, Leg::Return) => 2,
            (CellOutcome::Deny, _) => 1,
            (CellOutcome::Error, _) => 0,
        };
        (rank > 0, ran.sent.len(), rank, ran.execution.commands.len())
    }
}
