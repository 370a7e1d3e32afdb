//! Whoever may send a request, with a host where all of them are known.

use std::collections::BTreeMap;

use serde_json::Value;
use testkit::{Answer, TestHost};

use crate::journey::{login, redeem};

/// Whoever may send a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Caller {
    /// Somebody without a token.
    Nobody,
    /// Somebody with a token that nobody made.
    Unknown,
    /// A user of this tenant, with an access token.
    User,
    /// A viewer of this tenant.
    Viewer,
    /// An editor of this tenant.
    Editor,
    /// An owner of this tenant.
    Owner,
    /// An owner of another tenant.
    OtherOwner,
    /// A developer of a partner.
    Developer,
    /// An owner of that partner.
    PartnerOwner,
    /// An owner of another partner.
    OtherPartner,
    /// A reviewer.
    Reviewer,
    /// Another reviewer.
    OtherReviewer,
    /// A reviewer who is the partner's developer too: the author of what the partner submits.
    Author,
    /// An operator.
    Operator,
}

impl Caller {
    /// All of them.
    pub(super) const ALL: [Self; 14] = [
        Self::Nobody,
        Self::Unknown,
        Self::User,
        Self::Viewer,
        Self::Editor,
        Self::Owner,
        Self::OtherOwner,
        Self::Developer,
        Self::PartnerOwner,
        Self::OtherPartner,
        Self::Reviewer,
        Self::OtherReviewer,
        Self::Author,
        Self::Operator,
    ];
}

/// A host where every caller is known.
pub(super) struct World {
    /// The host.
    pub(super) host: TestHost,
    tokens: BTreeMap<Caller, String>,
}

/// The developer's address, which is the author's too.
const DEVELOPER: &str = "developer@acme.example";

impl World {
    /// Makes one.
    pub(super) async fn make() -> Self {
        let host = TestHost::start().await;
        let code = login(&host, &mut host.browser(), &[]).await;
        let user = redeem(&host, &code.parameter("code").unwrap()).await;
        let members = [(DEVELOPER, "developer"), ("owner@acme.example", "owner")];
        let [developer, owner] = host.partner("acme", &members).await.try_into().unwrap();
        let others = [("owner@globex.example", "owner")];
        let [other] = host.partner("globex", &others).await.try_into().unwrap();
        let tokens = BTreeMap::from([
            (Caller::Unknown, "lat_unknown".to_owned()),
            (Caller::User, user.text("access_token")),
            (Caller::Viewer, host.admin_token("viewer").await),
            (Caller::Editor, host.admin_token("editor").await),
            (Caller::Owner, host.admin_token("owner").await),
            (Caller::OtherOwner, host.another_tenant("other").await),
            (Caller::Developer, developer),
            (Caller::PartnerOwner, owner),
            (Caller::OtherPartner, other),
            (
                Caller::Reviewer,
                host.staff_token("reviewer", "one@platform.example").await,
            ),
            (
                Caller::OtherReviewer,
                host.staff_token("reviewer", "three@platform.example").await,
            ),
            (
                Caller::Author,
                host.staff_token("reviewer", DEVELOPER).await,
            ),
            (
                Caller::Operator,
                host.staff_token("operator", "two@platform.example").await,
            ),
        ]);
        Self { host, tokens }
    }

    /// The host name of another tenant.
    pub(super) fn host_name(&self, tenant: &str) -> String {
        let origin = self.host.url("");
        let port = origin.rsplit(':').next().unwrap();
        format!("{tenant}.localhost:{port}")
    }

    /// The token of a caller who has one, as a header.
    pub(super) fn bearer(&self, caller: Caller) -> Option<String> {
        self.tokens.get(&caller).map(|one| format!("Bearer {one}"))
    }

    /// One request of one caller, with further headers.
    pub(super) async fn call(
        &self,
        caller: Caller,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let bearer = self.bearer(caller);
        let mut all = headers.to_vec();
        all.extend(bearer.as_deref().map(|one| ("authorization", one)));
        self.host.browser().call(method, path, &all, body).await
    }
}
