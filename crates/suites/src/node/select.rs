//! Which of Node's tests concern a module that actions have, and what a test needs that an action has not.

/// Modules, and how the names of their tests begin behind `test-`. The first that fits counts.
const MODULES: &[(&str, &[&str])] = &[
    ("assert", &["assert"]),
    (
        "async_hooks",
        &[
            "async-hooks",
            "async-local-storage",
            "asyncresource",
            "async-wrap",
            "als-",
        ],
    ),
    (
        "buffer",
        &["buffer", "btoa-atob", "blob", "file", "slowbuffer"],
    ),
    ("console", &["console"]),
    ("crypto", &["crypto"]),
    ("WebCrypto", &["webcrypto", "global-webcrypto"]),
    ("diagnostics_channel", &["diagnostics-channel"]),
    ("dns", &["dns"]),
    (
        "events",
        &[
            "event-emitter",
            "events",
            "event-capture-rejections",
            "eventtarget",
            "event-target",
        ],
    ),
    (
        "AbortController",
        &["abort", "abortcontroller", "abortsignal"],
    ),
    ("fs", &["fs"]),
    ("http2", &["http2"]),
    ("https", &["https"]),
    ("http", &["http"]),
    ("module", &["module", "require"]),
    ("net", &["net"]),
    ("tls", &["tls"]),
    ("os", &["os"]),
    ("path", &["path"]),
    ("perf_hooks", &["perf-hooks", "performance"]),
    (
        "process",
        &[
            "process",
            "next-tick",
            "promise",
            "unhandled",
            "microtask",
            "queue-microtask",
        ],
    ),
    ("punycode", &["punycode"]),
    ("querystring", &["querystring"]),
    (
        "stream/web",
        &[
            "whatwg-webstreams",
            "whatwg-readable",
            "whatwg-writable",
            "whatwg-transform",
            "webstream",
            "compression-decompression-stream",
        ],
    ),
    (
        "stream",
        &["stream", "streams", "stream2", "stream3", "readable"],
    ),
    ("string_decoder", &["string-decoder"]),
    (
        "structuredClone, messages",
        &[
            "structuredClone",
            "worker-message-channel",
            "worker-message-port",
            "messagechannel",
            "messageport",
            "broadcastchannel",
        ],
    ),
    ("timers", &["timers", "set-timeout", "setimmediate"]),
    ("util", &["util"]),
    ("whatwg encoding", &["whatwg-encoding", "encoding"]),
    ("url", &["url", "whatwg-url"]),
    ("whatwg events", &["whatwg-events"]),
    ("zlib", &["zlib"]),
    (
        "globals",
        &["global", "fetch", "headers", "websocket", "domexception"],
    ),
];

/// What a test needs, by words of its text, where an action has not got it.
const LACKING: &[(&str, &[&str])] = &[
    (
        "Node's internals",
        &[
            "--expose-internals",
            "--expose_internals",
            "internalBinding(",
            "require('internal/",
            "process.binding(",
            "require('_",
        ],
    ),
    (
        "another process or thread",
        &[
            "child_process",
            "require('cluster')",
            "worker_threads",
            "new Worker(",
            "spawnPromisified",
            "process.send",
            "node:worker_threads",
            "node:child_process",
        ],
    ),
    (
        "a server",
        &[
            "createServer(",
            "createSecureServer(",
            "new Server(",
            ".listen(",
            "require('dgram')",
            "http.Server(",
            "net.Server(",
            "tls.Server(",
            "internet/",
            "common/internet",
            "'tls-connect",
            "createSocket(",
        ],
    ),
    (
        "files to write",
        &[
            "common/tmpdir",
            "mkdtemp",
            "tmpdir.",
            "writeFileSync(",
            "process.chdir(",
        ],
    ),
    (
        "a global scope of its own",
        &[
            "runInNewContext",
            "runInContext",
            "createContext(",
            "ShadowRealm",
        ],
    ),
    (
        "V8, its flags or its inspector",
        &[
            "require('v8')",
            "require('inspector')",
            "gc()",
            "common/gc",
            "%",
        ],
    ),
    (
        "a terminal, a REPL or a debugger",
        &[
            "require('repl')",
            "require('readline')",
            "require('tty')",
            "common/repl",
            "common/debugger",
            "ttyfd",
        ],
    ),
    ("domains", &["require('domain')"]),
    (
        "the end of the process",
        &[
            "process.exit(",
            "process.abort(",
            "process.kill(",
            "setUncaughtExceptionCaptureCallback",
            "process.on('uncaughtException'",
            "process.once('uncaughtException'",
        ],
    ),
    (
        "process.stdout or stdin as a stream",
        &["process.stdin", "hijackstdio"],
    ),
    (
        "the test runner",
        &[
            "require('node:test')",
            "from 'node:test'",
            "require('test')",
        ],
    ),
    (
        "a gigabyte of memory",
        &["kMaxLength", "0x7fffffff", "2 ** 31"],
    ),
];

/// The module whose test this is.
pub(super) fn module_of(name: &str) -> Option<&'static str> {
    let rest = name.strip_prefix("test-")?;
    let stem = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
    let begins = |start: &str| {
        stem.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with('-')
                || start.ends_with('-')
                || rest.starts_with(|letter: char| letter.is_ascii_lowercase()) && start.len() > 6
        })
    };
    let found = MODULES
        .iter()
        .find(|(_, starts)| starts.iter().any(|start| begins(start)));
    found.map(|(module, _)| *module)
}

/// Why a test does not run here, when that is by design.
pub(super) fn absent(name: &str, text: &str) -> Option<String> {
    if name.ends_with(".mjs") {
        return Some("an ES module of several files, which a program has not".to_owned());
    }
    let flags = text.lines().find_map(|line| line.strip_prefix("// Flags:"));
    if let Some(flags) = flags
        && !flags.contains("expose")
    {
        let flag = flags.split_whitespace().next().unwrap_or_default();
        return Some(format!("a flag of Node's command line ({flag})"));
    }
    let lacking = LACKING
        .iter()
        .find(|(_, words)| words.iter().any(|word| is_used(text, word)));
    lacking.map(|(what, _)| (*what).to_owned())
}

/// A percent sign is V8's only before a name and a bracket, as `%DebugPrint(`.
fn is_used(text: &str, word: &str) -> bool {
    if word != "%" {
        return text.contains(word);
    }
    text.match_indices('%').any(|(at, _)| {
        let behind = text.get(at + 1..).unwrap_or_default();
        let name = behind
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        name.len() > 3
            && name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && behind
                .get(name.len()..)
                .is_some_and(|rest| rest.starts_with('('))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_belongs_to_the_module_that_its_name_begins_with() {
        for (name, expected) in [
            ("test-http2-client.js", Some("http2")),
            ("test-http-agent.js", Some("http")),
            ("test-stream-pipe.js", Some("stream")),
            ("test-stream2-push.js", Some("stream")),
            ("test-util.js", Some("util")),
            ("test-whatwg-url-custom.js", Some("url")),
            ("test-cluster-bind.js", None),
            ("common.js", None),
        ] {
            assert_eq!(module_of(name), expected, "{name}");
        }
    }

    #[test]
    fn what_an_action_has_not_is_named() {
        assert_eq!(absent("test-a.js", "const a = 1 % 2;"), None);
        assert!(absent("test-a.mjs", "").is_some());
        let flags = absent("test-a.js", "// Flags: --no-warnings\n").unwrap();
        assert!(flags.contains("--no-warnings"), "{flags}");
        assert_eq!(
            absent("test-a.js", "// Flags: --expose-internals\n").unwrap(),
            "Node's internals"
        );
        assert!(absent("test-a.js", "%DebugPrint(x)").is_some());
    }
}
