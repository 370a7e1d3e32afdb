//! Follows calls of `api`: methods, the names they write, the browsers they send away.

use std::collections::BTreeSet;

use contract::Trigger;
use contract::method::{MethodKind, Returns};
use oxc::span::Span;

use super::super::found::{LostApi, MethodUse, NameUse, RedirectUse, Why};
use super::super::frame::Here;
use super::super::host::reached;
use super::super::value::{Atom, Name, Origin, Value};
use super::super::world::World;

impl World<'_, '_> {
    /// A call of what stands at this path of `api`.
    pub(super) fn api_call(
        &mut self,
        path: &Name,
        given: &[Value],
        span: Span,
        here: Here,
    ) -> Value {
        let at = self.at(span);
        if path.is_empty() {
            self.found.lost_api.insert(LostApi {
                path: path.clone(),
                at,
            });
            return Value::other();
        }
        let mut origins = Vec::new();
        for one in given {
            origins.push(self.escape(one, &Why::Given(path.clone()), span, here));
        }
        let shown = self.shown(path, given, &origins, span);
        let method = contract::method::find(self.trigger, path);
        let names = match method.is_some_and(|method| method.writes_names()) {
            true => self.names(given.first(), span),
            false => BTreeSet::new(),
        };
        if path.as_ref() == "redirect.sendUserTo" {
            self.redirect(given.first(), span);
        }
        self.found.methods.insert(MethodUse {
            path: path.clone(),
            at,
            names,
            shown,
            is_in_catch_all: here.way.is_in_catch_all,
        });
        match method.map(|method| (method.kind, method.returns)) {
            Some((_, Returns::Api)) => Atom::Api("".into()).into(),
            Some((_, Returns::Void)) => Atom::Nothing.into(),
            Some((MethodKind::AsyncCall, _) | (_, Returns::Promise(_))) => {
                Value::other().promised()
            }
            // A token that came back is what somebody else says.
            Some(_) if path.as_ref() == "redirect.validateToken" => Value::data([Origin::Part]),
            _ => Value::other(),
        }
    }

    /// Where the data come from that others get to see by a call.
    fn shown(
        &mut self,
        path: &str,
        given: &[Value],
        origins: &[BTreeSet<Origin>],
        span: Span,
    ) -> BTreeSet<Origin> {
        if path == "redirect.encodeToken" {
            let options = given.first().cloned().unwrap_or_default();
            let payload = self.member(&options, "payload", span, false);
            return self.mark(&payload, &Why::Given(path.into()), span);
        }
        // Before a user is created, the first text goes to the tenant's log and the second to the user.
        let is_split = path == "access.deny" && self.trigger == Trigger::PreUserRegistration;
        let first = usize::from(is_split && given.len() > 1);
        origins.iter().skip(first).flatten().cloned().collect()
    }

    /// The names that the first argument may be; a list of names is several.
    fn names(&mut self, first: Option<&Value>, span: Span) -> BTreeSet<NameUse> {
        let mut names = BTreeSet::new();
        let Some(first) = first else {
            return names;
        };
        for atom in &first.0 {
            match atom {
                Atom::Nothing => {}
                Atom::Text(text) => {
                    names.insert(text.as_name().map_or(NameUse::Computed, NameUse::Known));
                }
                Atom::Object(_) => {
                    let element = self.element(&atom.clone().into(), span);
                    names.extend(self.names(Some(&element), span));
                }
                _ => {
                    names.insert(NameUse::Computed);
                }
            }
        }
        names
    }

    fn redirect(&mut self, url: Option<&Value>, span: Span) {
        let at = self.at(span);
        let Some(url) = url else {
            return;
        };
        for atom in super::pattern::present(url).0 {
            let target = reached(&super::as_text(&atom)).target;
            self.found.redirects.insert(RedirectUse { at, target });
        }
    }
}
