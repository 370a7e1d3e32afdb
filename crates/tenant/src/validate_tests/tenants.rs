//! Tenants, issuers and settings.

use super::{check, urls};
use crate::*;

fn tenant() -> Tenant {
    Tenant {
        id: TenantId::new("acme"),
        display_name: "Acme".into(),
        canonical_host: Host::parse("acme.example").unwrap(),
        extra_hosts: vec![],
        issuer: "https://acme.example/".into(),
        settings: TenantSettings::default(),
        testing_of: None,
        created_at_ms: 0,
    }
}

#[test]
fn tenants() {
    let hosts = |count: usize| -> Vec<Host> {
        (0..count)
            .map(|n| Host::parse(&format!("h{n}.example")).unwrap())
            .collect()
    };
    let check = |change: &dyn Fn(&mut Tenant), expected| {
        check(&tenant(), Tenant::validate, change, expected)
    };
    for (name, expected) in [
        ("a".repeat(63), Ok(())),
        ("a".repeat(64), Err("tenant")),
        ("ab".into(), Ok(())),
        ("a".into(), Err("tenant")),
        ("-a".into(), Err("tenant")),
        ("a-".into(), Err("tenant")),
        ("Acme".into(), Err("tenant")),
        ("a.b".into(), Err("tenant")),
    ] {
        check(&|tenant| tenant.id = TenantId::new(name.clone()), expected);
    }
    check(&|tenant| tenant.display_name = "x".repeat(100), Ok(()));
    check(
        &|tenant| tenant.display_name = "x".repeat(101),
        Err("display_name"),
    );
    check(
        &|tenant| tenant.display_name = " ".into(),
        Err("display_name"),
    );
    check(&|tenant| tenant.extra_hosts = hosts(20), Ok(()));
    check(&|tenant| tenant.extra_hosts = hosts(21), Err("extra_hosts"));
    check(
        &|tenant| tenant.extra_hosts = [hosts(1), hosts(1)].concat(),
        Err("extra_hosts"),
    );
}

#[test]
fn issuers() {
    for (host, issuer, expected) in [
        ("localhost:4400", "http://localhost:4400/", Ok(())),
        ("acme.example:8443", "https://acme.example:8443/", Ok(())),
        ("acme.example", "http://acme.example/", Err("issuer")),
        ("acme.example", "https://acme.example", Err("issuer")),
        ("acme.example", "https://acme.example/a", Err("issuer")),
        ("acme.example", "https://acme.example/?", Err("issuer")),
        ("acme.example", "https://acme.example/#", Err("issuer")),
        ("acme.example", "https://other.example/", Err("issuer")),
        ("acme.example", "acme.example", Err("issuer")),
        ("acme.example", "", Err("issuer")),
    ] {
        let change = |tenant: &mut Tenant| {
            tenant.canonical_host = Host::parse(host).unwrap();
            tenant.issuer = issuer.into();
        };
        check(&tenant(), Tenant::validate, change, expected);
    }
    let long = format!("https://{}/", "a.".repeat(252));
    check(
        &tenant(),
        Tenant::validate,
        |tenant| tenant.issuer = long,
        Err("issuer"),
    );
}

#[test]
fn settings() {
    const DAY_S: u64 = 86_400;
    type Set = fn(&mut TenantSettings, u64);
    let long = |settings: &mut TenantSettings| settings.session_absolute_s = 365 * DAY_S;
    for (name, set, min, max) in [
        (
            "session_idle_s",
            (|s, v| s.session_idle_s = v) as Set,
            60,
            100 * DAY_S,
        ),
        ("id_token_s", |s, v| s.id_token_s = v, 1, LONGEST_TOKEN_S),
        (
            "userinfo_token_s",
            |s, v| s.userinfo_token_s = v,
            1,
            LONGEST_TOKEN_S,
        ),
        ("code_s", |s, v| s.code_s = v, 1, 600),
    ] {
        for (value, expected) in [
            (min, Ok(())),
            (max, Ok(())),
            (min - 1, Err(name)),
            (max + 1, Err(name)),
        ] {
            let change = |settings: &mut TenantSettings| {
                long(settings);
                set(settings, value);
            };
            check(
                &TenantSettings::default(),
                TenantSettings::validate,
                change,
                expected,
            );
        }
    }
    for (idle, absolute, expected) in [
        (60, 60, Ok(())),
        (61, 60, Err("session_idle_s")),
        (60, 59, Err("session_absolute_s")),
        (60, 365 * DAY_S, Ok(())),
        (60, 365 * DAY_S + 1, Err("session_absolute_s")),
    ] {
        let change = |settings: &mut TenantSettings| {
            (settings.session_idle_s, settings.session_absolute_s) = (idle, absolute);
        };
        check(
            &TenantSettings::default(),
            TenantSettings::validate,
            change,
            expected,
        );
    }
    for (count, expected) in [(100, Ok(())), (101, Err("allowed_logout_urls"))] {
        let change = |settings: &mut TenantSettings| {
            settings.allowed_logout_urls = urls(count, LogoutUrl::parse)
        };
        check(
            &TenantSettings::default(),
            TenantSettings::validate,
            change,
            expected,
        );
    }
}
