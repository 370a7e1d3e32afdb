//! The operations that show in a recording, by name. One that is not listed here is neither started nor drawn for, and so none can
//! be left out of what recordings are tested with.

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
