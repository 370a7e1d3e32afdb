//! What an execution leaves behind: commands, log lines, requests.

use contract::{Command, Limits, LogLevel, LogLine, RequestRecord};

/// Collects what an execution leaves behind, within its limits.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    pub(crate) commands: Vec<Command>,
    pub(crate) output_bytes: u64,
    pub(crate) late_commands: u64,
    pub(crate) logs: Vec<LogLine>,
    pub(crate) requests: Vec<RequestRecord>,
    log_bytes: u64,
    most_log_bytes: u64,
    most_log_lines: u64,
    is_log_cut: bool,
}

impl Journal {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            most_log_bytes: limits.log_bytes,
            most_log_lines: limits.log_lines,
            ..Self::default()
        }
    }

    /// Keeps a line; what goes beyond the limits is cut, once with a marker.
    pub(crate) fn log(&mut self, level: LogLevel, text: &str) {
        if self.is_log_cut {
            return;
        }
        let room = self.most_log_bytes.saturating_sub(self.log_bytes);
        if self.logs.len() as u64 >= self.most_log_lines {
            let limit = format!("log_lines = {}", self.most_log_lines);
            return self.cut(&limit);
        }
        if text.len() as u64 > room {
            let end = text.floor_char_boundary(usize::try_from(room).unwrap_or(usize::MAX));
            let kept = text.get(..end).unwrap_or_default();
            if !kept.is_empty() {
                self.keep(level, kept);
            }
            let limit = format!("log_bytes = {}", self.most_log_bytes);
            return self.cut(&limit);
        }
        self.keep(level, text);
    }

    fn keep(&mut self, level: LogLevel, text: &str) {
        self.log_bytes += text.len() as u64;
        self.logs.push(LogLine {
            level,
            message: text.to_owned(),
        });
    }

    fn cut(&mut self, limit: &str) {
        self.is_log_cut = true;
        self.logs.push(LogLine {
            level: LogLevel::Warn,
            message: format!("[the rest of the log was cut: {limit}]"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], limits: (u64, u64), expected: &[&str]) {
        let mut journal = Journal::new(&Limits {
            log_bytes: limits.0,
            log_lines: limits.1,
            ..Limits::default()
        });
        for line in lines {
            journal.log(LogLevel::Log, line);
        }
        let found: Vec<_> = journal
            .logs
            .iter()
            .map(|line| line.message.as_str())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn logs_are_cut_with_a_marker() {
        check(&["ab", "cd"], (4, 2), &["ab", "cd"]);
        check(
            &["ab", "cde", "f"],
            (4, 9),
            &["ab", "cd", "[the rest of the log was cut: log_bytes = 4]"],
        );
        check(
            &["aé"],
            (2, 9),
            &["a", "[the rest of the log was cut: log_bytes = 2]"],
        );
        check(
            &["a", "b", "c", "d"],
            (99, 2),
            &["a", "b", "[the rest of the log was cut: log_lines = 2]"],
        );
    }
}
