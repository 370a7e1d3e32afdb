//! The demo's market: a partner and the platform's staff, the example integrations on their whole way, and two more
//! tenants, one of another customer and one for the partner's tests.

mod tenants;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use app::App;
use app::env::Clock;
use app::partners::{NewMember, NewPartner, NewStaff};
use app::seed::{Cast, NewAccount, NewInstallation, Passed, Secret, Seed, Trigger};
use egress::Allowance;
use http::{MemberRole, StaffRole};
use serde::Serialize;
use store::Store;

use crate::config::OutboundAllow;
use crate::demo::{DemoFile, TENANT, secret};
use crate::examples::EXAMPLES;
use crate::stand_in::StandInSettings;

use tenants::{SHOP, TESTING};

/// What `.latchwork/demo.json` holds beside the first tenant.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "each field is a key of the file, named as its reader expects it"
)]
pub struct MarketFile {
    pub partner_key: String,
    pub reviewer_token: String,
    pub second_reviewer_token: String,
    pub operator_token: String,
    pub stand_in_url: String,
    pub stand_in_api_key: String,
    pub stand_in_page_secret: String,
    pub shop_issuer: String,
    pub shop_client_id: String,
    pub shop_audience: String,
    pub shop_user: String,
    pub shop_password: String,
    pub shop_admin_token: String,
    pub shop_app_url: String,
    pub testing_issuer: String,
    pub testing_client_id: String,
    pub testing_audience: String,
    pub testing_user: String,
    pub testing_password: String,
    pub testing_admin_token: String,
    pub testing_app_url: String,
}

/// What the market is made of.
#[derive(Debug)]
pub struct DemoMarket {
    /// What tells of it.
    pub file: MarketFile,
    account: NewAccount,
    staff: Vec<(NewStaff, Secret)>,
    tenants: Vec<Seed>,
    cast: Cast,
    installations: Vec<NewInstallation>,
    /// Each tenant with a token of its owner's.
    owners: Vec<(&'static str, Secret)>,
}

const PARTNER: &str = "acme";

impl DemoMarket {
    /// The market beside the first tenant, which `demo` tells of. Its keys come from the store's own, as the tenant's do.
    pub fn new(store: &Store, demo: &DemoFile, stand_in: SocketAddr) -> Self {
        let secret = |label: &str| secret(store, label);
        let [shop, testing] = [SHOP, TESTING].map(|one| tenants::of(store, demo, one));
        let file = MarketFile {
            partner_key: format!("lpk_{}", secret("partner key")),
            reviewer_token: format!("lst_{}", secret("reviewer")),
            second_reviewer_token: format!("lst_{}", secret("second reviewer")),
            operator_token: format!("lst_{}", secret("operator")),
            stand_in_url: format!("http://{stand_in}/"),
            stand_in_api_key: secret("stand-in key"),
            stand_in_page_secret: secret("stand-in page"),
            shop_issuer: shop.issuer.clone(),
            shop_client_id: shop.client_id.clone(),
            shop_audience: shop.audience.clone(),
            shop_user: shop.user.clone(),
            shop_password: shop.password.clone(),
            shop_admin_token: shop.admin_token.clone(),
            shop_app_url: shop.app_url.clone(),
            testing_issuer: testing.issuer.clone(),
            testing_client_id: testing.client_id.clone(),
            testing_audience: testing.audience.clone(),
            testing_user: testing.user.clone(),
            testing_password: testing.password.clone(),
            testing_admin_token: testing.admin_token.clone(),
            testing_app_url: testing.app_url.clone(),
        };
        let tokens = [
            (TENANT, &demo.admin_token),
            (SHOP.id, &file.shop_admin_token),
            (TESTING.id, &file.testing_admin_token),
        ];
        let seed = store.derive_key("latchwork demo partner signing key");
        Self {
            account: account(&file),
            staff: staff(&file),
            tenants: vec![shop.seed(SHOP), testing.seed(TESTING)],
            cast: Cast {
                partner_key: Secret::new(file.partner_key.clone()),
                signing_seed: seed,
                reviewers: [&file.reviewer_token, &file.second_reviewer_token]
                    .map(|token| Secret::new(token.clone())),
            },
            installations: installations(&file),
            owners: tokens
                .map(|(tenant, token)| (tenant, Secret::new(token.clone())))
                .into(),
            file,
        }
    }

    /// Where actions of the demo's tenants may go although it is not public: to the stand-in, and nowhere else.
    pub fn allowances(stand_in: SocketAddr) -> Vec<OutboundAllow> {
        let allow = |tenant: &str| OutboundAllow {
            tenant: tenant.to_owned(),
            address: Allowance::address(stand_in.ip(), stand_in.port()),
        };
        [TENANT, SHOP.id, TESTING.id].map(allow).into()
    }

    /// What the stand-in has to know.
    pub fn stand_in(&self, demo: &DemoFile, clock: Clock) -> StandInSettings {
        let file = &self.file;
        StandInSettings {
            url: file.stand_in_url.clone(),
            api_key: file.stand_in_api_key.clone(),
            page_secret: file.stand_in_page_secret.clone(),
            issuers: [&demo.issuer, &file.shop_issuer, &file.testing_issuer]
                .map(Clone::clone)
                .into(),
            clock,
        }
    }

    /// Makes the partner, the staff and the tenants, where they do not stand yet.
    ///
    /// # Errors
    /// What a seed says.
    pub async fn begin(&self, app: &App) -> Result<(), app::Error> {
        app.seed_account(self.account.clone()).await?;
        for (staff, token) in &self.staff {
            app.seed_staff(staff.clone(), token).await?;
        }
        for tenant in &self.tenants {
            app.seed(tenant.clone()).await?;
        }
        Ok(())
    }

    /// Takes the example of that name to the catalogue, unless it is there; tells what it has behind it.
    ///
    /// # Errors
    /// What a seed says; an unknown name is no error.
    pub async fn publish(
        &self,
        app: &App,
        example: &str,
        told: &(dyn Fn(&str) + Sync),
    ) -> Result<(), app::Error> {
        for (_, files) in EXAMPLES.iter().filter(|(name, _)| *name == example) {
            app.seed_release(&self.cast, files, &|package, passed| {
                let manifest = package.manifest();
                told(&format!(
                    "{} {}: {}",
                    manifest.slug,
                    manifest.version,
                    words(passed)
                ));
            })
            .await?;
        }
        Ok(())
    }

    /// Makes all of it: the examples end in the first tenant's flow.
    ///
    /// # Errors
    /// What a seed says.
    pub async fn make(&self, app: &App, told: &(dyn Fn(&str) + Sync)) -> Result<(), app::Error> {
        self.begin(app).await?;
        for (name, _) in EXAMPLES {
            self.publish(app, name, told).await?;
        }
        for (tenant, token) in &self.owners {
            app.move_installations(tenant, token, &self.installations)
                .await?;
        }
        if let Some((tenant, token)) = self.owners.first() {
            app.seed_installations(tenant, token, &self.installations)
                .await?;
        }
        Ok(())
    }
}

fn words(passed: Passed) -> &'static str {
    match passed {
        Passed::Submission => "signed and submitted by Acme Integrations",
        Passed::Checks => "checked: no finding blocks it",
        Passed::FunctionalReview => "approved by the first reviewer",
        Passed::SecurityReview => "approved by the second reviewer",
        Passed::Publication => "countersigned and published",
    }
}

fn account(file: &MarketFile) -> NewAccount {
    NewAccount {
        partner: NewPartner {
            name: "Acme Integrations".to_owned(),
            slug: PARTNER.to_owned(),
            contact: "integrations@acme.example".to_owned(),
            website: "https://acme.example/".to_owned(),
        },
        member: NewMember {
            name: "Pat Partner".to_owned(),
            email: "pat@acme.example".to_owned(),
            role: MemberRole::Owner,
        },
        key: Secret::new(file.partner_key.clone()),
    }
}

fn staff(file: &MarketFile) -> Vec<(NewStaff, Secret)> {
    let somebody = |name: &str, email: &str, role, token: &String| {
        let staff = NewStaff {
            name: name.to_owned(),
            email: email.to_owned(),
            role,
            expires_at_ms: None,
        };
        (staff, Secret::new(token.clone()))
    };
    vec![
        somebody(
            "Rae Reviewer",
            "rae@platform.example",
            StaffRole::Reviewer,
            &file.reviewer_token,
        ),
        somebody(
            "Sam Second",
            "sam@platform.example",
            StaffRole::Reviewer,
            &file.second_reviewer_token,
        ),
        somebody(
            "Olu Operator",
            "olu@platform.example",
            StaffRole::Operator,
            &file.operator_token,
        ),
    ]
}

fn installations(file: &MarketFile) -> Vec<NewInstallation> {
    let values = |values: &[(&str, &str)]| -> BTreeMap<String, String> {
        let values = values.iter();
        values
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let secrets = |name: &str, value: &String| {
        BTreeMap::from([(name.to_owned(), Secret::new(value.clone()))])
    };
    let nothing = |slug: &str| NewInstallation {
        slug: slug.to_owned(),
        trigger: Trigger::PostLogin,
        configuration: BTreeMap::new(),
        secrets: BTreeMap::new(),
        place: None,
    };
    let page_url = format!("{}consent", file.stand_in_url);
    vec![
        nothing("member-plan"),
        NewInstallation {
            configuration: values(&[("SERVICE_URL", &file.stand_in_url)]),
            secrets: secrets("API_KEY", &file.stand_in_api_key),
            place: Some("SERVICE_URL".to_owned()),
            ..nothing("risk-check")
        },
        NewInstallation {
            configuration: values(&[("PAGE_URL", &page_url)]),
            secrets: secrets("PAGE_SECRET", &file.stand_in_page_secret),
            place: Some("PAGE_URL".to_owned()),
            ..nothing("consent-page")
        },
    ]
}
