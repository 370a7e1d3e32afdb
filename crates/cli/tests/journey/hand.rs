//! Somebody at a terminal: a folder, a configuration of their own, a token.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::TestHost;

/// What a command came to.
pub(crate) struct Said {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// It was done; its JSON.
    pub(crate) fn done(self) -> Value {
        assert_eq!(self.exit, 0, "{}{}", self.out, self.err);
        self.json()
    }

    /// It was done; its text.
    pub(crate) fn told(self) -> String {
        assert_eq!(self.exit, 0, "{}{}", self.out, self.err);
        self.out
    }

    pub(crate) fn json(&self) -> Value {
        match self.out.trim() {
            "" => Value::Null,
            text => serde_json::from_str(text).expect("one JSON value on standard output"),
        }
    }

    /// Refused by the server, with its problem document.
    pub(crate) fn refused(self, status: u16) -> Value {
        let problem = self.json()["error"]["problem"].clone();
        let found = (self.exit, &problem["status"]);
        assert_eq!(found, (1, &json!(status)), "{}{}", self.out, self.err);
        assert!(self.err.contains("error: "), "{}", self.err);
        problem
    }

    /// Refused before anything was done: the words make no command.
    pub(crate) fn failed_to_parse(self) {
        assert_eq!(self.exit, 2, "{}{}", self.out, self.err);
        assert!(self.err.contains("Usage:"), "{}", self.err);
    }

    /// Ended here; a person and a program read the same words.
    pub(crate) fn ended(self, exit: i32, words: &str) {
        assert_eq!(self.exit, exit, "{}{}", self.out, self.err);
        assert!(self.err.contains(words), "{}", self.err);
        let error = self.json()["error"].clone();
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
        assert_eq!(error["problem"], Value::Null);
    }
}

/// A person with a folder; nothing of the machine's real configuration is touched.
pub(crate) struct Hand {
    folder: TempDir,
    pub(crate) url: String,
    /// The token of `latchwork admin`.
    pub(crate) token: String,
}

impl Hand {
    pub(crate) fn at(host: &TestHost, token: &str) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            url: host.demo.issuer.clone(),
            token: token.to_owned(),
        }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Replaces words of a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    /// Runs `latchwork LINE --json`; words are parted by single blanks.
    pub(crate) fn says(&self, line: &str) -> Said {
        self.types(&format!("{line} --json"), "")
    }

    /// Runs `latchwork admin LINE --json`.
    pub(crate) fn admin(&self, line: &str) -> Said {
        self.types(&format!("admin --json {line}"), "")
    }

    /// Runs `latchwork LINE` and types `input`.
    pub(crate) fn types(&self, line: &str, input: &str) -> Said {
        let words: Vec<&str> = line.split(' ').collect();
        self.words(&words, input)
    }

    /// Runs `latchwork` with these words and types `input`.
    pub(crate) fn words(&self, words: &[&str], input: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchwork"));
        command
            .args(words)
            .env("LATCHWORK_CONFIG", self.path("config"))
            .env("LATCHWORK_URL", &self.url)
            .env("LATCHWORK_TOKEN", &self.token)
            .env("XDG_CACHE_HOME", cache())
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Said {
            exit: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// One compiled engine for all tests.
fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("journey-cache")
}

/// One field of each row.
pub(crate) fn column(list: &Value, name: &str) -> Vec<Value> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| row[name].clone()).collect()
}
