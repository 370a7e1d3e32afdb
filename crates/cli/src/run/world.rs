//! What an action finds beside its event: packages, secrets, configuration, and the network or what answers in its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Failure, Limits, Trigger};
use egress::{Allowances, Egress, EgressError, Policy, PoolKey, PrivateNetwork};
use outbound::Network;
use sandbox::{LiveHost, Outbound, Request, SharedSecrets, Source};
use serde_json::Value;

use super::fixtures::Fixtures;
use super::from_fixtures::FromFixtures;
use crate::input::{self, StringLimits};
use crate::local::share;
use crate::packages::{self, Given};

/// As many as an action may have.
pub(crate) const SECRETS: StringLimits = StringLimits {
    entries: 30,
    name_chars: 128,
    value_chars: 4096,
};
const CONFIGURATION: StringLimits = StringLimits {
    entries: 100,
    name_chars: 128,
    value_chars: 4096,
};

/// Where it stands.
#[derive(Debug, Args)]
pub(crate) struct WorldArguments {
    #[command(flatten)]
    packages: Given,
    /// `event.secrets`: an object of strings
    #[arg(long, value_name = "S.json")]
    secrets: Option<PathBuf>,
    /// `event.configuration`: an object of strings
    #[arg(long, value_name = "C.json")]
    configuration: Option<PathBuf>,
    /// Answers every outbound request from this file instead of the network
    #[arg(long, value_name = "FIXTURES.json")]
    fetch: Option<PathBuf>,
    /// Lets requests reach loopback, private and other special addresses
    #[arg(long)]
    allow_private: bool,
}

impl WorldArguments {
    /// All files that are named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let own = [&self.secrets, &self.configuration, &self.fetch];
        let own = own.into_iter().flatten().map(PathBuf::as_path);
        own.chain(self.packages.files())
    }
}

/// What the files say.
pub(crate) struct World {
    packages: Given,
    shared_secrets: SharedSecrets,
    secrets: BTreeMap<String, String>,
    configuration: Option<BTreeMap<String, String>>,
    answers: Answers,
}

/// Who answers requests.
enum Answers {
    Fixtures(Arc<Fixtures>),
    Network(PrivateNetwork),
}

impl World {
    /// Reads the files that are named.
    pub(crate) fn read(arguments: &WorldArguments) -> anyhow::Result<Self> {
        let secrets = arguments.secrets.as_deref();
        let configuration = arguments.configuration.as_deref();
        Ok(Self {
            shared_secrets: arguments.packages.secrets()?,
            packages: arguments.packages.clone(),
            secrets: secrets.map_or(Ok(BTreeMap::new()), |path| input::strings(path, &SECRETS))?,
            configuration: configuration
                .map(|path| input::strings(path, &CONFIGURATION))
                .transpose()?,
            answers: match (&arguments.fetch, arguments.allow_private) {
                (Some(path), _) => Answers::Fixtures(Arc::new(Fixtures::read(path)?)),
                (None, true) => Answers::Network(PrivateNetwork::Allowed),
                (None, false) => Answers::Network(PrivateNetwork::Refused),
            },
        })
    }

    /// An action of this file, with all that it requires; or why it is none.
    pub(crate) async fn source(
        &self,
        trigger: Trigger,
        file: &Path,
        code: &str,
    ) -> anyhow::Result<Result<Source, Failure>> {
        packages::source(trigger, file, code, &self.packages).await
    }

    /// The secrets of shared modules.
    pub(crate) fn shared_secrets(&self) -> &SharedSecrets {
        &self.shared_secrets
    }

    /// The live host of executions, on the runtime this is called from.
    pub(crate) fn host(&self, limits: &Limits) -> anyhow::Result<Arc<LiveHost>> {
        let outbound: Arc<dyn Outbound> = match &self.answers {
            Answers::Fixtures(fixtures) => Arc::new(FromFixtures(Arc::clone(fixtures))),
            Answers::Network(private) => Arc::new(network(*private, limits)?),
        };
        let host = LiveHost::new(outbound).with_shared(self.shared_secrets.clone());
        Ok(Arc::new(host))
    }

    /// An execution's request in this world.
    pub(crate) fn request(
        &self,
        handler: String,
        event: Value,
        limits: Limits,
        host: Arc<LiveHost>,
    ) -> Request {
        Request {
            share: share(),
            handler,
            event,
            secrets: self.secrets.clone(),
            configuration: self.configuration.clone(),
            cache: CacheSnapshot::default(),
            can_redirect: true,
            capabilities: Capabilities::All,
            limits,
            host,
        }
    }
}

/// The network under the outbound policy; a request may take as long as an execution.
fn network(private_network: PrivateNetwork, limits: &Limits) -> Result<Network, EgressError> {
    let egress = Egress::new(Policy {
        private_network,
        advice: "run with --allow-private to reach it",
        ..Policy::default()
    })?;
    let longest = Duration::from_millis(limits.wall_ms);
    let allowances = Arc::new(Allowances::none());
    Ok(Network::new(
        egress,
        PoolKey::tenant("local"),
        allowances,
        longest,
    ))
}
