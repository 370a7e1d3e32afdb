//! What an action exports, before anything of it runs.

use std::collections::BTreeSet;

use oxc::allocator::Allocator;

use super::read::{MOST_BYTES, on_a_deep_stack};
use super::tell::{Form, Language, Told, tell, tell_stripped};
use super::{Action, LinkError, language, types};

/// What is known of an action's exports by its text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// An ES module, which says by what names.
    Names(BTreeSet<String>),
    /// CommonJS, whose exports are what its code does. This is its text, without types.
    CommonJs(String),
}

/// What an action exports. A text that is longer than any that runs counts as CommonJS, unread.
///
/// # Errors
/// When it is not well formed.
pub fn exported(action: &Action<'_>) -> Result<Exported, LinkError> {
    let Action { file, text, .. } = action;
    if text.len() > MOST_BYTES {
        return Ok(Exported::CommonJs((*text).to_owned()));
    }
    on_a_deep_stack(file, text, || exported_here(file, text, language(file)))
}

fn exported_here(file: &str, text: &str, language: Language) -> Result<Exported, LinkError> {
    let arena = Allocator::default();
    let told = tell(&arena, file, text, language)?;
    match told {
        Told::JavaScript(form) => Ok(exports(text, &form)),
        Told::TypeScript => {
            let stripped = types::strip(file, text)?.text;
            let arena = Allocator::default();
            let form = tell_stripped(&arena, file, &stripped)?;
            Ok(exports(&stripped, &form))
        }
        Told::Broken(parsed) => match parsed.diagnostics.first() {
            Some(first) => Err(LinkError::syntax(file, text, first)),
            None => Ok(Exported::CommonJs(text.to_owned())),
        },
    }
}

fn exports(text: &str, form: &Form<'_>) -> Exported {
    match form {
        Form::CommonJs(_) => Exported::CommonJs(text.to_owned()),
        Form::Module(module) => {
            let names = module.module_record.exported_bindings.keys();
            Exported::Names(names.map(ToString::to_string).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str, text: &str) -> Result<Exported, String> {
        let action = Action {
            name: "action.js",
            file,
            text,
            ..Action::default()
        };
        exported(&action).map_err(|error| error.to_string())
    }

    #[test]
    fn modules_say_their_names_and_common_js_has_its_text() {
        let names = |names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned());
            Ok(Exported::Names(names.collect()))
        };
        let text = "export const onA = () => {}; const b = 1; export { b as onB }; export type C = string;";
        assert_eq!(of("action.ts", text), names(&["onA", "onB"]));
        assert_eq!(of("action.mts", text), names(&["onA", "onB"]));
        assert_eq!(of("action.js", text), names(&["onA", "onB"]));
        assert_eq!(
            of("action.mjs", "export async function onA() {}"),
            names(&["onA"])
        );
        let Ok(Exported::CommonJs(plain)) = of("a.cts", "exports.onA = (a: string) => a;") else {
            panic!("not CommonJS");
        };
        assert!(!plain.contains("string"), "{plain}");
        let plain = "exports.onA = () => {};";
        let expected = Ok(Exported::CommonJs(plain.to_owned()));
        assert_eq!(of("action.js", plain), expected);
    }

    #[test]
    fn what_is_half_written_has_its_place() {
        for (file, text) in [
            ("action.js", "exports.onA = () => {\n  let a = ;\n};"),
            ("action.ts", "export const onA = () => {\n  let a: = 1;\n};"),
            ("action.mjs", "export const onA = () => {\n  let a = ;\n};"),
            ("action.cts", "exports.onA = () => {\n  let a: = 1;\n};"),
            // What only gets further as TypeScript is that, as it is when it is linked.
            ("action.js", "const a: string = '';\nlet b: number = ;"),
        ] {
            let error = of(file, text).unwrap_err();
            assert!(error.starts_with(&format!("{file}:2:")), "{error}");
        }
        let error = of("action.js", "exports.onA = () => {\n").unwrap_err();
        assert!(error.starts_with("action.js:"), "{error}");
    }
}
