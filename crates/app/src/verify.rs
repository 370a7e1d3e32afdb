//! Whether a password is a user's, and its hash made anew when today's parameters are stronger.

use account::{PasswordHash, User, Verification};
use tenant::{Secret, TenantId};

use crate::App;
use crate::error::Error;
use crate::password::Passwords;

impl App {
    /// Looks at a password; without a user the same work is done.
    pub(crate) async fn verify(
        &self,
        tenant: &TenantId,
        known: Option<(&User, &PasswordHash)>,
        password: &Secret,
    ) -> Result<Verification, Error> {
        let stored = known.map(|(_, hash)| hash.as_phc().to_owned());
        let typed = password.expose().to_owned();
        let matched = self.passwords.verify(tenant, typed, stored).await?;
        match known {
            Some((user, hash)) if matched => {
                if Passwords::is_outdated(hash.as_phc()) {
                    self.rehash(user, hash, password).await;
                }
                Ok(Verification::Matched)
            }
            _ => Ok(Verification::Mismatched),
        }
    }

    /// What goes wrong here is tried again at the next login.
    async fn rehash(&self, user: &User, before: &PasswordHash, password: &Secret) {
        if let Err(error) = self.rehashed(user, before, password).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "a password could not be hashed anew");
        }
    }

    async fn rehashed(
        &self,
        user: &User,
        before: &PasswordHash,
        password: &Secret,
    ) -> Result<(), Error> {
        let typed = password.expose().to_owned();
        let after = PasswordHash::parse(&self.passwords.hash(&user.tenant, typed).await?)?;
        Ok(self
            .store
            .user_rehash_password(&user.tenant, &user.user_id, before, &after)
            .await?)
    }
}
