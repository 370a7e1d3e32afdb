//! A flow as an administrator sees it: each binding with what it runs now, and why it cannot.

use contract::Trigger;
use flow::Pinned;
use store::BoundCode;
use tenant::{Binding, BindingList, Bound, TenantId};

use crate::App;
use crate::error::Error;

/// A flow as an administrator sees it.
#[derive(Debug, Clone)]
pub struct FlowView {
    /// Its trigger.
    pub trigger: Trigger,
    /// Counts its changes.
    pub version: u64,
    /// Its bindings, in the order they run.
    pub bindings: Vec<BoundAction>,
}

/// A binding with what it names.
#[derive(Debug, Clone)]
pub struct BoundAction {
    /// The binding.
    pub binding: Binding,
    /// The name of the action or of the integration.
    pub name: String,
    /// The version that runs: the number of an own action's, the semantic version of a release.
    pub version: String,
    /// Whether it is a partner's package that nobody reviewed, installed for a test.
    pub unreviewed: bool,
    /// Methods its source mentions, or that were accepted, whose capability this host lacks.
    pub lacking: Vec<String>,
    /// Why it cannot run now.
    pub refused: Option<String>,
}

impl App {
    /// The bindings of a list with what they name.
    pub(crate) async fn flow_view(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        list: BindingList,
    ) -> Result<FlowView, Error> {
        let installed = list.bindings.iter();
        let installed = installed.filter_map(|one| one.bound.installation());
        let mut installed = self
            .store
            .installed_code(tenant, installed.collect())
            .await?;
        let mut bindings = Vec::with_capacity(list.bindings.len());
        for binding in list.bindings {
            bindings.push(match binding.bound.clone() {
                Bound::Action(action) => {
                    self.bound_action(tenant, trigger, binding, action.as_str())
                        .await?
                }
                Bound::Installation(id) => {
                    let code = installed.remove(&id).ok_or_else(|| Error::Dangling {
                        noun: "installation",
                        id: id.as_str().to_owned(),
                    })?;
                    self.bound_installation(tenant, trigger, binding, code)
                        .await?
                }
            });
        }
        Ok(FlowView {
            trigger,
            version: list.version,
            bindings,
        })
    }

    async fn bound_action(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        binding: Binding,
        action: &str,
    ) -> Result<BoundAction, Error> {
        let dangling = || Error::Dangling {
            noun: "action version",
            id: action.to_owned(),
        };
        let action = self.action(tenant, action).await?;
        let deployed = action.deployed.ok_or_else(dangling)?;
        let version = self
            .store
            .action_version_find(tenant, &deployed.id)
            .await?
            .ok_or_else(dangling)?;
        let lacking = flow::unsupported(trigger, &version.code);
        Ok(BoundAction {
            name: action.name.as_str().to_owned(),
            version: deployed.number.to_string(),
            unreviewed: false,
            lacking: lacking.into_iter().map(str::to_owned).collect(),
            refused: None,
            binding,
        })
    }

    async fn bound_installation(
        &self,
        tenant: &TenantId,
        trigger: Trigger,
        binding: Binding,
        code: BoundCode,
    ) -> Result<BoundAction, Error> {
        let mut view = BoundAction {
            name: binding.display_name.clone(),
            version: String::new(),
            unreviewed: false,
            lacking: Vec::new(),
            refused: None,
            binding,
        };
        if let BoundCode::Installed {
            installation,
            release,
        } = &code
        {
            view.name.clone_from(&installation.name);
            view.version = release.version().to_string();
            view.unreviewed = !release.is_reviewed();
            let lacking = flow::unsupported_permissions(trigger, &release.manifest.permissions);
            view.lacking = lacking.into_iter().map(str::to_owned).collect();
        }
        if let Pinned::Release(pinned) = self.pinned(tenant, code).await? {
            view.refused = pinned.refused.as_ref().map(|why| why.message.clone());
        }
        Ok(view)
    }
}
