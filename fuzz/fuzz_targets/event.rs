//! An event as a file or a test's payload holds it, for all six triggers: what is read is written back the same.
#![no_main]

use std::collections::BTreeMap;

use contract::Trigger;
use contract::event::{Event, with_secrets};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Ok(value) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    for trigger in Trigger::ALL {
        let Ok(event) = Event::read(trigger, value.clone()) else {
            continue;
        };
        assert_eq!(event.trigger(), trigger);
        let written = event.to_json().expect("an event is JSON");
        assert!(no_null_from_absence(&written, &value));
        let again = Event::read(trigger, written.clone()).expect("its own JSON");
        assert_eq!(again, event);
        let saved = serde_json::to_vec(&event).expect("an event is JSON");
        assert_eq!(
            serde_json::from_slice::<Event>(&saved).expect("its own JSON"),
            event
        );
        let Value::Object(written) = written else {
            panic!("an event is an object")
        };
        let secrets = BTreeMap::from([("KEY".to_owned(), "value".to_owned())]);
        let given = with_secrets(written, &secrets, &BTreeMap::new());
        assert_eq!(given["secrets"]["KEY"], "value");
        assert!(
            given["configuration"]
                .as_object()
                .is_some_and(serde_json::Map::is_empty)
        );
    }
});

/// An absent field stays absent: a key that was not sent is not there as null.
fn no_null_from_absence(written: &Value, sent: &Value) -> bool {
    match (written, sent) {
        (Value::Object(written), Value::Object(sent)) => {
            written.iter().all(|(key, value)| match sent.get(key) {
                Some(sent) => no_null_from_absence(value, sent),
                None => !value.is_null(),
            })
        }
        _ => true,
    }
}
