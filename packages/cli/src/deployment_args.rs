//! The flags that name a deployment, the same for every command that speaks to chains.

use std::path::PathBuf;

use clap::Args;
use qerun_deployment::{Nodes, Plan, PlanError};

/// Which deployment: its plan, its nodes and its state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct DeploymentArgs {
    /// What is deployed where, TOML
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// Other nodes than the plan's.
    #[command(flatten)]
    pub nodes: NodeArgs,
    /// What was deployed so far; by default the plan's name with .state.json
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
}

impl DeploymentArgs {
    /// Reads and checks the plan.
    ///
    /// # Errors
    /// [`PlanError`], with every finding at once.
    pub fn load_plan(&self) -> Result<Plan, PlanError> {
        let nodes = Nodes {
            home_rpc: self.nodes.home_rpc.clone(),
            dex_rpc: self.nodes.dex_rpc.clone(),
            home_rest: self.nodes.home_rest.clone(),
            dex_rest: self.nodes.dex_rest.clone(),
        };
        Plan::load_with(&self.plan, &nodes)
    }

    /// The state file: beside the plan unless it is named.
    #[must_use]
    pub fn state_path(&self) -> PathBuf {
        let beside = || self.plan.with_extension("state.json");
        self.state.clone().unwrap_or_else(beside)
    }
}

/// Other nodes of the plan's chains. A node of another chain than the plan's is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct NodeArgs {
    /// A node of the home chain, instead of the plan's
    #[arg(long, value_name = "URL")]
    pub home_rpc: Option<String>,
    /// A node of the DEX chain, instead of the plan's
    #[arg(long, value_name = "URL")]
    pub dex_rpc: Option<String>,
    /// REST of the home chain for wallets and pages, instead of the plan's
    #[arg(long, value_name = "URL")]
    pub home_rest: Option<String>,
    /// REST of the DEX chain for wallets and pages, instead of the plan's
    #[arg(long, value_name = "URL")]
    pub dex_rest: Option<String>,
}
