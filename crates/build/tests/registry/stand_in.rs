//! A registry for tests: packages made on the spot, served over loopback.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex};

use build::{Cache, Integrity, Limits, Mode, Npmrc, NpmrcFile, Registry};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// One answer.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

/// A request, as the registry received it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
}

#[derive(Default)]
struct State {
    packages: BTreeMap<String, BTreeMap<String, (Value, Vec<u8>)>>,
    /// Given once each, before the true answer.
    before: BTreeMap<String, Vec<Answer>>,
    asked: Vec<Asked>,
}

#[derive(Clone)]
pub(crate) struct StandIn {
    state: Arc<Mutex<State>>,
    pub(crate) url: String,
}

/// A package archive with these files.
pub(crate) fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        let path = format!("package/{path}");
        builder
            .append_data(&mut header, path, content.as_bytes())
            .unwrap();
    }
    let mut gzip = builder.into_inner().unwrap();
    gzip.flush().unwrap();
    gzip.finish().unwrap()
}

impl StandIn {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let stand_in = Self {
            state: Arc::default(),
            url,
        };
        let serving = stand_in.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.serve(stream).await });
            }
        });
        stand_in
    }

    /// Publishes a version; `manifest` is its `package.json` besides name and version.
    pub(crate) fn publish(
        &self,
        name: &str,
        version: &str,
        manifest: Value,
        files: &[(&str, &str)],
    ) {
        let mut manifest = manifest;
        manifest["name"] = json!(name);
        manifest["version"] = json!(version);
        let text = manifest.to_string();
        let mut all = vec![("package.json", text.as_str())];
        all.extend_from_slice(files);
        self.publish_archive(name, version, manifest.clone(), packed(&all));
    }

    /// Publishes an archive as it is.
    pub(crate) fn publish_archive(
        &self,
        name: &str,
        version: &str,
        mut manifest: Value,
        archive: Vec<u8>,
    ) {
        let base = name.rsplit('/').next().unwrap();
        manifest["dist"] = json!({
            "tarball": format!("{}/{name}/-/{base}-{version}.tgz", self.url),
            "integrity": Integrity::of(&archive).to_string(),
        });
        let mut state = self.state.lock().unwrap();
        let versions = state.packages.entry(name.to_owned()).or_default();
        versions.insert(version.to_owned(), (manifest, archive));
    }

    /// Replaces the bytes of an archive without saying so.
    pub(crate) fn tamper(&self, name: &str, version: &str, archive: Vec<u8>) {
        let mut state = self.state.lock().unwrap();
        state
            .packages
            .get_mut(name)
            .unwrap()
            .get_mut(version)
            .unwrap()
            .1 = archive;
    }

    /// Answers the next request for a path so.
    pub(crate) fn answer_first(
        &self,
        path: &str,
        status: u16,
        headers: Vec<(&'static str, String)>,
    ) {
        let answer = Answer {
            status,
            headers,
            body: Vec::new(),
        };
        let mut state = self.state.lock().unwrap();
        state
            .before
            .entry(path.to_owned())
            .or_default()
            .push(answer);
    }

    /// What was asked since the last call.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state.lock().unwrap().asked)
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        let mut paths: Vec<_> = self.asked().into_iter().map(|asked| asked.path).collect();
        paths.sort();
        paths
    }

    /// A client of this registry with `lines` of `.npmrc` besides its URL.
    pub(crate) fn client(
        &self,
        cache: &std::path::Path,
        mode: Mode,
        lines: &str,
        limits: Limits,
    ) -> Registry {
        let text = format!("registry={}\n{lines}", self.url);
        let file = NpmrcFile {
            name: ".npmrc",
            text: &text,
        };
        let npmrc = Npmrc::read(&[file], &BTreeMap::new()).unwrap();
        let policy = egress::Policy::default();
        Registry::open(npmrc, policy, Cache::new(cache.to_owned()), mode, limits).unwrap()
    }

    async fn serve(&self, mut stream: tokio::net::TcpStream) {
        let mut head = Vec::new();
        let mut chunk = [0; 4096];
        while !head.windows(4).any(|four| four == b"\r\n\r\n") {
            match stream.read(&mut chunk).await {
                Ok(0) | Err(_) => return,
                Ok(read) => head.extend_from_slice(&chunk[..read]),
            }
        }
        let answer = self.answer(&String::from_utf8(head).unwrap());
        let mut bytes = format!(
            "HTTP/1.1 {} x\r\nconnection: close\r\ncontent-length: {}\r\n",
            answer.status,
            answer.body.len()
        );
        for (name, value) in &answer.headers {
            bytes.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut bytes = [bytes.as_bytes(), b"\r\n"].concat();
        bytes.extend_from_slice(&answer.body);
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
    }

    fn answer(&self, head: &str) -> Answer {
        let mut lines = head.lines();
        let path = lines.next().unwrap().split(' ').nth(1).unwrap().to_owned();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers: BTreeMap<_, _> = headers
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut state = self.state.lock().unwrap();
        state.asked.push(Asked {
            path: path.clone(),
            headers: headers.clone(),
        });
        let first = state
            .before
            .get_mut(&path)
            .filter(|answers| !answers.is_empty());
        if let Some(answers) = first {
            return answers.remove(0);
        }
        let found = match path.split_once("/-/") {
            Some((_, file)) => archive(&state, file),
            None => packument(
                &state,
                &path[1..].replace("%2f", "/"),
                headers.get("if-none-match"),
            ),
        };
        found.unwrap_or(Answer {
            status: 404,
            headers: Vec::new(),
            body: b"{}".to_vec(),
        })
    }
}

fn archive(state: &State, file: &str) -> Option<Answer> {
    let versions = state.packages.values().flat_map(BTreeMap::values);
    let mut found = versions.filter(|(manifest, _)| {
        manifest["dist"]["tarball"]
            .as_str()
            .unwrap()
            .ends_with(&format!("/-/{file}"))
    });
    let body = found.next()?.1.clone();
    Some(Answer {
        status: 200,
        headers: Vec::new(),
        body,
    })
}

fn packument(state: &State, name: &str, known: Option<&String>) -> Option<Answer> {
    let versions = state.packages.get(name)?;
    let latest = versions.keys().next_back()?;
    let manifests: BTreeMap<_, _> = versions
        .iter()
        .map(|(version, (manifest, _))| (version, manifest))
        .collect();
    let body = json!({ "name": name, "dist-tags": { "latest": latest }, "versions": manifests })
        .to_string();
    let etag = format!("\"{}\"", body.len());
    let known = known.is_some_and(|known| *known == etag);
    Some(Answer {
        status: if known { 304 } else { 200 },
        headers: vec![("etag", etag)],
        body: if known { Vec::new() } else { body.into_bytes() },
    })
}
