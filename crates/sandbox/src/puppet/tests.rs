//! Calls that no sound guest makes, by number: each was met once, or might have been.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{FailureKind, LimitName, Limits, Trigger};
use serde_json::json;

use super::*;
use crate::host::{LiveHost, NoOutbound};
use crate::scheduler::Share;

const FAR: u32 = u32::MAX - 3;

/// A script that is written call by call.
#[derive(Default)]
struct Writing(Script);

impl Writing {
    fn call(mut self, kind: u32, words: &[u32]) -> Self {
        let mut call = [0; WORDS];
        call[0] = kind;
        call[1..=words.len()].copy_from_slice(words);
        self.0.calls.push(call);
        self
    }

    /// A call of texts.
    fn says(mut self, kind: u32, texts: &[&[u8]]) -> Self {
        let mut words = Vec::new();
        for text in texts {
            words.extend([self.0.data.len() as u32, text.len() as u32]);
            self.0.data.extend_from_slice(text);
        }
        self.call(kind, &words)
    }

    fn settles(mut self) -> Self {
        self.0.calls.push([import::SETTLED, 0, 0, 0, 0, 0, 0, 0]);
        self
    }
}

fn request(limits: Limits) -> Request {
    Request {
        share: Share {
            tenant: "t".into(),
            installation: None,
        },
        handler: "on".to_owned(),
        event: json!({}),
        secrets: BTreeMap::new(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        limits,
        host: Arc::new(LiveHost::new(Arc::new(NoOutbound))),
    }
}

async fn play(puppets: &Puppets, writing: &Writing, mode: Mode) -> Played {
    let source = Source::new(Trigger::PostLogin, "");
    let request = request(Limits::default());
    puppets.play(&source, request, &writing.0, mode).await
}

fn kind(played: &Played) -> Option<FailureKind> {
    played
        .execution
        .failure
        .as_ref()
        .map(|failure| failure.kind)
}

#[tokio::test]
async fn a_puppet_does_what_it_is_told() {
    let puppets = Puppets::new().unwrap();
    let writing = Writing::default()
        .call(import::CLOCK, &[0])
        .call(import::RANDOM, &[TAKEN_AT, 16])
        .says(import::EMIT, &[b"access.deny", br#"["code","reason"]"#])
        .says(import::START, &[b"timer", br#"{"ms":1}"#, b""])
        .call(import::LEAVE, &[])
        .says(
            import::CALL,
            &[b"crypto.hash", br#"{"algorithm":"md5"}"#, b"x"],
        )
        .call(import::TAKE, &[TAKEN_AT])
        .settles();
    let mut played = play(&puppets, &writing, Mode::Record).await;
    assert_eq!(played.execution.failure, None);
    assert_eq!(played.execution.commands.len(), 1);
    let steps = played.steps.take().unwrap();
    assert_eq!(steps.len(), 6, "{steps:?}");
    let again = play(&puppets, &writing, Mode::Replay(steps)).await;
    assert_eq!(again.difference, None);
    assert_eq!(again.execution.commands, played.execution.commands);
}

#[tokio::test]
async fn case_1_ranges_outside_of_the_memory_end_the_execution() {
    let puppets = Puppets::new().unwrap();
    let ranges: [(u32, &[u32]); 9] = [
        (import::RANDOM, &[FAR, 8]),
        (import::LOG, &[0, FAR, 8]),
        (import::LOG, &[0, 0, FAR]),
        (import::EMIT, &[0, 1, MEMORY_BYTES as u32, 1]),
        (import::CALL, &[0, 1, 0, 1, FAR, FAR]),
        (import::START, &[FAR, FAR, 0, 0, 0, 0]),
        (import::CODEC, &[1, 8, FAR]),
        (import::SETTLED, &[1, 0, 0, 0, 0, FAR, 1]),
        (import::TRAP, &[]),
    ];
    for (call, words) in ranges {
        let writing = Writing::default().call(call, words).settles();
        let played = play(&puppets, &writing, Mode::Plain).await;
        assert_eq!(
            kind(&played),
            Some(FailureKind::Internal),
            "{call} {words:?}"
        );
    }
    // An answer is taken to where there is no room for it, and one is handed over to where there is none.
    let taken = Writing::default()
        .call(import::CODEC, &[1, 0, 64])
        .call(import::TAKE, &[MEMORY_BYTES as u32 - 1])
        .settles();
    let played = play(&puppets, &taken, Mode::Plain).await;
    assert_eq!(kind(&played), Some(FailureKind::Internal));
    let mut handed = Writing::default().settles();
    handed.0.rooms = vec![FAR];
    let played = play(&puppets, &handed, Mode::Plain).await;
    assert_eq!(kind(&played), Some(FailureKind::Internal));
}

#[tokio::test]
async fn case_2_memory_beyond_the_limit_is_not_had() {
    let puppets = Puppets::new().unwrap();
    let writing = Writing::default().call(import::GROW, &[60_000]).settles();
    let played = play(&puppets, &writing, Mode::Plain).await;
    let limit = played.execution.failure.and_then(|failure| failure.limit);
    assert_eq!(limit.map(|hit| hit.name), Some(LimitName::MemoryBytes));
}

#[tokio::test]
async fn case_3_calls_that_are_answered_at_once_do_not_pile_up() {
    let puppets = Puppets::new().unwrap();
    let head = format!(r#"{{"path":"groups.{}"}}"#, "x".repeat(1000));
    let mut writing = Writing::default();
    for _ in 0..1_100 {
        writing = writing.says(import::START, &[b"api", head.as_bytes(), b""]);
    }
    let played = play(&puppets, &writing.settles(), Mode::Record).await;
    assert_eq!(played.execution.failure, None);
    let steps = played.steps.unwrap();
    let refused = steps.iter().filter(|step| match step {
        Step::Start { outcome, .. } => matches!(outcome, contract::recording::Started::Refused(_)),
        _ => false,
    });
    assert_eq!(refused.count(), 100);
    let told = steps.iter().filter_map(|step| match step {
        Step::Delivered { text, .. } => Some(text.as_ref().unwrap().bytes().len()),
        _ => None,
    });
    let told: Vec<usize> = told.collect();
    assert_eq!(told.len(), 1_000);
    assert!(told.iter().all(|length| *length < 500), "{told:?}");
}

/// The origin of such a URL was looked for on the stack, level by level; the process ended.
#[tokio::test]
async fn case_4_a_url_in_a_url_without_end_takes_no_stack() {
    let puppets = Puppets::new().unwrap();
    let head = format!(
        r#"{{"url":"{}https://a.example/"}}"#,
        "blob:".repeat(200_000)
    );
    let writing = Writing::default()
        .says(import::CALL, &[b"url.parse", head.as_bytes(), b""])
        .settles();
    assert_eq!(kind(&play(&puppets, &writing, Mode::Plain).await), None);
}

#[tokio::test]
async fn what_cannot_be_interrupted_is_not_entered() {
    let puppets = Puppets::new().unwrap();
    let writing = Writing::default()
        .says(import::START, &[b"timer", br#"{"ms":1}"#, b""])
        .call(import::LEAVE, &[])
        .settles();
    assert_eq!(kind(&play(&puppets, &writing, Mode::Plain).await), None);
    puppets.vm.ticks.stop();
    let played = play(&puppets, &writing, Mode::Plain).await;
    let failure = played.execution.failure.unwrap();
    assert_eq!(failure.kind, FailureKind::Internal);
    assert!(failure.message.contains("cannot interrupt"), "{failure:?}");
}
