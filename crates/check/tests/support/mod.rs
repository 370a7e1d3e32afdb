//! A package for tests: sound by itself, with the parts that a fixture brings in place of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bundle::package::{ACTION, FORM, GUIDE, LOGO, MANIFEST, PackageError};
use bundle::{Finding, Form, Limits, Manifest, MemberPath, Members, Package};
use check::propose::propose;
use check::reading::{OwnUse, read};
use check::{Policy, rules};
use contract::Trigger;

const TOML: &str = include_str!("manifest.toml");

/// What a fixture brings; what it lacks is made from its code.
pub(crate) struct Parts {
    code: String,
    files: BTreeMap<String, Vec<u8>>,
    archive: Option<Vec<u8>>,
}

impl Parts {
    /// Reads `found.js` and whatever begins with `found.` beside it.
    pub(crate) fn read(folder: &Path, stem: &str) -> Self {
        let text = |end: &str| fs::read_to_string(folder.join(format!("{stem}.{end}"))).ok();
        let code = text("js")
            .unwrap_or_else(|| "exports.onExecutePostLogin = async () => {};\n".to_owned());
        let code = padded(&code);
        let trigger = trigger(&code);
        let form = text("form.json").unwrap_or_else(|| form_of(&code, trigger));
        let permissions =
            text("permissions.toml").unwrap_or_else(|| permissions_of(&code, trigger, &form));
        let head = TOML.replace("post-login", trigger.id());
        let manifest = text("manifest.toml").unwrap_or_else(|| format!("{head}\n{permissions}"));
        let guide = text("guide.md").unwrap_or_else(|| guide_of(&form));
        let mut parts = Self {
            code,
            files: BTreeMap::new(),
            archive: None,
        };
        for (path, content) in [(MANIFEST, manifest), (FORM, form), (GUIDE, guide)] {
            parts.files.insert(path.to_owned(), content.into());
        }
        parts
            .files
            .insert(ACTION.to_owned(), parts.code.clone().into());
        parts.files.insert(LOGO.to_owned(), png("256x256 rgba"));
        if let Some(fixtures) = text("faults.json") {
            parts
                .files
                .insert("faults/service.json".to_owned(), fixtures.into());
        }
        for line in text("files.txt").unwrap_or_default().lines() {
            parts.change(line);
        }
        parts
    }

    /// `- path`, `+ path text`, `png path 256x256 rgba`, `hex path 0a0b` or `archive 0a0b`.
    fn change(&mut self, line: &str) {
        let (what, rest) = line.split_once(' ').unwrap();
        let (path, value) = rest.split_once(' ').unwrap_or((rest, ""));
        let content = match what {
            "-" => {
                self.files.remove(path).unwrap();
                return;
            }
            "archive" => {
                self.archive = Some(hex(rest));
                return;
            }
            "+" => value.into(),
            "png" => png(value),
            "hex" => hex(value),
            other => panic!("{other}"),
        };
        self.files.insert(path.to_owned(), content);
    }

    /// Everything that is found.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let refused = |errors: Vec<PackageError>| rules::refusals(&errors);
        match self.package() {
            Ok(package) => rules::findings(&package, &Policy::default()),
            Err(errors) => refused(errors),
        }
    }

    /// Whether the parts are a package.
    pub(crate) fn is_package(&self) -> bool {
        self.package().is_ok()
    }

    pub(crate) fn package(&self) -> Result<Package, Vec<PackageError>> {
        if let Some(bytes) = &self.archive {
            return Package::from_archive(bytes, Limits::DEFAULT);
        }
        let mut members = Members::new(Limits::DEFAULT);
        for (path, content) in &self.files {
            members
                .add(MemberPath::parse(path).unwrap(), content.clone())
                .unwrap();
        }
        Package::read(members)
    }

    /// The lines of the code that a fixture marks with `//~`.
    pub(crate) fn marked_lines(&self) -> Vec<u32> {
        let lines = self.code.lines().enumerate();
        let marked = lines.filter(|(_, line)| line.ends_with("//~"));
        marked
            .map(|(at, _)| u32::try_from(at + 1).unwrap())
            .collect()
    }
}

/// The package of a folder.
pub(crate) fn package_in(folder: &Path) -> Package {
    let mut members = Members::new(Limits::DEFAULT);
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
        members
            .add(MemberPath::parse(name).unwrap(), fs::read(&path).unwrap())
            .unwrap();
    }
    Package::read(members).unwrap()
}

/// `//: trigger pre-user-registration`, else post-login.
fn trigger(code: &str) -> Trigger {
    let told = code
        .lines()
        .find_map(|line| line.strip_prefix("//: trigger "));
    told.map_or(Trigger::PostLogin, |id| id.parse().unwrap())
}

/// A line `//: pad 80001` is a comment of so many bytes.
fn padded(code: &str) -> String {
    let lines = code
        .lines()
        .map(|line| match line.strip_prefix("//: pad ") {
            Some(bytes) => format!(
                "// {}\n",
                "pad ".repeat(bytes.parse::<usize>().unwrap() / 4)
            ),
            None => format!("{line}\n"),
        });
    lines.collect()
}

/// A form that has what the code reads.
fn form_of(code: &str, trigger: Trigger) -> String {
    let Ok(reading) = read(code, trigger) else {
        return r#"{"secrets": [], "configuration": [], "dependencies": []}"#.to_owned();
    };
    let fields = |uses: &std::collections::BTreeSet<OwnUse>| {
        let names: std::collections::BTreeSet<_> =
            uses.iter().filter_map(|one| one.name.clone()).collect();
        let field = |name| {
            format!("{{\"name\": \"{name}\", \"label\": \"{name}\", \"description\": \"\"}}")
        };
        names
            .into_iter()
            .map(field)
            .collect::<Vec<_>>()
            .join(",\n    ")
    };
    format!(
        "{{\n  \"secrets\": [{}],\n  \"configuration\": [{}],\n  \"dependencies\": []\n}}\n",
        fields(&reading.secrets),
        fields(&reading.configuration)
    )
}

/// The permissions that the code needs, each with a reason.
fn permissions_of(code: &str, trigger: Trigger, form: &str) -> String {
    let mut manifest = Manifest::read(TOML).unwrap();
    let form = Form::read(form).unwrap_or_default();
    let mut permissions = propose(code, trigger, &form).permissions;
    let said = || "The service cannot do without it.".to_owned();
    permissions
        .event
        .iter_mut()
        .for_each(|one| one.reason = said());
    permissions
        .api
        .iter_mut()
        .for_each(|one| one.reason = said());
    permissions
        .api
        .retain(|one| !one.names.is_empty() || !writes_names(trigger, &one.method));
    let hosts = permissions
        .hosts
        .iter_mut()
        .chain(&mut permissions.redirects);
    hosts.for_each(|one| one.reason = said());
    manifest.permissions = permissions;
    let text = manifest.write();
    text.split_once("[[permissions")
        .map_or(String::new(), |(_, rest)| format!("[[permissions{rest}"))
}

fn writes_names(trigger: Trigger, method: &str) -> bool {
    contract::method::find(trigger, method).is_some_and(|method| method.writes_names())
}

fn guide_of(form: &str) -> String {
    let names = Form::read(form).map(|form| {
        let fields = form.secrets.into_iter().chain(form.configuration);
        fields
            .map(|field| format!("* {}\n", field.name))
            .collect::<String>()
    });
    format!(
        "# Guide\n\n## Prerequisites\n\n## Set up the service\n\n## Add the integration\n\n{}\n## Results\n\n## Troubleshooting\n",
        names.unwrap_or_default()
    )
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

/// The head of a PNG: `256x256 rgba`.
fn png(told: &str) -> Vec<u8> {
    let (size, colour) = told.split_once(' ').unwrap();
    let (width, height) = size.split_once('x').unwrap();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.parse::<u32>().unwrap().to_be_bytes());
    bytes.extend(height.parse::<u32>().unwrap().to_be_bytes());
    bytes.extend([8, if colour == "rgba" { 6 } else { 2 }, 0, 0, 0]);
    bytes.extend(b"crc!\0\0\0\0IDATcrc!\0\0\0\0IENDcrc!");
    bytes
}
