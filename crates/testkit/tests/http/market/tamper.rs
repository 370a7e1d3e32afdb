//! Bytes changed in the store and on disk: what they are of is refused by name at the next login, and nobody else is
//! harmed.

mod subject;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::rows::Cell;
use subject::{Expected, Subject};

/// The bytes with one bit turned.
fn turned(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut turned = bytes.to_vec();
    turned[at] ^= 1;
    turned
}

/// `count` places, spread over this length.
fn places(length: usize, count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |index| index * (length - 1) / (count - 1))
}

/// The text with that for this.
fn replaced(bytes: &[u8], before: &str, after: &str) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.contains(before), "{before} is not in {text}");
    text.replacen(before, after, 1).into_bytes()
}

const RELEASE: Expected = Expected::Refused(0, "the stored release sha256:");
const INSTALLATION: Expected = Expected::Refused(0, "the stored installation ins_");

#[tokio::test]
async fn changed_bytes_of_a_package_are_never_run() {
    let mut subject = Subject::make().await;
    let cell = subject.cell("packages", "archive", &subject.published);
    let archive = cell.read(&subject.world.host).await;
    let mut count = [0, 0];
    for at in places(archive.len(), 24) {
        let bytes = turned(&archive, at);
        // What no member is made of may be turned: the members are what the digest names.
        let members = bundle::archive::read(&bytes, bundle::Limits::DEFAULT);
        let same = members.is_ok_and(|members| members.digest() == subject.pack.digest());
        let expected = match same {
            true => Expected::Harmless,
            false => Expected::Refused(0, "member-plan 1.0.0 has a package that"),
        };
        count[usize::from(same)] += 1;
        let what = format!("bit of byte {at}");
        subject.holds(&cell, &bytes, &expected, &what).await;
    }
    subject.put_back().await;
    let [refused, same] = count;
    assert!(refused > 12, "{refused}");
    println!(
        "packages: {refused} turned bits refused, {same} outside of every member without effect"
    );
}

/// A value with other bytes, and what comes of it.
type Altered = (Cell, Vec<u8>, Expected, String);

/// Each of these texts of a value for the other.
async fn texts(
    subject: &Subject,
    cell: &Cell,
    expected: Expected,
    pairs: &[(&str, &str)],
) -> Vec<Altered> {
    let body = cell.read(&subject.world.host).await;
    let altered = pairs.iter().map(|(before, after)| {
        let what = format!("{}: {before} -> {after}", cell.table);
        (cell.clone(), replaced(&body, before, after), expected, what)
    });
    altered.collect()
}

/// A bit at the begin, in the middle and at the end of a value.
async fn bits(subject: &Subject, cell: &Cell, expected: Expected) -> Vec<Altered> {
    let bytes = cell.read(&subject.world.host).await;
    let altered = [0, bytes.len() / 2, bytes.len() - 1].map(|at| {
        let what = format!("{}.{}, byte {at}", cell.table, cell.column);
        (cell.clone(), turned(&bytes, at), expected, what)
    });
    altered.into()
}

async fn of_the_release(subject: &Subject) -> Vec<Altered> {
    let release = subject.cell("releases", "body", &subject.published);
    let body = release.read(&subject.world.host).await;
    let body: Value = serde_json::from_slice(&body).unwrap();
    let signature = body["signature"]["signature"].as_str().unwrap();
    let counter = body["countersignature"]["signature"].as_str().unwrap();
    let pairs = [
        ("\"published\"", "\"superseded\""),
        ("Puts the plan", "Takes the plan"),
        ("user.app_metadata.plan", "user"),
        (&signature[..8], "00000000"),
        (&counter[..8], "00000000"),
        ("\"countersignature\":{", "\"countersignatures\":{"),
    ];
    texts(subject, &release, RELEASE, &pairs).await
}

async fn of_the_installation(subject: &Subject) -> Vec<Altered> {
    let published = &subject.published;
    let installation = subject.cell("installations", "body", published);
    let accepted = published["acceptance"]["permissions"].as_str().unwrap();
    let digest = published["digest"].as_str().unwrap();
    let tried = subject.tried["digest"].as_str().unwrap();
    let pairs = [
        (&accepted[..12], "000000000000"),
        ("https://shop.example/plan", "https://shop.example/role"),
        (digest, tried),
        ("\"testing\":false", "\"testing\":true"),
    ];
    texts(subject, &installation, INSTALLATION, &pairs).await
}

async fn of_the_platforms_key(subject: &Subject) -> Vec<Altered> {
    let key = Cell {
        table: "platform_keys",
        column: "public_key",
        row: "1".to_owned(),
    };
    let bytes = key.read(&subject.world.host).await;
    let begin = std::str::from_utf8(&bytes[..4]).unwrap();
    let says = "member-plan 1.0.0 has a platform's signature that does not hold";
    texts(
        subject,
        &key,
        Expected::Refused(0, says),
        &[(begin, "0000")],
    )
    .await
}

#[tokio::test]
async fn changed_rows_of_a_release_an_installation_and_a_key_are_refused_by_name() {
    let mut subject = Subject::make().await;
    subject.whole("at first").await;
    let (published, tried) = (&subject.published, &subject.tried);
    let release_seal = subject.cell("releases", "vouched", published);
    let installation_seal = subject.cell("installations", "vouched", published);
    let secret = subject.cell("installation_secrets", "sealed", tried);
    let unopened = "risk-check 1.0.0 has a stored secret that does not open";
    let changes = [
        of_the_release(&subject).await,
        bits(&subject, &release_seal, RELEASE).await,
        of_the_installation(&subject).await,
        bits(&subject, &installation_seal, INSTALLATION).await,
        of_the_platforms_key(&subject).await,
        bits(&subject, &secret, Expected::Refused(1, unopened)).await,
    ]
    .concat();
    for (cell, bytes, expected, what) in &changes {
        subject.holds(cell, bytes, expected, what).await;
    }
    subject.put_back().await;
    println!("rows: {} changes refused by name", changes.len());
}

/// Where the host keeps what it prepared of this code.
fn images(code: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tmp/testkit/images");
    let name = hex::encode(Sha256::digest(code));
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let of_code = |path: &PathBuf| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with(&name)
    };
    entries.filter(of_code).collect()
}

#[tokio::test]
async fn a_changed_image_on_disk_is_made_anew() {
    let mut subject = Subject::make().await;
    subject.whole("at first").await;
    let found = images(&subject.pack.text(bundle::package::ACTION));
    let [image] = found.as_slice() else {
        panic!("one image: {found:?}");
    };
    let content = fs::read(image).unwrap();
    let mut kinds: Vec<Vec<u8>> = places(content.len(), 6)
        .map(|at| turned(&content, at))
        .collect();
    kinds.push(Vec::new());
    kinds.push(content[..content.len() / 2].to_vec());
    // Images stay from one run of the tests to the next: this code is this run's alone, as the package is.
    let own = hex::encode(Sha256::digest(subject.pack.text(bundle::package::ACTION)));
    let other = format!(
        "exports.onExecuteCredentialsExchange = async (event, api) => {{ api.access.deny('{own}'); }};"
    );
    let host = &mut subject.world.host;
    host.bind("credentials-exchange", "own", &other).await;
    kinds.extend(images(&other).iter().map(|path| fs::read(path).unwrap()));
    let count = kinds.len();
    assert_eq!(count, 9, "one of them is another action's");
    for (index, bytes) in kinds.into_iter().enumerate() {
        fs::write(image, &bytes).unwrap();
        subject.world.host.restart().await;
        subject.whole(&format!("image {index}")).await;
        let now = fs::read(image).unwrap();
        assert_ne!(now, bytes, "image {index} was made anew");
    }
    fs::remove_file(image).unwrap();
    subject.world.host.restart().await;
    subject.whole("no image").await;
    println!("images: {count} changed files discarded and made anew");
}
