//! The operations of a tenant's administrators on the catalogue and on installations.

use api::openapi::{Operation, Parameter};
use api::{
    Catalogue, CatalogueVersion, Install, Installation, InstallationList, Integration, NoticeList,
    TakeUpdate, UpdateInstallation, UpdatePreview,
};

use super::{PAGE, PAGE_PARAMETER};

pub(crate) const LIST_CATALOGUE: Operation = Operation::new(
    "listCatalogue",
    "Lists the integrations that can be installed",
)
.with(&[
    PAGE_PARAMETER,
    Parameter::query::<String>(
        "search",
        "Words that all stand in name, summary, partner or slug.",
    ),
    Parameter::query::<String>("category", "Of this category only."),
    Parameter::query::<String>("trigger", "For this trigger only."),
])
.answers::<Catalogue>(200);
pub(crate) const SHOW_INTEGRATION: Operation =
    Operation::new("showIntegration", "Shows an integration with its versions")
        .answers::<Integration>(200);
pub(crate) const SHOW_INTEGRATION_VERSION: Operation = Operation::new(
    "showIntegrationVersion",
    "Shows what is read before a version is installed: permissions, form, guide",
)
.answers::<CatalogueVersion>(200);

pub(crate) const LIST_INSTALLATIONS: Operation =
    Operation::new("listInstallations", "Lists the tenant's installations")
        .answers::<InstallationList>(200);
pub(crate) const INSTALL: Operation = Operation::new(
    "install",
    "Installs an integration whose permissions were read and accepted",
)
.takes::<Install>()
.answers::<Installation>(201)
.or_conflict();
pub(crate) const SHOW_INSTALLATION: Operation =
    Operation::new("showInstallation", "Shows an installation").answers::<Installation>(200);
pub(crate) const EDIT_INSTALLATION: Operation = Operation::new(
    "editInstallation",
    "Changes name and values of an installation, and whether it follows",
)
.takes::<UpdateInstallation>()
.answers::<Installation>(200)
.or_conflict();
pub(crate) const DELETE_INSTALLATION: Operation = Operation::new(
    "deleteInstallation",
    "Uninstalls an integration that no flow binds",
)
.or_conflict();
pub(crate) const PREVIEW_UPDATE: Operation = Operation::new(
    "previewUpdate",
    "Shows what an update of an installation would change",
)
.with(&[Parameter::query::<String>(
    "version",
    "The version; the one it waits for, else the newest, when absent.",
)])
.answers::<UpdatePreview>(200);
pub(crate) const TAKE_UPDATE: Operation = Operation::new(
    "takeUpdate",
    "Updates an installation; permissions that widen have to be accepted",
)
.takes::<TakeUpdate>()
.answers::<Installation>(200)
.or_conflict();
pub(crate) const LIST_NOTICES: Operation =
    Operation::new("listNotices", "Lists what the tenant is told")
        .with(PAGE)
        .answers::<NoticeList>(200);
