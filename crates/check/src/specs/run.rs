//! Runs the specs of a package, a file at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bundle::report::{Coverage, SpecOutcome, SpecReport, SpecTest};
use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Failure, FailureKind, LimitName, Limits, LogLine};
use sandbox::{LiveHost, Request, Sandbox, Share, Source};
use serde_json::json;
use tokio::sync::mpsc::unbounded_channel;

use super::gather::Gathered;
use super::host::{MOST_REPORT_BYTES, MOST_TOTAL_BYTES, Reports};
use super::input::SpecInput;
use super::options::{AfterFailure, Options, Ran, Snapshots};
use super::prepare::prepare;
use super::program::{Program, join};

/// How long all files of a package may take together.
const MOST_WALL: Duration = Duration::from_secs(180);
/// Lines kept of what all specs of a package print.
const MOST_LOG_LINES: usize = 2_000;
/// The text of failures that is kept of all specs of a package, in bytes; what goes beyond is shortened.
const MOST_FAILURE_BYTES: usize = 2 << 20;
/// To so many bytes each.
const SHORT_FAILURE_BYTES: usize = 200;
/// Answered requests kept of all specs of a package.
const MOST_REQUESTS: usize = 200;
/// The account on which specs run.
const SHARE: &str = "check";

/// Runs the tests of every spec and tells of each as it ends.
pub async fn run<'a>(
    sandbox: &Sandbox,
    input: impl Into<SpecInput<'a>>,
    progress: &mut (dyn FnMut(&SpecTest) + Send),
) -> SpecReport {
    run_with(&Options::default(), sandbox, input, progress)
        .await
        .report
}

/// Runs the tests that the options ask for and tells of each as it ends.
pub async fn run_with<'a>(
    options: &Options,
    sandbox: &Sandbox,
    input: impl Into<SpecInput<'a>>,
    progress: &mut (dyn FnMut(&SpecTest) + Send),
) -> Ran {
    let left = Left {
        wall: MOST_WALL,
        report_bytes: MOST_TOTAL_BYTES,
    };
    run_within(left, options, sandbox, input.into(), progress).await
}

async fn run_within(
    mut left: Left,
    options: &Options,
    sandbox: &Sandbox,
    input: SpecInput<'_>,
    progress: &mut (dyn FnMut(&SpecTest) + Send),
) -> Ran {
    let began = Instant::now();
    let prepared = prepare(input);
    let mut report = SpecReport::default();
    let mut statements = BTreeSet::new();
    let mut snapshots = Vec::new();
    let most_wall = left.wall;
    for path in input.specs().filter(|path| options.wants(path)) {
        left.wall = most_wall.saturating_sub(began.elapsed());
        let program = join(input, &prepared, path, options);
        let source = source(input, &program);
        let one = run_file(sandbox, &source, &program, path, left, progress).await;
        let failed = |test: &SpecTest| test.outcome == SpecOutcome::Failed;
        let is_last = options.after_failure == AfterFailure::Stop && one.tests.iter().any(failed);
        snapshots.extend(one.snapshots);
        left.report_bytes -= one.report_bytes;
        report.tests.extend(one.tests);
        report.requests.extend(one.requests);
        report.logs.extend(one.logs);
        statements.extend(one.statements);
        if is_last {
            break;
        }
    }
    keep_each_once(&mut report);
    report.coverage = coverage(&prepared.statement_lines, &statements);
    report.wall_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    Ran {
        lines: lines(&prepared.statement_lines, &statements),
        report,
        snapshots,
    }
}

/// What the files of a package share, as far as it is left.
#[derive(Clone, Copy)]
struct Left {
    wall: Duration,
    report_bytes: usize,
}

/// What one file came to.
struct FileReport {
    /// What it reported, in bytes.
    report_bytes: usize,
    tests: Vec<SpecTest>,
    requests: Vec<bundle::report::SpecRequest>,
    logs: Vec<LogLine>,
    statements: BTreeSet<usize>,
    snapshots: Option<Snapshots>,
}

/// Bounds of one file: more than an action has, for it holds many tests and the library that runs them.
fn limits(left: Duration) -> Limits {
    let left_ms = u64::try_from(left.as_millis()).unwrap_or(u64::MAX);
    Limits {
        wall_ms: left_ms.min(30_000),
        cpu_ms: 5_000,
        memory_bytes: 256 << 20,
        source_bytes: 32 << 20,
        timers: 10_000,
        floating_ms: 0,
        ..Limits::default()
    }
}

fn source(input: SpecInput<'_>, program: &Program<'_>) -> Source {
    let source = Source::program(input.trigger, program.text.as_str());
    match input.packages {
        Some(files) => source.with_files(files),
        None => source,
    }
}

async fn run_file(
    sandbox: &Sandbox,
    source: &Source,
    program: &Program<'_>,
    path: &str,
    left: Left,
    progress: &mut (dyn FnMut(&SpecTest) + Send),
) -> FileReport {
    let mut gathered = Gathered::new(program, path);
    let (sender, mut reports) = unbounded_channel();
    let room = left.report_bytes.min(MOST_REPORT_BYTES);
    let heard = Reports::new(sender, room);
    let limits = limits(left.wall);
    let ready = sandbox.prepare_program(source, &limits);
    let request = request(limits, heard.world());
    let execution = async {
        if left.wall.is_zero() {
            return (Some(too_long()), Vec::new());
        }
        match ready {
            Ok(ready) => {
                let execution = sandbox.execute(&ready, request).await.execution;
                (execution.failure, execution.logs)
            }
            Err(failure) => (Some(failure), Vec::new()),
        }
    };
    tokio::pin!(execution);
    let (failure, mut logs) = loop {
        tokio::select! {
            biased;
            Some(text) = reports.recv() => {
                let before = gathered.tests.len();
                gathered.take(&text);
                gathered.tests.iter().skip(before).for_each(&mut *progress);
            }
            ended = &mut execution => break ended,
        }
    };
    let before = gathered.tests.len();
    while let Ok(text) = reports.try_recv() {
        gathered.take(&text);
    }
    let failure = if heard.room() == 0 {
        Some(full())
    } else {
        failure
    };
    gathered.end(failure.as_ref());
    gathered.tests.iter().skip(before).for_each(progress);
    for line in &mut logs {
        line.message = program.told(&line.message);
    }
    FileReport {
        report_bytes: room - heard.room(),
        tests: gathered.tests,
        requests: gathered.requests,
        logs,
        statements: gathered.statements,
        snapshots: gathered.snapshots,
    }
}

fn request(limits: Limits, world: LiveHost) -> Request {
    Request {
        share: Share {
            tenant: SHARE.into(),
            installation: None,
        },
        handler: "runSpec".to_owned(),
        event: json!({}),
        secrets: BTreeMap::new(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: false,
        capabilities: Capabilities::All,
        limits,
        host: Arc::new(world),
    }
}

/// Why files beyond the time of all of them do not run.
fn too_long() -> Failure {
    let most_ms = u64::try_from(MOST_WALL.as_millis()).unwrap_or(u64::MAX);
    let seconds = MOST_WALL.as_secs();
    let message = format!(
        "the specs of a package may take {seconds} s together, and those before took as long: wait for less in them"
    );
    Failure::limit(LimitName::WallMs, most_ms, message)
}

fn full() -> Failure {
    let message = format!(
        "the tests had more to report than {} MiB a file and {} MiB in all: fewer calls and shorter messages are needed",
        MOST_REPORT_BYTES >> 20,
        MOST_TOTAL_BYTES >> 20
    );
    Failure::new(FailureKind::Error, message)
}

/// What several files share is kept once, and all of it within bounds.
fn keep_each_once(report: &mut SpecReport) {
    let mut seen = BTreeSet::new();
    report.requests.retain(|request| {
        seen.insert((
            request.method.clone(),
            request.url.clone(),
            request.status,
            request.body.clone(),
        ))
    });
    report.requests.truncate(MOST_REQUESTS);
    report.logs.truncate(MOST_LOG_LINES);
    shorten(&mut report.tests, MOST_FAILURE_BYTES);
}

fn shorten(tests: &mut [SpecTest], mut room: usize) {
    for failure in tests.iter_mut().filter_map(|test| test.failure.as_mut()) {
        if failure.len() > room {
            failure.truncate(failure.floor_char_boundary(SHORT_FAILURE_BYTES));
        }
        room = room.saturating_sub(failure.len());
    }
}

/// Every line with a statement, and whether one of them has run.
fn lines(statement_lines: &[u32], ran: &BTreeSet<usize>) -> BTreeMap<u32, bool> {
    let mut lines = BTreeMap::new();
    for (number, &line) in statement_lines.iter().enumerate() {
        *lines.entry(line).or_insert(false) |= ran.contains(&number);
    }
    lines
}

/// A line is covered when a statement that begins on it has run.
fn coverage(statement_lines: &[u32], ran: &BTreeSet<usize>) -> Coverage {
    let all: BTreeSet<u32> = statement_lines.iter().copied().collect();
    let covered: BTreeSet<u32> = ran
        .iter()
        .filter_map(|&number| statement_lines.get(number))
        .copied()
        .collect();
    let count = |lines: &BTreeSet<u32>| u32::try_from(lines.len()).unwrap_or(u32::MAX);
    Coverage {
        lines: count(&all),
        covered: count(&covered),
        missed: all.difference(&covered).copied().collect(),
    }
}

#[cfg(test)]
mod tests;
