//! The OpenAPI 3.1 document of `/api/v1`, made from the routes there are and the shapes they take and answer.
//!
//! Who has the routes (the access table) says for each which [`Operation`] it is and who may call it; what follows from
//! that, such as which problems it may answer, is written here once for all.

mod operation;

use std::collections::BTreeMap;

use contract::Trigger;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::Problem;

pub use operation::{Operation, Parameter};

/// A route of the API, as the document needs it.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method, upper case.
    pub method: &'static str,
    /// The path, with `{name}` for a segment that varies.
    pub path: &'static str,
    /// What it takes and answers.
    pub operation: &'static Operation,
    /// Whose token it needs; none when anybody may call it.
    pub bearer: Option<Bearer>,
    /// The largest body, in bytes.
    pub body_bytes: usize,
}

/// Whose token a route needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// What sort of token.
    pub scheme: Scheme,
    /// The roles of which it must have one.
    pub roles: Vec<&'static str>,
}

/// A sort of bearer token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// An administrator's of the tenant that answers on the host name.
    Administrator,
    /// A partner's key.
    Partner,
    /// One of who runs this Latchwork.
    Staff,
}

impl Scheme {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Partner, Self::Staff];

    /// Its name in the document.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Partner => "partner",
            Self::Staff => "staff",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Administrator => {
                "An administrator's token of the tenant that answers on the host name. A higher role may do all that a lower one may: viewer, editor, owner."
            }
            Self::Partner => {
                "A partner's key. It opens the same on every host name. An owner may do all that a developer may."
            }
            Self::Staff => {
                "A token of who runs this Latchwork. The roles are apart: a reviewer is no operator and an operator no reviewer."
            }
        }
    }
}

/// The segments of paths that vary.
const SEGMENTS: &[Parameter] = &[
    Parameter::path::<String>("id", "The thing's id."),
    Parameter::path::<String>("name", "The secret's name, as in `event.secrets`."),
    Parameter::path::<String>("kid", "The key's id, as in the `kid` header."),
    Parameter::path::<String>("slug", "The integration's name in addresses."),
    Parameter::path::<String>("version", "The integration's version, such as `1.2.0`."),
    Parameter::path::<String>("digest", "What names the release's package: `sha256:...`."),
    Parameter::path::<u32>("number", "The version's number, from 1."),
    Parameter::path::<Trigger>("trigger", "The flow's trigger."),
];

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
#[error("the shape {name} is not the same in requests and in answers; make two shapes of it")]
pub struct Ambiguous {
    /// The shape's name.
    name: String,
}

/// The document.
///
/// # Errors
/// [`Ambiguous`].
pub fn document(routes: &[Route]) -> Result<Value, Ambiguous> {
    let mut writer = Writer::default();
    let problem = writer.answers.subschema_for::<Problem>();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for route in routes {
        let operation = writer.operation(route);
        paths
            .entry(route.path)
            .or_default()
            .insert(route.method.to_ascii_lowercase(), operation);
    }
    let schemes = Scheme::ALL.map(|scheme| {
        let value = json!({"type": "http", "scheme": "bearer", "description": scheme.about()});
        (scheme.as_str().to_owned(), value)
    });
    Ok(json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Latchwork",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Requests refuse unknown fields; answers may gain fields. Times are RFC 3339 text in UTC, durations carry their unit in their name. Errors are problem documents (RFC 9457).",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The host name of the tenant that is meant"}],
        "paths": paths,
        "components": {
            "securitySchemes": Map::from_iter(schemes),
            "responses": {
                "Problem": {
                    "description": "What is wrong, and what to do",
                    "content": {"application/problem+json": {"schema": problem}},
                },
            },
            "schemas": writer.schemas()?,
        },
    }))
}

/// Writes operations, and gathers the schemas they name. What is sent and what is answered are two readings of a shape: in
/// a request a field with a default may be left out, in an answer it is always there. The document has one name for each.
struct Writer {
    requests: SchemaGenerator,
    answers: SchemaGenerator,
}

impl Default for Writer {
    fn default() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = "/components/schemas".into();
                settings.meta_schema = None;
            })
        };
        Self {
            requests: settings().for_deserialize().into_generator(),
            answers: settings().for_serialize().into_generator(),
        }
    }
}

impl Writer {
    fn operation(&mut self, route: &Route) -> Value {
        let operation = route.operation;
        let segments: Vec<&Parameter> = SEGMENTS
            .iter()
            .filter(|segment| route.path.contains(&format!("{{{}}}", segment.name)))
            .collect();
        let mut responses = Map::new();
        responses.insert(operation.status.to_string(), self.answer(operation));
        for (status, may) in [
            (401, route.bearer.is_some()),
            (403, route.bearer.is_some()),
            (404, !segments.is_empty()),
            (409, operation.conflict),
            (413, operation.request.is_some()),
            (415, operation.request.is_some()),
            (
                422,
                operation.request.is_some() || !operation.parameters.is_empty(),
            ),
        ] {
            if may {
                responses.insert(status.to_string(), problem());
            }
        }
        responses.insert("default".to_owned(), problem());
        let parameters = segments.into_iter().chain(operation.parameters);
        let mut value = json!({
            "operationId": operation.id,
            "summary": operation.summary,
            "tags": [tag(route.path)],
            "parameters": parameters.map(|one| self.parameter(one)).collect::<Vec<_>>(),
            "responses": responses,
            "security": security(route.bearer.as_ref()),
        });
        if let (Some(request), Some(value)) = (&operation.request, value.as_object_mut()) {
            let body = json!({
                "required": request.required,
                "description": format!("At most {} bytes.", route.body_bytes),
                "content": {request.content.media_type: content(&request.content, &mut self.requests)},
            });
            value.insert("requestBody".to_owned(), body);
        }
        value
    }

    fn parameter(&mut self, parameter: &Parameter) -> Value {
        json!({
            "in": parameter.place,
            "name": parameter.name,
            "description": parameter.about,
            "required": parameter.required,
            "schema": (parameter.shape)(&mut self.requests),
        })
    }

    fn answer(&mut self, operation: &Operation) -> Value {
        let Some(answer) = &operation.answer else {
            return json!({"description": "Done"});
        };
        json!({
            "description": "Done",
            "content": {answer.media_type: content(answer, &mut self.answers)},
        })
    }

    /// The schemas that were named.
    fn schemas(&mut self) -> Result<Map<String, Value>, Ambiguous> {
        let mut schemas = self.answers.take_definitions(true);
        for (name, schema) in self.requests.take_definitions(true) {
            match schemas.get(&name) {
                Some(known) if *known != schema => return Err(Ambiguous { name }),
                _ => _ = schemas.insert(name, schema),
            }
        }
        Ok(schemas)
    }
}

fn content(content: &operation::Content, generator: &mut SchemaGenerator) -> Value {
    match content.shape {
        Some(shape) => json!({"schema": shape(generator)}),
        None => json!({}),
    }
}

fn problem() -> Value {
    json!({"$ref": "#/components/responses/Problem"})
}

/// Each element is enough by itself.
fn security(bearer: Option<&Bearer>) -> Vec<Value> {
    let roles = bearer.iter().flat_map(|bearer| {
        let name = bearer.scheme.as_str();
        bearer.roles.iter().map(move |role| json!({name: [role]}))
    });
    roles.collect()
}

/// Routes are shown together by what they are about: the segment after `/api/v1/`.
fn tag(path: &str) -> &str {
    path.split('/').nth(3).unwrap_or_default()
}

#[cfg(test)]
mod tests;
