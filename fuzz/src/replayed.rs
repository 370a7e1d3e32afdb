//! A script that does what a recording says was done, so that a replay of it walks through the steps.

use contract::LogLevel;
use contract::recording::{Clock, Step};
use sandbox::puppet::{CALLS, DATA_BYTES, Script, TAKEN_AT, WORDS, import};

/// The script of these steps, with one of them passed over if there is one of this number.
pub fn script(steps: &[Step], passed_over: usize) -> Script {
    let mut script = Script::default();
    for (at, step) in steps.iter().enumerate().take(CALLS) {
        if at == passed_over {
            continue;
        }
        let mut words = [0; WORDS];
        for (word, value) in words.iter_mut().zip(call(&mut script.data, step)) {
            *word = value;
        }
        script.calls.push(words);
    }
    script
}

fn call(data: &mut Vec<u8>, step: &Step) -> Vec<u32> {
    let mut put = |bytes: &[u8]| -> [u32; 2] {
        if data.len() + bytes.len() > DATA_BYTES {
            return [0, 0];
        }
        let at = data.len() as u32;
        data.extend_from_slice(bytes);
        [at, bytes.len() as u32]
    };
    let mut asked = |import: u32, parts: &[&[u8]]| -> Vec<u32> {
        let parts = parts.iter().flat_map(|part| put(part));
        std::iter::once(import).chain(parts).collect()
    };
    match step {
        Step::Clock { clock, .. } => vec![import::CLOCK, u32::from(*clock != Clock::Wall)],
        Step::Random { bytes } => {
            let length = bytes.bytes().len().min(1 << 20);
            vec![import::RANDOM, TAKEN_AT, length as u32]
        }
        Step::Log { level, text } => {
            let level = match level {
                LogLevel::Trace => 0,
                LogLevel::Debug => 1,
                LogLevel::Info => 2,
                LogLevel::Warn => 4,
                LogLevel::Error => 5,
                _ => 3,
            };
            let [from, length] = put(&text.bytes());
            vec![import::LOG, level, from, length]
        }
        Step::Command { path, arguments } => {
            asked(import::EMIT, &[path.as_bytes(), &arguments.bytes()])
        }
        Step::Call {
            operation, head, ..
        } => asked(import::CALL, &[operation.as_bytes(), &head.bytes(), b""]),
        Step::Start {
            operation,
            head,
            bytes,
            ..
        } => {
            let parts: [&[u8]; 3] = [operation.as_bytes(), &head.bytes(), &bytes.bytes()];
            asked(import::START, &parts)
        }
        Step::Cancel { id } => vec![import::CANCEL, id.cast_unsigned()],
        Step::Settled { thrown: None } => vec![import::SETTLED, 0],
        Step::Settled {
            thrown: Some(thrown),
        } => [import::SETTLED, 1, 0, 0]
            .into_iter()
            .chain(put(&thrown.bytes()))
            .collect(),
        Step::Delivered { .. } | Step::Cut { .. } | Step::Ended { .. } => vec![import::LEAVE],
    }
}
