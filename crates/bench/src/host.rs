//! A server in this process with a tenant for every flow that is measured, and connections that ask it for logins and
//! tokens as fast as it answers.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use hyper::Request;
use hyper::body::{Body as _, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use server::app::env::Clock;
use server::app::seed::{
    AdminRole, ClientKind, NewAction, NewAdminToken, NewApi, NewClient, NewTenant, NewUser,
    RecordingPolicy, Secret, Seed, Trigger,
};
use server::{Config, OutboundAllow, Running, serve, wire};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const AUDIENCE: &str = "https://api.bench.example/";
const CALLBACK: &str = "http://127.0.0.1:4490/callback";
const CLIENT_SECRET: &str = "bench-client-secret-of-forty-characters0";
const USER: &str = "ann@bench.example";
const PASSWORD: &str = "bench-password-of-ann";
const AUTHORIZE: &str = "/authorize?client_id=bench-web&response_type=code&scope=openid%20profile%20email\
&audience=https%3A%2F%2Fapi.bench.example%2F&redirect_uri=http%3A%2F%2F127.0.0.1%3A4490%2Fcallback\
&state=k2J8sd9f0a&nonce=n0S6WzA2Mj";

/// A server that listens on a loopback port and keeps its data in a folder of its own.
pub(crate) struct Host {
    pub(crate) address: SocketAddr,
    running: Running,
}

impl Host {
    /// Starts on the data in `folder`; actions of the tenant named there may reach the address beside it.
    pub(crate) async fn start(
        folder: &Path,
        allow: Option<(&str, SocketAddr)>,
    ) -> anyhow::Result<Self> {
        let mut config = Config::for_data_dir(folder, (Ipv4Addr::LOCALHOST, 0).into());
        if let Some((tenant, address)) = allow {
            config.outbound_allow = vec![OutboundAllow {
                tenant: tenant.to_owned(),
                address: address.to_string().parse()?,
            }];
        }
        Self::of(&config).await
    }

    /// Starts with a configuration that has a plain listener.
    pub(crate) async fn of(config: &Config) -> anyhow::Result<Self> {
        let running = serve(config, wire(config, Clock::System).await?).await?;
        let address = running.plain.as_ref().context("no listener")?.address;
        Ok(Self { address, running })
    }

    /// Makes a tenant that answers on `<name>.localhost`, with these actions deployed and bound.
    pub(crate) async fn add_tenant(
        &self,
        name: &str,
        actions: Vec<NewAction>,
    ) -> anyhow::Result<()> {
        self.add_recorded_tenant(name, actions, RecordingPolicy::default())
            .await
    }

    /// The same, with its executions recorded.
    pub(crate) async fn add_recorded_tenant(
        &self,
        name: &str,
        actions: Vec<NewAction>,
        recording: RecordingPolicy,
    ) -> anyhow::Result<()> {
        let port = self.address.port();
        let issuer = format!("http://{name}.localhost:{port}/");
        let mut seed = seed(name, issuer, actions);
        seed.tenant.recording = recording;
        Ok(self.running.app.seed(seed).await?)
    }

    /// Signs ann in with her password: what a browser asks for afterwards.
    pub(crate) async fn signed_in(&self, tenant: &str) -> anyhow::Result<Errand> {
        let mut line = Line::open(self.address).await?;
        let host = format!("{tenant}.localhost:{}", self.address.port());
        let ask = |target: &str, cookie: &str, form: Option<String>| Errand {
            host: host.clone(),
            target: target.to_owned(),
            cookie: cookie.to_owned(),
            form,
            wanted: Wanted::Anything,
        };
        let begun = line.ask(&ask(AUTHORIZE, "", None)).await?;
        let transaction = begun.cookie("latchwork_transaction")?;
        let page = line.ask(&ask(&begun.location, &transaction, None)).await?;
        let fields = [
            format!("state={}", field(&page.body, "state")?),
            format!("csrf={}", field(&page.body, "csrf")?),
            format!("username={}", USER.replace('@', "%40")),
            format!("password={PASSWORD}"),
        ];
        let login = ask("/u/login", &transaction, Some(fields.join("&")));
        let done = line.ask(&login).await?;
        Ok(Errand {
            wanted: Wanted::Code,
            ..ask(AUTHORIZE, &done.cookie("latchwork_session")?, None)
        })
    }

    /// What a service asks the token endpoint.
    pub(crate) fn token_errand(&self, tenant: &str) -> Errand {
        let audience = AUDIENCE.replace(':', "%3A").replace('/', "%2F");
        Errand {
            host: format!("{tenant}.localhost:{}", self.address.port()),
            target: "/oauth/token".to_owned(),
            cookie: String::new(),
            form: Some(format!(
                "grant_type=client_credentials&client_id=bench-m2m&client_secret={CLIENT_SECRET}&audience={audience}"
            )),
            wanted: Wanted::Token,
        }
    }

    /// Lets requests finish and closes the store.
    pub(crate) async fn stop(self) {
        self.running.stop().await;
    }
}

/// An action to deploy and bind.
pub(crate) fn action(name: &str, trigger: Trigger, code: &str) -> NewAction {
    let blocked = Secret::new("spam.example, throwaway.example".to_owned());
    let secrets = match code.contains("BLOCKED_DOMAINS") {
        true => BTreeMap::from([("BLOCKED_DOMAINS".to_owned(), blocked)]),
        false => BTreeMap::new(),
    };
    NewAction {
        name: name.to_owned(),
        trigger,
        code: code.to_owned(),
        dependencies: Vec::new(),
        secrets,
    }
}

fn seed(name: &str, issuer: String, actions: Vec<NewAction>) -> Seed {
    let client = |id: &str, kind| NewClient {
        client_id: id.to_owned(),
        name: id.to_owned(),
        kind,
        secret: Some(Secret::new(CLIENT_SECRET.to_owned())),
        redirect_uris: Vec::new(),
        logout_urls: Vec::new(),
        web_origins: Vec::new(),
        grants: Vec::new(),
        metadata: BTreeMap::new(),
    };
    let scopes = vec!["read:things".to_owned(), "write:things".to_owned()];
    Seed {
        tenant: NewTenant {
            id: name.to_owned(),
            display_name: name.to_owned(),
            issuer,
            ..NewTenant::default()
        },
        clients: vec![
            NewClient {
                redirect_uris: vec![CALLBACK.to_owned()],
                ..client("bench-web", ClientKind::Web)
            },
            NewClient {
                grants: vec![(AUDIENCE.to_owned(), scopes.clone())],
                ..client("bench-m2m", ClientKind::M2m)
            },
        ],
        apis: vec![NewApi {
            identifier: AUDIENCE.to_owned(),
            name: "Things".to_owned(),
            scopes,
        }],
        users: vec![NewUser {
            email: USER.to_owned(),
            password: Secret::new(PASSWORD.to_owned()),
            name: Some("Ann Example".to_owned()),
        }],
        admin_tokens: vec![NewAdminToken {
            name: "bench".to_owned(),
            token: Secret::new(format!("lat_bench_{name}")),
            role: AdminRole::Owner,
        }],
        actions,
    }
}

/// A request that may be sent again and again, and the answer it must get.
#[derive(Clone)]
pub(crate) struct Errand {
    host: String,
    target: String,
    cookie: String,
    form: Option<String>,
    wanted: Wanted,
}

#[derive(Clone, Copy)]
enum Wanted {
    Anything,
    Code,
    Token,
    Refusal,
}

impl Errand {
    /// The same request where its flow is expected to refuse.
    pub(crate) fn refused(self) -> Self {
        Self {
            wanted: Wanted::Refusal,
            ..self
        }
    }

    fn fits(&self, answer: &Answer) -> bool {
        match self.wanted {
            Wanted::Anything => true,
            Wanted::Code => answer.status == 302 && answer.location.contains("code="),
            Wanted::Token => answer.status == 200 && answer.body.contains("\"access_token\""),
            Wanted::Refusal => answer.status == 302 && answer.location.contains("error="),
        }
    }
}

/// A connection that is kept.
pub(crate) struct Line(SendRequest<String>);

struct Answer {
    status: u16,
    location: String,
    cookies: Vec<String>,
    body: String,
}

impl Line {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Sends the request, checks the answer, says how long it took.
    pub(crate) async fn run(&mut self, errand: &Errand) -> anyhow::Result<Duration> {
        let began = Instant::now();
        let answer = self.ask(errand).await?;
        let took = began.elapsed();
        ensure!(
            errand.fits(&answer),
            "{} {} answered {} {} {}",
            errand.host,
            errand.target,
            answer.status,
            answer.location,
            answer.body
        );
        Ok(took)
    }

    async fn ask(&mut self, errand: &Errand) -> anyhow::Result<Answer> {
        let mut request = Request::builder()
            .uri(&errand.target)
            .header("host", &errand.host);
        if !errand.cookie.is_empty() {
            request = request.header("cookie", &errand.cookie);
        }
        let request = match &errand.form {
            Some(form) => request
                .method("POST")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.clone())?,
            None => request.body(String::new())?,
        };
        self.0.ready().await?;
        let (head, body) = self.0.send_request(request).await?.into_parts();
        let texts = |name| head.headers.get_all(name).into_iter();
        let texts = |name| texts(name).filter_map(|value| value.to_str().ok().map(str::to_owned));
        Ok(Answer {
            status: head.status.as_u16(),
            location: texts("location").next().unwrap_or_default(),
            cookies: texts("set-cookie").collect(),
            body: read(body).await?,
        })
    }
}

impl Answer {
    /// A cookie it sets, as the browser sends it back.
    fn cookie(&self, name: &str) -> anyhow::Result<String> {
        let pairs = self
            .cookies
            .iter()
            .filter_map(|line| line.split(';').next());
        let mut ours = pairs.filter(|pair| pair.starts_with(name));
        match ours.next() {
            Some(pair) => Ok(pair.to_owned()),
            None => bail!("no cookie {name}: {} {}", self.status, self.body),
        }
    }
}

async fn read(mut body: Incoming) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context)).await
    {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(String::from_utf8(bytes)?)
}

fn field<'a>(page: &'a str, name: &str) -> anyhow::Result<&'a str> {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&mark).context("a field is missing")?;
    Ok(rest.split('"').next().unwrap_or_default())
}

/// How many requests were answered in which time, and how long each took.
#[derive(Default)]
pub(crate) struct Load {
    pub(crate) times: Vec<Duration>,
    pub(crate) during: Duration,
}

impl Load {
    pub(crate) fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.during += other.during;
    }

    pub(crate) fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.during.as_secs_f64()
    }
}

/// Several connections, each of which asks again as soon as it was answered.
pub(crate) async fn load(
    address: SocketAddr,
    errand: &Errand,
    lines: usize,
    during: Duration,
) -> anyhow::Result<Load> {
    let errand = Arc::new(errand.clone());
    let mut open = Vec::new();
    for _ in 0..lines {
        open.push(Line::open(address).await?);
    }
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for mut line in open {
        let errand = Arc::clone(&errand);
        tasks.spawn(async move {
            let mut times = Vec::new();
            while began.elapsed() < during {
                times.push(line.run(&errand).await?);
            }
            anyhow::Ok(times)
        });
    }
    let mut load = Load::default();
    while let Some(times) = tasks.join_next().await {
        load.times.extend(times??);
    }
    load.during = began.elapsed();
    Ok(load)
}
