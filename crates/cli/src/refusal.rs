//! Why a command was not done, in one form for all commands: words on standard error, and with `--json` one object.

use std::borrow::Cow;
use std::path::Path;

use api::Problem;
use bundle::Finding;
use serde::Serialize;

use crate::exit::Exit;
use crate::terminal;

/// What `--json` prints in the place of a result.
#[derive(Debug, Serialize)]
pub(crate) struct Refusal<'a> {
    error: Said<'a>,
}

#[derive(Debug, Serialize)]
struct Said<'a> {
    code: Code,
    message: String,
    /// What to do next, where the message does not say so itself.
    hint: Option<String>,
    /// What the server said.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a Problem>,
    /// What is wrong with the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<&'a [Finding]>,
}

/// What sort of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Code {
    /// Arguments or input files are wrong; nothing was done.
    WrongUse,
    /// The server said no.
    Refused,
    /// The folder or file is no package.
    FaultyPackage,
    /// It could not be done for another reason.
    Failed,
}

/// What could not be done though it was asked for rightly: an error that holds this is no wrong use.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Fault(Cow<'static, str>);

impl Fault {
    /// What could not be done.
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(message.into())
    }

    /// A file that could not be written.
    pub(crate) fn writing(place: &Path) -> Self {
        Self::new(format!("cannot write {}", place.display()))
    }
}

impl Code {
    /// What a command says that ends so, unless it knows better.
    pub(crate) fn of(exit: Exit) -> Self {
        match exit {
            Exit::WrongUse => Self::WrongUse,
            Exit::Done | Exit::Failed => Self::Failed,
        }
    }
}

impl<'a> Refusal<'a> {
    /// Why a command that calls no server was not done.
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        Self::new(Code::of(exit(error)), format!("{error:#}"))
    }

    /// A sort and one sentence.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            error: Said {
                code,
                message: message.into(),
                hint: None,
                problem: None,
                findings: None,
            },
        }
    }

    /// What the server said.
    pub(crate) fn of_server(problem: &'a Problem, message: impl Into<String>) -> Self {
        let mut refusal = Self::new(Code::Refused, message);
        refusal.error.problem = Some(problem);
        refusal
    }

    /// What is wrong with a package.
    pub(crate) fn of_package(findings: &'a [Finding], message: impl Into<String>) -> Self {
        let mut refusal = Self::new(Code::FaultyPackage, message);
        refusal.error.findings = Some(findings);
        refusal
    }

    /// Says what to do next.
    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.error.hint = Some(hint.into());
        self
    }
}

/// How a command ends that was not done for this error: it was used wrongly or its files cannot be used, unless there is a
/// fault.
pub(crate) fn exit(error: &anyhow::Error) -> Exit {
    match error.is::<Fault>() {
        true => Exit::Failed,
        false => Exit::WrongUse,
    }
}

/// Tells why a command was not done.
pub(crate) fn tell(error: &anyhow::Error, json: bool) -> Exit {
    let text = format!("{error:#}");
    terminal::complain(&format!("error: {}", terminal::harmless(&text)));
    if json {
        terminal::print_json_line(&Refusal::of(error));
    }
    exit(error)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_this_machine_cannot_do_is_no_wrong_use() {
        let check = |error: &anyhow::Error, message: &str, expected: (Exit, Code)| {
            assert_eq!(format!("{error:#}"), message);
            assert_eq!((exit(error), Code::of(exit(error))), expected);
        };
        let wrong = anyhow::anyhow!("name a file").context("no package");
        let expected = (Exit::WrongUse, Code::WrongUse);
        check(&wrong, "no package: name a file", expected);
        let fault = anyhow::Error::new(std::io::Error::other("no room"));
        let fault = fault.context(Fault::writing(Path::new("a.zip")));
        let expected = (Exit::Failed, Code::Failed);
        check(&fault, "cannot write a.zip: no room", expected);
        let fault = fault.context("not packed");
        check(&fault, "not packed: cannot write a.zip: no room", expected);
    }

    #[test]
    fn every_refusal_has_the_same_form() {
        let told = Refusal::new(Code::WrongUse, "cannot read a.json");
        let expected =
            json!({"error": {"code": "wrong_use", "message": "cannot read a.json", "hint": null}});
        assert_eq!(serde_json::to_value(told).unwrap(), expected);
        let told = Refusal::of_package(&[], "it is no package").with_hint("correct it");
        let expected = json!({"error": {
            "code": "faulty_package", "message": "it is no package", "hint": "correct it", "findings": []}});
        assert_eq!(serde_json::to_value(told).unwrap(), expected);
        let problem = json!({"type": "/problems/conflict", "title": "No", "status": 409});
        let problem = serde_json::from_value(problem).unwrap();
        let told = serde_json::to_value(Refusal::of_server(&problem, "No")).unwrap();
        assert_eq!(told["error"]["code"], "refused");
        assert_eq!(told["error"]["problem"]["status"], 409);
    }
}
