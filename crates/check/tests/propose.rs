//! Permissions are proposed right: each case of `propose/` is a code with the permissions and notes it shall get.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

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

fn folders_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What is proposed for the code of a folder that has a partner's layout.
fn proposed_for(folder: &Path, trigger: Trigger) -> Proposal {
    let read = |path: &str| fs::read_to_string(folder.join("integration").join(path)).unwrap();
    let form = Form::read(&read("configuration.json")).unwrap();
    propose(&read("integration.action.js"), trigger, &form)
}

#[test]
fn every_example_declares_what_it_needs() {
    let examples = folders_in("examples");
    for folder in &examples {
        let manifest = fs::read_to_string(folder.join("latchwork.toml")).unwrap();
        let manifest = bundle::Manifest::read(&manifest).unwrap();
        let proposal = proposed_for(folder, manifest.trigger);
        assert_eq!(proposal.notes, [], "{}", folder.display());
        let declared = Proposal {
            permissions: manifest.permissions,
            notes: Vec::new(),
        };
        assert_eq!(shown(&proposal), shown(&declared), "{}", folder.display());
    }
    println!("{} examples", examples.len());
    assert!(examples.len() >= 3);
}

/// The templates of the six flows: their triggers, as `deploy/template.json` has them, and what their code needs.
#[test]
fn the_templates_of_all_six_flows_get_what_they_need() {
    const NEEDED: [(&str, Trigger, &[&str]); 6] = [
        ("client-credentials", Trigger::CredentialsExchange, &[]),
        (
            "phone-message",
            Trigger::SendPhoneMessage,
            &["event client.client_id"],
        ),
        ("post-login", Trigger::PostLogin, &[]),
        ("post-password-change", Trigger::PostChangePassword, &[]),
        ("post-user-registration", Trigger::PostUserRegistration, &[]),
        ("pre-user-registration", Trigger::PreUserRegistration, &[]),
    ];
    let templates = folders_in("crates/cli/tests/templates");
    let names = templates.iter().map(|path| path.file_name().unwrap());
    assert!(names.eq(NEEDED.map(|(name, ..)| name)));
    for (folder, (name, trigger, needed)) in templates.iter().zip(NEEDED) {
        let template = fs::read_to_string(folder.join("deploy/template.json")).unwrap();
        assert!(template.contains(&format!("\"{trigger}\"")), "{name}");
        let proposal = proposed_for(folder, trigger);
        assert_eq!(proposal.notes, [], "{name}");
        assert_eq!(shown(&proposal), needed, "{name}");
    }
}

/// The actions that the demo's page shows; a tenant's own need no permissions, a partner's copies of them do.
#[test]
fn the_actions_of_the_demo_get_what_they_need() {
    const NEEDED: [(&str, &[&str]); 2] = [
        (
            "add-claim.js",
            &[
                "api accessToken.setCustomClaim https://demo.example/logins",
                "api idToken.setCustomClaim https://demo.example/greeting",
                "event stats.logins_count",
                "event user.email",
            ],
        ),
        ("refuse-domain.js", &["api access.deny", "event user.email"]),
    ];
    let files = folders_in("demo/actions");
    let names = files.iter().map(|path| path.file_name().unwrap());
    assert!(names.eq(NEEDED.map(|(name, _)| name)));
    for (file, (name, needed)) in files.iter().zip(NEEDED) {
        let code = fs::read_to_string(file).unwrap();
        let proposal = propose(&code, Trigger::PostLogin, &Form::default());
        assert_eq!(proposal.notes, [], "{name}");
        assert_eq!(shown(&proposal), needed, "{name}");
    }
}

/// Of the login these are also the four examples of its template.
#[test]
fn every_trigger_has_cases() {
    let cases = cases();
    for trigger in Trigger::ALL {
        let own = cases.iter().filter(|case| case.trigger == trigger);
        let with_permissions = own.filter(|case| !case.expected.is_empty()).count();
        assert!(with_permissions > 0, "{trigger}");
        println!("{trigger}: {with_permissions} cases");
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
