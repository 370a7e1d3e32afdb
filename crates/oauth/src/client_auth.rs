//! Client authentication at the token endpoint (RFC 6749 section 2.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tenant::{Client, ClientId, Secret};

use crate::{Error, Params};

/// How a client presented itself.
#[derive(Debug, Clone)]
pub struct PresentedClient {
    /// Who it says it is.
    pub client_id: ClientId,
    /// What it offers as proof.
    pub presented: Presented,
}

/// What a client offers as proof.
#[derive(Debug, Clone)]
pub enum Presented {
    /// Nothing: a public client.
    Nothing,
    /// HTTP Basic.
    Basic(Secret),
    /// `client_secret` in the body.
    Post(Secret),
}

impl PresentedClient {
    /// Reads the `Authorization` header and the body. RFC 6749 section 2.3: one method per request.
    pub fn parse(authorization: Option<&str>, params: &Params) -> Result<Self, Error> {
        if params.get("client_assertion").is_some() || params.get("client_assertion_type").is_some()
        {
            return Err(Error::ClientAuthentication {
                because: "client_assertion is not supported by this host",
            });
        }
        let body_id = params.get("client_id");
        let body_secret = params.get("client_secret");
        let Some(header) = authorization else {
            let client_id = client_id(body_id.ok_or(Error::Missing { name: "client_id" })?)?;
            let presented = body_secret.map_or(Presented::Nothing, |secret| {
                Presented::Post(Secret::new(secret.to_owned()))
            });
            return Ok(Self {
                client_id,
                presented,
            });
        };
        if body_secret.is_some() {
            return Err(Error::Invalid {
                name: "client_secret",
                because: "must be sent either in the body or by HTTP Basic, not both",
            });
        }
        let (id, secret) = basic(header)?;
        if body_id.is_some_and(|body_id| body_id != id) {
            return Err(Error::Invalid {
                name: "client_id",
                because: "must equal the one of HTTP Basic",
            });
        }
        Ok(Self {
            client_id: client_id(&id)?,
            presented: Presented::Basic(secret),
        })
    }
}

/// Checks the proof. A confidential client may use Basic or the body whatever it registered, as the
/// reference's hosts let it: both prove the same secret. An unknown client reads like a wrong secret.
pub fn authenticate<'a>(
    client: Option<&'a Client>,
    presented: &PresentedClient,
) -> Result<&'a Client, Error> {
    const REFUSED: Error = Error::ClientAuthentication {
        because: "Unauthorized",
    };
    let client = client.ok_or(REFUSED)?;
    let proven = match &presented.presented {
        Presented::Nothing => client.is_public(),
        // A public client has no secret; one that sends some is not the client that was registered.
        Presented::Basic(secret) | Presented::Post(secret) => {
            !client.is_public() && client.has_secret(secret.expose())
        }
    };
    if proven { Ok(client) } else { Err(REFUSED) }
}

fn client_id(text: &str) -> Result<ClientId, Error> {
    ClientId::parse(text).map_err(|_| Error::ClientAuthentication {
        because: "Unauthorized",
    })
}

/// RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
fn basic(header: &str) -> Result<(String, Secret), Error> {
    const MALFORMED: Error = Error::ClientAuthentication {
        because: "the Authorization header is not HTTP Basic",
    };
    let (scheme, encoded) = header.split_once(' ').ok_or(MALFORMED)?;
    if !scheme.eq_ignore_ascii_case("basic") || encoded.len() > 2_048 {
        return Err(MALFORMED);
    }
    let bytes = STANDARD.decode(encoded.trim()).map_err(|_| MALFORMED)?;
    let text = String::from_utf8(bytes).map_err(|_| MALFORMED)?;
    let (id, secret) = text.split_once(':').ok_or(MALFORMED)?;
    Ok((form_decode(id), Secret::new(form_decode(secret))))
}

fn form_decode(text: &str) -> String {
    // The parser splits at `&` and `=`; encoding them first leaves one name without a value.
    let guarded = text.replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(guarded.as_bytes())
        .next()
        .map(|(name, _)| name.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "client_auth_tests.rs"]
mod tests;
