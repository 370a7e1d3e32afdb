//! OpenID Connect clients and a browser that nobody here wrote, each driven against the real server as a process of its own.
//! The tests themselves are in `tests/clients` and `tests/browser`; this file hands them the server and fails by name when a program is missing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const MISSING: &str = "run `make deps`, which installs it or says how to";

/// What a run of strangers' tests needs to know.
#[derive(Clone, Copy)]
enum Scheme {
    Http,
    Https,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Runs `program` in the repository's root with everything the tests ask of their environment, and shows what it said if it fails.
fn run(program: &Path, arguments: &[&str], scheme: Scheme) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null());
    let server = Path::new(env!("CARGO_BIN_EXE_latchwork-server"));
    command.env("TEST_SERVER", server);
    command.env("TEST_COMMAND_LINE", server.with_file_name("latchwork"));
    match scheme {
        Scheme::Http => command.env("TEST_SCHEME", "http"),
        Scheme::Https => trust(&mut command, folder.path()),
    };
    let output = command.output().unwrap_or_else(|error| {
        panic!("{} does not start ({error}): {MISSING}", program.display())
    });
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success(),
        "{} {}: {}\n{out}\n{err}",
        program.display(),
        arguments.join(" "),
        output.status
    );
}

/// A certificate for `localhost`, given to the server and trusted by the client under test alone.
fn trust<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    command
        .env("TEST_SCHEME", "https")
        .env("TEST_CERTIFICATE", &certificate)
        .env("TEST_KEY", &key);
    command
        .env("NODE_EXTRA_CA_CERTS", &certificate)
        .env("REQUESTS_CA_BUNDLE", &certificate)
}

fn node(test: &str, scheme: Scheme) {
    let packages = root().join("tests/node_modules/.installed-lock");
    assert!(
        packages.exists(),
        "the npm packages of tests/ are missing: {MISSING}"
    );
    run(Path::new("node"), &["--test", test], scheme);
}

fn python(test: &str, scheme: Scheme) {
    let python = root().join(".venv/bin/python");
    assert!(
        python.exists(),
        "the Python packages in .venv are missing: {MISSING}"
    );
    run(&python, &[test], scheme);
}

#[test]
fn openid_client_over_http() {
    node("tests/clients/openid-client.test.mjs", Scheme::Http);
}

#[test]
fn openid_client_over_https() {
    node("tests/clients/openid-client.test.mjs", Scheme::Https);
}

#[test]
fn authlib_over_http() {
    python("tests/clients/test_authlib.py", Scheme::Http);
}

#[test]
fn authlib_over_https() {
    python("tests/clients/test_authlib.py", Scheme::Https);
}

#[test]
fn the_openapi_document_is_valid_and_kept() {
    python("tests/clients/test_openapi.py", Scheme::Http);
}

#[test]
fn chromium_uses_the_demo() {
    node("tests/browser/demo.test.mjs", Scheme::Http);
}

#[test]
fn the_guide_leads_to_another_companys_login() {
    let latchwork = Path::new(env!("CARGO_BIN_EXE_latchwork-server")).with_file_name("latchwork");
    assert!(
        latchwork.exists(),
        "the command line is missing: run `cargo build --bin latchwork`"
    );
    node("tests/browser/guide.test.mjs", Scheme::Http);
}

#[test]
fn the_demos_client_library_is_the_publishers() {
    node("tests/clients/vendored.test.mjs", Scheme::Http);
}
