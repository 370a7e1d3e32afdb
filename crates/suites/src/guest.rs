//! The sandbox as it ships, and one program run in it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, ensure};
use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Failure, FailureKind, Limits, LogLevel, LogLine, Trigger};
use sandbox::{LiveHost, ProgramFiles, Request, Sandbox, Settings, Share, Source};
use serde_json::json;

use crate::world::Reports;

/// More time than an action has: a suite also has tests that take an engine seconds. A test that needs more of the processor
/// has failed; how long that takes by the clock says how busy the machine is.
fn limits() -> Limits {
    Limits {
        wall_ms: 1_800_000,
        cpu_ms: 20_000,
        memory_bytes: 512 << 20,
        log_bytes: 1 << 20,
        log_lines: 10_000,
        fetches: 1_000,
        response_bytes: 32 << 20,
        timers: 10_000,
        source_bytes: 16 << 20,
        floating_ms: 0,
        ..Limits::default()
    }
}

/// Runs programs in the sandbox.
pub(crate) struct Guest {
    sandbox: Sandbox,
    share: Share,
}

/// What to run.
#[derive(Default)]
pub(crate) struct Program {
    /// An expression, perhaps behind statements, whose value is the function around a module. See [`Source::program`].
    pub(crate) text: String,
    /// What it may require and read.
    pub(crate) files: Option<ProgramFiles>,
    /// The folder whose files answer its requests.
    pub(crate) answers: Option<PathBuf>,
}

/// What it came to.
pub(crate) struct Ran {
    /// What ended it early.
    pub(crate) failure: Option<Failure>,
    /// What it reported.
    pub(crate) reports: Vec<String>,
    /// What it printed.
    pub(crate) logs: Vec<LogLine>,
}

impl Guest {
    /// Compiles the guest and tries it: a program that throws must be seen to fail, one that does not must pass.
    pub(crate) async fn start() -> Result<Self> {
        let guest = Self {
            sandbox: Sandbox::new(Settings::default()).await?,
            share: Share {
                tenant: "suites".into(),
                installation: None,
            },
        };
        for (body, passes) in [("", true), ("throw new TypeError('seen')", false)] {
            let text = format!(
                "(function (exports) {{ exports.onExecutePostLogin = () => {{ {body} }} }})"
            );
            let ran = guest
                .run(Program {
                    text,
                    ..Program::default()
                })
                .await;
            ensure!(
                ran.failure.is_none() == passes,
                "the guest does not tell a failure from a success: {:?}",
                ran.failure
            );
        }
        Ok(guest)
    }

    /// Runs a program in a sandbox of its own.
    pub(crate) async fn run(&self, program: Program) -> Ran {
        let mut source = Source::program(Trigger::PostLogin, program.text);
        if let Some(files) = &program.files {
            source = source.with_files(files);
        }
        let reports = Arc::new(Reports::default());
        let request = self.request(reports.world(program.answers));
        let execution = match self.sandbox.prepare_program(&source, &limits()) {
            Err(failure) => contract::Execution::failed(failure),
            Ok(prepared) => {
                let executed = self.sandbox.execute(&prepared, request).await;
                let mut execution = executed.execution;
                if let Some(floated) = executed.tail.end().await {
                    floated.join(&mut execution);
                }
                execution
            }
        };
        Ran {
            failure: execution.failure,
            reports: reports.take(),
            logs: execution.logs,
        }
    }

    fn request(&self, world: LiveHost) -> Request {
        Request {
            share: self.share.clone(),
            handler: Trigger::PostLogin.handler().to_owned(),
            event: json!({}),
            secrets: BTreeMap::new(),
            configuration: None,
            cache: CacheSnapshot::default(),
            can_redirect: false,
            capabilities: Capabilities::All,
            limits: limits(),
            host: Arc::new(world),
        }
    }
}

impl Ran {
    /// What nobody caught while the program ran; it goes on all the same, where Node's process would end.
    pub(crate) fn uncaught(&self) -> Option<&str> {
        let uncaught = |line: &&LogLine| {
            matches!(line.level, LogLevel::Error | LogLevel::Warn)
                && ["Uncaught ", "UnhandledPromiseRejectionWarning"]
                    .iter()
                    .any(|start| line.message.starts_with(start))
        };
        self.logs
            .iter()
            .find(uncaught)
            .map(|line| line.message.as_str())
    }

    /// Whether it waited for what nothing could bring.
    pub(crate) fn stalled(&self) -> bool {
        let failure = self.failure.as_ref();
        failure.is_some_and(|failure| failure.kind == FailureKind::Stalled)
    }
}
