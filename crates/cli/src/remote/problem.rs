//! A problem document in words.

use api::{FieldError, Problem};

/// Title, detail, the fields at fault and the number to quote; nothing twice.
pub(super) fn problem_text(problem: &Problem) -> String {
    let mut text = problem.title.clone();
    let detail = problem.detail.as_ref();
    // A line that names the field says it better.
    let said_below = |detail: &&String| {
        let mut errors = problem.errors.iter();
        errors.any(|error| error.message == **detail && field_line(error) != **detail)
    };
    if let Some(detail) = detail.filter(|detail| !said_below(detail)) {
        text = format!("{text}: {detail}");
    }
    let told = text.clone();
    for line in problem.errors.iter().map(field_line) {
        if !told.contains(&line) {
            text = format!("{text}\n  {line}");
        }
    }
    if let Some(request_id) = &problem.request_id {
        text = format!("{text}\n  request {request_id}");
    }
    text
}

/// The field and what is wrong with it; a message that begins with its field names it already.
fn field_line(error: &FieldError) -> String {
    let FieldError { field, message, .. } = error;
    let rest = message.strip_prefix(field.as_str());
    if rest.is_some_and(|rest| rest.starts_with([' ', ':'])) {
        message.clone()
    } else {
        format!("{field}: {message}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(detail: &str, errors: &[(&str, &str)], expected: &str) {
        let errors: Vec<_> = errors
            .iter()
            .map(|(field, message)| json!({"field": field, "message": message}))
            .collect();
        let problem = json!({"type": "/problems/invalid", "title": "No", "status": 422,
            "detail": detail, "request_id": "req_1", "errors": errors});
        let problem = serde_json::from_value(problem).unwrap();
        assert_eq!(problem_text(&problem), expected);
    }

    #[test]
    fn what_is_wrong_is_said_once() {
        let long = "name has 300 bytes, at most 100 are allowed";
        check(
            long,
            &[("name", long)],
            &format!("No: {long}\n  request req_1"),
        );
        check(
            "bindings: too many",
            &[("bindings", "too many")],
            "No: bindings: too many\n  request req_1",
        );
        check(
            "two fields are wrong",
            &[("name", long), ("url", "is none")],
            &format!("No: two fields are wrong\n  {long}\n  url: is none\n  request req_1"),
        );
        check(
            "it is too long",
            &[("name", "it is too long")],
            "No\n  name: it is too long\n  request req_1",
        );
    }
}
