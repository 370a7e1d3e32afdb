//! What widens and what does not.

use serde_json::json;

use super::*;

/// Permissions written `field user.email`, `api access.deny`, `api idToken.setCustomClaim name,name`, `host x`, `redirect x`.
fn permissions(lines: &[&str]) -> Permissions {
    let mut permissions = Permissions::default();
    for line in lines {
        let mut words = line.split(' ');
        let (kind, what) = (words.next().unwrap(), words.next().unwrap());
        let reason = String::from("r");
        match kind {
            "field" => permissions.event.push(EventPermission {
                field: what.parse().unwrap(),
                reason,
            }),
            "api" => permissions.api.push(ApiPermission {
                method: what.to_owned(),
                names: words
                    .flat_map(|names| names.split(','))
                    .map(|name| name.parse().unwrap())
                    .collect(),
                reason,
            }),
            "host" => permissions.hosts.push(HostPermission {
                host: what.parse().unwrap(),
                reason,
            }),
            "redirect" => permissions.redirects.push(HostPermission {
                host: what.parse().unwrap(),
                reason,
            }),
            _ => panic!("{kind}"),
        }
    }
    permissions
}

#[track_caller]
fn check(old: &[&str], new: &[&str], added: &[&str], removed: &[&str]) {
    let difference = Difference::between(&permissions(old), &permissions(new));
    assert_eq!(difference.added, permissions(added), "added");
    assert_eq!(difference.removed, permissions(removed), "removed");
    assert_eq!(difference.widens, !added.is_empty());
}

#[test]
fn wider_is_added_and_narrower_is_not() {
    check(&[], &[], &[], &[]);
    for (narrow, wide) in [
        ("field user.email", "field user"),
        ("field user.app_metadata.plan", "field user.app_metadata"),
        ("host api.acme.com", "host *.acme.com"),
        ("host *.eu.acme.com", "host *.acme.com"),
        ("host api.acme.com:8443", "host *.acme.com:8443"),
        ("redirect a.acme.com", "redirect *.acme.com"),
        (
            "api idToken.setCustomClaim https://a/b",
            "api idToken.setCustomClaim https://a/*",
        ),
        (
            "api idToken.setCustomClaim https://a/b*",
            "api idToken.setCustomClaim https://a/*",
        ),
        (
            "api idToken.setCustomClaim a",
            "api idToken.setCustomClaim a*",
        ),
    ] {
        check(&[narrow], &[wide], &[wide], &[]);
        check(&[wide], &[narrow], &[], &[wide]);
        check(&[wide], &[wide], &[], &[]);
        check(&[], &[narrow], &[narrow], &[]);
    }
}

#[test]
fn what_is_beside_is_added_and_removed() {
    for (one, other) in [
        ("field user.email", "field user.email_verified"),
        ("api access.deny", "api user.setAppMetadata k"),
        (
            "api idToken.setCustomClaim a",
            "api accessToken.setCustomClaim a",
        ),
        (
            "api idToken.setCustomClaim a",
            "api idToken.setCustomClaim {configuration.A}",
        ),
        ("host api.acme.com", "host evilacme.com"),
        ("host *.acme.com", "host acme.com"),
        ("host *.acme.com", "host api.acme.com:8443"),
        ("host *.acme.com", "host *.evilacme.com"),
        ("host {configuration.A}", "host {configuration.B}"),
        ("host api.acme.com", "redirect api.acme.com"),
    ] {
        check(&[one], &[other], &[other], &[one]);
    }
}

#[test]
fn of_a_method_only_new_names_are_added() {
    check(
        &["api idToken.setCustomClaim a,b*", "api access.deny"],
        &[
            "api access.deny",
            "api idToken.setCustomClaim a",
            "api idToken.setCustomClaim c,bc",
        ],
        &["api idToken.setCustomClaim c"],
        &["api idToken.setCustomClaim b*"],
    );
}

#[test]
fn the_digest_knows_no_order_and_no_reasons() {
    let digest = |lines: &[&str]| permissions_digest(&permissions(lines));
    let lines = [
        "field user.email",
        "api idToken.setCustomClaim a,b",
        "host acme.com",
    ];
    let known = digest(&lines);
    assert_eq!(
        digest(&[
            "host acme.com",
            "api idToken.setCustomClaim b",
            "api idToken.setCustomClaim a",
            "field user.email"
        ]),
        known
    );
    let mut reworded = permissions(&lines);
    reworded.event[0].reason = "other words".to_owned();
    assert_eq!(permissions_digest(&reworded), known);
    let others = [
        digest(&[]),
        digest(&[
            "redirect acme.com",
            "field user.email",
            "api idToken.setCustomClaim a,b",
        ]),
        digest(&[
            "host acme.com",
            "field user.email",
            "api idToken.setCustomClaim a",
        ]),
        digest(&[
            "host acme.com",
            "field user",
            "api idToken.setCustomClaim a,b",
        ]),
    ];
    let distinct: BTreeSet<PermissionsDigest> = others.into_iter().chain([known]).collect();
    assert_eq!(distinct.len(), 5);
    let text = json!(known);
    assert_eq!(
        serde_json::from_value::<PermissionsDigest>(text).unwrap(),
        known
    );
    // A form that was published once stays.
    assert_eq!(
        digest(&[]).to_string(),
        "sha256:96b73fd0debc7563af2aa47b3270f87fb1326ec284d1859917aff7c838562fde"
    );
}
