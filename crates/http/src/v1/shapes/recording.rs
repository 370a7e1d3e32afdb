//! Recordings and their policy, in the API's shapes and back.

use api::{
    NotRecorded, RecordingMode as Mode, RecordingPolicy, RecordingSummary, Replay, ReplayVerdict,
    SetRecordingPolicy,
};
use app::moment;
use app::recordings::{PolicyView, RecordingView};
use app::replay::{Guest, ReplayView, Verdict};

use crate::v1::page::invalid;
use crate::v1::runs;

pub(crate) fn recording_policy(view: PolicyView) -> RecordingPolicy {
    let policy = view.policy;
    let app::recordings::NotRecorded {
        too_large,
        waiting,
        full,
        failed,
    } = view.not_recorded;
    let (mode, per_mille) = match policy.mode {
        tenant::RecordingMode::Off => (Mode::Off, None),
        tenant::RecordingMode::Failures => (Mode::Failures, None),
        tenant::RecordingMode::Sample { per_mille } => (Mode::Sample, Some(per_mille)),
        tenant::RecordingMode::All => (Mode::All, None),
    };
    RecordingPolicy {
        policy: SetRecordingPolicy {
            mode,
            per_mille,
            days: Some(policy.days),
            rows: Some(policy.rows),
            bytes: Some(policy.bytes),
            redact: policy.redact.iter().map(ToString::to_string).collect(),
        },
        used_rows: view.rows,
        used_bytes: view.bytes,
        not_recorded: NotRecorded {
            too_large,
            waiting,
            full,
            failed,
        },
    }
}

pub(crate) fn to_recording_policy(
    set: SetRecordingPolicy,
) -> Result<tenant::RecordingPolicy, app::Error> {
    let mode = match (set.mode, set.per_mille) {
        (Mode::Sample, Some(per_mille)) => tenant::RecordingMode::Sample { per_mille },
        (Mode::Sample, None) => {
            let message = "is missing: of how many runs in a thousand, from 1 to 1000";
            return Err(invalid("per_mille", message.to_owned()));
        }
        (_, Some(_)) => {
            let message = "is for the mode `sample`; leave it out";
            return Err(invalid("per_mille", message.to_owned()));
        }
        (Mode::Off, None) => tenant::RecordingMode::Off,
        (Mode::Failures, None) => tenant::RecordingMode::Failures,
        (Mode::All, None) => tenant::RecordingMode::All,
    };
    let redact = set.redact.iter().enumerate().map(|(at, path)| {
        path.parse()
            .map_err(|error: contract::recording::RedactionPathError| {
                invalid(&format!("redact[{at}]"), error.to_string())
            })
    });
    let new = tenant::RecordingPolicy::default();
    Ok(tenant::RecordingPolicy {
        mode,
        days: set.days.unwrap_or(new.days),
        rows: set.rows.unwrap_or(new.rows),
        bytes: set.bytes.unwrap_or(new.bytes),
        redact: redact.collect::<Result<_, _>>()?,
    })
}

pub(crate) fn recording(view: &RecordingView) -> RecordingSummary {
    RecordingSummary {
        id: view.id.clone(),
        run_id: view.run.clone(),
        step: view.step,
        trigger: view.trigger,
        code: runs::code(&view.code),
        name: view.name.clone(),
        handler: view.handler.clone(),
        outcome: runs::outcome(view.outcome),
        steps: view.steps as u64,
        bytes: view.bytes,
        created_at: moment::text(view.created_at_ms),
        expires_at: moment::text(view.expires_at_ms),
    }
}

pub(crate) fn replay(view: ReplayView) -> Result<Replay, app::Error> {
    let blank = Replay {
        verdict: ReplayVerdict::Identical,
        steps: view.steps as u64,
        another_sandbox: view.guest == Guest::Another,
        at: None,
        recorded: None,
        found: None,
        failure: None,
        reason: None,
    };
    Ok(match view.verdict {
        Verdict::Identical => blank,
        Verdict::Different {
            at,
            recorded,
            found,
            failure,
        } => Replay {
            verdict: ReplayVerdict::Different,
            at: Some(at as u64),
            recorded: recorded.map(serde_json::to_value).transpose()?,
            found: found.map(serde_json::to_value).transpose()?,
            failure,
            ..blank
        },
        Verdict::NotComparable { reason } => Replay {
            verdict: ReplayVerdict::NotComparable,
            reason: Some(reason),
            ..blank
        },
    })
}
