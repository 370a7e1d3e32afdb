//! The applications that the demo's page can be.

use serde::Serialize;

use crate::DemoFile;

/// An application that the page can be, each on an origin of its own.
#[derive(Debug, Clone, Serialize)]
pub struct PageConfig {
    /// What it calls itself.
    pub name: String,
    /// Where it is, with a trailing slash.
    pub url: String,
    /// The tenant's issuer, with its trailing slash.
    pub issuer: String,
    /// The public client's id.
    pub client_id: String,
    /// The audience of the access token.
    pub audience: String,
    /// The client whose users are asked for consent.
    pub consent_client_id: Option<String>,
    /// The other applications.
    pub others: Vec<OtherApp>,
    /// Where the stand-in is.
    pub stand_in_url: Option<String>,
}

/// Another application, as the page points to it.
#[derive(Debug, Clone, Serialize)]
pub struct OtherApp {
    /// What the link says.
    pub link: String,
    /// Where it is.
    pub url: String,
}

impl PageConfig {
    /// The application that users of `demo` sign in to, and those of the other tenants.
    pub fn all(demo: &DemoFile) -> Vec<Self> {
        let market = demo.market.as_ref();
        let first = Self {
            name: "Demo app".to_owned(),
            url: demo.app_url.clone(),
            issuer: demo.issuer.clone(),
            client_id: demo.spa_client_id.clone(),
            audience: demo.audience.clone(),
            consent_client_id: market.map(|_| demo.consent_client_id.clone()),
            others: Vec::new(),
            stand_in_url: market.map(|market| market.stand_in_url.clone()),
        };
        let Some(market) = market else {
            return vec![first];
        };
        let shop = Self {
            name: "Shop app".to_owned(),
            url: market.shop_app_url.clone(),
            issuer: market.shop_issuer.clone(),
            client_id: market.shop_client_id.clone(),
            audience: market.shop_audience.clone(),
            consent_client_id: None,
            ..first.clone()
        };
        let testing = Self {
            name: "Acme's test app".to_owned(),
            url: market.testing_app_url.clone(),
            issuer: market.testing_issuer.clone(),
            client_id: market.testing_client_id.clone(),
            audience: market.testing_audience.clone(),
            consent_client_id: None,
            ..first.clone()
        };
        let mut all = vec![first, shop, testing];
        let links = [
            "Sign in at the demo",
            "Sign in at the shop",
            "Sign in at Acme's tests",
        ];
        let urls: Vec<String> = all.iter().map(|one| one.url.clone()).collect();
        for one in &mut all {
            let others = links.iter().zip(&urls).filter(|(_, url)| **url != one.url);
            one.others = others
                .map(|(link, url)| OtherApp {
                    link: (*link).to_owned(),
                    url: url.clone(),
                })
                .collect();
        }
        all
    }
}
