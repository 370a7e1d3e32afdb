//! Follows requests: where they go, and whether something ends the wait for their answers.

use oxc::span::Span;

use super::super::found::{RequestUse, Why};
use super::super::frame::Here;
use super::super::host::{Reached, reached, resolved};
use super::super::value::{Atom, Origin, Value};
use super::super::world::World;

impl World<'_, '_> {
    /// `fetch(input, options)`.
    pub(super) fn fetch(&mut self, given: &[Value], span: Span, here: Here) -> Value {
        let input = given.first().cloned().unwrap_or_default();
        let options = given.get(1).cloned().unwrap_or_default();
        self.escape(&input, &Why::Passed, span, here);
        self.escape(&options, &Why::Passed, span, here);
        let mut has_timeout = self.may_have(&options, &["signal"]);
        let mut urls = Value::default();
        for atom in &input.0 {
            match atom {
                Atom::Object(thing) => {
                    has_timeout |= self.may_have(&atom.clone().into(), &["signal"]);
                    let url = self.get(*thing, "url").or_else(|| self.get(*thing, "href"));
                    urls.join(&url.unwrap_or_else(Value::other));
                }
                atom => {
                    urls.join(&atom.clone().into());
                }
            }
        }
        self.request(&urls, has_timeout, span, here);
        Value::data([Origin::Answer]).promised()
    }

    /// A method of axios: `get(url, options)`, `post(url, body, options)`, `request(options)`.
    pub(super) fn axios(&mut self, method: &str, given: &[Value], span: Span, here: Here) -> Value {
        for one in given {
            self.escape(one, &Why::Passed, span, here);
        }
        let options = match method {
            "get" | "delete" | "head" | "options" => given.get(1),
            "post" | "put" | "patch" | "postForm" | "putForm" | "patchForm" => given.get(2),
            "request" | "create" => given.first(),
            _ => return Value::other(),
        };
        let options = options.cloned().unwrap_or_default();
        if method == "create" {
            return self.axios_instance(&options, span, here);
        }
        let has_timeout = self.may_have(&options, &["timeout", "signal"]);
        let url = match method {
            "request" => self.member(&options, "url", span, false),
            _ => given.first().cloned().unwrap_or_default(),
        };
        let base = self.member(&options, "baseURL", span, false);
        let urls = based(&url, &base);
        self.request(&urls, has_timeout, span, here);
        Value::data([Origin::Answer]).promised()
    }

    /// `axios.create(options)`: what it knows of hosts and timeouts is kept as an object of methods.
    fn axios_instance(&mut self, options: &Value, span: Span, here: Here) -> Value {
        let base = self.member(options, "baseURL", span, false);
        if !base.0.is_empty() {
            let has_timeout = self.may_have(options, &["timeout", "signal"]);
            self.request(&base, has_timeout, span, here);
        }
        Value::data([Origin::Part])
    }

    /// Whether options have one of these, or cannot be looked into.
    fn may_have(&self, options: &Value, names: &[&str]) -> bool {
        options.0.iter().any(|atom| match atom {
            Atom::Object(thing) => {
                let is_open = self.things.get(*thing).is_some_and(|thing| thing.is_open);
                is_open || names.iter().any(|name| self.get(*thing, name).is_some())
            }
            Atom::Nothing => false,
            _ => true,
        })
    }

    fn request(&mut self, urls: &Value, has_timeout: bool, span: Span, here: Here) {
        self.sent += 1;
        let at = self.at(span);
        let origins = urls.origins();
        for atom in super::pattern::present(urls).0 {
            let Reached { target, is_plain } = reached(&super::as_text(&atom));
            self.found.requests.insert(RequestUse {
                at,
                target,
                is_plain,
                has_timeout: has_timeout || here.way.is_raced,
                origins: origins.clone(),
            });
        }
    }
}

/// URLs with the base that options give.
fn based(urls: &Value, base: &Value) -> Value {
    if base.0.is_empty() {
        return urls.clone();
    }
    let mut value = Value::default();
    for url in &urls.0 {
        for base in &base.0 {
            let text = resolved(&super::as_text(url), &super::as_text(base));
            value.join(&Atom::Text(text).into());
        }
    }
    if urls.0.is_empty() {
        base.clone()
    } else {
        value
    }
}
