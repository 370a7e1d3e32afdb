//! The success path and the refused one: found by trying the values that the code compares with, where no fixture says.

mod answers;

use std::sync::Arc;

use bundle::Form;
use bundle::report::{CellOutcome, SpecRequest};
use contract::permission::Permissions;
use contract::{Failure, FailureKind, Trigger};
use serde_json::Value;

use super::back::{AWAY_MS, Back, Known, candidates};
use super::ending::Ending;
use super::fixtures::Fixtures;
use super::guess::{Choice, Guesses};
use super::marks::{Marks, Nature};
use super::sample::{Parts, Sample, refresh_token};
use super::scene::{Bench, Leg, Ran, Scene};
use super::script::{Answers, Found, Mood, Script};
use super::world::Words;

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) code: &'a str,
    pub(crate) trigger: Trigger,
    pub(crate) permissions: &'a Permissions,
    pub(crate) form: &'a Form,
    pub(crate) fixtures: &'a Fixtures,
    pub(crate) specs: &'a [SpecRequest],
}

/// Everything the cells are made of.
pub(crate) struct Story {
    pub(crate) sample: Sample,
    pub(crate) marks: Marks,
    /// The service as it answers on the success path.
    pub(crate) grants: Service,
    /// The service as it answers when it wants the handler to refuse; none when no such answer is known.
    pub(crate) denies: Option<Service>,
    /// How the browser comes back; none where it never leaves.
    pub(crate) back: Option<Back>,
    /// What the first handler did on the success path.
    pub(crate) first: Ran,
    /// `event.refresh_token` of a run that has one.
    pub(crate) refresh_token: Value,
}

/// A service that is well.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) answers: Arc<Answers>,
    pub(crate) mood: Mood,
}

/// How many names are varied, one at a time.
const MOST_NAMES: usize = 12;
/// How many answers of specs are tried.
const MOST_SPECS: usize = 8;

impl Service {
    pub(crate) fn script(&self) -> Script {
        Script {
            answers: Arc::clone(&self.answers),
            mood: self.mood,
            ..Script::default()
        }
    }
}

/// A sample and a service, with the marks in them.
#[derive(Clone)]
struct Draft {
    sample: Sample,
    marks: Marks,
    service: Service,
}

impl<'a> Subject<'a> {
    /// The marks that everything begins with, and the words of a service that is not well.
    pub(crate) fn words() -> (Marks, Words) {
        let mut marks = Marks::default();
        let words = Words {
            body: marks.plant("answer.body", Nature::Answer, ToOwned::to_owned),
            header: marks.plant("answer.headers", Nature::Answer, ToOwned::to_owned),
        };
        (marks, words)
    }

    fn draft(&self, guesses: &Guesses, choice: &Choice) -> Draft {
        let (mut marks, words) = Self::words();
        let parts = Parts {
            trigger: self.trigger,
            permissions: self.permissions,
            form: self.form,
            fixtures: self.fixtures,
            guesses,
        };
        let sample = Sample::new(parts, choice, &mut marks);
        let answers = answers::of(self, guesses, choice, &sample, &words, &mut marks);
        let service = Service {
            answers: Arc::new(answers),
            mood: Mood::Grants,
        };
        Draft {
            sample,
            marks,
            service,
        }
    }
}

impl Story {
    /// Looks for the paths.
    pub(crate) async fn find(bench: &Bench<'_>, subject: Subject<'_>) -> Self {
        let guesses = Guesses::of(subject.code);
        let mut search = Search {
            bench,
            subject,
            guesses: &guesses,
        };
        let (choice, draft, first) = search.grants().await;
        let Draft {
            sample,
            mut marks,
            service: grants,
        } = draft;
        let denies = search
            .denies(&sample, &grants, &choice, &first, &mut marks)
            .await;
        let back = search
            .back(&sample, &grants, &choice, &first, &mut marks)
            .await;
        let refresh_token = refresh_token(&mut marks);
        Self {
            sample,
            marks,
            grants,
            denies,
            back,
            first,
            refresh_token,
        }
    }
}

/// How good a run is as the success path; the greater the better.
type Score = (bool, usize, u8, usize);

struct Search<'a> {
    bench: &'a Bench<'a>,
    subject: Subject<'a>,
    guesses: &'a Guesses,
}

impl Search<'_> {
    /// The values with which most happens and nothing is refused.
    async fn grants(&mut self) -> (Choice, Draft, Ran) {
        let mut choice = Choice::default();
        let mut draft = self.subject.draft(self.guesses, &choice);
        let mut ran = self.first(&draft.sample, &draft.service).await;
        for (name, values) in self.guesses.values.iter().take(MOST_NAMES) {
            for at in 1..=values.len() {
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
    async fn denies(
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
    async fn back(
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
            if failure.is_some_and(|failure: &Failure| failure.kind == FailureKind::MissingHandler)
                && !leaves
            {
                return None;
            }
            let mut score = self.score(&ran, Leg::Return);
            for (name, values) in self.guesses.values.iter().take(MOST_NAMES) {
                for at in 0..=values.len() {
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
        let event = back.event(super::back::Token::Good);
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

/// The scene of the success path, before anything is made worse in it.
pub(crate) fn scene(sample: &Sample, service: &Service, leg: Leg, event: Value) -> Scene {
    Scene {
        leg,
        event,
        secrets: sample.secrets.clone(),
        configuration: sample.configuration.clone(),
        cache: contract::cache::CacheSnapshot::default(),
        can_redirect: true,
        script: service.script(),
        later_ms: match leg {
            Leg::First => 0,
            Leg::Return => AWAY_MS,
        },
    }
}
