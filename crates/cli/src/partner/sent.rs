//! A package ready to leave: read, packed, signed.

use std::path::Path;

use build::Mode;
use bundle::{Package, archive};
use bytes::Bytes;

use super::config::Login;
use crate::package::findings;
use crate::package::load::{self, Loaded};
use crate::refusal::Fault;
use crate::remote::RemoteError;
use crate::terminal::{Paint, complain};

/// What leaves.
pub(super) struct Sent {
    pub(super) package: Package,
    pub(super) bytes: Bytes,
    /// Over its digest, 128 hexadecimal digits.
    pub(super) signature: String,
}

/// Reads a folder or a file as a package, packs and signs it; what is no package is refused here.
pub(super) fn prepare(path: &Path, login: &Login) -> Result<Sent, RemoteError> {
    let loaded = load::folder_or_file(path, Mode::Online);
    let loaded = loaded.map_err(|cause| RemoteError::Package { cause })?;
    let package = match load::whole(loaded) {
        Loaded::Package(package, left_out) => {
            for path in left_out {
                complain(&format!("left out: {path} does not belong into a package"));
            }
            *package
        }
        Loaded::Faulty(found) => {
            return Err(RemoteError::Faulty {
                text: findings::text(&found, Paint::Plain),
                findings: found,
            });
        }
    };
    let bytes = archive::write(package.members()).map_err(|error| RemoteError::Package {
        cause: anyhow::Error::new(error).context(Fault::new("the package cannot be packed")),
    })?;
    let signature = login.signing_key()?.sign(&package.digest());
    Ok(Sent {
        package,
        bytes: bytes.into(),
        signature,
    })
}
