//! A partner with its people, packages and releases to put into a store.

use std::collections::BTreeMap;

use bundle::{Category, Digest, Field, FieldKind, Form, Manifest, Report, Slug, UseCase};
use contract::Trigger;
use contract::permission::{EventPermission, Permissions};
use market::*;
use semver::Version;
use store::{
    InstallationOrder, PlatformKey, PrivateKey, PublicationOrder, SentPackage, Settings, Stamp,
    Store, TriedPackage,
};
use tenant::{Secret, SecretHash, TenantId};

use crate::fixture::{Fixture, open};

/// Wednesday 25 November 2026.
pub(crate) const NOW: u64 = 1_795_564_800_000;
pub(crate) const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

pub(crate) fn stamp(id: impl ToString, at_ms: u64) -> Stamp {
    Stamp {
        id: id.to_string(),
        actor: "somebody".into(),
        at_ms,
    }
}

pub(crate) fn partner(name: &str) -> Partner {
    Partner {
        id: PartnerId::new(format!("ptn_{name}")),
        name: name.into(),
        slug: Slug::parse(name).unwrap(),
        contact: Email::parse(&format!("mail@{name}.example")).unwrap(),
        website: format!("https://{name}.example/"),
        state: PartnerState::Active,
        revision: 1,
        created_at_ms: NOW,
    }
}

pub(crate) fn member(partner: &str, name: &str) -> Member {
    Member {
        id: MemberId::new(format!("mem_{name}")),
        partner: PartnerId::new(format!("ptn_{partner}")),
        name: name.into(),
        email: Email::parse(&format!("{name}@{partner}.example")).unwrap(),
        role: MemberRole::Owner,
        created_at_ms: NOW,
    }
}

pub(crate) fn partner_key(member: &Member, n: usize) -> PartnerKey {
    PartnerKey {
        id: PartnerKeyId::new(format!("pky_{n}")),
        partner: member.partner.clone(),
        member: member.id.clone(),
        name: "laptop".into(),
        hash: SecretHash::of(&format!("key {n}")),
        created_at_ms: NOW,
        expires_at_ms: None,
        revoked_at_ms: None,
    }
}

pub(crate) fn signing_key(member: &Member, n: u8) -> PartnerSigningKey {
    PartnerSigningKey {
        id: SigningKeyId::new(format!("psk_{n}")),
        partner: member.partner.clone(),
        member: member.id.clone(),
        name: "laptop".into(),
        public_key: PublicKey::new([n; 32]),
        created_at_ms: NOW,
        revoked_at_ms: None,
    }
}

pub(crate) fn staff(name: &str, role: StaffRole) -> Staff {
    Staff {
        id: StaffId::new(format!("stf_{name}")),
        name: name.into(),
        email: Email::parse(&format!("{name}@platform.example")).unwrap(),
        role,
        hash: SecretHash::of(name),
        created_at_ms: NOW,
        expires_at_ms: None,
    }
}

pub(crate) fn reviewer(name: &str) -> Staff {
    staff(name, StaffRole::Reviewer)
}

pub(crate) fn platform_key(n: u8) -> PlatformKey {
    PlatformKey {
        id: PlatformKeyId::new(format!("pfk_{n}")),
        public_key: PublicKey::new([100 + n; 32]),
        private: PrivateKey::new(vec![n; 48]),
        created_at_ms: NOW + u64::from(n),
    }
}

/// Holds every signature good whose first byte is 1.
pub(crate) fn verify(_: &PublicKey, _: &[u8], signature: &Signature) -> bool {
    signature.as_bytes()[0] == 1
}

pub(crate) fn digest(n: u8) -> Digest {
    format!("sha256:{}", hex::encode([n; 32])).parse().unwrap()
}

pub(crate) fn release_id(n: u8) -> ReleaseId {
    ReleaseId::new(digest(n).to_string())
}

fn field(name: &str, required: bool) -> Field {
    Field {
        name: name.into(),
        label: name.to_lowercase(),
        description: "d".into(),
        kind: FieldKind::String,
        required,
        editable: true,
        default_value: None,
        deploy_value: None,
        placeholder: None,
        options: vec![],
        pattern: None,
        min: None,
        max: None,
    }
}

pub(crate) fn facts(n: u8, slug: &str, version: &str) -> ReleaseFacts {
    let https = || "https://acme.example/x".to_owned();
    let manifest = Manifest {
        name: format!("The {slug}"),
        slug: Slug::parse(slug).unwrap(),
        version: Version::parse(version).unwrap(),
        trigger: Trigger::PostLogin,
        summary: "Asks Acme how risky a login is: 100% of them.".into(),
        categories: vec![Category::FraudAndRisk, Category::Consent],
        support: https(),
        privacy: https(),
        terms: https(),
        use_case: UseCase {
            service: "s".into(),
            customers: "c".into(),
            problem: "p".into(),
            solution: "s".into(),
            limitations: "l".into(),
            diagram: None,
        },
        permissions: Permissions {
            event: vec![EventPermission {
                field: "user.email".parse().unwrap(),
                reason: "to know".into(),
            }],
            ..Permissions::default()
        },
    };
    ReleaseFacts {
        digest: digest(n),
        manifest,
        form: Form {
            secrets: vec![field("API_KEY", true)],
            configuration: vec![field("MODE", false)],
            dependencies: vec![],
        },
        code_bytes: 1_000,
    }
}

/// A store with the partner `acme` (members ann and bob, a signing key of ann's), two reviewers and the platform's key.
pub(crate) async fn with_partner() -> Fixture {
    let fixture = open().await;
    let store = &fixture.store;
    store
        .partner_create(&partner("acme"), &stamp("p", NOW))
        .await
        .unwrap();
    for name in ["ann", "bob"] {
        let member = member("acme", name);
        store
            .member_create(&member, &stamp(format!("m {name}"), NOW))
            .await
            .unwrap();
    }
    let key = signing_key(&member("acme", "ann"), 7);
    store
        .partner_signing_key_create(&key, &stamp("s", NOW))
        .await
        .unwrap();
    for name in ["rita", "rolf"] {
        store
            .staff_create(&reviewer(name), &stamp(format!("r {name}"), NOW))
            .await
            .unwrap();
    }
    store
        .platform_key_begin(&platform_key(1), &stamp("k", NOW))
        .await
        .unwrap();
    fixture
}

/// Sends the package `n` as `slug version`.
pub(crate) async fn submit(
    store: &Store,
    n: u8,
    slug: &str,
    version: &str,
    at_ms: u64,
) -> Result<Submission, store::Error> {
    let ann = member("acme", "ann");
    let sent = SentPackage {
        submission: NewSubmission {
            id: SubmissionId::new(format!("sub_{n}")),
            digest: digest(n),
            manifest: &facts(n, slug, version).manifest,
            note: None,
            replaces: None,
            signature: Signature::new([1; 64]),
        },
        partner: &ann.partner,
        author: &ann.id,
        signing_key: &SigningKeyId::new("psk_7"),
        archive: &[n; 16],
    };
    let stamp = stamp(format!("submit {n}"), at_ms);
    store
        .submission_create(sent, &ReviewDays::default(), &verify, &stamp)
        .await
}

pub(crate) fn report(n: u8) -> Report {
    Report {
        digest: digest(n),
        findings: vec![],
        packages: vec![],
        specs: None,
        faults: None,
    }
}

pub(crate) async fn decide(
    store: &Store,
    submission: &Submission,
    by: &str,
    decision: Decision,
) -> Result<Submission, store::Error> {
    let verdict = NewVerdict {
        decision,
        reason: Some("because".into()),
    };
    let stamp = stamp(
        format!("{by} {} {}", submission.id, submission.revision),
        NOW,
    );
    let of = (&submission.id, submission.revision);
    store
        .submission_decide(of, &reviewer(by), verdict, &ReviewDays::default(), &stamp)
        .await
}

/// Brings the package `n` to the functional review.
pub(crate) async fn reviewed(store: &Store, n: u8, slug: &str, version: &str) -> Submission {
    submit(store, n, slug, version, NOW).await.unwrap();
    let claimed = store
        .submission_claim("one", &stamp(format!("claim {n}"), NOW))
        .await
        .unwrap()
        .unwrap();
    let done = stamp(format!("report {n}"), NOW);
    store
        .submission_report(
            &claimed.id,
            "one",
            &report(n),
            &ReviewDays::default(),
            &done,
        )
        .await
        .unwrap()
}

/// Brings the package `n` to its approval.
pub(crate) async fn approved(store: &Store, n: u8, slug: &str, version: &str) -> Submission {
    let first = reviewed(store, n, slug, version).await;
    let second = decide(store, &first, "rita", Decision::Approve).await;
    decide(store, &second.unwrap(), "rolf", Decision::Approve)
        .await
        .unwrap()
}

pub(crate) async fn make_public(
    store: &Store,
    submission: &Submission,
    n: u8,
    publish_at_ms: Option<u64>,
    at_ms: u64,
) -> Result<Published, store::Error> {
    let order = PublicationOrder {
        facts: facts(n, submission.slug.as_str(), &submission.version.to_string()),
        publish_at_ms,
        countersignature: Countersignature {
            key: PlatformKeyId::new("pfk_1"),
            signature: Signature::new([1; 64]),
        },
    };
    let of = (&submission.id, submission.revision);
    let stamp = stamp(format!("publish {n}"), at_ms);
    store
        .submission_publish(of, &reviewer("rolf"), order, &verify, &stamp)
        .await
}

/// Publishes the package `n` at `at_ms`.
pub(crate) async fn released(
    store: &Store,
    n: u8,
    slug: &str,
    version: &str,
    at_ms: u64,
) -> Release {
    let submission = approved(store, n, slug, version).await;
    let published = make_public(store, &submission, n, None, at_ms)
        .await
        .unwrap();
    published.release
}

pub(crate) async fn try_out(store: &Store, n: u8, at_ms: u64) -> Result<Release, store::Error> {
    let acme = PartnerId::new("ptn_acme");
    let tried = TriedPackage {
        facts: facts(n, "tried", "0.1.0"),
        partner: &acme,
        signature: PartnerSignature {
            key: SigningKeyId::new("psk_7"),
            public_key: PublicKey::new([7; 32]),
            signature: Signature::new([1; 64]),
        },
        archive: &[n; 16],
    };
    let stamp = stamp(format!("try {n}"), at_ms);
    store.release_try(tried, &verify, &stamp).await
}

pub(crate) fn chosen(key: &str) -> Chosen {
    Chosen {
        configuration: BTreeMap::from([("MODE".to_owned(), "strict".to_owned())]),
        secrets: BTreeMap::from([("API_KEY".to_owned(), Secret::new(key.to_owned()))]),
    }
}

pub(crate) fn order<'a>(
    tenant: &'a TenantId,
    id: &str,
    release: &'a ReleaseId,
) -> InstallationOrder<'a> {
    InstallationOrder {
        id: InstallationId::new(id),
        tenant,
        release,
        name: Some(id.to_owned()),
        follow: Follow::Following,
        chosen: chosen("s3cret-s3cret"),
        accepted: bundle::permissions_digest(&facts(1, "any", "1.0.0").manifest.permissions),
    }
}

/// Installs a release in a tenant.
pub(crate) async fn install(
    store: &Store,
    tenant: &TenantId,
    id: &str,
    release: &ReleaseId,
) -> Installation {
    let stamp = stamp(format!("install {id}"), NOW);
    store
        .installation_create(order(tenant, id, release), &stamp)
        .await
        .unwrap()
}

/// Does to the rows what somebody with the file could do.
pub(crate) async fn tamper(fixture: &Fixture, statement: &str) {
    use sea_orm::ConnectionTrait;
    let settings = Settings::in_directory(fixture.directory.path());
    let store::Database::SqliteFile(path) = settings.database;
    let url = format!("sqlite://{}", path.display());
    let database = sea_orm::Database::connect(url).await.unwrap();
    let done = database.execute_unprepared(statement).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
    database.close().await.unwrap();
}
