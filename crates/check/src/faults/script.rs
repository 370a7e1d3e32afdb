//! How the partner's service answers in one cell: as a fixture says, as a spec had it, as the code seems to expect; or not
//! at all, or wrongly.

mod pattern;

use std::collections::BTreeMap;

use bundle::report::SpecRequest;
use bytes::Bytes;
use url::Url;

use super::fixtures::{Answer, Fixture};
use pattern::fits;

/// What a service that is well answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    pub(crate) fixtures: Vec<Fixture>,
    pub(crate) specs: Vec<SpecRequest>,
    /// What is answered when neither knows the request.
    pub(crate) guessed: Option<Answer>,
    /// The customer's values, for URLs of fixtures.
    pub(crate) configuration: BTreeMap<String, String>,
}

/// Where an answer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// In a fixture.
    Fixture,
    /// In a spec.
    Spec,
    /// Nowhere: it was made up.
    Guess,
}

/// Which answer of several is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Mood {
    /// That of the success path.
    #[default]
    Grants,
    /// One upon which the handler should refuse.
    Denies,
    /// Of the answers that specs had, the one of this number.
    Spec(usize),
}

/// What goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Timeout,
    Refused,
    Reset,
    Status(u16),
    MalformedBody,
    EmptyBody,
    HugeBody,
    SlowBody,
    /// Sound JSON that says nothing the handler knows.
    UnknownBody,
}

/// The service in one cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    pub(crate) answers: std::sync::Arc<Answers>,
    pub(crate) mood: Mood,
    pub(crate) fault: Option<Fault>,
    /// The request that meets the fault; all when none is named.
    pub(crate) only: Option<usize>,
    /// Endpoints that do not know who asks and answer 401: those that the success path sends its key to, when a cell has
    /// none or another.
    pub(crate) refuses: Vec<String>,
}

impl Fault {
    /// Every fault, with its name.
    pub(crate) const ALL: [(&'static str, Self); 15] = [
        ("timeout", Self::Timeout),
        ("refused", Self::Refused),
        ("reset", Self::Reset),
        ("status-400", Self::Status(400)),
        ("status-401", Self::Status(401)),
        ("status-403", Self::Status(403)),
        ("status-404", Self::Status(404)),
        ("status-429", Self::Status(429)),
        ("status-500", Self::Status(500)),
        ("status-503", Self::Status(503)),
        ("malformed-body", Self::MalformedBody),
        ("empty-body", Self::EmptyBody),
        ("huge-body", Self::HugeBody),
        ("slow-body", Self::SlowBody),
        ("unknown-body", Self::UnknownBody),
    ];

    /// Whether all but the body is well.
    pub(crate) fn is_of_body(self) -> bool {
        matches!(
            self,
            Self::MalformedBody
                | Self::EmptyBody
                | Self::HugeBody
                | Self::SlowBody
                | Self::UnknownBody
        )
    }
}

impl Script {
    /// The fault that the request of this number meets.
    pub(crate) fn fault_of(&self, number: usize) -> Option<Fault> {
        match self.only {
            Some(only) if only != number => None,
            _ => self.fault,
        }
    }

    /// Whether the service does not know who asks.
    pub(crate) fn refuses(&self, method: &str, url: &Url) -> bool {
        self.refuses.contains(&endpoint(method, url))
    }
}

/// Method and path, which stay the same when a customer's host is another.
pub(crate) fn endpoint(method: &str, url: &Url) -> String {
    format!("{method} {}", url.path())
}

impl Answers {
    /// The answer of a service that is well.
    pub(crate) fn find(&self, method: &str, url: &Url, mood: Mood) -> (Answer, Found) {
        let fixture = self.fixtures.iter().find(|fixture| {
            let own = fixture.method.as_deref();
            own.is_none_or(|own| own.eq_ignore_ascii_case(method)) && self.is_meant(fixture, url)
        });
        if let Some(fixture) = fixture {
            let denies = fixture.denies.as_ref().filter(|_| mood == Mood::Denies);
            let answer = denies.unwrap_or(&fixture.respond);
            return (answer.clone(), Found::Fixture);
        }
        if let Some(answer) = self.of_specs(method, url, mood) {
            return (answer, Found::Spec);
        }
        let guessed = self.guessed.clone().unwrap_or(Answer {
            status: 200,
            headers: Vec::new(),
            body: Bytes::new(),
        });
        (guessed, Found::Guess)
    }

    /// How many different answers specs had for one endpoint, at most.
    pub(crate) fn moods_of_specs(&self) -> usize {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for request in &self.specs {
            if let Ok(url) = Url::parse(&request.url) {
                *counts.entry(endpoint(&request.method, &url)).or_default() += 1;
            }
        }
        counts.into_values().max().unwrap_or(0)
    }

    fn is_meant(&self, fixture: &Fixture, url: &Url) -> bool {
        let Some(pattern) = &fixture.url else {
            return true;
        };
        let mut pattern = pattern.clone();
        for (name, value) in &self.configuration {
            let place = format!("{{configuration.{name}}}");
            pattern = pattern.replace(&place, value.trim_end_matches('/'));
        }
        fits(&pattern, url)
    }

    /// A spec names a host of its own, so the path is what tells its endpoints apart.
    fn of_specs(&self, method: &str, url: &Url, mood: Mood) -> Option<Answer> {
        let wanted = endpoint(method, url);
        let known: Vec<_> = self
            .specs
            .iter()
            .filter(|request| {
                Url::parse(&request.url).is_ok_and(|own| endpoint(&request.method, &own) == wanted)
            })
            .collect();
        let at = match mood {
            Mood::Spec(at) => at,
            Mood::Grants | Mood::Denies => known
                .iter()
                .position(|request| request.status < 300)
                .unwrap_or(0),
        };
        let request = known.get(at.checked_rem(known.len())?)?;
        let headers = request.headers.iter();
        Some(Answer {
            status: request.status,
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
                .collect(),
            body: Bytes::from(request.body.clone()),
        })
    }
}
