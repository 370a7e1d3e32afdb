//! `latchwork run` with npm packages and shared modules, against a registry of two packages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A registry, and what it was asked for.
struct Registry {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Registry {
    /// Serves `tiny` in these versions.
    fn start(versions: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(&stream, port, versions, &told);
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn serve(stream: &TcpStream, port: u16, versions: &[&str], told: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let mut line = String::new();
    while reader.read_line(&mut line).unwrap() > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    told.lock().unwrap().push(path.clone());
    let body = match path.strip_prefix("/tiny/-/tiny-") {
        Some(file) => Some(tarball(file.trim_end_matches(".tgz"))),
        None if path == "/tiny" => Some(packument(port, versions)),
        None => None,
    };
    let (status, body) = body.map_or(("404 Not Found", b"{}".to_vec()), |body| ("200 OK", body));
    let mut stream = stream;
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

fn packument(port: u16, versions: &[&str]) -> Vec<u8> {
    let all: serde_json::Map<String, Value> = versions
        .iter()
        .map(|version| {
            let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, &tarball(version));
            let integrity = format!("sha512-{}", BASE64_STANDARD.encode(digest));
            let tarball = format!("http://127.0.0.1:{port}/tiny/-/tiny-{version}.tgz");
            let dist = json!({"tarball": tarball, "integrity": integrity});
            (
                (*version).to_owned(),
                json!({"name": "tiny", "version": version, "dist": dist}),
            )
        })
        .collect();
    let latest = versions.last().unwrap();
    let packument = json!({"name": "tiny", "dist-tags": {"latest": latest}, "versions": all});
    packument.to_string().into_bytes()
}

fn tarball(version: &str) -> Vec<u8> {
    let manifest = json!({"name": "tiny", "version": version, "main": "main.js", "license": "MIT"})
        .to_string();
    let code = "exports.version = require('./package.json').version;\n";
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, text) in [
        ("package/package.json", manifest.as_str()),
        ("package/main.js", code),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

/// A folder of its own, with a home of its own.
struct Place(TempDir);

impl Place {
    fn new(registry: Option<&Registry>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self(folder);
        place.write("event.json", "{}");
        if let Some(registry) = registry {
            place.write(
                ".npmrc",
                &format!("registry=http://127.0.0.1:{}/\n", registry.port),
            );
        }
        // The engine is compiled once for all tests; only what was fetched is each test's own.
        let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("latchwork");
        fs::create_dir_all(place.0.path().join("cache/latchwork")).unwrap();
        for name in ["images", "images.key"] {
            let (from, to) = (
                shared.join(name),
                place.0.path().join("cache/latchwork").join(name),
            );
            if from.exists() {
                std::os::unix::fs::symlink(from, to).unwrap();
            }
        }
        place
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn latchwork(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_latchwork"))
            .args(arguments)
            .env("HOME", self.0.path())
            .env("XDG_CACHE_HOME", self.0.path().join("cache"))
            .env_remove("npm_config_registry")
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    fn run(&self, file: &str, more: &[&str]) -> Output {
        let fixed = [
            "run",
            file,
            "--trigger",
            "post-login",
            "--event",
            "event.json",
        ];
        self.latchwork(&[&fixed, more].concat())
    }

    /// What the action printed, and what was said besides.
    fn printed(&self, file: &str, more: &[&str]) -> (String, String) {
        let output = self.run(file, &[more, &["--json"]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        let execution: Value = serde_json::from_slice(&output.stdout).expect(&said);
        let lines = execution["logs"].as_array().unwrap().iter();
        let lines: Vec<&str> = lines
            .map(|line| line["message"].as_str().unwrap())
            .collect();
        (
            format!(
                "{}{}",
                lines.join("\n"),
                execution["failure"]["message"].as_str().unwrap_or("")
            ),
            said,
        )
    }
}

const ACTION: &str =
    "exports.onExecutePostLogin = async () => { console.log(require('tiny').version); };";

#[test]
fn the_newest_is_fetched_once_told_and_pinned() {
    let registry = Registry::start(&["1.0.0"]);
    let place = Place::new(Some(&registry));
    place.write("action.js", ACTION);
    let (printed, said) = place.printed("action.js", &[]);
    assert_eq!(printed, "1.0.0", "{said}");
    assert!(
        said.contains("packages: tiny 1.0.0 (the newest; pinned from now on)"),
        "{said}"
    );
    let asked = registry.asked();
    let newer = Registry::start(&["1.0.0", "2.0.0"]);
    place.write(
        ".npmrc",
        &format!("registry=http://127.0.0.1:{}/\n", newer.port),
    );
    let (printed, said) = place.printed("action.js", &[]);
    assert_eq!((printed.as_str(), said.as_str()), ("1.0.0", ""));
    assert_eq!((registry.asked(), newer.asked()), (asked, 0));
    // Another text of the same action still has the versions it began with, from the cache.
    place.write("action.js", &format!("{ACTION} // changed"));
    assert_eq!(place.printed("action.js", &["--offline"]).0, "1.0.0");
}

#[test]
fn the_nearest_manifest_says_which_version() {
    let registry = Registry::start(&["1.0.0", "1.5.0", "2.0.0"]);
    let place = Place::new(Some(&registry));
    place.write("package.json", r#"{"dependencies": {"tiny": "^1.0.0"}}"#);
    place.write("action.js", ACTION);
    let (printed, said) = place.printed("action.js", &[]);
    assert_eq!(printed, "1.5.0");
    assert!(said.contains("packages: tiny 1.5.0\n"), "{said}");
    place.write("package.json", r#"{"dependencies": {"tiny": "1.0.0"}}"#);
    assert_eq!(place.printed("action.js", &[]).0, "1.0.0");
}

#[test]
fn what_cannot_be_had_is_named() {
    let registry = Registry::start(&["1.0.0"]);
    let place = Place::new(Some(&registry));
    place.write("action.js", ACTION);
    place.write("absent.js", "require('absent-package')");
    place.write("broken.mjs", "import a from 'tiny';\nlet a = ;");
    place.write("shared.js", "require('actions:util')");
    let output = place.run("broken.mjs", &[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("SyntaxError: broken.mjs:2:"), "{said}");
    for (file, more, named) in [
        ("action.js", &["--offline"][..], "tiny"),
        ("absent.js", &[], "absent-package"),
        ("shared.js", &[], "--module util=FILE"),
    ] {
        let output = place.run(file, more);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn shared_modules_have_their_secrets_and_replay() {
    let place = Place::new(None);
    place.write(
        "action.ts",
        "import { told } from 'actions:util';\nexport const onExecutePostLogin = async (): Promise<void> => console.log(told());",
    );
    place.write("util.js", "exports.told = () => actions.secrets.KEY;");
    place.write("secrets.json", r#"{"KEY": "a long secret value"}"#);
    let shared = [
        "--module",
        "util=util.js",
        "--module-secrets",
        "util=secrets.json",
    ];
    let more = [&shared[..], &["--record", "one.json"]].concat();
    assert_eq!(place.printed("action.ts", &more).0, "a long secret value");
    let recording = fs::read_to_string(place.0.path().join("one.json")).unwrap();
    assert!(!recording.contains("a long secret value"));
    let replay = ["replay", "one.json", "--action", "action.ts"];
    let output = place.latchwork(&[&replay[..], &shared].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let secrets = &shared[2..];
    let output = place.latchwork(&[&["replay", "one.json"], secrets].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("give its file with --module util=FILE"),
        "{said}"
    );
    // The recording knows that its text is an ES module in TypeScript.
    let output = place.latchwork(&[&["replay", "one.json"][..], &shared].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_recording_with_packages_names_them() {
    let registry = Registry::start(&["1.0.0"]);
    let place = Place::new(Some(&registry));
    place.write("action.js", ACTION);
    let (printed, said) = place.printed("action.js", &["--record", "one.json"]);
    assert_eq!(printed, "1.0.0", "{said}");
    let output = place.latchwork(&["replay", "one.json", "--json"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = told["error"]["message"].as_str().unwrap();
    assert!(
        told.contains("requires `tiny`") && told.contains("--action"),
        "{told}"
    );
    let output = place.latchwork(&["replay", "one.json", "--action", "action.js"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn licences_bill_and_vulnerabilities_are_told_of_a_file_and_a_folder() {
    let registry = Registry::start(&["1.0.0", "2.0.0"]);
    let place = Place::new(Some(&registry));
    place.write("action.js", ACTION);
    place.write("alone.js", "require('node:crypto')");
    place.write(
        "package.json",
        r#"{"dependencies": {"tiny": "^1"}, "devDependencies": {"absent": "1"}}"#,
    );
    let advisory = json!({
        "id": "GHSA-1",
        "summary": "It is too small",
        "affected": [{
            "package": {"ecosystem": "npm", "name": "tiny"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.1"}]}],
        }],
        "database_specific": {"severity": "HIGH"},
    });
    place.write("osv.json", &advisory.to_string());
    let told = |arguments: &[&str], status: i32| {
        let output = place.latchwork(&[&["packages"], arguments].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{said}");
        String::from_utf8(output.stdout).unwrap() + &said
    };
    for of in ["action.js", "."] {
        let licences = told(&["licences", of], 0);
        assert!(licences.contains("tiny     1.0.0    MIT"), "{licences}");
        let texts = told(&["licences", of, "--texts"], 0);
        assert!(texts.contains("tiny@1.0.0: MIT"), "{texts}");
        let bill: Value = serde_json::from_str(&told(&["sbom", of], 0)).unwrap();
        assert_eq!(bill["components"][0]["purl"], "pkg:npm/tiny@1.0.0");
        let found = told(&["audit", of, "--osv", "osv.json"], 1);
        assert!(
            found.contains("tiny@1.0.0 has a known vulnerability, GHSA-1"),
            "{found}"
        );
        assert!(
            found.contains("0 errors, 1 warning, 0 notes\n1 package looked at."),
            "{found}"
        );
    }
    let found = told(&["audit", "--osv", "osv.json", "--json", "--offline"], 1);
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["findings"][0]["rule"], "vulnerable-dependency");
    assert!(told(&["licences", "alone.js"], 0).contains("It requires no packages."));
    place.write("package.json", r#"{"dependencies": {"tiny": "2.0.0"}}"#);
    let fine = told(&["audit", "--osv", "osv.json"], 0);
    assert!(fine.contains("0 errors, 0 warnings, 0 notes"), "{fine}");
    fs::remove_file(place.0.path().join("package.json")).unwrap();
    assert!(told(&["sbom", "."], 2).contains("neither a configuration.json"));
    assert!(told(&["audit", "action.js", "--osv", "none.json"], 2).contains("none.json"));
}
