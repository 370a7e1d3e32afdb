//! Why a command that calls a server was not done.

use std::path::PathBuf;

use api::Problem;
use bundle::Finding;

use super::problem::problem_text;
use crate::exit::Exit;
use crate::input::InputError;
use crate::refusal::{self, Code, Refusal};

/// The texts are whole messages for a person.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RemoteError {
    #[error(
        "no server is named; set LATCHWORK_URL and LATCHWORK_TOKEN, write `url` and `token` to {}, or use --demo beside a running demo",
        credentials.as_deref().map_or_else(|| "credentials.toml".to_owned(), |path| path.display().to_string())
    )]
    NoServer { credentials: Option<PathBuf> },
    #[error(
        "a server is named but no token; set LATCHWORK_TOKEN or write `token` to credentials.toml"
    )]
    NoToken,
    #[error(
        "`{url}` is not a server's URL; write it as https://host or, on this machine, http://localhost:port"
    )]
    Url { url: String },
    #[error("`{url}` would carry the token unencrypted; use https, http is for this machine only")]
    Unencrypted { url: String },
    #[error("{} holds a token and can be read by others; run `chmod 600 {}`", path.display(), path.display())]
    Exposed { path: PathBuf },
    #[error("{}: {}; correct it", path.display(), source.message())]
    Credentials {
        path: PathBuf,
        source: Box<toml::de::Error>,
    },
    #[error(
        ".latchwork/demo.json has no `{key}`; stop the demo, build this version and start it again"
    )]
    DemoLacks { key: String },
    #[error("the demo has no tenant `{name}`; pass --tenant with one of {}", known.join(", "))]
    NoDemoTenant { name: String, known: Vec<String> },
    #[error("{source}; run it in the folder where the demo was started")]
    NoDemo { source: InputError },
    #[error(
        "--second picks the demo's second reviewer; it stands beside --demo and a command of reviewers only"
    )]
    SecondAlone,
    #[error(
        "--tenant names another tenant of the demo; it stands beside --demo and a command of administrators only"
    )]
    TenantAlone,
    #[error("you are not logged in; `latchwork login --server URL` asks for your partner key")]
    NotLoggedIn,
    #[error("there is no folder for credentials here; set LATCHWORK_CONFIG to one")]
    NoConfigFolder,
    #[error("cannot write {}: {source}", path.display())]
    Unwritable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is there already and stays as it is; name a new file", path.display())]
    FileExists { path: PathBuf },
    #[error("{} is no signing key; move it away and `latchwork login` makes another", path.display())]
    SigningKeyFile { path: PathBuf },
    #[error("this machine has no signing key for that account; `latchwork login` makes one")]
    NoSigningKey,
    #[error("no signing key can be made: the system has no random bits")]
    NoEntropy,
    #[error("the token is not one line of visible characters; copy it again")]
    Token,
    #[error(transparent)]
    Input(#[from] InputError),
    #[error("cannot read standard input: {source}")]
    StandardInput { source: std::io::Error },
    #[error("the secret is empty; give its value by {option}, standard input or the prompt")]
    EmptySecret { option: &'static str },
    #[error("the secret is longer than {limit} characters; shorten it")]
    SecretTooLong { limit: usize },
    #[error("a secret is not UTF-8 text; only text can be one")]
    SecretNotText,
    #[error(
        "`{name}` is a secret, and what stands on a command line can be read by others: pass `--secret {name}` and type it, or `--secret-file {name}=FILE`"
    )]
    SecretInTheOpen { name: String },
    #[error("`{name}` is no secret but a configuration item; pass `--set {name}=VALUE`")]
    NoSecret { name: String },
    #[error("the form has no field `{name}`; {}", listed(known))]
    UnknownField { name: String, known: Vec<String> },
    #[error("`{name}` is given twice; leave one out")]
    TwiceGiven { name: String },
    #[error("the form needs more: pass {}", missing.join(", "))]
    MissingFields { missing: Vec<String> },
    #[error(
        "nothing was changed; where nobody can be asked, pass --accept for what is shown or --accept {digest} for this alone"
    )]
    NotAccepted { digest: String },
    #[error(
        "these are not the permissions that were read: `{given}` was accepted, and what names them now is `{now}`; read them again"
    )]
    OtherPermissions { given: String, now: String },
    #[error("`{word}` is no severity; there are off, note, warning, error and default")]
    NoSeverity { word: String },
    #[error("`{text}` is no place; write it as PATH, PATH:LINE or PATH:LINE:COLUMN")]
    Place { text: String },
    #[error("{cause:#}")]
    Package { cause: anyhow::Error },
    #[error("the package cannot be sent as it is\n{text}")]
    Faulty {
        findings: Vec<Finding>,
        text: String,
    },
    #[error(
        "the package that arrived is another than the one that was submitted ({digest}); do not use it"
    )]
    OtherPackage { digest: String },
    #[error("nothing was done; pass --yes where nobody can be asked")]
    NotConfirmed,
    #[error("Not accepted; nothing was changed.")]
    Declined,
    #[error("no action is called `{name}`; `latchwork admin actions list` shows all")]
    NoSuchAction { name: String },
    #[error(
        "no action and no installation is called `{name}`; `latchwork admin actions list` and `latchwork admin installations list` show all"
    )]
    NothingToBind { name: String },
    #[error("no installation is called `{name}`; `latchwork admin installations list` shows all")]
    NoSuchInstallation { name: String },
    #[error("no partner is called `{name}`; `latchwork admin partners list` shows all")]
    NoSuchPartner { name: String },
    #[error("`{name}` is not bound; `latchwork admin flow {trigger}` shows what is")]
    NotBound {
        name: String,
        trigger: contract::Trigger,
    },
    #[error("`{name}` is bound already; unbind it first or change the order")]
    AlreadyBound { name: String },
    #[error("the order must name every bound action once; it {what} `{name}`")]
    Order { what: &'static str, name: String },
    #[error("cannot start the runtime: {source}")]
    Runtime { source: std::io::Error },
    #[error("the HTTP client cannot be made: {source}")]
    Client { source: reqwest::Error },
    #[error("cannot reach {url}: {}; is the server running?", innermost(source))]
    Unreachable { url: String, source: reqwest::Error },
    #[error("the server's answer is larger than {limit_bytes} bytes; ask for less")]
    TooLarge { limit_bytes: usize },
    #[error("the server answered {status} with something else than Latchwork's API; check the URL")]
    NotOurs { status: u16 },
    #[error("{}", problem_text(problem))]
    Refused { problem: Box<Problem> },
    #[error("{}\n  give it a name of its own with --name", problem_text(problem))]
    NameTaken { problem: Box<Problem> },
}

impl RemoteError {
    /// 1 where a server said no or could not be asked, 2 where the command itself is wrong.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Package { cause } => refusal::exit(cause),
            Self::Runtime { .. }
            | Self::Client { .. }
            | Self::Unreachable { .. }
            | Self::TooLarge { .. }
            | Self::NotOurs { .. }
            | Self::NoSuchAction { .. }
            | Self::NothingToBind { .. }
            | Self::NoSuchInstallation { .. }
            | Self::NoSuchPartner { .. }
            | Self::OtherPermissions { .. }
            | Self::Unwritable { .. }
            | Self::NoEntropy
            | Self::Faulty { .. }
            | Self::OtherPackage { .. }
            | Self::NotBound { .. }
            | Self::AlreadyBound { .. }
            | Self::Declined
            | Self::Refused { .. }
            | Self::NameTaken { .. } => Exit::Failed,
            Self::NoServer { .. }
            | Self::NoToken
            | Self::Url { .. }
            | Self::Unencrypted { .. }
            | Self::Exposed { .. }
            | Self::Credentials { .. }
            | Self::Token
            | Self::DemoLacks { .. }
            | Self::NoDemoTenant { .. }
            | Self::NoDemo { .. }
            | Self::SecondAlone
            | Self::TenantAlone
            | Self::NotLoggedIn
            | Self::NoConfigFolder
            | Self::FileExists { .. }
            | Self::SigningKeyFile { .. }
            | Self::NoSigningKey
            | Self::SecretNotText
            | Self::SecretInTheOpen { .. }
            | Self::NoSecret { .. }
            | Self::UnknownField { .. }
            | Self::TwiceGiven { .. }
            | Self::MissingFields { .. }
            | Self::NotAccepted { .. }
            | Self::NoSeverity { .. }
            | Self::Place { .. }
            | Self::Input(_)
            | Self::StandardInput { .. }
            | Self::EmptySecret { .. }
            | Self::SecretTooLong { .. }
            | Self::NotConfirmed
            | Self::Order { .. } => Exit::WrongUse,
        }
    }
}

impl RemoteError {
    /// Why something was not installed: where its name is taken, that is what to do about it.
    pub(crate) fn of_installing(self) -> Self {
        match self {
            Self::Refused { problem } if is_there_already(&problem) => Self::NameTaken { problem },
            other => other,
        }
    }

    /// The same for a program.
    pub(crate) fn refusal(&self) -> Refusal<'_> {
        match self {
            Self::Refused { problem } => Refusal::of_server(problem, problem_text(problem)),
            Self::NameTaken { problem } => Refusal::of_server(problem, problem_text(problem))
                .with_hint("give it a name of its own with --name"),
            Self::Faulty { findings, .. } => {
                Refusal::of_package(findings, "the package cannot be sent as it is")
            }
            _ => Refusal::new(Code::of(self.exit()), self.to_string()),
        }
    }
}

/// An installation has nothing but its name to collide with; other conflicts have the same status.
fn is_there_already(problem: &Problem) -> bool {
    let detail = problem.detail.as_deref().unwrap_or_default();
    problem.status == 409 && detail.contains("exists already")
}

fn listed(names: &[String]) -> String {
    match names {
        [] => "there is none".to_owned(),
        [one] => format!("there is {one}"),
        more => format!("there are {}", more.join(", ")),
    }
}

fn innermost(error: &reqwest::Error) -> String {
    let mut current: &dyn std::error::Error = error;
    while let Some(next) = current.source() {
        current = next;
    }
    current.to_string()
}
