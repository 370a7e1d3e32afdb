//! The success path and the refused one: found by trying the values that the code compares with, where no fixture says.

mod answers;
mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use bundle::Form;
use bundle::report::SpecRequest;
use contract::Trigger;
use contract::permission::Permissions;
use serde_json::Value;

use super::back::{AWAY_MS, Back};
use super::fixtures::Fixtures;
use super::guess::{Choice, Guesses};
use super::marks::{Marks, Nature};
use super::sample::{Parts, Sample, refresh_token};
use super::scene::{Bench, Leg, Ran, Scene};
use super::script::{Answers, Mood, Script};
use super::world::Words;
use search::Search;

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
    /// What the code holds configuration items against.
    pub(crate) settings: BTreeMap<String, Vec<String>>,
    /// `event.refresh_token` of a run that has one.
    pub(crate) refresh_token: Value,
}

/// A service that is well.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) answers: Arc<Answers>,
    pub(crate) mood: Mood,
}

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
        let search = Search {
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
            settings: guesses.settings,
            refresh_token,
        }
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
