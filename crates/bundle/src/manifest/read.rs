//! The keys of a manifest, one after the other. All of them are looked at before the first fault counts.

use contract::Trigger;
use toml::de::DeTable;
use url::Url;

use super::fault::VersionFault;
use super::section::{Noted, Notes, Section};
use super::{
    Category, MANIFEST_BYTES, Manifest, ManifestError, ManifestFault, Slug, UseCase, permissions,
};
use crate::MemberPath;
use crate::text::Lines;

const KEYS: &[&str] = &[
    "name",
    "slug",
    "version",
    "trigger",
    "summary",
    "categories",
    "support",
    "privacy",
    "terms",
    "use_case",
    "permissions",
];

pub(super) fn manifest(text: &str) -> Result<Manifest, ManifestError> {
    let notes = Notes::new(text);
    let read = read(&notes, text);
    let problems = notes.into_problems();
    match read {
        Ok(manifest) if problems.is_empty() => Ok(manifest),
        _ => Err(ManifestError { problems }),
    }
}

fn read(notes: &Notes<'_>, text: &str) -> Result<Manifest, Noted> {
    let whole = || notes.at(String::new(), 0);
    if text.len() > MANIFEST_BYTES {
        let bytes = text.len();
        return Err(notes.note(&whole(), ManifestFault::TooLarge { bytes }));
    }
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let key = notes.at(String::new(), at);
        notes.note(&key, ManifestFault::Syntax(error))
    })?;
    keys(&Section::root(notes, table.get_ref()))
}

fn keys(root: &Section<'_, '_>) -> Result<Manifest, Noted> {
    root.knows(KEYS);
    let trigger = trigger(root);
    let name = root.words("name", 3, 60, Lines::One);
    let slug = slug(root);
    let version = version(root);
    let summary = root.words("summary", 1, 160, Lines::One);
    let categories = categories(root);
    let support = link(root, "support", "an https or a mailto URL");
    let privacy = link(root, "privacy", "an https URL");
    let terms = link(root, "terms", "an https URL");
    let use_case = root
        .section("use_case")
        .and_then(|section| use_case(&section));
    let permissions = permissions::read(root, trigger);
    Ok(Manifest {
        name: name?,
        slug: slug?,
        version: version?,
        trigger: trigger?,
        summary: summary?,
        categories: categories?,
        support: support?,
        privacy: privacy?,
        terms: terms?,
        use_case: use_case?,
        permissions: permissions?,
    })
}

fn trigger(root: &Section<'_, '_>) -> Result<Trigger, Noted> {
    let (key, text) = root.text("trigger")?;
    text.parse()
        .map_err(|fault| root.note(&key, ManifestFault::Trigger(fault)))
}

fn slug(root: &Section<'_, '_>) -> Result<Slug, Noted> {
    let (key, text) = root.text("slug")?;
    Slug::parse(text).map_err(|fault| root.note(&key, ManifestFault::Slug(fault)))
}

fn version(root: &Section<'_, '_>) -> Result<semver::Version, Noted> {
    let (key, text) = root.text("version")?;
    let version = if text.len() > 64 {
        Err(VersionFault::TooLong)
    } else {
        semver::Version::parse(text).map_err(|_| VersionFault::Form)
    };
    match version {
        Ok(version) if version.build.is_empty() => Ok(version),
        Ok(_) => Err(VersionFault::BuildMetadata),
        Err(fault) => Err(fault),
    }
    .map_err(|fault| root.note(&key, ManifestFault::Version(fault)))
}

fn categories(root: &Section<'_, '_>) -> Result<Vec<Category>, Noted> {
    let mut categories = Vec::new();
    let mut fault = None;
    for (key, id) in root.texts("categories", 1, 3)? {
        match Category::of(id) {
            Some(category) if categories.contains(&category) => {
                fault = Some(root.note(&key, ManifestFault::Twice));
            }
            Some(category) => categories.push(category),
            None => fault = Some(root.note(&key, ManifestFault::Category)),
        }
    }
    fault.map_or(Ok(categories), Err)
}

/// The longest URL, in bytes.
const URL_BYTES: usize = 2048;

fn link(root: &Section<'_, '_>, name: &str, wanted: &'static str) -> Result<String, Noted> {
    let (key, text) = root.text(name)?;
    let mail = name == "support";
    let url = Url::parse(text)
        .ok()
        .filter(|_| text.len() <= URL_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic()));
    let is_good = url.is_some_and(|url| match url.scheme() {
        "https" => {
            url.host_str().is_some() && url.username().is_empty() && url.password().is_none()
        }
        "mailto" => mail && is_mail_address(url.path()),
        _ => false,
    });
    if is_good {
        return Ok(text.to_owned());
    }
    Err(root.note(&key, ManifestFault::Url { wanted }))
}

fn is_mail_address(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
}

const USE_CASE_KEYS: &[&str] = &[
    "service",
    "customers",
    "problem",
    "solution",
    "limitations",
    "diagram",
];

fn use_case(section: &Section<'_, '_>) -> Result<UseCase, Noted> {
    section.knows(USE_CASE_KEYS);
    let answer = |name| section.words(name, 1, 2000, Lines::Many);
    let service = answer("service");
    let customers = answer("customers");
    let problem = answer("problem");
    let solution = answer("solution");
    let limitations = answer("limitations");
    let diagram = diagram(section);
    Ok(UseCase {
        service: service?,
        customers: customers?,
        problem: problem?,
        solution: solution?,
        limitations: limitations?,
        diagram: diagram?,
    })
}

fn diagram(section: &Section<'_, '_>) -> Result<Option<String>, Noted> {
    let Some((key, text)) = section.text_if_any("diagram")? else {
        return Ok(None);
    };
    match MemberPath::parse(text) {
        Ok(_) => Ok(Some(text.to_owned())),
        Err(fault) => Err(section.note(&key, ManifestFault::Diagram(fault))),
    }
}
