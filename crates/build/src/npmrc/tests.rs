//! What configuration files say of registries.

use super::*;

fn read(user: &str, project: &str, environment: &[(&str, &str)]) -> Result<Npmrc, BuildError> {
    let environment = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let files = [
        NpmrcFile {
            name: "~/.npmrc",
            text: user,
        },
        NpmrcFile {
            name: ".npmrc",
            text: project,
        },
    ];
    Npmrc::read(&files, &environment.collect())
}

fn registry_of(npmrc: &Npmrc, name: &str) -> String {
    npmrc
        .registry_of(&PackageName::parse(name).unwrap())
        .to_string()
}

#[test]
fn the_project_overrides_the_user_and_the_environment_both() {
    let user = "registry=https://user.example\n; a comment\n@a:registry = https://a.example/npm/";
    let npmrc = read(user, "", &[]).unwrap();
    assert_eq!(registry_of(&npmrc, "b"), "https://user.example/");
    assert_eq!(registry_of(&npmrc, "@a/b"), "https://a.example/npm/");
    let project = "registry = \"https://project.example/${PART}\"";
    let npmrc = read(user, project, &[("PART", "npm")]).unwrap();
    assert_eq!(registry_of(&npmrc, "@b/b"), "https://project.example/npm/");
    let npmrc = read(
        user,
        "",
        &[("NPM_CONFIG_REGISTRY", "http://127.0.0.1:4873")],
    )
    .unwrap();
    assert_eq!(registry_of(&npmrc, "b"), "http://127.0.0.1:4873/");
    assert_eq!(
        registry_of(&read("", "save-exact=true", &[]).unwrap(), "b"),
        PUBLIC
    );
}

#[test]
fn a_token_goes_to_its_own_host_and_path_only() {
    let text = "//r.example/npm/:_authToken=${TOKEN}\n//r.example:81/:_auth=dXNlcjpwYXNz\n//b.example/:username=u\n//b.example/:_password=cA==";
    let npmrc = read(text, "", &[("TOKEN", "t0ken")]).unwrap();
    let of = |url: &str| {
        npmrc
            .authorization(&Url::parse(url).unwrap())
            .map(str::to_owned)
    };
    assert_eq!(
        of("https://r.example/npm/a").as_deref(),
        Some("Bearer t0ken")
    );
    assert_eq!(
        of("https://r.example:81/a").as_deref(),
        Some("Basic dXNlcjpwYXNz")
    );
    assert_eq!(
        of("https://b.example/a/-/a.tgz").as_deref(),
        Some("Basic dTpw")
    );
    for url in [
        "https://r.example/npmx/a",
        "https://r.example/",
        "https://r.example.evil/npm/",
        "https://c.example/npm/",
    ] {
        assert_eq!(of(url), None, "{url}");
    }
    assert!(!format!("{npmrc:?}").contains("t0ken"));
}

#[test]
fn what_cannot_be_understood_is_named() {
    for (text, expected) in [
        ("registry=ftp://a.example", Reason::Url),
        ("registry=https://u:p@a.example", Reason::Url),
        ("@a:registry=nowhere", Reason::Url),
        ("//a.example/:_authToken=${ABSENT}", Reason::Variable),
        ("//a.example/:_authToken=a b", Reason::Credentials),
        (
            "//a.example/:username=u\n//a.example/:_password=!",
            Reason::Credentials,
        ),
        ("ca=nothing", Reason::Certificates),
        ("cafile=/nowhere/at/all", Reason::File),
    ] {
        let error = read(text, "", &[]).unwrap_err();
        assert!(
            matches!(&error, BuildError::Npmrc { reason, .. } if *reason == expected),
            "{text}: {error}"
        );
    }
    assert!(read("//a.example/:_authToken=${ABSENT?}x", "", &[]).is_ok());
    assert!(read(&" ".repeat(LARGEST + 1), "", &[]).is_err());
}

#[test]
fn an_operator_names_registries_each_with_its_token() {
    let one = |scope, url, token| NamedRegistry { scope, url, token };
    let acme = one(Some("@acme"), "https://acme.example/npm", Some("t2"));
    let named = [
        one(None, "https://npm.example/a", Some("t1\n")),
        acme,
        one(Some("@open"), "https://open.example", None),
    ];
    let npmrc = Npmrc::of(&named, None).unwrap();
    let sent = |text: &str| {
        let url = Url::parse(text).unwrap();
        npmrc.authorization(&url).map(str::to_owned)
    };
    assert_eq!(
        sent("https://npm.example/a/b").as_deref(),
        Some("Bearer t1")
    );
    assert_eq!(
        sent("https://acme.example/npm/@acme%2fa").as_deref(),
        Some("Bearer t2")
    );
    assert_eq!(sent("https://npm.example/b"), None);
    assert_eq!(sent("https://open.example/@open%2fa"), None);
    for (package, at) in [
        ("a", "https://npm.example/a/"),
        ("@other/a", "https://npm.example/a/"),
        ("@acme/a", "https://acme.example/npm/"),
        ("@open/a", "https://open.example/"),
    ] {
        assert_eq!(registry_of(&npmrc, package), at);
    }
    assert_eq!(npmrc.private_registries().count(), 3);
    assert_eq!(Npmrc::default().private_registries().count(), 0);
    assert!(!format!("{npmrc:?}").contains("t2"));

    for (named, key) in [
        (one(None, "ftp://a", None), "configuration, registry"),
        (one(Some("@a"), "ftp://a", None), "@a: registry"),
        (one(Some("@a"), "https://a", Some("a b")), "@a: token"),
        (one(Some("a"), "https://a", None), "a: scope"),
        (one(Some("@a/b"), "https://a", None), "@a/b: scope"),
        (
            one(Some("@a"), "https://acme.example/npm/", Some("t3")),
            "@a: token: the same registry has another token",
        ),
    ] {
        let refused = Npmrc::of(&[acme, named], None).unwrap_err().to_string();
        assert!(refused.contains(key), "{refused}");
        assert!(!refused.contains("t3"), "{refused}");
    }
    let refused = Npmrc::of(&[], Some(b"-")).unwrap_err().to_string();
    assert!(refused.contains("ca_file"), "{refused}");
}

#[test]
fn certificates_are_read_from_lines_and_files() {
    let key = rcgen::KeyPair::generate().unwrap();
    let pem = rcgen::CertificateParams::new(vec![])
        .unwrap()
        .self_signed(&key)
        .unwrap()
        .pem();
    let line = pem.trim().replace("\r\n", "\\n").replace('\n', "\\n");
    let npmrc = read(&format!("ca[]=\"{line}\"\nca[]=\"{line}\""), "", &[]).unwrap();
    assert_eq!(npmrc.authorities().len(), 2);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pem).unwrap();
    let npmrc = read(&format!("cafile={}", file.path().display()), "", &[]).unwrap();
    assert_eq!(npmrc.authorities().len(), 1);
}

#[test]
fn plain_http_is_for_this_machine() {
    for url in [
        "https://a.example",
        "http://127.0.0.1:1",
        "http://[::1]",
        "http://localhost:4873",
    ] {
        assert!(is_private_enough(&Url::parse(url).unwrap()), "{url}");
    }
    for url in [
        "http://a.example",
        "http://10.0.0.1",
        "http://localhost.example",
    ] {
        assert!(!is_private_enough(&Url::parse(url).unwrap()), "{url}");
    }
}
