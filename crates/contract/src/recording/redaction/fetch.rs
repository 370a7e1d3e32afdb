//! What is taken out of requests and their answers. An operation that is no request of `fetch` is one to an unknown host:
//! its bytes are bodies all the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use url::Url;

use super::{ANY, FetchPart};
use crate::recording::{Material, Started, Step};

/// What an operation that is under way has to do with a host.
#[derive(Clone)]
enum Operation {
    /// A request: its answer's head comes, and names the body.
    Request(Option<String>),
    /// A body, or bytes of another operation.
    Bytes(Option<String>),
}

#[derive(Deserialize)]
struct RequestHead {
    url: String,
}

/// The number of a body: in the head of an answer, and in the question for it.
#[derive(Deserialize)]
struct BodyNumber {
    body: u64,
}

/// A path that names what passed between the action and a host.
pub(super) struct FetchPath<'a> {
    pub(super) host: &'a str,
    pub(super) part: FetchPart,
    pub(super) path: String,
    /// Whether it took anything.
    pub(super) found: bool,
}

/// Takes out what these paths name. All of them at once: what one takes out may say which host another means.
pub(super) fn redact(steps: &mut [Step], paths: &mut [FetchPath<'_>]) {
    let mut under_way: BTreeMap<i32, Operation> = BTreeMap::new();
    let mut bodies: BTreeMap<u64, Option<String>> = BTreeMap::new();
    for step in steps {
        match step {
            Step::Start {
                operation,
                head,
                bytes,
                outcome,
            } if !matches!(operation.as_str(), "timer" | "api") => {
                let started = started(operation, head, &bodies);
                let (Operation::Request(of) | Operation::Bytes(of)) = &started;
                for path in meant(paths, of.as_deref()) {
                    path.redact(Some(&mut *head), Some(&mut *bytes));
                }
                if let Started::Id(id) = outcome {
                    under_way.insert(*id, started);
                }
            }
            Step::Delivered {
                id, text, bytes, ..
            } => match under_way.remove(id) {
                Some(Operation::Request(of)) => {
                    let number = text.as_ref().and_then(read::<BodyNumber>);
                    bodies.extend(number.map(|number| (number.body, of.clone())));
                    for path in meant(paths, of.as_deref()) {
                        path.redact(text.as_mut(), bytes.as_mut());
                    }
                }
                Some(Operation::Bytes(of)) => {
                    let bodies = meant(paths, of.as_deref());
                    for path in bodies.filter(|path| path.part == FetchPart::Body) {
                        path.take(text.as_mut());
                        path.take(bytes.as_mut());
                    }
                }
                None => {}
            },
            _ => {}
        }
    }
}

/// The paths that mean this host. One that is not known may be any.
fn meant<'a, 'p>(
    paths: &'a mut [FetchPath<'p>],
    host: Option<&'a str>,
) -> impl Iterator<Item = &'a mut FetchPath<'p>> {
    paths.iter_mut().filter(move |path| path.means(host))
}

fn started(operation: &str, head: &Material, bodies: &BTreeMap<u64, Option<String>>) -> Operation {
    match operation {
        "fetch" => {
            Operation::Request(read::<RequestHead>(head).and_then(|head| host_of(&head.url)))
        }
        "body" | "body.read" => {
            let number = read::<BodyNumber>(head).map(|head| head.body);
            Operation::Bytes(
                number
                    .and_then(|number| bodies.get(&number).cloned())
                    .flatten(),
            )
        }
        _ => Operation::Bytes(None),
    }
}

/// What a head says, whatever was taken out of it.
fn read<T: for<'a> Deserialize<'a>>(head: &Material) -> Option<T> {
    serde_json::from_slice(&head.bytes()).ok()
}

fn host_of(url: &str) -> Option<String> {
    Some(Url::parse(url).ok()?.host_str()?.to_ascii_lowercase())
}

impl FetchPath<'_> {
    fn means(&self, host: Option<&str>) -> bool {
        let Some(host) = host.filter(|_| self.host != ANY) else {
            return true;
        };
        match self.host.strip_prefix("*.") {
            Some(name) => host
                .strip_suffix(name)
                .is_some_and(|before| before.ends_with('.')),
            None => host == self.host,
        }
    }

    fn redact(&mut self, head: Option<&mut Material>, bytes: Option<&mut Material>) {
        match self.part {
            FetchPart::Head => self.take(head),
            FetchPart::Body => self.take(bytes),
        }
    }

    fn take(&mut self, material: Option<&mut Material>) {
        self.found |= material.is_some_and(|one| one.redact(&self.path));
    }
}
