//! The policy of the checks: which rules block here, and for whom they do not hold.

use std::collections::BTreeMap;

use api::{CheckPolicy, PolicyException, PolicySeverity, ReplaceCheckPolicy};
use bundle::Severity;
use reqwest::Method;

use super::arguments::{CheckPolicyCommand, SetPolicyArguments};
use crate::remote::{Answer, Client, RemoteError, Shown, table};
use crate::terminal::harmless;

const PATH: [&str; 1] = ["check-policy"];

pub(in crate::admin) async fn perform(
    client: &Client,
    command: CheckPolicyCommand,
) -> Result<Shown, RemoteError> {
    let seen: Answer<CheckPolicy> = client.get(&PATH).await?;
    match command {
        CheckPolicyCommand::Show { all } => Ok(described(seen, all)),
        CheckPolicyCommand::Set(arguments) => {
            let body = changed(seen.value, arguments)?;
            let answer = client.call(Method::PUT, &PATH, &[], Some(&body)).await?;
            Ok(described(answer, false))
        }
    }
}

/// The whole policy with these changes; nothing else of it moves.
fn changed(
    policy: CheckPolicy,
    arguments: SetPolicyArguments,
) -> Result<ReplaceCheckPolicy, RemoteError> {
    let mut severities: BTreeMap<String, PolicySeverity> = policy.severities;
    for set in arguments.severity {
        match severity(&set.value)? {
            Some(severity) => _ = severities.insert(set.name, severity),
            None => _ = severities.remove(&set.name),
        }
    }
    let mut exceptions = policy.exceptions;
    let is = |one: &PolicyException, slug: &str, rule: &str| one.slug == slug && one.rule == rule;
    for hold in arguments.hold {
        exceptions.retain(|one| !is(one, &hold.name, &hold.value));
    }
    for except in arguments.except {
        exceptions.retain(|one| !is(one, &except.name, &except.value));
        exceptions.push(PolicyException {
            slug: except.name,
            rule: except.value,
            because: arguments.because.clone().unwrap_or_default(),
            until: arguments.until.clone(),
        });
    }
    Ok(ReplaceCheckPolicy {
        version: policy.version,
        severities,
        exceptions,
    })
}

/// `None` for the rule's own.
fn severity(word: &str) -> Result<Option<PolicySeverity>, RemoteError> {
    Ok(Some(match word {
        "off" => PolicySeverity::Off,
        "note" => PolicySeverity::Note,
        "warning" => PolicySeverity::Warning,
        "error" => PolicySeverity::Error,
        "default" => return Ok(None),
        other => {
            return Err(RemoteError::NoSeverity {
                word: other.to_owned(),
            });
        }
    }))
}

fn described(answer: Answer<CheckPolicy>, all: bool) -> Shown {
    let policy = &answer.value;
    let rules = policy.rules.iter();
    let rules = rules.filter(|rule| all || policy.severities.contains_key(&rule.name));
    let rows = rules.map(|rule| {
        let here = policy.severities.get(&rule.name);
        [
            rule.name.clone(),
            own(rule.severity).to_owned(),
            here.map_or("-", |severity| word(*severity)).to_owned(),
            rule.about.clone(),
        ]
    });
    let empty = "Every rule is as grave as it is by itself; --all lists them.";
    let mut text = table(
        ["rule", "by itself", "here", "about"],
        &rows.collect::<Vec<_>>(),
        empty,
    );
    for one in &policy.exceptions {
        let until = one.until.as_ref();
        let until = until.map_or_else(String::new, |day| format!(" until {day}"));
        let line = format!(
            "{} does not hold for {}{until}: {}\n",
            one.rule, one.slug, one.because
        );
        text.push_str(&harmless(&line));
    }
    Shown::done(answer.raw, text)
}

fn own(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn word(severity: PolicySeverity) -> &'static str {
    match severity {
        PolicySeverity::Off => "off",
        PolicySeverity::Note => "note",
        PolicySeverity::Warning => "warning",
        PolicySeverity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_leaves_the_rest_as_it_is() {
        let named = |text: &str| text.parse().unwrap();
        let exception = |slug: &str, because: &str| PolicyException {
            slug: slug.to_owned(),
            rule: "size".to_owned(),
            because: because.to_owned(),
            until: None,
        };
        let policy = CheckPolicy {
            version: 7,
            severities: BTreeMap::from([
                ("eval".to_owned(), PolicySeverity::Off),
                ("size".to_owned(), PolicySeverity::Note),
            ]),
            exceptions: vec![exception("one", "old"), exception("two", "old")],
            rules: Vec::new(),
        };
        let arguments = SetPolicyArguments {
            severity: vec![named("eval=default"), named("media=error")],
            except: vec![named("one=size")],
            because: Some("new".to_owned()),
            until: None,
            hold: vec![named("two=size")],
        };
        let body = changed(policy, arguments).unwrap();
        assert_eq!(body.version, 7);
        assert_eq!(
            body.severities,
            BTreeMap::from([
                ("media".to_owned(), PolicySeverity::Error),
                ("size".to_owned(), PolicySeverity::Note),
            ])
        );
        assert_eq!(body.exceptions, [exception("one", "new")]);
        assert!(matches!(
            severity("grave"),
            Err(RemoteError::NoSeverity { .. })
        ));
    }
}
