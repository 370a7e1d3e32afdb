//! Follows classes: instances are objects, methods are functions with them as `this`.

use oxc::ast::ast::{Class, ClassElement, MethodDefinitionKind};

use super::super::frame::{Callable, FrameKey, Here, Way};
use super::super::value::{Atom, Name, Value};
use super::super::world::World;

impl<'a> World<'_, 'a> {
    /// The value of a class that stands here.
    pub(super) fn class_value(&mut self, class: &'a Class<'a>, here: Here) -> Value {
        let number = self.class(class);
        if let Some(parent) = class.heritage_expression() {
            self.eval(parent, here);
        }
        let value: Value = Atom::Class(number, here.frame).into();
        if let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) {
            self.assign(symbol, &value, here);
        }
        let statics = self.thing(class.span.start, here);
        let this = Atom::Object(statics).into();
        self.members(class, statics, &this, true, here);
        value
    }

    /// Puts the members of a class into an object.
    fn members(
        &mut self,
        class: &'a Class<'a>,
        thing: usize,
        this: &Value,
        is_static: bool,
        here: Here,
    ) {
        for element in &class.body.body {
            if element.r#static() != is_static {
                continue;
            }
            let name = element.property_key().and_then(|key| key.name());
            let name = name.map(|name| Name::from(name.as_ref()));
            match element {
                ClassElement::MethodDefinition(method) => {
                    let mut value = self.function(Callable::Function(&method.value), here);
                    match method.kind {
                        MethodDefinitionKind::Constructor | MethodDefinitionKind::Set => continue,
                        MethodDefinitionKind::Get => {
                            value = self.invoke_all(&value, this, &[], here);
                        }
                        MethodDefinitionKind::Method => {}
                    }
                    let name = private(element, name);
                    self.set(thing, name.as_ref(), &value);
                }
                ClassElement::PropertyDefinition(property) => {
                    if let Some(value) = &property.value {
                        let value = self.eval(value, here);
                        let name = private(element, name);
                        self.set(thing, name.as_ref(), &value);
                    }
                }
                ClassElement::StaticBlock(block) => self.statements(&block.body, here),
                _ => {}
            }
        }
    }

    /// A new instance.
    pub(super) fn make(
        &mut self,
        number: usize,
        frame: usize,
        thing: usize,
        given: &[Value],
        here: Here,
    ) -> Value {
        let this: Value = Atom::Object(thing).into();
        let Some(class) = self.classes.get(number).copied() else {
            return this;
        };
        let mut made_in = Here {
            frame,
            way: here.way,
        };
        if let Some(parent) = class.heritage_expression() {
            for atom in &self.eval(parent, made_in).0 {
                if let Atom::Class(parent, outer) = atom
                    && self.depth < 24
                {
                    self.depth += 1;
                    self.make(*parent, *outer, thing, given, here);
                    self.depth -= 1;
                }
            }
        }
        made_in.frame = self.instance_frame(number, frame, &this, here);
        self.members(class, thing, &this, false, made_in);
        for element in &class.body.body {
            if let ClassElement::MethodDefinition(method) = element
                && method.kind == MethodDefinitionKind::Constructor
            {
                let value = self.function(Callable::Function(&method.value), made_in);
                self.invoke_all(&value, &this, given, here);
            }
        }
        this
    }

    /// A frame without variables in which `this` is the instance.
    fn instance_frame(&mut self, class: usize, outer: usize, this: &Value, here: Here) -> usize {
        let key = FrameKey {
            function: usize::MAX - class,
            outer,
            this: this.clone(),
            arguments: Vec::new(),
            way: here.way,
        };
        let frame = self.frame(key, false);
        if let Some(frame) = self.frames.get_mut(frame) {
            frame.this.join(this);
        }
        frame
    }

    /// A static member of a class.
    pub(super) fn static_member(&mut self, class: usize, frame: usize, name: &str) -> Value {
        let Some(class) = self.classes.get(class).copied() else {
            return Value::other();
        };
        let here = Here {
            frame,
            way: Way::default(),
        };
        let statics = self.thing(class.span.start, here);
        self.get(statics, name).unwrap_or_default()
    }
}

/// A private member's name begins with `#`.
fn private(element: &ClassElement<'_>, name: Option<Name>) -> Option<Name> {
    let is_private = element
        .property_key()
        .is_some_and(|key| key.is_private_identifier());
    if is_private {
        name.map(|name| format!("#{name}").into())
    } else {
        name
    }
}
