//! What to do about a failure, where its message does not say so itself.

use contract::{Failure, FailureKind, LimitName};

/// One sentence of advice.
pub(super) fn hint(failure: &Failure) -> Option<&'static str> {
    match failure.kind {
        FailureKind::Error => Some(
            "The action threw. Catch what may fail and answer with the api, such as api.access.deny.",
        ),
        FailureKind::Syntax => Some("The file does not load; correct it there."),
        FailureKind::MissingHandler => {
            Some("Export that function; `latchwork run` calls another one with --handler.")
        }
        FailureKind::Stalled => Some(
            "The handler awaits a promise that nothing will settle. Look for a callback that is never called.",
        ),
        FailureKind::Capability => {
            Some("This host does not have it yet, or the action was not granted it. Do without it.")
        }
        FailureKind::Internal => {
            Some("The fault is Latchwork's. Please report it with the action and the event.")
        }
        // A file is run here, never a release.
        FailureKind::Release => None,
        FailureKind::Limit => failure.limit.and_then(|limit| limit_hint(limit.name)),
    }
}

fn limit_hint(name: LimitName) -> Option<&'static str> {
    match name {
        LimitName::WallMs => Some(
            "Give outbound requests a timeout well below the limit, such as AbortSignal.timeout(3000).",
        ),
        LimitName::CpuMs => Some(
            "Look for an endless loop or heavy computation; cryptography belongs to `require('crypto')`.",
        ),
        LimitName::MemoryBytes => {
            Some("Look for data that grows without end; keep only what you need of an answer.")
        }
        LimitName::StackBytes => Some("Look for a recursion without end."),
        _ => None,
    }
}
