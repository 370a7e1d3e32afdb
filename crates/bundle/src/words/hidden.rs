//! What a package certainly never sees of what people mind about.

use contract::Trigger;
use contract::event::known_fields;
use contract::permission::Permissions;

/// A noun, the field that it names, and every other place that may hold it as well.
struct Minded(&'static str, &'static str, &'static [&'static str]);

/// Maps that may hold any of it, when they are seen as a whole; of a named key the customer reads what it is.
const MAPS: &[&str] = &["user.app_metadata", "user.user_metadata"];

const MINDED: &[Minded] = &[
    Minded(
        "the e-mail address",
        "user.email",
        &[
            "user.identities",
            "transaction.login_hint",
            "request.body",
            "request.query",
            "prompt",
        ],
    ),
    Minded(
        "the phone number",
        "user.phone_number",
        &[
            "message_options.recipient",
            "user.identities",
            "transaction.login_hint",
            "request.body",
            "request.query",
            "prompt",
        ],
    ),
    Minded(
        "the name",
        "user.name",
        &[
            "user.given_name",
            "user.family_name",
            "user.nickname",
            "user.username",
            "user.identities",
            "request.body",
            "prompt",
        ],
    ),
    Minded(
        "the IP address",
        "request.ip",
        &[
            "session.device",
            "refresh_token.device",
            "session_transfer_token.request",
        ],
    ),
    Minded(
        "the location",
        "request.geoip",
        &[
            "request.ip",
            "request.asn",
            "session.device",
            "refresh_token.device",
            "session_transfer_token.request",
        ],
    ),
    Minded(
        "the user's metadata",
        "user.app_metadata",
        &["user.user_metadata", "request.body"],
    ),
    Minded(
        "the one-time code",
        "message_options.code",
        &["message_options.text", "request.body"],
    ),
];

/// What it never sees, as far as the trigger's event has it.
pub(super) fn nouns(permissions: &Permissions, trigger: Trigger) -> Vec<String> {
    let fields = known_fields(trigger);
    let touched = |place: &str| {
        permissions
            .event
            .iter()
            .any(|own| own.field.covers(place) || is_below(own.field.as_str(), place))
    };
    let sees_maps = permissions
        .event
        .iter()
        .any(|own| MAPS.iter().any(|map| own.field.covers(map)));
    MINDED
        .iter()
        .filter(|minded| !sees_maps || !minded.1.starts_with("user."))
        .filter(|minded| fields.knows(minded.1))
        .filter(|minded| !touched(minded.1) && !minded.2.iter().any(|place| touched(place)))
        .map(|minded| minded.0.to_owned())
        .collect()
}

fn is_below(path: &str, place: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| rest.starts_with('.'))
}
