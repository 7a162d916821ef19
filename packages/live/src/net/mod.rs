//! The running local net and a deployment on it.

mod ask;
mod bank;
mod chain;
mod contracts;
mod deployment;
mod endpoints;
mod people;
mod purse;
mod relayer;
mod transfer;
mod wait;

use std::path::PathBuf;

use anyhow::{Context, Result};
use qerun_deployment::Plan;

pub use self::chain::{attribute, call, proto, Live};
pub use self::deployment::Deployment;
pub use self::endpoints::endpoints_path;
pub use self::people::Person;
pub use self::relayer::Relayer;
pub use self::transfer::Transfer;
pub use self::wait::{soon, until, within};

use self::endpoints::Endpoints;
use self::people::People;

/// What a run starts from.
pub struct Places {
    /// The plan to vary.
    pub plan: PathBuf,
    /// The wasm.
    pub artifacts: PathBuf,
    /// What `scripts/localnet up` wrote.
    pub endpoints: PathBuf,
}

/// Two live chains, the people with money on them, a relayer, and a deployment.
pub struct Net {
    /// The protocol's chain.
    pub home: Live,
    /// The chain of the markets.
    pub dex: Live,
    /// Who has keys.
    pub people: People,
    /// Between the chains.
    pub relayer: Relayer,
    /// The plan as carried out.
    pub plan: Plan,
    /// Where everything is.
    pub at: Deployment,
    /// Where the wasm is.
    pub artifacts: PathBuf,
}

impl Net {
    /// Deploys the plan under another name, after `change`, or finds it deployed.
    ///
    /// # Errors
    /// No net runs, or what `qerun deploy` says.
    pub fn open(
        places: &Places,
        name: &str,
        change: impl FnOnce(&mut qerun_deployment::plan::PlanFile),
    ) -> Result<Self> {
        let endpoints = Endpoints::load(&places.endpoints)?;
        let plan = Plan::load(&places.plan)?;
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
        let home = Live::open(&plan.chain.home)?;
        let dex = Live::open(&plan.chain.dex)?;
        purse::pool_money(&dex, &people, &plan)?;
        let state = places.endpoints.with_file_name(format!("{name}.json"));
        let at = deployment::deploy(&plan, &places.artifacts, &state).context("deploying")?;
        Ok(Net {
            home,
            dex,
            people,
            relayer: Relayer::new(&places.endpoints, &plan.chain.home.rpc)?,
            plan,
            at,
            artifacts: places.artifacts.clone(),
        })
    }
}
