//! What a package certainly never sees of what people mind about.

use contract::Trigger;
use contract::event::{KnownFields, known_fields};
use contract::permission::{FieldPath, Permissions};

use super::handed::{self, Handed};

/// Something people mind about.
struct Minded {
    noun: &'static str,
    /// The field that is it. An event without it has nothing to hide.
    field: &'static str,
    /// Every other place of an event that holds it or may hold it.
    places: &'static [&'static str],
    /// Words in the name of a key that say that it holds it.
    words: &'static [&'static str],
    /// Whether it may stand in [`MAPS`].
    is_in_maps: bool,
}

/// Maps in which others may have put any of it. When one is seen as a whole, all of it is; of a named key the customer
/// reads what it is.
const MAPS: &[&str] = &[
    "user.app_metadata",
    "user.user_metadata",
    "session.metadata",
    "session.session_transfer.parent_refresh_token.metadata",
    "refresh_token.metadata",
    "refresh_token.session_transfer.parent_refresh_token.metadata",
    "transaction.metadata",
    "transaction.requested_authorization_details",
    "accessToken.customClaims",
    "request.query",
    "request.body",
    "prompt.fields",
    "prompt.vars",
    "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.general",
    "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.risk",
    "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.trust",
];

/// Words in the name of a key that say that it may hold anything.
const ANYTHING: &[&str] = &["token", "jwt", "profile"];

const MINDED: &[Minded] = &[
    Minded {
        noun: "the e-mail address",
        field: "user.email",
        places: &[
            // Who signs up without a name is called by the e-mail address.
            "user.name",
            "user.username",
            "user.identities.user_id",
            "user.identities.profileData",
            "user.enrolledFactors.options",
            "transaction.login_hint",
            "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.emailDomain",
            "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.username",
            "request.body",
            "request.query",
            "prompt.fields",
            "prompt.vars",
        ],
        words: &["mail", "contact"],
        is_in_maps: true,
    },
    Minded {
        noun: "the phone number",
        field: "user.phone_number",
        places: &[
            "message_options.recipient",
            "user.identities.user_id",
            "user.identities.profileData",
            "user.enrolledFactors.options",
            "transaction.login_hint",
            "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.username",
            "request.body",
            "request.query",
            "prompt.fields",
            "prompt.vars",
        ],
        words: &["phone", "mobile", "msisdn", "sms", "tel", "contact"],
        is_in_maps: true,
    },
    Minded {
        noun: "the name",
        field: "user.name",
        places: &[
            "user.given_name",
            "user.family_name",
            "user.nickname",
            "user.username",
            "user.identities.user_id",
            "user.identities.profileData",
            "transaction.login_hint",
            "authentication.riskAssessment.supplemental.akamai.akamaiUserRisk.username",
            "request.body",
            "request.query",
            "prompt.fields",
            "prompt.vars",
        ],
        words: &["name", "nick", "contact"],
        is_in_maps: true,
    },
    Minded {
        noun: "the IP address",
        field: "request.ip",
        places: &[
            "session.device.initial_ip",
            "session.device.last_ip",
            "refresh_token.device.initial_ip",
            "refresh_token.device.last_ip",
            "session_transfer_token.request.ip",
            "authentication.riskAssessment.assessments.UntrustedIP.details",
        ],
        words: &["ip", "ipv4", "ipv6", "address"],
        is_in_maps: true,
    },
    Minded {
        noun: "the location",
        field: "request.geoip",
        places: &[
            "request.ip",
            "request.asn",
            "session.device.initial_ip",
            "session.device.initial_asn",
            "session.device.last_ip",
            "session.device.last_asn",
            "refresh_token.device.initial_ip",
            "refresh_token.device.initial_asn",
            "refresh_token.device.last_ip",
            "refresh_token.device.last_asn",
            "session_transfer_token.request.ip",
            "session_transfer_token.request.asn",
            "session_transfer_token.request.geoip",
            "authentication.riskAssessment.assessments.UntrustedIP.details",
        ],
        words: &[
            "ip",
            "ipv4",
            "ipv6",
            "address",
            "location",
            "geo",
            "country",
            "region",
            "city",
            "lat",
            "latitude",
            "longitude",
            "timezone",
        ],
        is_in_maps: true,
    },
    Minded {
        noun: "the user's metadata",
        field: "user.app_metadata",
        places: &["user.user_metadata", "request.body"],
        words: &["metadata"],
        is_in_maps: true,
    },
    Minded {
        noun: "the one-time code",
        field: "message_options.code",
        places: &["message_options.text"],
        words: &["code", "otp"],
        is_in_maps: false,
    },
];

/// What it never sees, as far as the trigger's event has it.
pub(super) fn nouns(permissions: &Permissions, trigger: Trigger) -> Vec<String> {
    let fields = known_fields(trigger);
    let handed: Vec<&Handed> = handed::of(permissions).map(|(handed, _)| handed).collect();
    if handed.iter().any(|handed| handed.is_anything()) {
        return Vec::new();
    }
    let declared = permissions.event.iter().map(|own| own.field.as_str());
    let seen: Vec<&str> = declared
        .chain(handed.iter().flat_map(|handed| handed.fields()).copied())
        .collect();
    MINDED
        .iter()
        .filter(|minded| fields.knows(minded.field))
        .filter(|minded| !seen.iter().any(|path| minded.is_in(path, fields)))
        .map(|minded| minded.noun.to_owned())
        .collect()
}

impl Minded {
    /// Whether somebody who sees the field, with all below it, sees this or may see it.
    fn is_in(&self, path: &str, fields: &KnownFields) -> bool {
        let places = std::iter::once(&self.field).chain(self.places);
        let mut places = places.filter(|place| fields.knows(place));
        let mut maps = MAPS.iter().filter(|map| fields.knows(map));
        places.any(|place| covers(path, place) || covers(place, path))
            || self.is_in_maps && maps.any(|map| self.is_in_map(map, path))
    }

    fn is_in_map(&self, map: &str, path: &str) -> bool {
        if covers(path, map) {
            return true;
        }
        let below = path.strip_prefix(map);
        below
            .and_then(|below| below.strip_prefix('.'))
            .is_some_and(|key| words(key).any(|word| self.is_said_by(&word)))
    }

    /// A long word may stand in another: `mail` in `emailaddress`.
    fn is_said_by(&self, word: &str) -> bool {
        let mut words = self.words.iter().chain(ANYTHING);
        words.any(|&own| word == own || own.len() >= MIN_LETTERS_WITHIN && word.contains(own))
    }
}

/// How long a word has to be to be looked for in others.
const MIN_LETTERS_WITHIN: usize = 4;

/// The words of a key, in small letters: `lastIP` and `last_ip` have the same.
fn words(key: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::new();
    let mut was_small = false;
    for letter in key.chars() {
        if was_small && letter.is_uppercase() {
            spaced.push(' ');
        }
        was_small = letter.is_lowercase();
        spaced.extend(letter.to_lowercase());
    }
    let words = spaced.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = words.map(ToOwned::to_owned).collect();
    words.into_iter()
}

fn covers(path: &str, other: &str) -> bool {
    FieldPath::parse(path).is_ok_and(|path| path.covers(other))
}

#[cfg(test)]
mod tests;
