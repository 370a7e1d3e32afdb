//! Installed, updated, followed, taken away.

use super::*;

fn new<'a>(tenant: &'a Tenant, release: &'a Release) -> NewInstallation<'a> {
    NewInstallation {
        id: InstallationId::new("ins_1"),
        tenant,
        release,
        name: None,
        follow: Follow::Following,
        chosen: chosen(Some("k1"), Some("strict")),
        accepted: accepted(release),
        by: "adm_1",
    }
}

fn install(release: &Release) -> Installation {
    let tenant = tenant(None);
    let written = Installation::install(new(&tenant, release), NOW).unwrap();
    written.change.next
}

fn update<'a>(tenant: &'a Tenant, from: &'a Release, to: &'a Release) -> Update<'a> {
    Update {
        tenant,
        from,
        to,
        chosen: Chosen::default(),
        accepted: None,
        by: "adm_2",
    }
}

fn with_fields(mut release: Release, fields: &[&str]) -> Release {
    release.manifest.permissions = permissions(fields);
    release
}

#[test]
fn a_release_is_installed_as_its_form_and_its_permissions_want() {
    let (tenant, release) = (tenant(None), published(1, "1.0.0"));
    let written = Installation::install(new(&tenant, &release), NOW).unwrap();
    let installed = &written.change.next;
    assert_eq!(installed.name, "Risk check");
    assert_eq!(installed.secrets[0].name, "API_KEY");
    assert_eq!(written.secrets["API_KEY"].expose(), "k1");
    assert_eq!(installed.configuration["MODE"], "strict");
    assert!(installed.acceptance.covers(&release));
    assert!(!installed.acceptance.sentences.is_empty());
    assert!(!format!("{written:?}").contains("k1"));
    assert!(!serde_json::to_string(installed).unwrap().contains("k1"));
    let other = NewInstallation {
        accepted: accepted(&with_fields(release.clone(), &["user.phone_number"])),
        ..new(&tenant, &release)
    };
    let refused = Installation::install(other, NOW).unwrap_err();
    assert!(matches!(refused, Error::NotAccepted { .. }), "{refused}");
    let unfilled = NewInstallation {
        chosen: chosen(None, None),
        ..new(&tenant, &release)
    };
    let refused = Installation::install(unfilled, NOW).unwrap_err();
    assert!(matches!(refused, Error::Form(_)), "{refused}");
    for (name, allowed) in [("n".repeat(100), true), ("n".repeat(101), false)] {
        let named = NewInstallation {
            name: Some(name),
            ..new(&tenant, &release)
        };
        assert_eq!(Installation::install(named, NOW).is_ok(), allowed);
    }
}

#[test]
fn who_may_install_what() {
    let own = tenant(Some(partner().id));
    let anothers = tenant(Some(PartnerId::new("ptn_other")));
    let customers = tenant(None);
    for (state, by_own, by_others) in [
        (ReleaseState::Unreviewed, Some(true), None),
        (ReleaseState::Scheduled, Some(true), None),
        (ReleaseState::Published, Some(false), Some(false)),
        (ReleaseState::Superseded, Some(false), Some(false)),
        (ReleaseState::Delisted, None, None),
        (ReleaseState::Recalled, None, None),
    ] {
        let release = Release {
            state,
            ..published(1, "1.0.0")
        };
        for (tenant, testing) in [
            (&own, by_own),
            (&anothers, by_others),
            (&customers, by_others),
        ] {
            let written = Installation::install(new(tenant, &release), NOW).ok();
            let found = written.as_ref().map(|one| one.change.next.testing);
            assert_eq!(found, testing, "{state}");
            if let Some(written) = written.filter(|_| testing == Some(true)) {
                assert_eq!(written.change.next.follow, Follow::Pinned);
            }
        }
    }
}

#[test]
fn an_update_asks_for_acceptance_only_where_permissions_widen() {
    let (tenant, from) = (tenant(None), published(1, "1.0.0"));
    let installed = install(&from);
    for (fields, accepts, allowed, by) in [
        (&["user.email"][..], false, true, "adm_1"),
        (&[], false, true, "adm_1"),
        (&["user.email", "user.phone_number"], false, false, ""),
        (&["user.email", "user.phone_number"], true, true, "adm_2"),
        (&["user.email"], true, true, "adm_2"),
    ] {
        let to = with_fields(published(2, "1.1.0"), fields);
        let given = Update {
            accepted: accepts.then(|| accepted(&to)),
            ..update(&tenant, &from, &to)
        };
        let updated = installed.update(given, NOW);
        assert_eq!(updated.is_ok(), allowed, "{fields:?}");
        if let Ok(updated) = updated {
            let next = updated.change.next;
            assert_eq!(next.release, to.id);
            assert!(next.acceptance.covers(&to));
            assert_eq!(next.acceptance.accepted_by, by, "{fields:?}");
            assert_eq!(next.secrets, installed.secrets);
        }
    }
}

#[test]
fn an_update_is_another_release_of_the_same_integration() {
    let (tenant, from) = (tenant(None), published(1, "1.0.0"));
    let installed = install(&from);
    let refused = |to: &Release| installed.update(update(&tenant, &from, to), NOW).is_err();
    assert!(refused(&from));
    assert!(refused(&unreviewed(2, "1.1.0")));
    let mut other = published(2, "1.1.0");
    other.manifest.trigger = Trigger::PostChangePassword;
    assert!(refused(&other));
    other = published(2, "1.1.0");
    other.manifest.slug = Slug::parse("other").unwrap();
    assert!(refused(&other));
    // Somebody else updated it meanwhile.
    let meanwhile = published(3, "1.2.0");
    let stale = installed.update(update(&tenant, &meanwhile, &published(2, "1.1.0")), NOW);
    assert!(matches!(stale, Err(Error::NotAnUpdate { .. })));
}

#[test]
fn a_follower_goes_on_where_nothing_is_to_be_decided() {
    let from = published(1, "1.0.0");
    let installed = install(&from);
    let required = Form {
        configuration: vec![field("MODE", false), field("REGION", true)],
        ..form()
    };
    let with_form = Release {
        form: required,
        ..published(2, "1.1.0")
    };
    for (to, expected) in [
        (published(2, "1.1.0"), Some(vec![])),
        (with_fields(published(2, "1.1.0"), &[]), Some(vec![])),
        (published(2, "2.0.0"), Some(vec![Wait::NewMajor])),
        (
            with_fields(published(2, "1.1.0"), &["user"]),
            Some(vec![Wait::WiderPermissions]),
        ),
        (with_form, Some(vec![Wait::Fields(vec!["REGION".into()])])),
        (published(2, "0.9.0"), None),
        (unreviewed(2, "1.1.0"), None),
    ] {
        let followed = installed.follow(&from, &to, NOW);
        let why = followed.as_ref().map(|one| match &one.change.next.state {
            InstallationState::Active => vec![],
            InstallationState::UpdateWaiting { why, .. } => why.clone(),
        });
        assert_eq!(why, expected, "{}", to.version());
        let Some(followed) = followed else { continue };
        let next = followed.change.next;
        assert_eq!(next.release == to.id, why == Some(vec![]));
        assert_eq!(next.acceptance.accepted_by, "adm_1");
        assert_eq!(followed.change.notices.len(), 1);
        // Told once.
        assert!(next.follow(&from, &to, NOW).is_none());
    }
    let pinned = Installation {
        follow: Follow::Pinned,
        ..installed
    };
    assert!(pinned.follow(&from, &published(2, "1.1.0"), NOW).is_none());
}

#[test]
fn a_preview_says_what_differs_and_what_is_to_be_decided() {
    let from = published(1, "1.0.0");
    let installed = install(&from);
    let mut to = with_fields(published(2, "2.0.0"), &["user"]);
    to.form.configuration.push(field("REGION", true));
    to.code_bytes = 1_200;
    let preview = installed.preview(&from, &to, NOW);
    assert_eq!(preview.accept, Some(accepted(&to)));
    assert_eq!(preview.difference.added, permissions(&["user"]));
    assert_eq!(preview.code_bytes, (1_000, 1_200));
    let fields = Wait::Fields(vec!["REGION".into()]);
    let expected = [Wait::NewMajor, Wait::WiderPermissions, fields];
    assert_eq!(preview.why, expected);
    let same = installed.preview(&from, &published(2, "1.0.1"), NOW);
    assert_eq!((same.accept, same.why), (None, vec![]));
}

#[test]
fn values_change_and_stay() {
    let release = published(1, "1.0.0");
    let installed = install(&release);
    let change = |secret, mode| Reconfiguration {
        chosen: chosen(secret, mode),
        ..Reconfiguration::default()
    };
    let later = installed
        .reconfigure(&release, change(None, Some("loose")), NOW + 1)
        .unwrap();
    assert_eq!(later.change.next.configuration["MODE"], "loose");
    assert_eq!(later.change.next.secrets, installed.secrets);
    assert!(later.secrets.is_empty());
    let later = installed
        .reconfigure(&release, change(Some("k2"), None), NOW + 1)
        .unwrap();
    assert_eq!(later.change.next.configuration["MODE"], "strict");
    assert_eq!(later.change.next.secrets[0].updated_at_ms, NOW + 1);
    assert!(!format!("{:?}", later.change.act).contains("k2"));
    let emptied = installed.reconfigure(&release, change(Some(""), None), NOW + 1);
    assert!(matches!(emptied, Err(Error::Form(_))));
    let waiting = installed
        .follow(&release, &published(2, "2.0.0"), NOW)
        .unwrap();
    let pin = Reconfiguration {
        follow: Some(Follow::Pinned),
        ..Reconfiguration::default()
    };
    let pinned = waiting.change.next.reconfigure(&release, pin, NOW).unwrap();
    assert_eq!(pinned.change.next.state, InstallationState::Active);
}

#[test]
fn what_is_bound_stays() {
    let installed = install(&published(1, "1.0.0"));
    let bound = vec![Trigger::PostLogin];
    assert_eq!(
        installed.uninstall(bound).unwrap_err().to_string(),
        "this installation is bound in post-login; take it off there first"
    );
    assert!(installed.uninstall(vec![]).is_ok());
}
