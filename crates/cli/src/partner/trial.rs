//! `latchwork try`: the package runs in a tenant of the partner's own before anybody has reviewed it.

use api::{InstallForTesting, Installation};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;

use super::arguments::TryArguments;
use super::config::Login;
use super::sent;
use crate::remote::{Answer, Asked, Fields, RemoteError, Shown};
use crate::shown::sentences;
use crate::terminal::{Paint, Waiting, harmless};

pub(super) async fn try_out(arguments: &TryArguments) -> Result<Shown, RemoteError> {
    let login = Login::load()?;
    let client = login.client_at(&arguments.tenant_url)?;
    let sent = sent::prepare(&arguments.package, &login)?;
    let form = sent.package.form();
    let mut asked = Asked::from(form);
    arguments.fields.check(&asked)?;
    asked.need(|name, needed| needed && deploy_value(form, name).is_none());
    arguments.fields.check_complete(&asked)?;
    let mut fields = arguments.fields.read()?;
    fill_in(&mut fields, form);
    let body = InstallForTesting {
        package: STANDARD.encode(&sent.bytes),
        signing_key_id: login.signing_key_id,
        signature: sent.signature,
        name: arguments.name.clone(),
        configuration: fields.configuration,
        secrets: fields.secrets,
    };
    let waiting = Waiting::begin("sending");
    let path = ["testing", "installations"];
    let answer: Answer<Installation> = client
        .call(Method::POST, &path, &[], Some(&body))
        .await
        .map_err(RemoteError::of_installing)?;
    drop(waiting);
    let text = told(&answer.value, &arguments.tenant_url);
    Ok(Shown::done(answer.raw, text))
}

fn deploy_value<'a>(form: &'a bundle::Form, name: &str) -> Option<&'a String> {
    let mut fields = form.configuration.iter().chain(&form.secrets);
    fields
        .find(|field| field.name == name)
        .and_then(|field| field.deploy_value.as_ref())
}

/// What was left out takes the value the partner keeps for trying it out.
fn fill_in(fields: &mut Fields, form: &bundle::Form) {
    for (values, of_form) in [
        (&mut fields.configuration, &form.configuration),
        (&mut fields.secrets, &form.secrets),
    ] {
        for field in of_form {
            if let Some(value) = &field.deploy_value {
                values
                    .entry(field.name.clone())
                    .or_insert_with(|| value.clone());
            }
        }
    }
}

fn told(installation: &Installation, tenant_url: &str) -> String {
    let reviewed = if installation.testing {
        "; nobody reviewed it"
    } else {
        ", as it was published"
    };
    let mut text = harmless(&format!(
        "{} {} is installed as {} ({}) at {tenant_url}{reviewed}.\n",
        installation.slug, installation.version, installation.name, installation.id
    ));
    text.push_str(&sentences(
        "-",
        &installation.acceptance.sentences,
        Paint::for_stdout(),
    ));
    text.push_str(&harmless(&format!(
        "Next, as the tenant's administrator: latchwork admin flow bind {}\n",
        installation.id
    )));
    text
}
