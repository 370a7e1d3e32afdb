//! Hosts, ports and the targets of redirects: the same places as requests and as redirects.

use contract::Trigger;
use contract::method;
use serde_json::json;

use crate::attempts::{Act, Attempt, api, permissions, reasons};

/// Where to, what declares it, what comes close.
const PLACES: &[(&str, &str, &str, &[&str])] = &[
    (
        "host",
        "https://api.acme.example/v1?x=y#z",
        "api.acme.example",
        &[
            "*.api.acme.example",
            "acme.example",
            "api.acme.example.evil.example",
            "xapi.acme.example",
        ],
    ),
    (
        "host",
        "https://API.Acme.EXAMPLE/",
        "api.acme.example",
        &["acme.example"],
    ),
    (
        "host",
        "https://api.acme.example./",
        "api.acme.example",
        &["acme.example"],
    ),
    (
        "host",
        "https:\\\\api.acme.example\\x",
        "api.acme.example",
        &["x.example"],
    ),
    (
        "host",
        "https://%61pi.acme.example/",
        "api.acme.example",
        &["xn--pi-7ia.acme.example"],
    ),
    (
        "host",
        "https://a.b.acme.example/",
        "*.acme.example",
        &[
            "b.acme.example",
            "*.a.b.acme.example",
            "*.acme.example:8443",
        ],
    ),
    (
        "host",
        "https://evil.example/?u=https://api.acme.example/",
        "evil.example",
        &["api.acme.example"],
    ),
    (
        "host",
        "https://api.acme.example.evil.example/",
        "*.evil.example",
        &["api.acme.example", "*.acme.example"],
    ),
    (
        "host",
        "https://www.b\u{fc}cher.example/",
        "www.xn--bcher-kva.example",
        &["www.bucher.example", "*.b.example"],
    ),
    (
        "host",
        "https://[2606:4700:0:0::1111]/",
        "[2606:4700::1111]",
        &["[2606:4700::1112]"],
    ),
    (
        "host",
        "https://0x08.8.2056/",
        "8.8.8.8",
        &["8.8.8.9", "0.8.8.8"],
    ),
    (
        "port",
        "https://api.acme.example:8443/",
        "api.acme.example:8443",
        &["api.acme.example", "api.acme.example:844"],
    ),
    (
        "port",
        "https://api.acme.example:443/",
        "api.acme.example",
        &["api.acme.example:8443"],
    ),
    (
        "port",
        "http://api.acme.example/",
        "api.acme.example:80",
        &["api.acme.example", "*.acme.example"],
    ),
    (
        "port",
        "http://api.acme.example:8080/",
        "*.acme.example:8080",
        &["api.acme.example", "api.acme.example:80"],
    ),
];

pub(crate) fn hosts() -> Vec<Attempt> {
    let send = method::find(Trigger::PostLogin, "redirect.sendUserTo").unwrap();
    let mut attempts = Vec::new();
    for (kind, url, declared, close) in PLACES {
        let sent = url::Url::parse(url).unwrap();
        let host = sent.host_str().unwrap();
        let refusal = format!(
            "{host}:{} is not among",
            sent.port_or_known_default().unwrap()
        );
        attempts.push(Attempt {
            kind,
            trigger: Trigger::PostLogin,
            act: Act::Fetch { url: (*url).to_owned() },
            declared: permissions(json!({"hosts": reasons("host", [*declared])})),
            undeclared: permissions(json!({"hosts": reasons("host", close.iter().copied()), "redirects": reasons("host", [*declared])})),
            refusal: refusal.clone(),
        });
        let method = [api(send.path, &[])];
        attempts.push(Attempt {
            kind: "redirect target",
            trigger: Trigger::PostLogin,
            act: Act::Call {
                method: send,
                args: vec![json!(url)],
                name: None,
            },
            declared: permissions(json!({"api": method, "redirects": reasons("host", [*declared])})),
            undeclared: permissions(json!({"api": method, "redirects": reasons("host", close.iter().copied()), "hosts": reasons("host", [*declared])})),
            refusal,
        });
    }
    attempts
}
