//! The operations of recordings.

use api::openapi::{Operation, Parameter};
use api::{
    Recording, RecordingList, RecordingPolicy, Replay, ReplayRecording, RunOutcome,
    SetRecordingPolicy,
};
use contract::Trigger;

use super::PAGE_PARAMETER;
use crate::v1::recordings::JSON;

pub(crate) const SHOW_RECORDING_POLICY: Operation = Operation::new(
    "showRecordingPolicy",
    "Shows which executions are recorded, and how much is",
)
.answers::<RecordingPolicy>(200);
pub(crate) const SET_RECORDING_POLICY: Operation = Operation::new(
    "setRecordingPolicy",
    "Says which executions are recorded from now on",
)
.takes::<SetRecordingPolicy>()
.answers::<RecordingPolicy>(200);
pub(crate) const LIST_RECORDINGS: Operation =
    Operation::new("listRecordings", "Lists recorded executions, newest first")
        .with(&[
            PAGE_PARAMETER,
            Parameter::query::<Trigger>("trigger", "Those of this trigger."),
            Parameter::query::<String>("action", "Those of this action or installation, by id."),
            Parameter::query::<RunOutcome>("outcome", "Those that ended so."),
            Parameter::query::<String>("run", "Those of this run."),
            Parameter::query::<String>("from", "Those made at this moment or later (RFC 3339)."),
            Parameter::query::<String>("until", "Those made before this moment (RFC 3339)."),
        ])
        .answers::<RecordingList>(200);
pub(crate) const SHOW_RECORDING: Operation = Operation::new(
    "showRecording",
    "Shows a recorded execution, as far as it may be shown",
)
.answers::<Recording>(200);
pub(crate) const EXPORT_RECORDING: Operation = Operation::new(
    "exportRecording",
    "Exports a recorded execution as the file that `latchwork replay` reads",
)
.answers_file(JSON);
pub(crate) const DELETE_RECORDING: Operation =
    Operation::new("deleteRecording", "Deletes a recorded execution");
pub(crate) const REPLAY_RECORDING: Operation = Operation::new(
    "replayRecording",
    "Repeats a recorded execution and says where it first differs",
)
.may_take::<ReplayRecording>()
.answers::<Replay>(200);
