//! The HTTP request that caused the event.

use serde_json::{Map, Value};

use super::shape;

shape! {
    /// The request that caused the event.
    Request {
        /// The address it came from.
        ip: String,
        /// Its HTTP method.
        method: String,
        /// Where the address is; may be empty.
        #[serde(default)]
        geoip: Geoip,
        ;
        /// The host name it was sent to.
        hostname: String,
        /// The language the client asked for.
        language: String,
        /// Its User-Agent header.
        user_agent: String,
    }

    /// The request, with its body.
    BodyRequest {
        /// What every request has.
        #[serde(flatten)]
        base: Request,
        /// The fields of its body.
        #[serde(default)]
        body: Map<String, Value>,
    }

    /// The request of the login; after a redirect that of the return.
    LoginRequest {
        /// What every request has.
        #[serde(flatten)]
        base: Request,
        /// The parameters of its query.
        #[serde(default)]
        query: Map<String, Value>,
        /// The fields of its body; empty in a login by browser.
        #[serde(default)]
        body: Map<String, Value>,
        ;
        /// The number of the network the address belongs to.
        asn: String,
    }

    /// Where an address is.
    Geoip {
        ;
        /// The city's name.
        #[serde(rename = "cityName")]
        city_name: String,
        /// The continent's code of two letters.
        #[serde(rename = "continentCode")]
        continent_code: String,
        /// The country's code of two letters.
        #[serde(rename = "countryCode")]
        country_code: String,
        /// The country's code of three letters.
        #[serde(rename = "countryCode3")]
        country_code3: String,
        /// The country's name.
        #[serde(rename = "countryName")]
        country_name: String,
        /// The subdivision's code.
        #[serde(rename = "subdivisionCode")]
        subdivision_code: String,
        /// The subdivision's name.
        #[serde(rename = "subdivisionName")]
        subdivision_name: String,
        /// The time zone's IANA name.
        #[serde(rename = "timeZone")]
        time_zone: String,
        /// The latitude, in degrees.
        latitude: f64,
        /// The longitude, in degrees.
        longitude: f64,
    }
}
