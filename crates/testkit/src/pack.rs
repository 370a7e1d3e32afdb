//! A package to send: an example of ours with changes, or one of its own making.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test ends where its package cannot be made"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aws_lc_rs::signature::Ed25519KeyPair;
use bundle::signing::partner_payload;
use bundle::{Digest, Limits, MemberPath, Members, archive};

/// The members of a package by path.
#[derive(Debug, Clone)]
pub struct Pack(BTreeMap<String, Vec<u8>>);

impl Pack {
    /// An example of the repository.
    pub fn example(name: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let root = root.join(name);
        let mut members = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                members.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
        Self(members)
    }

    /// A package of this handler's file, with this `[permissions]`.
    pub fn of(permissions: &str, code: &str) -> Self {
        let example = Self::example("member-plan");
        let manifest = example.text(bundle::package::MANIFEST);
        let (about, _) = manifest.split_once("[[permissions").unwrap();
        let manifest = format!("{about}{permissions}");
        example
            .with(bundle::package::MANIFEST, manifest)
            .with(bundle::package::ACTION, code)
    }

    /// With this member.
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), content.into());
        self
    }

    /// With this text in one of its members for that one, which stands there.
    pub fn changed(mut self, path: &str, before: &str, after: &str) -> Self {
        let content = self.0.get_mut(path).unwrap();
        let text = std::str::from_utf8(content).unwrap();
        assert!(text.contains(before), "{before} is not in {path}");
        *content = text.replace(before, after).into_bytes();
        self
    }

    /// With this text of the manifest for that one.
    pub fn manifest(self, before: &str, after: &str) -> Self {
        self.changed(bundle::package::MANIFEST, before, after)
    }

    /// With this text of the handler's file for that one.
    pub fn code(self, before: &str, after: &str) -> Self {
        self.changed(bundle::package::ACTION, before, after)
    }

    /// The text of a member.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.0[path].clone()).unwrap()
    }

    fn members(&self) -> Members {
        let mut members = Members::new(Limits::DEFAULT);
        for (path, content) in &self.0 {
            let path = MemberPath::parse(path).unwrap();
            members.add(path, content.clone()).unwrap();
        }
        members
    }

    /// The archive.
    pub fn archive(&self) -> Vec<u8> {
        archive::write(&self.members()).unwrap()
    }

    /// What names it.
    pub fn digest(&self) -> Digest {
        self.members().digest()
    }

    /// The partner's signature, in hexadecimal digits.
    pub fn signature(&self, pair: &Ed25519KeyPair) -> String {
        hex::encode(pair.sign(&partner_payload(&self.digest())).as_ref())
    }
}
