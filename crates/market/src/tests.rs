//! A partner, its people, packages and releases to test with.

mod catalogue;
mod installation;
mod publication;
mod receive;
mod review;

use std::collections::BTreeMap;

use bundle::report::{FaultReport, Report};
use bundle::{
    Category, Digest, Field, FieldKind, Finding, Form, Manifest, PermissionsDigest, Severity, Slug,
    UseCase,
};
use contract::Trigger;
use contract::permission::{EventPermission, Permissions};
use semver::Version;
use tenant::{Host, Secret, SecretHash, Tenant, TenantId, TenantSettings};

use crate::*;

/// Wednesday 25 November 2026.
pub(crate) const NOW: u64 = 1_795_564_800_000;

pub(crate) fn partner() -> Partner {
    Partner {
        id: PartnerId::new("ptn_acme"),
        name: "Acme".into(),
        slug: Slug::parse("acme").unwrap(),
        contact: Email::parse("mail@acme.example").unwrap(),
        website: "https://acme.example/".into(),
        state: PartnerState::Active,
        revision: 1,
        created_at_ms: 1,
    }
}

pub(crate) fn member(name: &str) -> Member {
    Member {
        id: MemberId::new(format!("mem_{name}")),
        partner: partner().id,
        name: name.into(),
        email: Email::parse(&format!("{name}@acme.example")).unwrap(),
        role: MemberRole::Developer,
        created_at_ms: 1,
    }
}

pub(crate) fn signing_key(member: &Member) -> PartnerSigningKey {
    PartnerSigningKey {
        id: SigningKeyId::new("psk_1"),
        partner: member.partner.clone(),
        member: member.id.clone(),
        name: "laptop".into(),
        public_key: PublicKey::new([7; 32]),
        created_at_ms: 1,
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
        created_at_ms: 1,
        expires_at_ms: None,
    }
}

pub(crate) fn reviewer(name: &str) -> Staff {
    staff(name, StaffRole::Reviewer)
}

pub(crate) fn digest(n: u8) -> Digest {
    format!("sha256:{}", hex::encode([n; 32])).parse().unwrap()
}

pub(crate) fn permissions(fields: &[&str]) -> Permissions {
    let event = fields.iter().map(|field| EventPermission {
        field: field.parse().unwrap(),
        reason: "to know".into(),
    });
    Permissions {
        event: event.collect(),
        ..Permissions::default()
    }
}

pub(crate) fn manifest(version: &str) -> Manifest {
    let https = || "https://acme.example/x".to_owned();
    Manifest {
        name: "Risk check".into(),
        slug: Slug::parse("risk-check").unwrap(),
        version: Version::parse(version).unwrap(),
        trigger: Trigger::PostLogin,
        summary: "Asks Acme how risky a login is.".into(),
        categories: vec![Category::FraudAndRisk],
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
        permissions: permissions(&["user.email"]),
    }
}

pub(crate) fn field(name: &str, required: bool) -> Field {
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

pub(crate) fn form() -> Form {
    Form {
        secrets: vec![field("API_KEY", true)],
        configuration: vec![field("MODE", false)],
        dependencies: vec![],
    }
}

pub(crate) fn facts(n: u8, version: &str) -> ReleaseFacts {
    ReleaseFacts {
        digest: digest(n),
        manifest: manifest(version),
        form: form(),
        code_bytes: 1_000,
    }
}

pub(crate) fn signature() -> PartnerSignature {
    PartnerSignature {
        key: SigningKeyId::new("psk_1"),
        public_key: PublicKey::new([7; 32]),
        signature: Signature::new([1; 64]),
    }
}

pub(crate) fn unreviewed(n: u8, version: &str) -> Release {
    Release::unreviewed(facts(n, version), &partner(), signature(), "mem_ann", NOW)
}

/// A release as if it had been published.
pub(crate) fn published(n: u8, version: &str) -> Release {
    Release {
        state: ReleaseState::Published,
        submission: Some(SubmissionId::new(format!("sub_{n}"))),
        publish_at_ms: Some(NOW),
        ..unreviewed(n, version)
    }
}

/// Holds every signature good whose first byte is 1.
pub(crate) fn verify(_: &PublicKey, _: &[u8], signature: &Signature) -> bool {
    signature.as_bytes().first() == Some(&1)
}

pub(crate) fn new_submission(manifest: &Manifest, n: u8) -> NewSubmission<'_> {
    NewSubmission {
        id: SubmissionId::new(format!("sub_{n}")),
        digest: digest(n),
        manifest,
        note: None,
        replaces: None,
        signature: Signature::new([1; 64]),
    }
}

/// A submission that has just come.
pub(crate) fn received(n: u8) -> Submission {
    let ann = member("ann");
    let change = Submission::receive(
        new_submission(&manifest("1.0.0"), n),
        (&partner(), &ann, &signing_key(&ann)),
        &Known::default(),
        &ReviewDays::default(),
        &verify,
        NOW,
    );
    change.unwrap().next
}

pub(crate) fn report(n: u8, severity: Option<Severity>) -> Report {
    let findings = severity.into_iter().map(|severity| Finding {
        rule: "loose-equality".into(),
        severity,
        place: None,
        message: "m".into(),
        reason: "r".into(),
        mend: "m".into(),
    });
    Report {
        digest: digest(n),
        findings: findings.collect(),
        packages: vec![],
        specs: None,
        faults: Some(FaultReport::default()),
    }
}

/// A submission in functional review.
pub(crate) fn in_review(n: u8) -> Submission {
    let checking = received(n).claim("one", NOW).unwrap().next;
    let days = ReviewDays::default();
    checking
        .report("one", &report(n, None), &days, NOW)
        .unwrap()
        .next
}

pub(crate) fn decide(
    submission: &Submission,
    by: &Staff,
    decision: Decision,
) -> Result<Change<Submission>, Error> {
    let verdict = NewVerdict {
        decision,
        reason: (decision != Decision::Approve).then(|| "because".to_owned()),
    };
    let members = [member("ann"), member("bob")];
    submission.decide(by, &members, verdict, &ReviewDays::default(), NOW)
}

/// A submission that two reviewers approved.
pub(crate) fn approved(n: u8) -> Submission {
    let first = decide(&in_review(n), &reviewer("rita"), Decision::Approve);
    let second = decide(&first.unwrap().next, &reviewer("rolf"), Decision::Approve);
    second.unwrap().next
}

pub(crate) fn tenant(testing_of: Option<PartnerId>) -> Tenant {
    Tenant {
        id: TenantId::new("globex"),
        display_name: "Globex".into(),
        canonical_host: Host::parse("globex.example").unwrap(),
        extra_hosts: vec![],
        issuer: "https://globex.example/".into(),
        settings: TenantSettings::default(),
        testing_of,
        created_at_ms: 1,
    }
}

pub(crate) fn accepted(release: &Release) -> PermissionsDigest {
    Acceptance::needed(release)
}

pub(crate) fn chosen(secret: Option<&str>, mode: Option<&str>) -> Chosen {
    let of = |name: &str, value: Option<&str>| -> BTreeMap<String, String> {
        let value = value.map(|value| (name.to_owned(), value.to_owned()));
        value.into_iter().collect()
    };
    let secrets = of("API_KEY", secret).into_iter();
    Chosen {
        configuration: of("MODE", mode),
        secrets: secrets
            .map(|(name, value)| (name, Secret::new(value)))
            .collect(),
    }
}
