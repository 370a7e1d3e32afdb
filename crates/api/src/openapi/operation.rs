//! An operation as a value: what a route takes and what it answers.

use schemars::{JsonSchema, Schema, SchemaGenerator};

/// Writes down what a value looks like.
pub(super) type Shape = fn(&mut SchemaGenerator) -> Schema;

/// What a route takes and answers. It is made where routes are and says nothing about who may call it.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Its name, unique in the API and stable: generated clients call their functions so.
    pub id: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    pub(super) parameters: &'static [Parameter],
    pub(super) request: Option<Request>,
    pub(super) status: u16,
    pub(super) answer: Option<Content>,
    pub(super) conflict: bool,
}

/// A value beside the body and the path.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(super) place: &'static str,
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
}

/// A body, and whether it may be left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request {
    pub(super) content: Content,
    pub(super) required: bool,
}

/// A body: its media type, and what it looks like when it is JSON.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    pub(super) media_type: &'static str,
    pub(super) shape: Option<Shape>,
}

impl Operation {
    /// An operation that takes nothing and answers 204 without a body.
    #[must_use]
    pub const fn new(id: &'static str, summary: &'static str) -> Self {
        Self {
            id,
            summary,
            parameters: &[],
            request: None,
            status: 204,
            answer: None,
            conflict: false,
        }
    }

    /// Takes these values beside its body.
    #[must_use]
    pub const fn with(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Takes a body of this shape.
    #[must_use]
    pub const fn takes<T: JsonSchema>(mut self) -> Self {
        self.request = Some(Request {
            content: Content::json::<T>(),
            required: true,
        });
        self
    }

    /// Takes a body of this shape, or none.
    #[must_use]
    pub const fn may_take<T: JsonSchema>(mut self) -> Self {
        self.request = Some(Request {
            content: Content::json::<T>(),
            required: false,
        });
        self
    }

    /// Takes the bytes of a file.
    #[must_use]
    pub const fn takes_file(mut self, media_type: &'static str) -> Self {
        self.request = Some(Request {
            content: Content::file(media_type),
            required: true,
        });
        self
    }

    /// Answers a body of this shape.
    #[must_use]
    pub const fn answers<T: JsonSchema>(mut self, status: u16) -> Self {
        self.status = status;
        self.answer = Some(Content::json::<T>());
        self
    }

    /// Answers the bytes of a file.
    #[must_use]
    pub const fn answers_file(mut self, media_type: &'static str) -> Self {
        self.status = 200;
        self.answer = Some(Content::file(media_type));
        self
    }

    /// Answers 409 where the present state does not allow it.
    #[must_use]
    pub const fn or_conflict(mut self) -> Self {
        self.conflict = true;
        self
    }
}

impl Parameter {
    /// A parameter of the query, which may be left out.
    #[must_use]
    pub const fn query<T: JsonSchema>(name: &'static str, about: &'static str) -> Self {
        Self {
            place: "query",
            name,
            about,
            required: false,
            shape: shape_of::<T>,
        }
    }

    /// A header that must be sent.
    #[must_use]
    pub const fn header<T: JsonSchema>(name: &'static str, about: &'static str) -> Self {
        Self {
            place: "header",
            name,
            about,
            required: true,
            shape: shape_of::<T>,
        }
    }

    /// A varying segment of a path.
    pub(super) const fn path<T: JsonSchema>(name: &'static str, about: &'static str) -> Self {
        Self {
            place: "path",
            name,
            about,
            required: true,
            shape: shape_of::<T>,
        }
    }
}

impl Content {
    const fn json<T: JsonSchema>() -> Self {
        Self {
            media_type: "application/json",
            shape: Some(shape_of::<T>),
        }
    }

    const fn file(media_type: &'static str) -> Self {
        Self {
            media_type,
            shape: None,
        }
    }
}

fn shape_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}
