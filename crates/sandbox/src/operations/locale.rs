//! What `Intl` and the locale-aware methods ask of the host, as `intl` computes it. Every answer follows from the question.

use std::cmp::Ordering;

use intl::{Case, IntlError, Order};
use serde::Deserialize;
use serde_json::Value;

use super::with;
use crate::answer::{Answer, GuestError};

/// Answers an operation of this family.
pub(super) fn call(op: &str, head: &[u8]) -> Option<Answer> {
    Some(match op {
        "intl.data" => with(head, |head: DataHead| {
            answered(intl::part(head.locale.as_deref(), &head.path))
        }),
        "intl.tags" => with(head, |head: TagsHead| {
            answered(intl::tags(&head.tags).map(|tags| serde_json::json!(tags).to_string()))
        }),
        "intl.zone" => with(head, |head: ZoneHead| {
            let found = intl::offset(&head.zone, head.ms);
            answered(found.map(|at| serde_json::json!([at.seconds, at.is_daylight]).to_string()))
        }),
        "intl.compare" => with(head, |head: CompareHead| compare(&head)),
        "intl.case" => with(head, |head: CaseHead| {
            let changed = intl::change(&head.text, head.to, &head.locales);
            answered(changed.map(|text| Value::from(text).to_string()))
        }),
        _ => return None,
    })
}

#[derive(Deserialize)]
struct DataHead {
    locale: Option<String>,
    path: Vec<String>,
}

#[derive(Deserialize)]
struct TagsHead {
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct ZoneHead {
    zone: String,
    ms: f64,
}

#[derive(Deserialize)]
struct CompareHead {
    left: String,
    right: String,
    #[serde(flatten)]
    order: Order,
}

fn compare(head: &CompareHead) -> Answer {
    let order = intl::compare(&head.order, &head.left, &head.right);
    answered(order.map(|order| match order {
        Ordering::Less => "-1".to_owned(),
        Ordering::Equal => "0".to_owned(),
        Ordering::Greater => "1".to_owned(),
    }))
}

#[derive(Deserialize)]
struct CaseHead {
    text: String,
    to: Case,
    locales: Vec<String>,
}

fn answered(found: Result<String, IntlError>) -> Answer {
    found.map_or_else(
        |error| Answer::Error(GuestError::new("RangeError", error.to_string())),
        Answer::Text,
    )
}
