//! `latchwork login`: the key is checked, and this machine gets a key to sign packages with. `latchwork logout` forgets the
//! first and keeps the second.

use std::path::Path;

use api::{PartnerAccount, PartnerSigningKey, PartnerSigningKeyList, RegisterSigningKey};
use reqwest::Method;
use serde_json::{Value, json};

use super::arguments::LoginArguments;
use super::config::{Login, signing_key_file};
use super::signing::SigningKey;
use crate::environment;
use crate::remote::{
    Answer, Client, DemoToken, RemoteError, Shown, connection, demo, secret_value,
};
use crate::shown::role;
use crate::terminal::harmless;

/// The most characters of a key's name.
const NAME_CHARS: usize = 100;

pub(super) async fn login(arguments: &LoginArguments) -> Result<Shown, RemoteError> {
    let connection = match &arguments.server {
        Some(server) => {
            // The URL is looked at before anybody types a key.
            connection(server, "")?;
            let key = secret_value("Partner key", "--key-file", arguments.key_file.as_deref())?;
            connection(server, &key)?
        }
        None => demo(DemoToken::Partner)?,
    };
    let (server, key) = (connection.api.clone(), connection.token.clone());
    let client = Client::new(connection)?;
    let account: Answer<PartnerAccount> = client.get(&["partner"]).await?;
    let member = &account.value.member;
    let path = signing_key_file(&server, &member.id)?;
    let (signing_key, is_new) = signing_key(&client, &path).await?;
    let login = Login {
        server: server.to_string(),
        key,
        member_id: member.id.clone(),
        signing_key_id: signing_key.value.id.clone(),
    };
    login.save()?;
    let raw = json!({
        "server": login.server,
        "partner": account.raw.get("partner"),
        "member": account.raw.get("member"),
        "signing_key": signing_key.raw,
        "signing_key_file": path,
        "signing_key_is_new": is_new,
    });
    Ok(Shown::done(
        raw,
        told(&login, &account.value, &path, is_new),
    ))
}

pub(super) fn logout() -> Result<Shown, RemoteError> {
    let server = match Login::forget() {
        Ok(server) => server,
        Err(RemoteError::NotLoggedIn) => {
            let text = "Nobody is logged in.".to_owned();
            return Ok(Shown::done(json!({"server": null}), text));
        }
        Err(error) => return Err(error),
    };
    let host = harmless(server.trim_end_matches("/api/v1"));
    Ok(Shown::done(
        json!({"server": server}),
        format!("Logged out of {host}. Keys that sign packages stay on this machine."),
    ))
}

fn told(login: &Login, account: &PartnerAccount, path: &Path, is_new: bool) -> String {
    let role = role(account.member.role);
    let made = if is_new {
        "a new key, made and kept here"
    } else {
        "the key that is kept here"
    };
    harmless(&format!(
        "Logged in to {} as {} ({role}) of {}.\nPackages are signed with {}, {made}: {}\nNext: latchwork submit",
        login.server.trim_end_matches("/api/v1"),
        account.member.name,
        account.partner.name,
        login.signing_key_id,
        path.display()
    ))
}

/// The key of this member on this machine, registered; and whether it was made now.
async fn signing_key(
    client: &Client,
    path: &Path,
) -> Result<(Answer<PartnerSigningKey>, bool), RemoteError> {
    let known: Answer<PartnerSigningKeyList> = client.get(&["partner", "signing-keys"]).await?;
    if let Some(kept) = SigningKey::load(path)? {
        let public = kept.public_half();
        let mut keys = known.value.keys.into_iter();
        match keys.find(|key| key.public_key.eq_ignore_ascii_case(&public)) {
            Some(key) if key.revoked_at.is_none() => {
                let raw = serde_json::to_value(&key).unwrap_or(Value::Null);
                return Ok((Answer { raw, value: key }, false));
            }
            // A login that was cut off left it without telling the server.
            None => return Ok((register(client, public).await?, false)),
            Some(_) => {}
        }
    }
    let made = SigningKey::make(path)?;
    Ok((register(client, made.public_half()).await?, true))
}

async fn register(
    client: &Client,
    public_key: String,
) -> Result<Answer<PartnerSigningKey>, RemoteError> {
    let machine = environment::machine_name().unwrap_or_else(|| "latchwork".to_owned());
    let body = RegisterSigningKey {
        name: machine.chars().take(NAME_CHARS).collect(),
        public_key,
    };
    let path = ["partner", "signing-keys"];
    client.call(Method::POST, &path, &[], Some(&body)).await
}
