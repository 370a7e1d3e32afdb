//! Permissions are proposed right: each case of `propose/` is a code with the permissions and notes it shall get.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use bundle::Form;
use check::propose::{DRAFT, Proposal, propose};
use contract::Trigger;
use contract::permission::HostPermission;

/// A code, what it is for, and what shall be proposed. Lines are those of the code without what is said of the case.
struct Case {
    name: String,
    trigger: Trigger,
    form: Form,
    expected: Vec<String>,
    notes: Vec<(u32, String)>,
    code: String,
}

/// A file is a case, or several that begin with `// === name`.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/propose");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let parts: Vec<&str> = text.split("// === ").collect();
        match parts.as_slice() {
            [one] => cases.push(case(&name, one)),
            parts => cases.extend(parts.iter().skip(1).map(|part| {
                let (title, code) = part.split_once('\n').unwrap();
                case(&format!("{name}: {title}"), code)
            })),
        }
    }
    cases
}

fn case(name: &str, text: &str) -> Case {
    let mut case = Case {
        name: name.to_owned(),
        trigger: Trigger::PostLogin,
        form: Form::default(),
        expected: Vec::new(),
        notes: Vec::new(),
        code: String::new(),
    };
    for line in text.lines() {
        if let Some(told) = line.strip_prefix("//: ") {
            match told.split_once(' ').unwrap() {
                ("trigger", id) => case.trigger = id.parse().unwrap(),
                ("configuration", names) => case.form = form(names),
                other => panic!("{name}: {other:?}"),
            }
        } else if let Some(note) = line.strip_prefix("//= note ") {
            let (at, text) = note.split_once(' ').unwrap();
            case.notes.push((at.parse().unwrap(), text.to_owned()));
        } else if let Some(expected) = line.strip_prefix("//= ") {
            case.expected.push(expected.to_owned());
        } else {
            case.code += line;
            case.code.push('\n');
        }
    }
    case.expected.sort();
    case
}

fn form(names: &str) -> Form {
    let field =
        |name: &str| format!(r#"{{"name": "{name}", "label": "{name}", "description": ""}}"#);
    let fields: Vec<String> = names.split(' ').map(field).collect();
    let text = format!(
        r#"{{"secrets": [], "configuration": [{}], "dependencies": []}}"#,
        fields.join(", ")
    );
    Form::read(&text).unwrap()
}

fn shown(proposal: &Proposal) -> Vec<String> {
    let permissions = &proposal.permissions;
    let mut lines = Vec::new();
    lines.extend(
        permissions
            .event
            .iter()
            .map(|one| format!("event {}", one.field)),
    );
    for one in &permissions.api {
        let names: Vec<String> = one.names.iter().map(ToString::to_string).collect();
        lines.push(
            format!("api {} {}", one.method, names.join(" "))
                .trim_end()
                .to_owned(),
        );
    }
    let host = |word: &str, one: &HostPermission| format!("{word} {}", one.host);
    lines.extend(permissions.hosts.iter().map(|one| host("host", one)));
    lines.extend(
        permissions
            .redirects
            .iter()
            .map(|one| host("redirect", one)),
    );
    lines.sort();
    lines
}

#[test]
fn every_case_gets_the_permissions_it_needs_and_no_others() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let proposal = propose(&case.code, case.trigger, &case.form);
        let found = shown(&proposal);
        if found != case.expected {
            wrong.push(format!(
                "{}\n  proposed {found:#?}\n  expected {:#?}",
                case.name, case.expected
            ));
        }
        for (line, part) in &case.notes {
            let is_there = proposal
                .notes
                .iter()
                .any(|note| note.line == *line && note.text.contains(part));
            if !is_there {
                wrong.push(format!(
                    "{}\n  no note `{part}` in line {line}: {:#?}",
                    case.name, proposal.notes
                ));
            }
        }
        if proposal.notes.len() != case.notes.len() {
            wrong.push(format!(
                "{}\n  has the notes {:#?}",
                case.name, proposal.notes
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    println!("{} cases of proposed permissions", cases.len());
    assert!(cases.len() >= 40, "{}", cases.len());
}

#[test]
fn every_reason_is_a_draft_that_names_lines() {
    for case in cases() {
        let permissions = propose(&case.code, case.trigger, &case.form).permissions;
        let event = permissions.event.iter().map(|one| &one.reason);
        let api = permissions.api.iter().map(|one| &one.reason);
        let hosts = permissions
            .hosts
            .iter()
            .chain(&permissions.redirects)
            .map(|one| &one.reason);
        for reason in event.chain(api).chain(hosts) {
            assert!(
                reason.contains(" in line") && reason.ends_with(DRAFT),
                "{}: {reason}",
                case.name
            );
        }
    }
}

#[test]
fn the_examples_declare_what_they_need() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for name in ["consent", "member-plan", "risk-check"] {
        let read = |path: &str| fs::read_to_string(examples.join(name).join(path)).unwrap();
        let manifest = bundle::Manifest::read(&read("latchwork.toml")).unwrap();
        let form = Form::read(&read("integration/configuration.json")).unwrap();
        let code = read("integration/integration.action.js");
        let proposal = propose(&code, manifest.trigger, &form);
        assert_eq!(proposal.notes, [], "{name}");
        let declared = Proposal {
            permissions: manifest.permissions,
            notes: Vec::new(),
        };
        assert_eq!(shown(&proposal), shown(&declared), "{name}");
    }
}

#[test]
fn code_that_cannot_be_read_gets_a_note_and_nothing_else() {
    let proposal = propose("exports.a = (", Trigger::PostLogin, &Form::default());
    assert_eq!(
        proposal.permissions,
        contract::permission::Permissions::default()
    );
    assert_eq!(proposal.notes.len(), 1);
    assert!(
        proposal.notes[0]
            .text
            .starts_with("no permissions could be proposed: line 1, column ")
    );
}
