//! Follows the methods of lists.

use oxc::span::Span;

use super::super::frame::Here;
use super::super::value::{Atom, Value};
use super::super::world::World;

impl World<'_, '_> {
    /// A list put together to a text.
    pub(super) fn joined_list(
        &mut self,
        list: &Value,
        between: Option<&Value>,
        span: Span,
    ) -> Value {
        let comma = Value::text(",");
        let mut value = Value::text("");
        let parts = self.elements(list, span);
        for (place, part) in parts.iter().enumerate() {
            self.derive(part, span);
            if place > 0 {
                value = self.concat(&value, between.unwrap_or(&comma));
            }
            value = self.concat(&value, part);
        }
        value
    }

    /// The methods of lists, whoever's list it is.
    pub(super) fn list_method(
        &mut self,
        list: &Value,
        name: &str,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Option<Value> {
        let element = self.element(list, span);
        let back = given.first();
        Some(match name {
            "filter" | "sort" | "toSorted" => {
                self.call_back(
                    back,
                    &[element.clone(), element.clone(), list.clone()],
                    span,
                    here,
                );
                list.clone()
            }
            "slice" | "reverse" | "toReversed" | "splice" | "flat" => list.clone(),
            "find" | "findLast" => {
                self.call_back(
                    back,
                    &[element.clone(), Value::other(), list.clone()],
                    span,
                    here,
                );
                element.or(&Atom::Nothing.into())
            }
            "at" | "pop" | "shift" => element,
            "map" | "flatMap" => {
                let back =
                    self.call_back(back, &[element, Value::other(), list.clone()], span, here);
                self.list_of(span.start, &back, here)
            }
            "forEach" => {
                let back =
                    self.call_back(back, &[element, Value::other(), list.clone()], span, here);
                if back.is_promise() {
                    let at = self.at(span);
                    self.found.floating.insert(at);
                }
                Atom::Nothing.into()
            }
            "some" | "every" | "findIndex" | "findLastIndex" => {
                self.call_back(back, &[element, Value::other(), list.clone()], span, here);
                Value::data(list.origins())
            }
            "reduce" | "reduceRight" => {
                let start = given.get(1).cloned().unwrap_or_else(|| element.clone());
                let once = self.call_back(back, &[start.clone(), element.clone()], span, here);
                let start = start.or(&once);
                let twice = self.call_back(back, &[start.clone(), element], span, here);
                start.or(&twice)
            }
            _ => return None,
        })
    }
}
