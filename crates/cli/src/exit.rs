//! How the process ends.

use std::process::ExitCode;

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done; a denied or suspended execution is done as well.
    Done,
    /// 1: the action or the server said no, or it could not be done for a reason that is none of the arguments.
    Failed,
    /// 2: arguments or input files are wrong; nothing was done.
    WrongUse,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::WrongUse => 2,
        })
    }
}
