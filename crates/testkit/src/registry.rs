//! A registry of npm packages on loopback, whose packages are made on the spot.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_lc_rs::digest::{SHA512, digest};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A registry of npm packages.
#[derive(Debug)]
pub struct Registry {
    /// Where it answers.
    pub url: String,
    shared: Shared,
    task: JoinHandle<()>,
}

#[derive(Debug, Clone)]
struct Shared {
    known: Arc<Mutex<Known>>,
    open: Arc<watch::Sender<bool>>,
}

#[derive(Debug, Default)]
struct Known {
    /// Manifest and archive by name and version.
    packages: BTreeMap<String, BTreeMap<String, (Value, Vec<u8>)>>,
    asked: Vec<String>,
}

impl Registry {
    /// Starts it, without packages.
    ///
    /// # Panics
    /// When it cannot listen.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its stand-in does not start"
    )]
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let shared = Shared {
            known: Arc::default(),
            open: Arc::new(watch::Sender::new(true)),
        };
        let router = Router::new().fallback(serve).with_state(shared.clone());
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self {
            url: format!("http://{address}/"),
            shared,
            task,
        }
    }

    /// Publishes a version, which is then the one tagged `latest`; `manifest` is its `package.json` besides name and version.
    pub fn publish(&self, name: &str, version: &str, manifest: Value, files: &[(&str, &str)]) {
        let mut manifest = manifest;
        if let Some(fields) = manifest.as_object_mut() {
            fields.insert("name".to_owned(), json!(name));
            fields.insert("version".to_owned(), json!(version));
        }
        let text = manifest.to_string();
        let mut all = vec![("package.json", text.as_str())];
        all.extend_from_slice(files);
        let archive = archive(&all);
        let base = name.rsplit('/').next().unwrap_or(name);
        let integrity = BASE64_STANDARD.encode(digest(&SHA512, &archive));
        let dist = json!({
            "tarball": format!("{}{name}/-/{base}-{version}.tgz", self.url),
            "integrity": format!("sha512-{integrity}"),
        });
        if let Some(fields) = manifest.as_object_mut() {
            fields.insert("dist".to_owned(), dist);
        }
        let mut known = self.shared.known();
        let versions = known.packages.entry(name.to_owned()).or_default();
        versions.insert(version.to_owned(), (manifest, archive));
    }

    /// Answers nobody any more, until [`Self::open`].
    pub fn close(&self) {
        self.shared.open.send_replace(false);
    }

    /// Answers everybody, also those who wait.
    pub fn open(&self) {
        self.shared.open.send_replace(true);
    }

    /// The paths that were asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.known().asked)
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn serve(State(shared): State<Shared>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    shared.known().asked.push(path.clone());
    let mut open = shared.open.subscribe();
    if open.wait_for(|open| *open).await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let known = shared.known();
    let found = match path.split_once("/-/") {
        Some((_, file)) => tarball(&known, file),
        None => packument(&known, &path.trim_start_matches('/').replace("%2f", "/")),
    };
    found.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |body| body.into_response(),
    )
}

fn tarball(known: &Known, file: &str) -> Option<Vec<u8>> {
    let ending = format!("/-/{file}");
    let mut all = known.packages.values().flat_map(BTreeMap::values);
    let found = all.find(|(manifest, _)| {
        let tarball = manifest.pointer("/dist/tarball").and_then(Value::as_str);
        tarball.is_some_and(|tarball| tarball.ends_with(&ending))
    });
    found.map(|(_, archive)| archive.clone())
}

fn packument(known: &Known, name: &str) -> Option<Vec<u8>> {
    let versions = known.packages.get(name)?;
    let latest = versions.keys().next_back()?;
    let manifests: BTreeMap<_, _> = versions
        .iter()
        .map(|(version, (manifest, _))| (version, manifest))
        .collect();
    let said = json!({"name": name, "dist-tags": {"latest": latest}, "versions": manifests});
    Some(said.to_string().into_bytes())
}

/// An archive as registries have them.
#[allow(clippy::expect_used, reason = "writing to memory does not fail")]
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        builder
            .append_data(&mut header, format!("package/{path}"), content.as_bytes())
            .expect("memory takes it");
    }
    let gzip = builder.into_inner().expect("memory takes it");
    gzip.finish().expect("memory takes it")
}
