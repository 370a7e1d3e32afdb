//! What shows in a recording, by name. An operation that is not listed here is neither started nor drawn for, and so none can be
//! left out of what recordings are tested with.

/// Those that are answered at once and read or change more than their own arguments. Their answer is computed again.
pub const SHOWN: [&str; 6] = [
    "api",
    "cache.delete",
    "cache.get",
    "cache.set",
    "net.close",
    "report",
];

/// Those for whose answer a library draws randomness of its own: the answer is part of a recording.
pub const DRAWN: [&str; 3] = ["drawn.encrypt", "drawn.generate", "drawn.sign"];

/// Those that end later.
pub const STARTED: [&str; 11] = [
    "api",
    "body",
    "body.read",
    "dns.query",
    "fetch",
    "net.connect",
    "net.end",
    "net.read",
    "net.tls",
    "net.write",
    "timer",
];

/// The steps that are no operation; a clock that is read is told by its name.
pub const OTHER_STEPS: [&str; 11] = [
    "clock wall",
    "clock monotonic",
    "clock host",
    "random",
    "log",
    "command",
    "cancel",
    "delivered",
    "settled",
    "cut",
    "ended",
];

/// Every kind of step that there is: each operation as it is called or started, and the others.
pub fn kinds() -> impl Iterator<Item = String> {
    let called = SHOWN.iter().chain(&DRAWN);
    let calls = called.map(|name| format!("call {name}"));
    let starts = STARTED.iter().map(|name| format!("start {name}"));
    let others = OTHER_STEPS.iter().map(|name| (*name).to_owned());
    calls.chain(starts).chain(others)
}
