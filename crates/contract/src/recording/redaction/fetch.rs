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

/// Takes out one part of what passed between the action and a host; says whether there was any.
pub(super) fn redact(steps: &mut [Step], host: &str, part: FetchPart, path: &str) -> bool {
    let mut under_way: BTreeMap<i32, Operation> = BTreeMap::new();
    let mut bodies: BTreeMap<u64, Option<String>> = BTreeMap::new();
    let mut found = false;
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
                if is_meant(host, of.as_deref()) {
                    found |= redact_part(part, Some(head), Some(bytes), path);
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
                    if is_meant(host, of.as_deref()) {
                        found |= redact_part(part, text.as_mut(), bytes.as_mut(), path);
                    }
                }
                Some(Operation::Bytes(of)) if is_meant(host, of.as_deref()) => {
                    found |= part == FetchPart::Body
                        && (redact_both(text.as_mut(), bytes.as_mut(), path));
                }
                _ => {}
            },
            _ => {}
        }
    }
    found
}

fn started(operation: &str, head: &Material, bodies: &BTreeMap<u64, Option<String>>) -> Operation {
    match operation {
        "fetch" => {
            Operation::Request(read::<RequestHead>(head).and_then(|head| host_of(&head.url)))
        }
        "body" => {
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

/// Whether a path means this host. One that is not known may be any.
fn is_meant(pattern: &str, host: Option<&str>) -> bool {
    let Some(host) = host.filter(|_| pattern != ANY) else {
        return true;
    };
    match pattern.strip_prefix("*.") {
        Some(name) => host
            .strip_suffix(name)
            .is_some_and(|before| before.ends_with('.')),
        None => host == pattern,
    }
}

fn redact_part(
    part: FetchPart,
    head: Option<&mut Material>,
    bytes: Option<&mut Material>,
    path: &str,
) -> bool {
    match part {
        FetchPart::Head => redact_both(head, None, path),
        FetchPart::Body => redact_both(None, bytes, path),
    }
}

fn redact_both(one: Option<&mut Material>, other: Option<&mut Material>, path: &str) -> bool {
    let redact = |material: Option<&mut Material>| material.is_some_and(|one| one.redact(path));
    let (first, second) = (redact(one), redact(other));
    first || second
}
