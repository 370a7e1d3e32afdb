//! What we take from others is pinned, names no private registry, and copies of it are the bytes they say they are.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Finding;
use crate::repo::{File, Repo};

/// The one source of crates.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Beside copied files: their digests, one `sha256  name` a line.
const DIGESTS: &str = "SHA256SUMS";

/// Checks cargo's, npm's and pip's files and every `vendor` folder.
pub(crate) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &repo.files {
        match file.name() {
            "Cargo.lock" => findings.extend(cargo_lock(file)),
            "package-lock.json" => findings.extend(package_lock(file)),
            "package.json" if !file.is_vendored() => findings.extend(package(file)),
            "requirements.txt" => findings.extend(requirements(file)),
            ".npmrc" | "pip.conf" => findings.push(Finding::new(
                &file.path,
                "sets up one machine's registry",
                "remove it",
            )),
            _ => {}
        }
    }
    findings.extend(vendored(repo));
    findings
}

fn cargo_lock(file: &File) -> Vec<Finding> {
    let sources = file
        .text()
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.strip_prefix("source = "));
    let foreign = sources.filter(|source| source.trim_matches('"') != CRATES_IO);
    foreign
        .map(|source| {
            Finding::new(
                &file.path,
                format!("takes a crate from {source}"),
                "take it from crates.io",
            )
        })
        .collect()
}

fn package_lock(file: &File) -> Option<Finding> {
    let resolved = file
        .text()?
        .lines()
        .position(|line| line.trim_start().starts_with("\"resolved\""))?;
    Some(Finding::new(
        format!("{}:{}", file.path, resolved + 1),
        "holds a registry's address",
        "run `npm install --package-lock-only --omit-lockfile-registry-resolved` in its folder",
    ))
}

fn package(file: &File) -> Vec<Finding> {
    let Ok(Value::Object(package)) = serde_json::from_slice(&file.bytes) else {
        return vec![Finding::new(&file.path, "is not a JSON object", "mend it")];
    };
    let named = ["dependencies", "devDependencies"]
        .into_iter()
        .filter_map(|kind| package.get(kind)?.as_object())
        .flatten();
    let loose = named.filter(|(_, version)| {
        !version.as_str().is_some_and(|text| {
            let aliased = text
                .strip_prefix("npm:")
                .and_then(|text| text.rsplit_once('@'));
            let text = aliased.map_or(text, |(_, version)| version);
            text.split('.').count() == 3 && text.starts_with(|letter: char| letter.is_ascii_digit())
        })
    });
    loose
        .map(|(name, version)| {
            Finding::new(
                &file.path,
                format!("takes {name} at {version}"),
                "name one exact version",
            )
        })
        .collect()
}

fn requirements(file: &File) -> Vec<Finding> {
    let lines = file.text().unwrap_or_default().lines().enumerate();
    let wanted = lines
        .map(|(at, line)| (at, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let loose = wanted.filter(|(_, line)| line.starts_with('-') || !line.contains("=="));
    loose
        .map(|(at, line)| {
            Finding::new(
                format!("{}:{}", file.path, at + 1),
                format!("says `{line}`"),
                "name one exact version (`name==1.2.3`) and no address",
            )
        })
        .collect()
}

fn vendored(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in repo
        .files
        .iter()
        .filter(|file| file.is_vendored() && file.name() != DIGESTS)
    {
        let folder = file.path.strip_suffix(file.name()).unwrap_or_default();
        let list = repo
            .file(&format!("{folder}{DIGESTS}"))
            .and_then(File::text)
            .unwrap_or_default();
        let line = format!(
            "{}  {}",
            hex::encode(Sha256::digest(&file.bytes)),
            file.name()
        );
        if !list.lines().any(|one| one == line) {
            findings.push(Finding::new(
                &file.path,
                format!("is not what {folder}{DIGESTS} says"),
                format!("if the new bytes are what the publisher ships, its line is `{line}`"),
            ));
        }
        let licensed = repo
            .files
            .iter()
            .any(|other| other.path.starts_with(folder) && other.name().starts_with("LICENSE"));
        if !licensed {
            findings.push(Finding::new(
                &file.path,
                "is copied without its licence",
                "put the publisher's LICENSE beside it",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(files: &[(&str, &str)]) -> Vec<String> {
        check(&Repo::of(files))
            .into_iter()
            .map(|finding| finding.place)
            .collect()
    }

    #[test]
    fn registries_and_loose_versions_are_found() {
        let crates = format!("source = \"{CRATES_IO}\"\nsource = \"git+https://example.org/x\"\n");
        assert_eq!(places(&[("Cargo.lock", &crates)]), ["Cargo.lock"]);
        assert_eq!(
            places(&[(
                "a/package-lock.json",
                "{\n  \"resolved\": \"https://example.org\"\n}"
            )]),
            ["a/package-lock.json:2"]
        );
        assert_eq!(
            places(&[(
                "a/package.json",
                r#"{"dependencies":{"a":"^1.2.3"},"devDependencies":{"b":"1.2.3"}}"#
            )]),
            ["a/package.json"]
        );
        assert_eq!(
            places(&[("requirements.txt", "# why\na==1\nb>=2\n--index-url x\n")]),
            ["requirements.txt:3", "requirements.txt:4"]
        );
    }

    #[test]
    fn copies_match_their_digest_and_carry_a_licence() {
        let digest = hex::encode(Sha256::digest(b"x"));
        let licence = hex::encode(Sha256::digest(b"MIT"));
        let sums = format!("{digest}  a.js\n{licence}  LICENSE\n");
        assert_eq!(
            places(&[
                ("vendor/a.js", "x"),
                ("vendor/LICENSE", "MIT"),
                ("vendor/SHA256SUMS", &sums)
            ]),
            Vec::<String>::new()
        );
        assert_eq!(
            places(&[("vendor/a.js", "y"), ("vendor/SHA256SUMS", &sums)]),
            ["vendor/a.js", "vendor/a.js"]
        );
    }
}
