//! Whole packages that mean harm: of the largest sizes, deep, and with more to say about them than anybody reads.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};

use bundle::package::{ACTION, FORM, GUIDE, MANIFEST};
use bundle::{Finding, Limits, MemberPath, Members, Package};
use check::{Policy, rules};

/// No package takes longer, on a machine that does other things besides.
const MOST: Duration = Duration::from_secs(10);
/// No list of findings is longer, in bytes of JSON.
const MOST_BYTES: usize = 256 << 10;

const TOML: &str = include_str!("support/manifest.toml");
const JSON: &str = r#"{"secrets": [], "configuration": [], "dependencies": []}"#;

/// Checks a package of these files beside sound ones: within time, and to findings of bounded number and length.
#[track_caller]
fn check(name: &str, files: &[(&str, String)]) -> Vec<Finding> {
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    let files: Vec<(&str, &[u8])> = files.collect();
    check_bytes(name, &files)
}

#[track_caller]
fn check_bytes(name: &str, files: &[(&str, &[u8])]) -> Vec<Finding> {
    let mut members = Members::new(Limits::DEFAULT);
    let sound = [
        (MANIFEST, TOML),
        (FORM, JSON),
        (GUIDE, "# Guide"),
        (ACTION, "exports.onExecutePostLogin = async () => {};\n"),
    ];
    let is_own = |path: &str| files.iter().any(|(own, _)| *own == path);
    let sound = sound.map(|(path, text)| (path, text.as_bytes()));
    for (path, content) in sound.iter().filter(|(path, _)| !is_own(path)).chain(files) {
        let path = MemberPath::parse(path).unwrap();
        members.add(path, content.to_vec()).unwrap();
    }
    let start = Instant::now();
    let findings = match Package::read(members) {
        Ok(package) => rules::findings(&package, &Policy::default()),
        Err(errors) => rules::refusals(&errors),
    };
    let took = start.elapsed();
    let bytes = serde_json::to_string(&findings).unwrap().len();
    assert!(took < MOST, "{name} took {took:?}");
    assert!(bytes < MOST_BYTES, "{name}: {bytes} bytes");
    findings
}

fn has(findings: &[Finding], rule: &str, part: &str) -> bool {
    let mut own = findings.iter().filter(|one| one.rule == rule);
    own.any(|one| one.message.contains(part))
}

/// Pieces up to so many bytes.
fn many(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for at in 0.. {
        let next = piece(at);
        if text.len() + next.len() > bytes {
            break;
        }
        text += &next;
    }
    text
}

#[test]
fn forms() {
    let form = |configuration: &str, dependencies: &str| {
        format!(
            r#"{{"secrets":[],"configuration":[{configuration}],"dependencies":[{dependencies}]}}"#
        )
    };
    let field = |name: &str, more: &str| {
        format!(r#"{{"name":"{name}","label":"a","description":""{more}}},"#)
    };
    let fields = |count: usize, more: &str| {
        let all: String = (0..count)
            .map(|at| field(&format!("A{at}"), more))
            .collect();
        all.trim_end_matches(',').to_owned()
    };
    let list = |text: String| text.trim_end_matches(',').to_owned();
    let nameless = list(many(250_000, |_| r#"{"name":"","version":""},"#.to_owned()));
    let found = check("nameless dependencies", &[(FORM, form("", &nameless))]);
    assert!(has(&found, "form", "(and the rule finds 50 more)"));
    let npm = list(many(250_000, |at| {
        format!(r#"{{"name":"a{at}","version":"1.0.0"}},"#)
    }));
    check("dependencies", &[(FORM, form("", &npm))]);
    let long = field(&"a".repeat(200_000), "");
    check("a long name", &[(FORM, form(&list(long), ""))]);
    let options = list(many(4_000, |_| r#"{"value":"","label":""},"#.to_owned()));
    let options = fields(50, &format!(r#","options":[{options}]"#));
    check("options", &[(FORM, form(&options, ""))]);
    for open in ["[", "{\"secrets\":", "[[\"", "{\"a\":[{\"b\":"] {
        check("deep JSON", &[(FORM, many(250_000, |_| open.to_owned()))]);
    }
    for (pattern, is_one) in [
        ("(a*)*".repeat(80), true),
        ("(a|aa)+".to_owned(), true),
        ("((a{0,50}){0,50}){0,50}".to_owned(), false),
        ("(".repeat(200) + &")".repeat(200), false),
        ("\\\\pL{500}".to_owned(), false),
    ] {
        let value = "a".repeat(4_000) + "!";
        let more = format!(r#","pattern":"{pattern}","default_value":"{value}""#);
        let found = check("patterns", &[(FORM, form(&fields(50, &more), ""))]);
        let refused = "does not have the form";
        let part = if is_one {
            refused
        } else {
            "no regular expression"
        };
        assert!(has(&found, "form", part), "{pattern}: {found:?}");
    }
}

#[test]
fn manifests() {
    for (name, text) in [
        ("arrays in arrays", format!("a = {}", "[".repeat(60_000))),
        ("tables in tables", format!("a = {}", "{a=".repeat(20_000))),
        ("a long dotted key", format!("a{} = 1", ".a".repeat(30_000))),
        ("a long dotted table", format!("[a{}]", ".a".repeat(30_000))),
        ("unknown keys", many(64_000, |at| format!("k{at}=1\n"))),
        ("a long key", format!("{} = 1", "k".repeat(60_000))),
        (
            "permissions",
            many(64_000, |at| {
                format!("[[permissions.event]]\nfield=\"a{at}\"\n")
            }),
        ),
        (
            "names",
            format!(
                "{TOML}\n[[permissions.api]]\nmethod=\"idToken.setCustomClaim\"\nreason=\"Said so.\"\nnames=[{}]\n",
                many(50_000, |at| format!("\"n{at}\","))
            ),
        ),
    ] {
        check(name, &[(MANIFEST, text)]);
    }
}

#[test]
fn texts_and_pictures() {
    const BYTES: usize = 4 << 20;
    let word = "a".repeat(BYTES - 2) + "\u{430}";
    let found = check("one word", &[("README.md", word.clone()), (GUIDE, word)]);
    assert!(has(&found, "lookalike-character", "aaa..."));
    let keys = many(BYTES, |_| "sk_test_0123456789abcdef ".to_owned());
    let three = ["README.md", "LICENSE", "NOTICE"].map(|path| (path, keys.clone()));
    let found = check("keys", &three);
    assert!(
        has(&found, "credential", "(and the rule finds 503266 more)"),
        "{found:?}"
    );
    check(
        "beginnings of keys",
        &[("README.md", many(BYTES, |_| "-----BEGIN A ".to_owned()))],
    );
    check("what turns", &[("README.md", "\u{202e}".repeat(1_300_000))]);
    check("headings", &[(GUIDE, "#\n".repeat(2_000_000))]);
    let path = |at: usize| format!("integration/{}{at}.txt", "a".repeat(100));
    let paths: Vec<String> = (0..250).map(path).collect();
    let text = "\u{202e}\u{430}a sk_test_0123456789abcdef ".repeat(1_000);
    let files = paths.iter().map(|path| (path.as_str(), text.clone()));
    check("files", &files.collect::<Vec<_>>());
    let strange: Vec<String> = (0..250).map(|at| format!("other/{at}")).collect();
    let files = strange.iter().map(|path| (path.as_str(), String::new()));
    check("files that do not belong", &files.collect::<Vec<_>>());
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    picture.extend([255; 8]);
    picture.extend(b"\x08\x06\0\0\0crc!");
    picture.extend(b"\0\0\0\0aaaacrc!".repeat(300_000));
    let found = check_bytes("a picture", &[("media/256x256-logo.png", &picture)]);
    assert!(has(
        &found,
        "picture-size",
        "is 4294967295x4294967295 pixels"
    ));
}

const CODE_BYTES: usize = 99_000;

fn code(body: &str) -> String {
    format!("exports.onExecutePostLogin = async (event, api) => {{{body}}};\n")
}

/// Code of so many pieces as there is room for, behind others.
fn code_of(bytes: usize, before: &str, piece: impl Fn(usize) -> String) -> String {
    code(&format!("{before}{}", many(bytes, piece)))
}

/// Checks codes in a package with as many permissions as there may be.
fn check_codes(codes: impl IntoIterator<Item = (&'static str, String)>) {
    let permissions: String = (0..200)
        .map(|at| {
            format!("[[permissions.event]]\nfield = \"user.app_metadata.z{at}\"\nreason = \"The service needs it.\"\n")
        })
        .collect();
    let manifest = format!("{TOML}\n{permissions}");
    for (name, code) in codes {
        let found = check(name, &[(MANIFEST, manifest.clone()), (ACTION, code)]);
        assert!(
            has(&found, "field-unused", "event.user.app_metadata.z"),
            "{name}: {found:?}"
        );
    }
}

const METADATA: &str = "let m = event.user.user_metadata;";

#[test]
fn codes_that_read() {
    let key = "k".repeat(60_000);
    let of_key = format!("const k = '{key}';{METADATA}");
    let below_key = format!("const m = event.user.user_metadata.{key};");
    let fields = |before: &str, piece: fn(usize) -> String| code_of(CODE_BYTES, before, piece);
    check_codes([
        (
            "looked at",
            fields(METADATA, |at| format!("if(m.k{at:x});")),
        ),
        ("used", fields(METADATA, |at| format!("m.k{at:x}+'';"))),
        ("of fields", fields(METADATA, |at| format!("m=m.k{at:x};"))),
        (
            "deep down",
            code(&format!("event.user.user_metadata{}", ".a".repeat(45_000))),
        ),
        ("without end", code(&format!("{METADATA} for(;;) m = m.a;"))),
        (
            "unknown",
            fields("const m = event.user;", |at| format!("m.k{at:x};")),
        ),
        ("one", fields("", |_| "event.user.name;".to_owned())),
        (
            "of a long name",
            code_of(30_000, &of_key, |at| format!("m[k].a{at};m[k][k];")),
        ),
        (
            "below a long name",
            code_of(30_000, &below_key, |at| format!("m.a{at};")),
        ),
        (
            "of a long unknown name",
            code(&format!(
                "event.{key}; event.secrets.{};",
                "S".repeat(9_000)
            )),
        ),
    ]);
}

#[test]
fn codes_that_call() {
    let key = "k".repeat(60_000);
    let of_key = format!("const k = '{key}';");
    let calls = |piece: fn(usize) -> String| code_of(CODE_BYTES, "", piece);
    check_codes([
        (
            "prints",
            calls(|_| "console.log(event.user.name,event.secrets);".to_owned()),
        ),
        (
            "requests",
            calls(|at| format!("fetch('http://h{at}.example');")),
        ),
        ("methods", calls(|at| format!("api.m{at}();"))),
        (
            "a method deep down",
            code(&format!("api{}()", ".a".repeat(45_000))),
        ),
        ("a long method", code(&format!("api.{key}()"))),
        (
            "claims",
            calls(|at| format!("api.idToken.setCustomClaim('c{at}',1);")),
        ),
        (
            "claims of long names",
            code_of(30_000, &of_key, |at| {
                format!("api.idToken.setCustomClaim(k+{at},1);")
            }),
        ),
        ("modules", calls(|at| format!("require('m{at}');"))),
        ("a long module", code(&format!("require('{key}')"))),
    ]);
}

#[test]
fn codes_that_are_found_fault_with_everywhere() {
    let faults = |piece: fn(usize) -> String| code_of(CODE_BYTES, "", piece);
    check_codes([
        ("comparisons", faults(|_| "event.user.name==1;".to_owned())),
        (
            "throws",
            faults(|_| "if(event.user.name)throw 1;".to_owned()),
        ),
        (
            "tokens",
            faults(|at| format!("const TOKEN{at}='abc12345';")),
        ),
        (
            "a long name",
            code(&format!("const {}=1;", "\u{430}".repeat(40_000))),
        ),
    ]);
    let found = check(
        "half a megabyte in one line",
        &[(ACTION, "a;".repeat(256 << 10))],
    );
    assert!(has(&found, "code-size", "524288 bytes"));
    let found = check(
        "texts that run",
        &[(ACTION, faults(|_| "eval('');".to_owned()))],
    );
    let evals: Vec<_> = found.iter().filter(|one| one.rule == "eval").collect();
    assert_eq!(evals.len(), 50);
    assert!(
        evals[49].message.ends_with(" more)"),
        "{}",
        evals[49].message
    );
}
