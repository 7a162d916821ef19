//! The running local net and a deployment on it.

mod contracts;
mod deployment;
mod endpoints;
mod equal;
mod funds;
mod home_node;
mod live_chain;
mod people;
mod program;
mod queries;
mod relayer;
mod script;
mod told;
mod transfer;
mod vouchers;
mod wait;

use std::path::PathBuf;

use anyhow::{Context, Result};
use qerun_deployment::Plan;

pub use self::deployment::Deployment;
pub use self::endpoints::{endpoints_path, Endpoints};
pub use self::equal::ensure_equal;
pub use self::funds::fund_deployer;
pub use self::home_node::HomeNode;
pub use self::live_chain::{attribute, call, proto, LiveChain};
pub use self::people::Person;
pub use self::program::Program;
pub use self::relayer::Relayer;
pub use self::told::Told;
pub use self::transfer::Transfer;
pub use self::wait::{soon, until, within};

use self::people::People;
use self::script::Script;

/// The files that a run starts from.
pub struct Paths {
    /// The plan that the run changes as it needs.
    pub plan: PathBuf,
    /// Folder of the wasm files.
    pub artifacts: PathBuf,
    /// The endpoints file of `scripts/localnet up`.
    pub endpoints: PathBuf,
}

/// Two live chains, the people with money on them, a relayer, and a deployment.
pub struct Net {
    /// The protocol's chain.
    pub home: LiveChain,
    /// The DEX chain.
    pub dex: LiveChain,
    pub people: People,
    pub relayer: Relayer,
    /// The node of the protocol's chain.
    pub node: HomeNode,
    /// The plan with the changes of the run.
    pub plan: Plan,
    /// Addresses of the contracts.
    pub at: Deployment,
    /// Folder of the wasm files.
    pub artifacts: PathBuf,
}

impl Net {
    /// Changes the plan, deploys it under this name unless that was done before, and connects to everything.
    ///
    /// # Errors
    /// No net runs, or what `qerun deploy` says.
    pub fn open(
        paths: &Paths,
        name: &str,
        change: impl FnOnce(&mut qerun_deployment::plan::PlanFile),
    ) -> Result<Self> {
        let endpoints = Endpoints::load(&paths.endpoints)?;
        let plan = Plan::load(&paths.plan)?;
        let mut file = (*plan).clone();
        name.clone_into(&mut file.name);
        file.chain.home.rpc.clone_from(&endpoints.chains.home.rpc);
        file.chain.dex.rpc.clone_from(&endpoints.chains.dex.rpc);
        file.route
            .home_channel
            .clone_from(&endpoints.chains.home.channel);
        file.route
            .dex_channel
            .clone_from(&endpoints.chains.dex.channel);
        change(&mut file);
        let plan = Plan::check(file).map_err(|findings| {
            let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
            anyhow::anyhow!("the varied plan is refused: {}", lines.join("; "))
        })?;
        let people = People::load(&endpoints, &plan)?;
        let home = LiveChain::open(&plan.chain.home)?;
        let dex = LiveChain::open(&plan.chain.dex)?;
        funds::fund_pool(&dex, &people, &plan)?;
        let state = paths.endpoints.with_file_name(format!("{name}.json"));
        let at = deployment::deploy(&plan, &paths.artifacts, &state).context("deploying")?;
        let script = Script::new(&paths.endpoints, &plan.chain.home.rpc)?;
        Ok(Net {
            home,
            dex,
            people,
            relayer: Relayer(script.clone()),
            node: HomeNode(script),
            plan,
            at,
            artifacts: paths.artifacts.clone(),
        })
    }
}
