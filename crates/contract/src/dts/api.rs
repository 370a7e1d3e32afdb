//! The `api` object of one trigger as a TypeScript interface.

use super::types::doc;
use crate::Trigger;
use crate::method::{self, Method, Returns};

/// `export interface PostLoginAPI { ... }`, families in the order of the table.
pub(super) fn declaration(trigger: Trigger) -> String {
    let mut families: Vec<(&str, Vec<(&str, &Method)>)> = Vec::new();
    for method in method::methods(trigger) {
        let (family, name) = method.path.split_once('.').unwrap_or(("", method.path));
        match families.iter_mut().find(|(known, _)| *known == family) {
            Some((_, methods)) => methods.push((name, method)),
            None => families.push((family, vec![(name, method)])),
        }
    }
    let body: String = families
        .iter()
        .map(|(family, methods)| {
            let methods: String = methods
                .iter()
                .map(|(name, method)| signature(trigger, name, method))
                .collect();
            format!("    readonly {family}: {{\n{methods}    }};\n")
        })
        .collect();
    let api = trigger.api_type();
    format!("  /** What the handlers may ask for. */\n  export interface {api} {{\n{body}  }}\n")
}

fn signature(trigger: Trigger, name: &str, method: &Method) -> String {
    let params: Vec<String> = method
        .params
        .iter()
        .map(|param| {
            format!(
                "{}{}: {}",
                param.name,
                if param.optional { "?" } else { "" },
                param.shape.ts()
            )
        })
        .collect();
    let returns = match method.returns {
        Returns::Api => trigger.api_type().to_owned(),
        Returns::Void => "void".to_owned(),
        Returns::Value(ts) => ts.to_owned(),
        Returns::Promise(ts) => format!("Promise<{ts}>"),
    };
    format!(
        "{}      {name}({}): {returns};\n",
        doc(method.doc, 6),
        params.join(", ")
    )
}
