//! Permissions as partners write them, each fault with its key, its line and what to do.

use super::*;
use crate::manifest::tests::check;

#[test]
fn fields_are_those_of_the_event() {
    let field = |to: &str, told: &str| {
        let at = "latchwork.toml, line 20: `permissions.event[1].field` ";
        let told = if told == "read" {
            told.to_owned()
        } else {
            format!("{at}{told}")
        };
        check("\"user.email\"", &format!("\"{to}\""), &told);
    };
    field("user", "read");
    field("user.app_metadata.a.b", "read");
    field(
        "user.mail",
        "names no field of the event of post-login; below `user` write one of app_metadata, created_at, email,",
    );
    field(
        "mail",
        "names no field of the event of post-login; write one that begins with agent, authentication,",
    );
    field(
        "user.email.domain",
        "names no field of the event of post-login; declare `user.email`, below which there are no fields",
    );
    field(
        "message_options.code",
        "names no field of the event of post-login",
    );
    field("secrets.KEY", "`secrets.KEY` needs no permission");
    field("user..email", "`user..email` is no event field");
    field("user.app_metadata.\\u200b", "holds '\\u{200b}'");
    check(
        "\"user.app_metadata.risk\"",
        "\"user.email\"",
        "latchwork.toml, line 23: `permissions.event[2]` stands in the list already; take one of them out",
    );
    // Without a trigger, fields and methods are not looked up, and nothing else is said of them.
    check(
        "\"post-login\"\nsummary",
        "\"x\"\nsummary",
        "latchwork.toml, line 4: `trigger` `x` is not a trigger; use one of post-login, credentials-exchange, pre-user-registration, post-user-registration, post-change-password, send-phone-message; write the trigger that the handler is for",
    );
}

#[test]
fn methods_are_those_of_the_trigger() {
    let api = |key: &str, told: &str| format!("latchwork.toml, line {key} {told}");
    check(
        "\"access.deny\"",
        "\"access.denied\"",
        &api(
            "28: `permissions.api[1].method`",
            "names no method of the api of post-login; write one of access.deny",
        ),
    );
    check(
        "\"access.deny\"",
        "\"user.deny\"",
        &api(
            "28: `permissions.api[1].method`",
            "names no method of the api of post-login; write one of user.setAppMetadata, user.setUserMetadata",
        ),
    );
    check(
        "\"access.deny\"",
        "\"deny\"",
        &api(
            "28: `permissions.api[1].method`",
            "names no method of the api of post-login; write one of access.deny",
        ),
    );
    check(
        "\"access.deny\"",
        "\"transaction.setTargetScopes\"",
        &api("28: `permissions.api[1].method`", "names no method"),
    );
    check(
        "\"access.deny\"",
        "\"access.deny\"\nnames = [\"x\"]",
        &api(
            "29: `permissions.api[1].names`",
            "has names, and `access.deny` writes none; take `names` out",
        ),
    );
}

#[test]
fn methods_name_what_they_write() {
    let api = |key: &str, told: &str| format!("latchwork.toml, line {key} {told}");
    check(
        "names = [\"https://acme.com/*\", \"{configuration.CLAIM}\"]\n",
        "",
        &api(
            "31: `permissions.api[2].names`",
            "is missing: `idToken.setCustomClaim` writes names",
        ),
    );
    check(
        "\"{configuration.CLAIM}\"",
        "\"a*b\"",
        &api(
            "33: `permissions.api[2].names[2]`",
            "`a*b`: a `*` may stand at the end only",
        ),
    );
    check(
        "\"{configuration.CLAIM}\"",
        "\"https://acme.com/*\"",
        &api(
            "33: `permissions.api[2].names[2]`",
            "stands in the list already",
        ),
    );
    check(
        "\"{configuration.CLAIM}\"",
        "\"a\\tb\"",
        &api("33: `permissions.api[2].names[2]`", "holds '\\t'"),
    );
    check(
        "\"access.deny\"",
        "\"idToken.setCustomClaim\"\nnames = [\"plan\"]",
        "read",
    );
    check(
        "\"access.deny\"",
        "\"idToken.setCustomClaim\"\nnames = [\"https://acme.com/*\"]",
        &api("32: `permissions.api[2]`", "stands in the list already"),
    );
}

#[test]
fn hosts_are_hosts_and_no_list_is_endless() {
    check(
        "\"{configuration.SERVICE_URL}\"",
        "\"https://acme.com\"",
        "latchwork.toml, line 37: `permissions.hosts[1].host` `https://acme.com` is no host: write api.acme.com",
    );
    check(
        "\"*.acme.com:8443\"",
        "\"*.com\"",
        "latchwork.toml, line 41: `permissions.redirects[1].host` `*.com` would reach hosts of others",
    );
    let redirect = "[[permissions.redirects]]\nhost = \"*.acme.com:8443\"\n";
    check(
        redirect,
        &format!("{redirect}reason = \"x\"\n\n{redirect}"),
        "latchwork.toml, line 44: `permissions.redirects[2]` stands in the list already",
    );
    let many = |count: usize| -> String {
        let one =
            |at| format!("[[permissions.hosts]]\nhost = \"h{at}.acme.com\"\nreason = \"x\"\n");
        (0..count).map(one).collect()
    };
    check(
        "[[permissions.hosts]]",
        &format!("{}[[permissions.hosts]]", many(MOST_PERMISSIONS - 1)),
        "read",
    );
    check(
        "[[permissions.hosts]]",
        &format!("{}[[permissions.hosts]]", many(MOST_PERMISSIONS)),
        "latchwork.toml, line 36: `permissions.hosts` has 201 entries; there may be 0 to 200",
    );
}

#[test]
fn names_are_bounded() {
    let names = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("\"n{at}\"")).collect();
        names.join(", ")
    };
    check(
        "\"{configuration.CLAIM}\"",
        &names(MOST_PERMISSIONS - 1),
        "read",
    );
    check(
        "\"{configuration.CLAIM}\"",
        &names(MOST_PERMISSIONS),
        "latchwork.toml, line 33: `permissions.api[2].names` has 201 entries; there may be 0 to 200",
    );
}
