//! The report a person reads.

use std::fmt::Write as _;
use std::iter;
use std::path::Path;

use contract::{Command, Execution, ExecutionOutcome, Failure, LogLevel, RequestRecord, Usage};
use sandbox::FILE_NAME;
use serde_json::Value;

use super::hint::hint;
use super::ran::Preparation;
use crate::terminal::{Page, Paint, Style, harmless};

/// What stands before the lines of a section.
const INDENT: &str = "  ";

/// Everything one execution did, in the order a person asks for it.
pub(crate) fn report(
    file: &Path,
    execution: &Execution,
    prepared: Option<Preparation>,
    page: Page,
) -> String {
    let paint = page.paint;
    let mut out = headline(file, execution, paint);
    if let Some(failure) = &execution.failure {
        let lines = failure_lines(file, failure, paint);
        section(&mut out, paint, "failure", &lines);
    }
    section(
        &mut out,
        paint,
        "commands",
        &execution
            .commands
            .iter()
            .map(command_line)
            .collect::<Vec<_>>(),
    );
    let logs = execution
        .logs
        .iter()
        .map(|line| log_line(line.level, &line.message, paint));
    section(&mut out, paint, "logs", &logs.collect::<Vec<_>>());
    let requests = execution
        .requests
        .iter()
        .map(|request| request_line(request, paint));
    section(&mut out, paint, "requests", &requests.collect::<Vec<_>>());
    let usage = iter::once(used(&execution.usage)).chain(prepared.map(made_ready));
    let usage = usage.map(|parts| page.flow(&parts, "  ", INDENT.len()));
    section(&mut out, paint, "usage", &usage.collect::<Vec<_>>());
    out
}

fn headline(file: &Path, execution: &Execution, paint: Paint) -> String {
    let (style, word) = match execution.outcome {
        ExecutionOutcome::Completed => (Style::Good, "completed"),
        ExecutionOutcome::Denied => (Style::Warning, "denied"),
        ExecutionOutcome::Suspended => (Style::Warning, "suspended"),
        ExecutionOutcome::Failed => (Style::Bad, "failed"),
    };
    let file = harmless(&file.display().to_string());
    format!(
        "{} {}\n",
        paint.paint(Style::Bold, &file),
        paint.paint(style, word)
    )
}

/// A title and its lines; a section without lines does not appear.
fn section(out: &mut String, paint: Paint, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    // Writing to a String cannot fail.
    let _ = writeln!(out, "\n{}", paint.paint(Style::Dim, title));
    for line in lines.iter().flat_map(|line| line.lines()) {
        let _ = writeln!(out, "{INDENT}{line}");
    }
}

fn failure_lines(file: &Path, failure: &Failure, paint: Paint) -> Vec<String> {
    let mut lines = vec![paint.paint(Style::Bad, &harmless(&failure.message))];
    if let Some(stack) = &failure.stack {
        // A stack begins with the message, as in Node.
        let frames = stack
            .strip_prefix(failure.message.as_str())
            .unwrap_or(stack);
        lines.push(harmless(&as_called(file, frames.trim_matches('\n'))));
    }
    lines.extend(hint(failure).map(str::to_owned));
    lines
}

/// Frames with the action's file as it is called here: in the sandbox every action's has the same name.
fn as_called(file: &Path, frames: &str) -> String {
    let mut told = frames.to_owned();
    for before in ["(", "at "] {
        let (own, called) = (
            format!("{before}{FILE_NAME}:"),
            format!("{before}{}:", file.display()),
        );
        told = told.replace(&own, &called);
    }
    told
}

/// The method's path and its arguments by name.
fn command_line(command: &Command) -> String {
    let mut line = command.type_name().to_owned();
    if let Ok(Value::Object(arguments)) = serde_json::to_value(command) {
        for (name, value) in arguments.iter().filter(|(name, _)| *name != "type") {
            let _ = write!(line, "  {name}={value}");
        }
    }
    harmless(&line)
}

fn log_line(level: LogLevel, message: &str, paint: Paint) -> String {
    let (style, word) = match level {
        LogLevel::Trace => (Style::Dim, "trace"),
        LogLevel::Debug => (Style::Dim, "debug"),
        LogLevel::Info => (Style::Dim, "info"),
        LogLevel::Log => (Style::Dim, "log"),
        LogLevel::Warn => (Style::Warning, "warn"),
        LogLevel::Error => (Style::Bad, "error"),
    };
    let message = harmless(message).replace('\n', "\n       ");
    format!("{} {message}", paint.paint(style, &format!("{word:<6}")))
}

fn request_line(request: &RequestRecord, paint: Paint) -> String {
    let end = match (request.status, &request.error) {
        (Some(status), None) => status.to_string(),
        (Some(status), Some(error)) => {
            paint.paint(Style::Bad, &harmless(&format!("{status} {error}")))
        }
        (None, Some(error)) => paint.paint(Style::Bad, &harmless(error)),
        (None, None) => match (request.sent_bytes, request.received_bytes) {
            (Some(sent), Some(received)) => {
                format!("sent {}, received {}", size(sent), size(received))
            }
            _ if request.method == "QUERY" && request.duration_us.is_some() => {
                "answered".to_owned()
            }
            _ => "no answer".to_owned(),
        },
    };
    let time = request
        .duration_us
        .map(|duration| format!("  ({})", time(duration)))
        .unwrap_or_default();
    harmless(&format!("{} {}", request.method, request.url)) + &format!("  {end}{time}")
}

fn used(usage: &Usage) -> Vec<String> {
    let mut parts = vec![
        format!("time {}", time(usage.wall_us)),
        format!("processor {}", time(usage.cpu_us)),
        format!("memory {}", size(usage.memory_bytes)),
        format!("output {}", size(usage.output_bytes)),
    ];
    if usage.late_commands > 0 {
        parts.push(format!("late commands ignored: {}", usage.late_commands));
    }
    parts
}

fn made_ready(prepared: Preparation) -> Vec<String> {
    vec![
        format!("code {}", size(prepared.bytes as u64)),
        format!("made ready in {}", time(prepared.wall_us)),
    ]
}

fn time(us: u64) -> String {
    match us {
        0..1_000 => format!("{us} µs"),
        1_000..1_000_000 => format!("{}.{} ms", us / 1_000, us % 1_000 / 100),
        _ => format!("{}.{:02} s", us / 1_000_000, us % 1_000_000 / 10_000),
    }
}

fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..MIB => format!("{}.{} KiB", bytes / 1_024, bytes % 1_024 * 10 / 1_024),
        _ => format!("{}.{} MiB", bytes / MIB, bytes % MIB * 10 / MIB),
    }
}

#[cfg(test)]
mod tests {
    use contract::{FailureKind, LogLine};

    use super::*;

    #[test]
    fn a_report_reads_well() {
        let commands = r#"[{"type": "accessToken.setCustomClaim", "name": "https://x.example/a", "value": {"b": [1]}}]"#;
        let failure = Failure::new(FailureKind::Error, "TypeError: x is not a function")
            .with_stack(Some(
                "    at onExecutePostLogin (action.js:2:3)\n    at inner (/node_modules/a/action.js:1:1)\n".to_owned(),
            ));
        let execution = Execution::new(
            serde_json::from_str(commands).unwrap(),
            Some(failure),
            vec![LogLine {
                level: LogLevel::Warn,
                message: "two\nlines \u{1b}[2J".to_owned(),
            }],
            vec![RequestRecord {
                method: "GET".to_owned(),
                url: "https://a.example/".to_owned(),
                status: Some(200),
                error: None,
                duration_us: Some(1_250),
                sent_bytes: None,
                received_bytes: None,
            }],
            Usage {
                wall_us: 2_000_000,
                cpu_us: 900,
                memory_bytes: 3 * 512 * 1024,
                output_bytes: 1_536,
                late_commands: 2,
            },
        );
        let expected = "\
a.js failed

failure
  TypeError: x is not a function
      at onExecutePostLogin (a.js:2:3)
      at inner (/node_modules/a/action.js:1:1)
  The action threw. Catch what may fail and answer with the api, such as api.access.deny.

commands
  accessToken.setCustomClaim  name=\"https://x.example/a\"  value={\"b\":[1]}

logs
  warn   two
         lines \\u{1b}[2J

requests
  GET https://a.example/  200  (1.2 ms)

usage
  time 2.00 s  processor 900 µs  memory 1.5 MiB  output 1.5 KiB  late commands ignored: 2
";
        let file = Path::new("a.js");
        assert_eq!(report(file, &execution, None, Page::plain(None)), expected);
        let narrow = report(file, &execution, None, Page::plain(Some(40)));
        let usage = "
usage
  time 2.00 s  processor 900 µs
  memory 1.5 MiB  output 1.5 KiB
  late commands ignored: 2
";
        assert!(narrow.ends_with(usage), "{narrow}");
    }
}
