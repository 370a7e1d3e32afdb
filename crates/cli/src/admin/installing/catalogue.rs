//! The catalogue: what can be installed.

use std::fmt::Write as _;

use api::{Catalogue, CatalogueEntry, CatalogueVersion, Integration};
use reqwest::Method;

use super::arguments::CatalogueCommand;
use super::offer;
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, table};
use crate::shown::{day, more, release_state};
use crate::terminal::{Paint, Style, harmless};

pub(in crate::admin) async fn perform(
    client: &Client,
    command: CatalogueCommand,
) -> Result<Shown, RemoteError> {
    match command {
        CatalogueCommand::Search {
            text,
            category,
            trigger,
            page,
        } => {
            let mut query = Vec::new();
            query.extend(text.map(|text| ("search", text)));
            query.extend(category.map(|category| ("category", category.id().to_owned())));
            query.extend(trigger.map(|trigger| ("trigger", trigger.id().to_owned())));
            query.extend(page.map(|page| ("page", page.to_string())));
            search(client, &query).await
        }
        CatalogueCommand::Show { slug, version } => show(client, &slug, version.as_deref()).await,
        CatalogueCommand::Versions { slug } => versions(client, &slug).await,
    }
}

async fn search(client: &Client, query: &[(&str, String)]) -> Result<Shown, RemoteError> {
    let path = ["catalogue"];
    let answer: Answer<Catalogue> = client.call(Method::GET, &path, query, NOTHING).await?;
    let rows: Vec<_> = answer.value.integrations.iter().map(row).collect();
    let heading = ["slug", "version", "partner", "trigger", "summary"];
    let mut text = table(heading, &rows, "The catalogue has nothing like it.");
    text.push_str(&more(answer.value.next.as_ref(), "admin catalogue search"));
    Ok(Shown::done(answer.raw, text))
}

fn row(entry: &CatalogueEntry) -> [String; 5] {
    [
        entry.slug.clone(),
        entry.version.clone(),
        entry.partner_name.clone(),
        entry.trigger.to_string(),
        entry.summary.clone(),
    ]
}

async fn versions(client: &Client, slug: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Integration> = client.get(&["catalogue", slug]).await?;
    let rows = answer.value.versions.iter().map(|one| {
        [
            one.version.clone(),
            release_state(one.state).to_owned(),
            day(&one.published_at).to_owned(),
            one.digest.clone(),
        ]
    });
    let heading = ["version", "state", "published", "digest"];
    let text = table(heading, &rows.collect::<Vec<_>>(), "It has no version.");
    Ok(Shown::done(answer.raw, text))
}

async fn show(client: &Client, slug: &str, version: Option<&str>) -> Result<Shown, RemoteError> {
    let answer = offer::find(client, slug, version).await?;
    let text = describe(&answer.value);
    Ok(Shown::done(answer.raw, text))
}

/// Writing to a String cannot fail.
fn describe(version: &CatalogueVersion) -> String {
    let paint = Paint::for_stdout();
    let mut text = harmless(&format!("{}\n\n", version.summary));
    text.push_str(&offer::permissions(version, paint));
    text.push('\n');
    for (question, answer) in [
        ("what the service does", &version.use_case.service),
        ("whom it is for", &version.use_case.customers),
        ("what it is about", &version.use_case.problem),
        ("how", &version.use_case.solution),
        ("limits", &version.use_case.limitations),
    ] {
        let question = paint.paint(Style::Dim, question);
        let answer = harmless(answer).replace('\n', "\n  ");
        let _ = writeln!(text, "{question}\n  {answer}");
    }
    let form = &version.form;
    if !form.configuration.is_empty() || !form.secrets.is_empty() {
        let _ = writeln!(text, "\n{}", paint.paint(Style::Bold, "the form"));
    }
    for one in &form.configuration {
        text.push_str(&offer::field(one, "--set"));
    }
    for one in &form.secrets {
        text.push_str(&offer::field(one, "--secret"));
    }
    let categories: Vec<&str> = version.categories.iter().map(|one| one.id()).collect();
    let facts = format!(
        "\n{} is {}; {} bytes of code; {}\nsupport {}\nprivacy {}\nterms   {}\n",
        version.listing.digest,
        release_state(version.listing.state),
        version.code_bytes,
        categories.join(", "),
        version.support,
        version.privacy,
        version.terms
    );
    text.push_str(&harmless(&facts));
    let guide = harmless(&version.guide);
    let _ = writeln!(text, "\n{}", guide.trim_end());
    let next = format!(
        "\nNext: latchwork admin installations install {} --version {}\n",
        version.slug, version.listing.version
    );
    text.push_str(&harmless(&next));
    text
}
