//! `latchwork.toml`, or `configuration.json` when it begins with `{`: what is read is written and read back the same, what
//! is refused is refused with a place, and a form takes the defaults that it offers.
#![no_main]

use std::collections::BTreeMap;

use bundle::{Difference, Form, Manifest, words};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if text.starts_with('{') {
        form(text);
    } else {
        manifest(text);
    }
});

fn manifest(text: &str) {
    let manifest = match Manifest::read(text) {
        Ok(manifest) => manifest,
        Err(error) => {
            let lines = text.matches('\n').count() + 1;
            assert!(!error.problems.is_empty() && !error.to_string().is_empty());
            assert!(
                error
                    .problems
                    .iter()
                    .all(|problem| (1..=lines).contains(&(problem.line as usize)))
            );
            return;
        }
    };
    let written = manifest.write();
    let again = Manifest::read(&written).expect("its own text");
    assert_eq!(again, manifest);
    assert_eq!(again.write(), written);
    let permissions = &manifest.permissions;
    assert!(!words::summary(permissions, manifest.trigger).is_empty());
    assert!(!Difference::between(permissions, permissions).widens);
    let nothing = Default::default();
    let removed = Difference::between(permissions, &nothing).removed;
    assert_eq!(&removed, permissions);
    if let Ok(granted) = permissions.grant(&BTreeMap::new()) {
        for own in &permissions.event {
            assert!(granted.reads(own.field.as_str()));
        }
    }
}

fn form(text: &str) {
    let form = match Form::read(text) {
        Ok(form) => form,
        Err(error) => {
            assert!(!error.problems.is_empty() && !error.to_string().is_empty());
            return;
        }
    };
    let saved = serde_json::to_string(&form).expect("a form is JSON");
    assert_eq!(
        serde_json::from_str::<Form>(&saved).expect("its own JSON"),
        form
    );
    match form.check_values(&BTreeMap::new(), &BTreeMap::new()) {
        Ok(values) => {
            let again = form.check_values(&values.configuration, &BTreeMap::new());
            assert_eq!(again.as_ref(), Ok(&values));
        }
        Err(errors) => {
            for error in errors {
                let field = form.field(&error.field).expect("a field of the form");
                assert!(field.required && field.default_value.is_none(), "{error}");
            }
        }
    }
    for field in &form.configuration {
        let own = BTreeMap::from([(field.name.clone(), text.chars().take(40).collect())]);
        let _ = form.check_values(&own, &BTreeMap::new());
    }
}
