//! The fault matrix: runs the handler once for each thing that can go wrong, and says what comes of it.
//!
//! Nothing leaves the machine and no second passes: the handler runs in the production sandbox, in a world whose time moves
//! when everything waits for it, against answers that fixtures and specs give. Every text of the event and every secret is a
//! marked value that is looked for wherever the handler can send, print or write it.
//!
//! * `marks` plants values and finds them, `sample` is an event and a form full of them, `guess` reads the values that the
//!   code compares with.
//! * `world` is what one run reaches, `script` how the service answers in it, `scene` one run.
//! * `story` finds the success path and the refused one, `back` the return of a browser, `cells` everything that can go
//!   wrong on them, `again` the second time.
//! * `ending` and `travel` say what a run came to, `verdicts` what the matrix does.
//!
//! # Fixtures
//!
//! A package describes its service in `faults/*.json`. A file is a list of fixtures, in the format of
//! `latchwork run --fetch`, or an object:
//!
//! ```json
//! {
//!   "fetch": [{
//!     "match": {"method": "POST", "url": "{configuration.SERVICE_URL}/risk*"},
//!     "respond": {"status": 200, "headers": {}, "json": {"level": "low"}},
//!     "denies": {"json": {"level": "high"}}
//!   }],
//!   "event": {"client": {"metadata": {"risk": "on"}}},
//!   "configuration": {"SERVICE_URL": "https://api.acme.example"},
//!   "secrets": {"SIGNING_KEY": "-----BEGIN PRIVATE KEY-----"},
//!   "resume": {"secret": "PAGE_SECRET", "parameter": "session_token", "payload": {"consent": "given"}, "query": {}}
//! }
//! ```
//!
//! * `match` has `method` and `url` as in `latchwork run --fetch`: `*` stands for any characters, what is absent fits all,
//!   the first fixture that fits answers. `{configuration.NAME}` in a URL is that item's value, without a `/` at its end.
//! * `respond` is the answer of the success path: `status` (200), `headers`, and one of `json`, `text` and `base64`.
//! * `denies` is an answer upon which the handler should refuse, written the same way.
//! * `event` is merged into the sample event (RFC 7396); `configuration` and `secrets` take the place of sample values.
//! * `resume` says how a browser comes back that has done what it was sent away for: which secret signs its token, which
//!   parameter holds it, what the token says beside the standard claims, what else stands in the query.
//!
//! Where no fixture answers, the answers that specs gave do; where neither does, an answer is made up of what the code reads,
//! with a note in the report.

mod again;
mod back;
mod cells;
mod ending;
mod findings;
mod fixtures;
mod guess;
mod marks;
mod notes;
mod run;
mod sample;
mod scene;
mod script;
mod story;
mod summary;
mod travel;
mod tried;
mod verdicts;
mod world;

pub use findings::{NOTES, RULES, findings};
pub use run::run;
pub use summary::{GroupSummary, summary};
