//! The table: what is executed, what it comes to, and what is changed.

use contract::Limits;

/// Where a replay differs: the number of the step, what was recorded there and what was found.
pub(super) type Place = (usize, &'static str, &'static str);

/// One way to end.
pub(super) struct End {
    /// Its name: the outcome, the kind of the failure, or the limit.
    pub(super) name: &'static str,
    pub(super) limits: fn(&mut Limits),
    pub(super) body: &'static str,
    /// What is put in the place of what, and where that differs.
    pub(super) changes: &'static [(&'static str, &'static str, Option<Place>)],
}

pub(super) const AS_EVER: fn(&mut Limits) = |_| {};
pub(super) const LITTLE_TIME: fn(&mut Limits) = |limits| limits.cpu_ms = 100;
const LITTLE_PATIENCE: fn(&mut Limits) = |limits| {
    limits.wall_ms = 200;
    limits.cpu_ms = 20_000;
};

/// Those that a handler comes to by itself.
pub(super) const BY_ITSELF: &[End] = &[
    End {
        name: "completed",
        limits: AS_EVER,
        body: "console.log('begins'); api.idToken.setCustomClaim('https://e.example/a', 1);",
        changes: &[
            ("1);", "2);", Some((1, "command", "command"))),
            (
                "1);",
                "1); console.log('more');",
                Some((2, "settled", "log")),
            ),
            ("1);", "1); throw 1;", Some((2, "settled", "settled"))),
            (
                "1);",
                "1); await new Promise(() => {});",
                Some((2, "settled", "nothing")),
            ),
        ],
    },
    End {
        name: "error",
        limits: AS_EVER,
        body: "console.log('begins'); throw new Error('no');",
        changes: &[
            ("'no'", "'yes'", Some((1, "settled", "settled"))),
            ("throw new", "return new", Some((1, "settled", "settled"))),
            ("'begins'", "'began'", Some((0, "log", "log"))),
        ],
    },
    // Node's way out is refused, and so thrown.
    End {
        name: "error",
        limits: AS_EVER,
        body: "console.log('begins'); process.exit(1);",
        changes: &[
            ("process.exit(1);", "", Some((1, "settled", "settled"))),
            (
                "process.exit(1);",
                "process.abort();",
                Some((1, "settled", "settled")),
            ),
        ],
    },
    End {
        name: "stalled",
        limits: AS_EVER,
        body: "console.log('begins'); await new Promise(() => {}); console.log('never');",
        changes: &[
            ("await new", "new", Some((1, "ended", "log"))),
            (
                "await new Promise(() => {}); console.log('never');",
                "",
                Some((1, "ended", "settled")),
            ),
            (
                "await new",
                "setTimeout(() => {}, 9); await new",
                Some((1, "ended", "start")),
            ),
            ("'begins'", "'began'", Some((0, "log", "log"))),
            // It waits for the same, which is nothing; what it would do then cannot be seen.
            ("'never'", "'ever'", None),
        ],
    },
    // What is one too many is refused, and an action goes on.
    End {
        name: "completed",
        limits: |limits| limits.fetches = 1,
        body: "for (const at of [1, 2]) await fetch(`https://slow.example/?wait=0&at=${at}`).catch(() => {});",
        changes: &[
            ("[1, 2]", "[1]", Some((2, "start", "settled"))),
            ("[1, 2]", "[1, 3]", Some((2, "start", "start"))),
        ],
    },
];

/// Those that the host brings about, by a limit that is met by doing something.
pub(super) const BY_DOING: &[End] = &[
    End {
        name: "memory_bytes",
        limits: |limits| limits.memory_bytes = 32 << 20,
        body: "console.log('begins'); const kept = [];
            for (;;) kept.push(new Uint8Array(1 << 20).fill(1));",
        changes: &[
            (
                "for (;;)",
                "while (kept.length < 3)",
                Some((1, "ended", "settled")),
            ),
            (
                "for (;;)",
                "console.log('fills'); for (;;)",
                Some((1, "ended", "log")),
            ),
            // It waits where the other was ended, and is told of nothing.
            (
                "for (;;)",
                "await new Promise(() => {}); for (;;)",
                Some((1, "ended", "nothing")),
            ),
            ("'begins'", "'began'", Some((0, "log", "log"))),
        ],
    },
    End {
        name: "output_bytes",
        limits: |limits| limits.output_bytes = 1_024,
        body: "for (const size of [100, 2000]) api.idToken.setCustomClaim('https://e.example/a', 'x'.repeat(size));",
        changes: &[
            ("[100, 2000]", "[100]", Some((1, "command", "settled"))),
            ("[100, 2000]", "[100, 200]", Some((1, "command", "command"))),
            (
                "[100, 2000]",
                "[100, 2001]",
                Some((1, "command", "command")),
            ),
        ],
    },
    // Commands that together are too much.
    End {
        name: "output_bytes",
        limits: |limits| limits.output_bytes = 1_024,
        body: "for (const size of [600, 700]) api.idToken.setCustomClaim('https://e.example/a', 'x'.repeat(size));",
        changes: &[
            ("[600, 700]", "[600]", Some((1, "command", "settled"))),
            ("[600, 700]", "[700, 600]", Some((0, "command", "command"))),
        ],
    },
    // The arguments of a call that is answered later.
    End {
        name: "output_bytes",
        limits: |limits| limits.output_bytes = 1_024,
        body: "console.log('begins'); await api.roles.getUserEffectiveRoles('x'.repeat(2000)).catch(() => {});",
        changes: &[
            ("2000", "20", Some((1, "start", "start"))),
            ("await api", "0 && api", Some((1, "start", "settled"))),
            ("'begins'", "'began'", Some((0, "log", "log"))),
        ],
    },
    End {
        name: "commands",
        limits: |limits| limits.commands = 2,
        body: "for (const at of [1, 2, 3]) api.idToken.setCustomClaim('https://e.example/a', at);",
        changes: &[
            ("[1, 2, 3]", "[1, 2]", Some((2, "command", "settled"))),
            ("[1, 2, 3]", "[1, 2, 4]", Some((2, "command", "command"))),
        ],
    },
    // Writes to the cache are commands too, and the host reads the time for each.
    End {
        name: "commands",
        limits: |limits| limits.commands = 2,
        body: "for (const at of [1, 2, 3]) api.cache.set('k', `${at}`);",
        changes: &[
            ("[1, 2, 3]", "[1, 2]", Some((4, "call", "settled"))),
            ("[1, 2, 3]", "[1, 2, 4]", Some((4, "call", "call"))),
        ],
    },
    End {
        name: "timers",
        limits: |limits| limits.timers = 2,
        body: "for (const ms of [1, 2, 3]) setTimeout(() => {}, ms);",
        changes: &[
            ("[1, 2, 3]", "[1, 2]", Some((2, "start", "settled"))),
            ("[1, 2, 3]", "[1, 2, 4]", Some((2, "start", "start"))),
            ("[1, 2, 3]", "[2, 2, 3]", Some((0, "start", "start"))),
        ],
    },
];

/// Those for time. What an execution that computed would have done next nobody knows; one that waited would have done nothing.
pub(super) const BY_TIME: &[End] = &[
    End {
        name: "cpu_ms",
        limits: LITTLE_TIME,
        body: "console.log('begins'); for (;;);",
        changes: &[
            ("'begins'", "'began'", Some((0, "log", "log"))),
            // Not compared any more.
            ("for (;;);", "console.log('more');", None),
            ("for (;;);", "", None),
            ("for (;;);", "await new Promise(() => {});", None),
        ],
    },
    End {
        name: "wall_ms",
        limits: LITTLE_PATIENCE,
        body: "console.log('begins'); for (;;);",
        changes: &[
            ("'begins'", "'began'", Some((0, "log", "log"))),
            ("for (;;);", "console.log('more');", None),
        ],
    },
    End {
        name: "wall_ms",
        limits: LITTLE_PATIENCE,
        body: "console.log('begins'); const asked = fetch('https://slow.example/'); await asked; console.log('never');",
        changes: &[
            (
                "await asked;",
                "console.log('more'); await asked;",
                Some((2, "ended", "log")),
            ),
            (
                "await asked;",
                "await Promise.race([asked, new Promise(done => setTimeout(done, 9))]);",
                Some((2, "ended", "start")),
            ),
            (
                "await asked; console.log('never');",
                "",
                Some((2, "ended", "settled")),
            ),
            (
                "fetch('https://slow.example/')",
                "new Promise(() => {})",
                Some((1, "start", "nothing")),
            ),
            ("slow.example", "fast.example", Some((1, "start", "start"))),
            ("'never'", "'ever'", None),
        ],
    },
    // Behind the handler.
    End {
        name: "completed",
        limits: |limits| limits.floating_ms = 50,
        body: "fetch('https://slow.example/');",
        changes: &[
            ("fetch('", "await fetch('", Some((1, "settled", "nothing"))),
            (
                "fetch(",
                "(async () => { for (let at = 0; at < 20; at++) await 0; console.log('late'); })(); fetch(",
                Some((2, "cut", "log")),
            ),
        ],
    },
    End {
        name: "completed",
        limits: LITTLE_TIME,
        body: "setTimeout(() => { console.log('late'); for (;;); }, 1);",
        changes: &[
            ("'late'", "'later'", Some((3, "log", "log"))),
            ("for (;;);", "console.log('more');", None),
        ],
    },
];
