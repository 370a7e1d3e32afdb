//! What was found that the code does, each with its place.

use std::collections::BTreeSet;

use contract::permission::NamePattern;

use super::host::Target;
use super::lines::At;
use super::value::{Name, Origin};

/// What a handler's code does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it exports.
    pub exports: BTreeSet<Export>,
    /// The event fields it reads.
    pub fields: BTreeSet<FieldUse>,
    /// The methods of `api` it calls.
    pub methods: BTreeSet<MethodUse>,
    /// Where `api` or a part of it goes to where it cannot be followed.
    pub lost_api: BTreeSet<LostApi>,
    /// The secrets it reads.
    pub secrets: BTreeSet<OwnUse>,
    /// The configuration items it reads.
    pub configuration: BTreeSet<OwnUse>,
    /// The requests it sends.
    pub requests: BTreeSet<RequestUse>,
    /// Where it sends browsers.
    pub redirects: BTreeSet<RedirectUse>,
    /// Where it puts data into the query of an address, and where they come from.
    pub queries: BTreeSet<(At, BTreeSet<Origin>)>,
    /// What it prints.
    pub logs: BTreeSet<LogUse>,
    /// The modules it asks for.
    pub requires: BTreeSet<RequireUse>,
    /// Throws that nothing in the code catches.
    pub throws: BTreeSet<At>,
    /// Promises that nobody waits for.
    pub floating: BTreeSet<At>,
    /// Comparisons by `==` or `!=` of data that come from outside.
    pub equalities: BTreeSet<EqualityUse>,
    /// Texts that are run as code.
    pub texts_run: BTreeSet<At>,
    /// Whether the code was too entangled to be followed to the end.
    pub gave_up: bool,
}

/// Something the code exports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Export {
    /// Under this name; empty for `module.exports` itself.
    pub name: Name,
    /// Whether it is a function of this file.
    pub is_function: bool,
}

/// An event field that is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldUse {
    /// Its path; empty for the event itself.
    pub path: Name,
    /// Where.
    pub at: At,
    /// How.
    pub how: HowRead,
}

/// How something is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum HowRead {
    /// It is looked at on the way to a field below it, or only whether it is there.
    Touched,
    /// Its value is used.
    Value,
    /// All below it is used.
    Whole(Why),
}

/// Why all of an object is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is spread, or what a pattern leaves is taken.
    Spread,
    /// It is made JSON.
    Serialised,
    /// Its keys or values are enumerated.
    Enumerated,
    /// It is copied.
    Copied,
    /// It is printed.
    Printed,
    /// A key is computed.
    Indexed,
    /// It is handed to a method of `api`.
    Given(Name),
    /// It is handed to something that is not in this file.
    Passed,
}

/// A call of a method of `api`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MethodUse {
    /// Its path below `api`.
    pub path: Name,
    /// Where.
    pub at: At,
    /// What it writes, for a method that writes names.
    pub names: BTreeSet<NameUse>,
    /// Where the data come from that others get to see by it: a refusal's text, a redirect's address, a token's payload.
    pub shown: BTreeSet<Origin>,
    /// Whether it stands in a `catch` that asks neither what was caught nor what the customer wants, of a `try` in which a
    /// request is sent.
    pub is_in_catch_all: bool,
}

/// A name that a method writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameUse {
    /// One that a permission can name.
    Known(NamePattern),
    /// One that is not known before the code runs.
    Computed,
}

/// A place where `api`, or a part of it, cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LostApi {
    /// The part; empty for all of it.
    pub path: Name,
    /// Where.
    pub at: At,
}

/// A secret or configuration item that is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnUse {
    /// Its name; none where it is computed, or all are read.
    pub name: Option<Name>,
    /// Where.
    pub at: At,
}

/// A request that is sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestUse {
    /// Where it stands in the code.
    pub at: At,
    /// Where it goes.
    pub target: Target,
    /// Whether without encryption.
    pub is_plain: bool,
    /// Whether something ends it when no answer comes.
    pub has_timeout: bool,
    /// Where the data in its URL come from.
    pub origins: BTreeSet<Origin>,
}

/// A browser that is sent away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RedirectUse {
    /// Where it stands in the code.
    pub at: At,
    /// Where it goes.
    pub target: Target,
}

/// Something that is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogUse {
    /// Where.
    pub at: At,
    /// Where the data in it come from.
    pub origins: BTreeSet<Origin>,
    /// Whether a secret or a configuration item decides if it is.
    pub is_guarded: bool,
}

/// A module that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequireUse {
    /// Its name; none where it is computed.
    pub module: Option<Name>,
    /// Where.
    pub at: At,
}

/// A loose comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EqualityUse {
    /// Where.
    pub at: At,
    /// The bytes between its two sides.
    pub between: (u32, u32),
    /// Whether one side is a text as it is written, so that the other can only mean a text.
    pub is_of_texts: bool,
}
