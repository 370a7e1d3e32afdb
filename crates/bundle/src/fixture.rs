//! A sound package for tests, to be changed in one place at a time.

use crate::package::{ACTION, FORM, GUIDE, LOGO, MANIFEST};
use crate::{Limits, MemberPath, Members};

pub(crate) const TOML: &str = r#"name = "Risk check"
slug = "risk-check"
version = "1.2.0-beta.1"
trigger = "post-login"
summary = "Asks a risk service about each login."
categories = ["fraud-and-risk", "other"]
support = "mailto:support@acme.com"
privacy = "https://acme.com/privacy"
terms = "https://acme.com/terms"

[use_case]
service = "Scores logins."
customers = "Shops."
problem = "Stolen passwords."
solution = "A risky login is refused."
limitations = "Fifty requests a second.\nFor each key."
diagram = "media/diagram.png"

[[permissions.event]]
field = "user.email"
reason = "The service knows accounts by it."

[[permissions.event]]
field = "user.app_metadata.risk"
reason = "It says whom to leave alone."

[[permissions.api]]
method = "access.deny"
reason = "A risky login is refused."

[[permissions.api]]
method = "idToken.setCustomClaim"
names = ["https://acme.com/*", "{configuration.CLAIM}"]
reason = "The application sees the score."

[[permissions.hosts]]
host = "{configuration.SERVICE_URL}"
reason = "The service."

[[permissions.redirects]]
host = "*.acme.com:8443"
reason = "The page that asks again."
"#;

pub(crate) const JSON: &str = r#"{
  "secrets": [
    { "name": "API_KEY", "label": "API key", "description": "Of your account." }
  ],
  "configuration": [
    {
      "name": "SERVICE_URL",
      "label": "Service URL",
      "description": "Where it answers.",
      "type": "url"
    },
    {
      "name": "CLAIM",
      "label": "Claim",
      "description": "",
      "default_value": "https://shop.example/risk"
    }
  ],
  "dependencies": []
}
"#;

/// A PNG of this size, as far as its head goes.
pub(crate) fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, colour, 0, 0, 0]);
    bytes.extend(b"crc!\0\0\0\0IDATcrc!\0\0\0\0IENDcrc!");
    bytes
}

/// The files of the package, by path.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (MANIFEST, TOML.into()),
        (
            ACTION,
            b"exports.onExecutePostLogin = async () => {};\n".to_vec(),
        ),
        (
            "integration/integration.action.spec.js",
            b"test('x', () => {});\n".to_vec(),
        ),
        (FORM, JSON.into()),
        (GUIDE, b"# Risk check\n".to_vec()),
        (LOGO, png(256, 256, 6)),
        ("media/diagram.png", png(640, 480, 2)),
        ("faults/service.json", b"[]\n".to_vec()),
    ]
}

/// Files as members.
pub(crate) fn members(files: &[(&str, Vec<u8>)]) -> Members {
    let mut members = Members::new(Limits::DEFAULT);
    for (path, content) in files {
        let path = MemberPath::parse(path).unwrap();
        members.add(path, content.clone()).unwrap();
    }
    members
}
