//! How much of what a step prints its record keeps.

use contract::{LogLevel, LogLine};

/// What a record keeps of the log of one step, in bytes.
const STEP_LOG_BYTES: usize = 16 * 1024;
/// What a line takes besides its text.
const LINE_BYTES: usize = 32;

/// What is left for the lines of one step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room(Option<usize>);

impl Default for Room {
    fn default() -> Self {
        Self(Some(STEP_LOG_BYTES))
    }
}

impl Room {
    /// Keeps the lines there is room for; where they are cut, a marker says so once.
    pub(crate) fn keep(&mut self, logs: Vec<LogLine>) -> Vec<LogLine> {
        let mut kept = Vec::with_capacity(logs.len());
        for mut line in logs {
            let Some(room) = self.0 else {
                break;
            };
            match room.checked_sub(line.message.len() + LINE_BYTES) {
                Some(left) => self.0 = Some(left),
                None => {
                    let end = line
                        .message
                        .floor_char_boundary(room.saturating_sub(LINE_BYTES));
                    line.message.truncate(end);
                    self.0 = None;
                }
            }
            if self.0.is_some() || !line.message.is_empty() {
                kept.push(line);
            }
            if self.0.is_none() {
                kept.push(marker());
            }
        }
        kept
    }
}

fn marker() -> LogLine {
    LogLine {
        level: LogLevel::Warn,
        message: format!(
            "[the rest of the log is not kept: a record holds {STEP_LOG_BYTES} bytes of a step's log]"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(room: &mut Room, lines: &[usize], expected: &[usize]) {
        let lines = lines.iter().map(|bytes| LogLine {
            level: LogLevel::Log,
            message: "x".repeat(*bytes),
        });
        let kept = room.keep(lines.collect());
        let kept: Vec<_> = kept.iter().map(|line| line.message.len()).collect();
        assert_eq!(kept, expected);
    }

    #[test]
    fn what_is_kept_of_a_log_is_bounded_over_both_its_parts() {
        let full = STEP_LOG_BYTES - LINE_BYTES;
        let marker = marker().message.len();
        check(&mut Room::default(), &[full], &[full]);
        check(&mut Room::default(), &[full + 1, 5], &[full, marker]);
        let mut room = Room::default();
        check(&mut room, &[full - 100], &[full - 100]);
        check(&mut room, &[60, 60], &[60, marker]);
        check(&mut room, &[1], &[]);
        let lines = vec![0; STEP_LOG_BYTES / LINE_BYTES + 1];
        let mut expected = vec![0; STEP_LOG_BYTES / LINE_BYTES];
        expected.push(marker);
        check(&mut Room::default(), &lines, &expected);
    }
}
