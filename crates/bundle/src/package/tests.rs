//! Packages, whole and broken.

use super::*;
use crate::archive;
use crate::fixture::{JSON, TOML, files, members, png};
use media::{MediaFault, PICTURE_BYTES, Png};

/// The package with other content in some places; none takes a file out.
fn changed(changes: &[(&'static str, Option<Vec<u8>>)]) -> Result<Package, Vec<PackageError>> {
    let mut files = files();
    for (path, content) in changes {
        files.retain(|(known, _)| known != path);
        files.extend(content.clone().map(|content| (*path, content)));
    }
    Package::read(members(&files))
}

/// All errors, one a line.
#[track_caller]
fn check(changes: &[(&'static str, Option<Vec<u8>>)], expected: &[&str]) {
    let told: Vec<String> = match changed(changes) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(told, expected);
}

fn text(text: &str) -> Option<Vec<u8>> {
    Some(text.as_bytes().to_vec())
}

#[test]
fn a_package_is_read_from_its_archive() {
    let members = members(&files());
    let bytes = archive::write(&members).unwrap();
    let package = Package::from_archive(&bytes, Limits::DEFAULT).unwrap();
    assert_eq!(package.digest(), members.digest());
    assert_eq!(package.members(), &members);
    assert_eq!(package.manifest().slug.as_str(), "risk-check");
    assert_eq!(package.form().secrets.len(), 1);
    assert!(package.code().starts_with("exports."));
    assert_eq!(package.guide(), "# Risk check\n");
    let specs: Vec<_> = package.specs().map(|(path, _)| path.as_str()).collect();
    assert_eq!(specs, ["integration/integration.action.spec.js"]);
    let faults: Vec<_> = package
        .faults()
        .map(|(path, text)| (path.as_str(), text))
        .collect();
    assert_eq!(faults, [("faults/service.json", "[]\n")]);
    assert_eq!(package.logo(), Some(png(256, 256, 6).as_slice()));
    let errors = Package::from_archive(b"PK", Limits::DEFAULT).unwrap_err();
    assert!(matches!(errors.as_slice(), [PackageError::Archive(_)]));
}

#[test]
fn every_required_file_is_asked_for() {
    check(
        &[
            (ACTION, None),
            (GUIDE, None),
            (FORM, None),
            (MANIFEST, None),
        ],
        &[
            "the package has no `integration/integration.action.js`: it holds the handler; move the code there",
            "the package has no `integration/installation_guide.md`: a customer reads it when installing; write it as Markdown",
            "the package has no `latchwork.toml`: it says what the integration is and what it may do; `latchwork init` writes one from what is there",
            "the package has no `integration/configuration.json`: it holds the form; without fields it is {\"secrets\": [], \"configuration\": [], \"dependencies\": []}",
        ],
    );
    check(
        &[
            (LOGO, None),
            ("integration/integration.action.spec.js", None),
        ],
        &[],
    );
}

#[test]
fn only_what_belongs_may_be_there() {
    for (path, expected) in [
        ("latchwork.toml", true),
        ("README.md", true),
        ("LICENSE", true),
        ("NOTICE.txt", true),
        ("CHANGELOG.md", true),
        ("integration/integration.action.js", true),
        ("integration/helpers/format.js", true),
        ("integration/__mocks__/axios.js", true),
        ("media/460x260-column-1.png", true),
        ("faults/service.json", true),
        ("deploy/template.json", true),
        ("deploy/.env", false),
        (".gitignore", false),
        (".github/workflows/test.yaml", false),
        ("Makefile", false),
        ("package.json", false),
        ("LICENSES", false),
        ("examples/risk/integration.action.js", false),
        ("integration/node_modules/x/index.js", false),
        ("integration/tool.sh", false),
        ("integration/a.wasm", false),
        ("media/logo.svg", false),
        ("media/more/logo.png", false),
        ("faults/more/service.json", false),
        ("../latchwork.toml", false),
    ] {
        assert_eq!(Package::belongs(path), expected, "{path}");
    }
    check(
        &[("Makefile", text("all:"))],
        &["`Makefile` does not belong into a package; leave it out, as `latchwork pack` does"],
    );
}

#[test]
fn texts_are_utf_8() {
    check(
        &[
            (GUIDE, Some(b"# One\nCaf\xe9\n".to_vec())),
            (ACTION, Some(b"\xff\xfee\0x\0".to_vec())),
        ],
        &[
            "`integration/installation_guide.md` is not UTF-8 in line 2; save it in that encoding",
            "`integration/integration.action.js` is not UTF-8 in line 1; save it in that encoding",
        ],
    );
    let marked = |content: &str| text(&format!("\u{feff}{content}"));
    check(&[(MANIFEST, marked(TOML)), (FORM, marked(JSON))], &[]);
}

#[test]
fn faults_of_manifest_and_form_are_told_together() {
    check(
        &[
            (MANIFEST, text(&TOML.replace("post-login", "x"))),
            (FORM, text("{}")),
        ],
        &[
            "latchwork.toml, line 4: `trigger` `x` is not a trigger; use one of post-login, credentials-exchange, pre-user-registration, post-user-registration, post-change-password, send-phone-message; write the trigger that the handler is for",
            "integration/configuration.json, the form: missing field `secrets` at line 1 column 2; write {\"secrets\": [], \"configuration\": [], \"dependencies\": []} with items that have name, label and description",
        ],
    );
}

#[test]
fn npm_packages_go_along_with_a_lockfile_and_not_without_being_declared() {
    let dependencies = r#""dependencies": [{"name": "axios", "version": "1.7.2"}, {"name": "jose", "version": "^5"}]"#;
    let form = text(&JSON.replace("\"dependencies\": []", dependencies));
    check(
        &[(FORM, form.clone())],
        &[
            "integration/configuration.json declares the npm package `axios` 1.7.2, and there is no `integration/configuration-lock.json`; pack it with `latchwork pack`, which writes one",
        ],
    );
    let archive = ("packages/@acme/axios-1.7.2.tgz", Some(vec![0xff]));
    check(&[(FORM, form), (LOCK, text("{}")), archive.clone()], &[]);
    check(
        &[archive],
        &[
            "`packages/@acme/axios-1.7.2.tgz` does not belong into a package; leave it out, as `latchwork pack` does",
        ],
    );
}

#[test]
fn configured_permissions_fit_the_form() {
    let form = |from: &str, to: &str, told: &str| {
        assert!(JSON.contains(from));
        let changed = changed(&[(FORM, text(&JSON.replace(from, to)))]);
        let told_of: Vec<String> = changed
            .err()
            .into_iter()
            .flatten()
            .map(|error| error.to_string())
            .collect();
        assert!(
            told_of.iter().all(|error| error.contains(told)),
            "{told_of:?}"
        );
        assert_eq!(told_of.is_empty(), told.is_empty(), "{told_of:?}");
    };
    let host = "latchwork.toml, permission `{configuration.SERVICE_URL}` ";
    form("\"url\"", "\"string\"", "");
    form(
        "\"url\"",
        "\"number\"",
        &format!(
            "{host}is of type number, which holds no host; make it a string, a url or an enum"
        ),
    );
    form(
        "\"url\"",
        "\"url\", \"required\": false",
        &format!("{host}may be left empty"),
    );
    form(
        "\"url\"",
        "\"url\", \"default_value\": \"https://api.acme.com\"",
        "",
    );
    form(
        "\"url\"",
        "\"string\", \"default_value\": \"api acme\"",
        &format!("{host}offers \"api acme\", which names no host"),
    );
    form(
        "\"type\": \"url\"",
        r#""options": [{"value": "eu.acme.com", "label": "EU"}, {"value": "u s", "label": "US"}]"#,
        &format!("{host}offers \"u s\""),
    );
    form(
        "\"type\": \"url\"",
        r#""options": [{"value": "eu.acme.com", "label": "EU"}]"#,
        "",
    );
    form(
        "\"SERVICE_URL\"",
        "\"SERVICE\"",
        &format!("{host}is no configuration item of the form; add the item"),
    );
    form(
        "\"CLAIM\"",
        "\"CLAIMS\"",
        "latchwork.toml, permission `{configuration.CLAIM}` is no configuration item",
    );
    let toml = TOML.replace("{configuration.CLAIM}", "{configuration.API_KEY}");
    check(
        &[(MANIFEST, text(&toml))],
        &[
            "latchwork.toml, permission `{configuration.API_KEY}` names a secret, and permissions are shown; move the item to `configuration`",
        ],
    );
}

#[test]
fn a_diagram_that_is_named_is_there() {
    check(
        &[("media/diagram.png", None)],
        &[
            "latchwork.toml, `use_case.diagram` names `media/diagram.png`, which the package does not have; add the file or take the key out",
        ],
    );
}

#[test]
fn every_error_is_a_finding_with_its_place() {
    let dependency = r#""dependencies": [{"name": "axios", "version": "1.7.2"}]"#;
    let places = |changes: &[(&'static str, Option<Vec<u8>>)]| -> Vec<String> {
        let errors = changed(changes).unwrap_err();
        let findings = errors.iter().map(PackageError::finding);
        findings
            .map(|finding| {
                assert!(finding.blocks());
                assert!(
                    [&finding.message, &finding.reason, &finding.mend]
                        .iter()
                        .all(|text| text.len() > 8)
                );
                let place = finding.place.unwrap();
                let line = place.line.map(|line| format!(":{line}"));
                format!(
                    "{} {}{}",
                    finding.rule,
                    place.path,
                    line.unwrap_or_default()
                )
            })
            .collect()
    };
    assert_eq!(
        places(&[(GUIDE, None)]),
        ["member-missing integration/installation_guide.md"]
    );
    assert_eq!(places(&[("x.sh", text(""))]), ["member-unknown x.sh"]);
    assert_eq!(
        places(&[(GUIDE, Some(vec![0xff]))]),
        ["text-encoding integration/installation_guide.md:1"]
    );
    assert_eq!(
        places(&[(MANIFEST, text(&TOML.replace("user.email", "user.x")))]),
        ["manifest latchwork.toml:20"]
    );
    assert_eq!(
        places(&[(FORM, text(&JSON.replace("API_KEY", "Key")))]),
        ["form integration/configuration.json:3"]
    );
    assert_eq!(
        places(&[(
            FORM,
            text(&JSON.replace("\"dependencies\": []", dependency))
        )]),
        ["dependency-lock integration/configuration.json"]
    );
    assert_eq!(
        places(&[(FORM, text(&JSON.replace("\"CLAIM\"", "\"CLAIMS\"")))]),
        ["permission-configuration latchwork.toml:33"]
    );
    assert_eq!(
        places(&[("media/diagram.png", None)]),
        ["diagram-missing latchwork.toml:17"]
    );
}

#[test]
fn pictures_are_what_their_names_say() {
    let logo = |content: Vec<u8>| {
        let package = changed(&[(LOGO, Some(content))]).unwrap();
        media::problems(&package)
            .into_iter()
            .map(|problem| problem.fault)
            .collect::<Vec<_>>()
    };
    assert_eq!(logo(png(256, 256, 6)), []);
    assert_eq!(logo(png(256, 256, 2)), [MediaFault::Opaque]);
    assert_eq!(
        logo(png(512, 256, 6)),
        [MediaFault::Size {
            found: (512, 256),
            wanted: (256, 256)
        }]
    );
    assert_eq!(logo(b"GIF89a".to_vec()), [MediaFault::NotPng]);
    let mut heavy = png(256, 256, 6);
    heavy.resize(PICTURE_BYTES, 0);
    assert_eq!(logo(heavy.clone()), []);
    heavy.push(0);
    assert_eq!(
        logo(heavy),
        [MediaFault::TooLarge {
            bytes: PICTURE_BYTES + 1
        }]
    );
    let package = changed(&[
        (LOGO, None),
        ("media/460x260-column-1.png", Some(png(460, 260, 2))),
        ("media/460x260-column-2.png", Some(png(260, 460, 2))),
        ("media/460x260-column-4.png", Some(png(460, 260, 2))),
        ("media/diagram.png", Some(png(4097, 1, 2))),
    ]);
    let problems = media::problems(&package.unwrap());
    let told: Vec<String> = problems
        .iter()
        .map(|problem| format!("{} {}", problem.path, problem.fault))
        .collect();
    assert_eq!(
        told,
        [
            "media/256x256-logo.png is missing",
            "media/460x260-column-2.png is 260x460 pixels, not 460x260",
            "media/460x260-column-4.png is shown nowhere",
            "media/diagram.png is 4097x1 pixels, more than 4096x4096",
        ]
    );
}

#[test]
fn the_head_of_a_png_is_read_to_its_end() {
    let whole = png(3, 4, 3);
    assert_eq!(
        Png::read(&whole),
        Some(Png {
            width: 3,
            height: 4,
            is_transparent: false
        })
    );
    let mut clear = whole.clone();
    clear.splice(33..33, *b"\0\0\0\x01tRNS\0crc!");
    assert!(Png::read(&clear).unwrap().is_transparent);
    assert_eq!(Png::read(&png(0, 4, 6)), None);
    for end in 0..33 {
        assert_eq!(Png::read(&whole[..end]), None, "{end}");
    }
}
