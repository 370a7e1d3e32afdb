//! What a partner must not send: a clear answer each, and nothing half written.

use serde_json::Value;
use testkit::Pack;

use super::journey::refused;
use super::rows::execute;
use super::world::World;

/// The bytes with every one of these for that, of the same length.
fn patched(bytes: &[u8], before: &[u8], after: &[u8]) -> Vec<u8> {
    assert_eq!(before.len(), after.len());
    let mut patched = bytes.to_vec();
    let mut found = 0;
    for at in 0..patched.len().saturating_sub(before.len()) {
        let place = &mut patched[at..at + before.len()];
        if place == before {
            place.copy_from_slice(after);
            found += 1;
        }
    }
    assert!(found > 1, "a member is named twice in an archive");
    patched
}

/// The archive with other attributes of its first member: a link.
fn linked(archive: &[u8]) -> Vec<u8> {
    let mut linked = archive.to_vec();
    let central = archive
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    linked[central + 5] = 3;
    linked[central + 38..central + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
    linked
}

/// The archive whose first member says that it is larger than any may be.
fn swollen(archive: &[u8]) -> Vec<u8> {
    let mut swollen = archive.to_vec();
    let central = archive
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    swollen[central + 24..central + 28].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    swollen
}

#[tokio::test]
async fn a_submission_that_is_none_leaves_nothing_behind() {
    let world = World::make().await;
    let pack = Pack::example("member-plan");
    let signature = pack.signature(&world.pair);
    let headers = [
        ("content-type", "application/zip"),
        ("latchwork-signing-key", world.signing_key.as_str()),
        ("latchwork-signature", signature.as_str()),
    ];
    for (what, body, says) in archives(&pack.archive()) {
        let answer = world.send("", &headers, body).await;
        assert_eq!(answer.status, 422, "{what}: {}", answer.body);
        refused(&answer, 422, says);
    }
    let large = world.send("", &headers, vec![0; 40 << 20]).await;
    refused(&large, 413, "");
    wrongly_signed(&world, &pack, headers).await;
    for (query, status, says) in [
        ("?replaces=sub_none", 409, "sub_none"),
        ("?color=red", 422, "color"),
        ("?note=", 422, "note"),
    ] {
        let answer = world.send(query, &headers, pack.archive()).await;
        assert_eq!(answer.status, status, "{query}: {}", answer.body);
        refused(&answer, status, says);
    }
    let list = world
        .of_partner("GET", "/submissions", Value::Null)
        .await
        .json();
    assert_eq!(list["submissions"].as_array().unwrap().len(), 0, "{list}");
    for table in ["packages", "submissions", "releases"] {
        let rows = execute(&world.host, &format!("DELETE FROM {table}")).await;
        assert_eq!(rows, 0, "{table} is empty");
    }
}

/// Archives that are no package, and what is said of each.
fn archives(archive: &[u8]) -> [(&'static str, Vec<u8>, &'static str); 9] {
    let guide = b"integration/installation_guide.md";
    let named = |after: &[u8]| patched(archive, guide, after);
    let half = archive[..archive.len() / 2].to_vec();
    let out = named(b"../../../../../etc/cron.d/evilone");
    let root = named(b"/integratio/installation_guide.md");
    let twice = named(b"integration/integration.action.js");
    let no_text = named(b"integration/installation_guid\xff.md");
    [
        ("nothing", Vec::new(), "archive"),
        ("another file", b"#!/bin/sh\n".to_vec(), "archive"),
        ("half of it", half, "archive"),
        ("a way out", out, ".."),
        ("a root", root, "/"),
        ("a name twice", twice, "duplicate file names"),
        ("no text", no_text, "name"),
        ("a link", linked(archive), "link"),
        ("a bomb", swollen(archive), ""),
    ]
}

async fn wrongly_signed(world: &World, pack: &Pack, [zip, key, signed]: [(&str, &str); 3]) {
    let other = hex::encode([7; 64]);
    let other = ("latchwork-signature", other.as_str());
    let half = ("latchwork-signature", "00ff");
    let unknown = ("latchwork-signing-key", "psk_0000000000000000000000");
    let json = ("content-type", "application/json");
    for (what, headers, status, says) in [
        ("no type", vec![key, signed], 422, "content-type"),
        ("JSON", vec![json, key, signed], 422, "application/zip"),
        ("no key", vec![zip, signed], 422, "latchwork-signing-key"),
        ("no signature", vec![zip, key], 422, "latchwork-signature"),
        (
            "another signature",
            vec![zip, key, other],
            422,
            "does not hold",
        ),
        ("half a signature", vec![zip, key, half], 422, "signature"),
        (
            "nobody's key",
            vec![zip, unknown, signed],
            404,
            "signing key",
        ),
    ] {
        let answer = world.send("", &headers, pack.archive()).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
        refused(&answer, status, says);
    }
}
