//! A partner at a server: log in, submit a package, see how it goes, try it out.

mod account;
mod answers;
mod arguments;
mod config;
mod login;
mod sent;
mod signing;
mod status;
mod submit;
mod trial;
mod wait;

pub(crate) use arguments::{
    AccountArguments, CommentArguments, LoginArguments, LogoutArguments, StatusArguments,
    SubmitArguments, TryArguments, WithdrawArguments,
};

use crate::exit::Exit;
use crate::remote::{perform, tell};

/// Runs `latchwork login`.
pub(crate) fn login(arguments: &LoginArguments) -> Exit {
    tell(perform(login::login(arguments)), arguments.json)
}

/// Runs `latchwork logout`.
pub(crate) fn logout(arguments: &LogoutArguments) -> Exit {
    tell(login::logout(), arguments.json)
}

/// Runs `latchwork partner`.
pub(crate) fn account(arguments: AccountArguments) -> Exit {
    let json = arguments.json;
    tell(perform(account::account(arguments)), json)
}

/// Runs `latchwork submit`.
pub(crate) fn submit(arguments: SubmitArguments) -> Exit {
    let json = arguments.json;
    tell(perform(submit::submit(arguments)), json)
}

/// Runs `latchwork status`.
pub(crate) fn status(arguments: &StatusArguments) -> Exit {
    tell(perform(status::status(arguments)), arguments.json)
}

/// Runs `latchwork withdraw`.
pub(crate) fn withdraw(arguments: &WithdrawArguments) -> Exit {
    tell(perform(answers::withdraw(arguments)), arguments.json)
}

/// Runs `latchwork comment`.
pub(crate) fn comment(arguments: CommentArguments) -> Exit {
    let json = arguments.json;
    tell(perform(answers::comment(arguments)), json)
}

/// Runs `latchwork try`.
pub(crate) fn try_out(arguments: &TryArguments) -> Exit {
    tell(perform(trial::try_out(arguments)), arguments.json)
}
