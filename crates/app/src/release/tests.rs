//! What is held against a release, and what is said of each thing that does not hold.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use bundle::signing::partner_payload;
use bundle::{MemberPath, Members, archive};
use market::{
    Email, Partner, PartnerId, PartnerState, PlatformKeyId, ReleaseFacts, SigningKeyId,
    SubmissionId,
};

use super::*;

/// A package with this code.
fn archive_of(code: &str) -> Vec<u8> {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/member-plan");
    let mut members = Members::new(Limits::DEFAULT);
    for path in [
        bundle::package::MANIFEST,
        bundle::package::FORM,
        bundle::package::GUIDE,
    ] {
        let content = std::fs::read(format!("{example}/{path}")).unwrap();
        members
            .add(MemberPath::parse(path).unwrap(), content)
            .unwrap();
    }
    let path = MemberPath::parse(bundle::package::ACTION).unwrap();
    members.add(path, code.as_bytes().to_vec()).unwrap();
    archive::write(&members).unwrap()
}

fn package(archive: &[u8]) -> Package {
    Package::from_archive(archive, Limits::DEFAULT).unwrap()
}

fn public(pair: &Ed25519KeyPair) -> PublicKey {
    PublicKey::new(pair.public_key().as_ref().try_into().unwrap())
}

fn signed(pair: &Ed25519KeyPair, payload: &[u8]) -> Signature {
    Signature::new(pair.sign(payload).as_ref().try_into().unwrap())
}

struct World {
    archive: Vec<u8>,
    partner: Ed25519KeyPair,
    platform: Ed25519KeyPair,
    release: Release,
}

impl World {
    /// A published release.
    fn new() -> Self {
        let partner = Ed25519KeyPair::generate().unwrap();
        let platform = Ed25519KeyPair::generate().unwrap();
        let archive = archive_of("exports.onExecutePostLogin = async () => {};");
        let package = package(&archive);
        let digest = package.digest();
        let facts = ReleaseFacts {
            digest,
            manifest: package.manifest().clone(),
            form: package.form().clone(),
            code_bytes: package.code().len() as u64,
        };
        let signature = PartnerSignature {
            key: SigningKeyId::new("psk_1"),
            public_key: public(&partner),
            signature: signed(&partner, &partner_payload(&digest)),
        };
        let acme = Partner {
            id: PartnerId::new("ptn_1"),
            name: "Acme".to_owned(),
            slug: "acme".parse().unwrap(),
            contact: Email::parse("a@acme.example").unwrap(),
            website: "https://acme.example/".to_owned(),
            state: PartnerState::Active,
            revision: 1,
            created_at_ms: 1,
        };
        let mut release = Release::unreviewed(facts, &acme, signature, "mem_1", 1);
        release.submission = Some(SubmissionId::new("sub_1"));
        release.countersignature = Some(Countersignature {
            key: PlatformKeyId::new("pfk_1"),
            signature: signed(&platform, &release.signature.countersigned(&digest)),
        });
        Self {
            archive,
            partner,
            platform,
            release,
        }
    }

    fn verify(&self) -> Result<Verified, Broken> {
        verify(&self.release, &self.archive, Some(&public(&self.platform)))
    }
}

fn check(change: impl Fn(&mut World), expected: Option<Broken>) {
    let mut world = World::new();
    change(&mut world);
    assert_eq!(world.verify().err(), expected);
}

#[test]
fn what_is_not_what_was_signed_is_named() {
    check(|_| {}, None);
    // Who packs the same members anew gets the same package.
    check(
        |world| {
            let members = archive::read(&world.archive, Limits::DEFAULT).unwrap();
            world.archive = archive::write(&members).unwrap();
        },
        None,
    );
    let other = "exports.onExecutePostLogin = async () => { /* other */ };";
    check(
        |world| world.archive = archive_of(other),
        Some(Broken::OtherPackage),
    );
    check(
        |world| world.archive.truncate(world.archive.len() / 2),
        Some(Broken::Unreadable),
    );
    check(
        |world| {
            world.archive = archive_of(other);
            world.release.id = ReleaseId::new(package(&world.archive).digest().to_string());
        },
        Some(Broken::PARTNER_SIGNATURE),
    );
    check(
        |world| world.release.id = ReleaseId::new("sha256:0"),
        Some(Broken::OtherPackage),
    );
    check(
        |world| world.release.signature.public_key = public(&world.platform),
        Some(Broken::PARTNER_SIGNATURE),
    );
    check(
        |world| world.release.signature.signature = Signature::new([0; 64]),
        Some(Broken::PARTNER_SIGNATURE),
    );
    check(
        |world| world.release.signature.key = SigningKeyId::new("psk_2"),
        Some(Broken::PLATFORM_SIGNATURE),
    );
    check(
        |world| world.platform = Ed25519KeyPair::generate().unwrap(),
        Some(Broken::PLATFORM_SIGNATURE),
    );
    check(
        |world| {
            let summary = &mut world.release.manifest.summary;
            *summary = "Another.".to_owned();
        },
        Some(Broken::OtherManifest),
    );
    check(
        |world| world.release.form.configuration.clear(),
        Some(Broken::OtherManifest),
    );
}

/// The partner signs what it likes, and without the platform's signature it is no published release.
#[test]
fn a_partner_alone_makes_no_countersignature() {
    let mut world = World::new();
    let digest = package(&world.archive).digest();
    world.release.countersignature = Some(Countersignature {
        key: PlatformKeyId::new("pfk_1"),
        signature: signed(
            &world.partner,
            &world.release.signature.countersigned(&digest),
        ),
    });
    assert_eq!(world.verify().err(), Some(Broken::PLATFORM_SIGNATURE));
    let unknown = verify(&World::new().release, &world.archive, None);
    assert_eq!(unknown.err(), Some(Broken::PLATFORM_SIGNATURE));
}

#[test]
fn what_was_verified_is_looked_at_anew_where_its_row_says_something_else() {
    let world = World::new();
    let verified = world.verify().unwrap();
    assert!(verified.is_of(&world.release));
    let mut other = world.release.clone();
    other.countersignature = None;
    assert!(!verified.is_of(&other));
    other = world.release.clone();
    other.signature.signature = Signature::new([0; 64]);
    assert!(!verified.is_of(&other));
    other = world.release.clone();
    other.manifest.permissions.api.clear();
    assert!(!verified.is_of(&other));
}

#[test]
fn a_failure_names_the_integration_and_what_is_wrong() {
    let failure = Broken::Recalled.failure("member-plan 1.0.0");
    assert_eq!(failure.kind, FailureKind::Release);
    assert_eq!(
        failure.message,
        "member-plan 1.0.0 was recalled and runs nowhere any more"
    );
    assert!(!Broken::Recalled.is_damage() && !Broken::Unreviewed.is_damage());
    assert!(Broken::Missing.is_damage());
}
