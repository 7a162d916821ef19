//! Flags of `qerun propose`.

use clap::{ArgGroup, Args};

use crate::DeploymentArgs;

/// Where DAO DAO's page is.
pub const PAGE: &str = "https://daodao.zone";

/// Flags of `qerun propose`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["list", "message"])))]
pub struct ProposeArgs {
    /// The plan, its nodes and the state file.
    #[command(flatten)]
    pub deployment: DeploymentArgs,
    /// Ask no node: class, delay and bond are those of the plan
    #[arg(long)]
    pub offline: bool,
    /// Tell every message with class, delay and bond, and end
    #[arg(long, conflicts_with_all = ["title", "description", "text", "allowance"])]
    pub list: bool,
    /// CONTRACT=JSON or CONTRACT=@FILE, once for each message, in their order. CONTRACT is token, voting, timelock,
    /// oracle, market, reserve, emissions, liquidity_voting, vesting-NAME (a member's) or an address; coins sent along follow it: market+5000stable={"fund_insurance":{}}
    #[arg(long, value_name = "CONTRACT=JSON")]
    pub message: Vec<String>,
    /// Title of the proposal
    #[arg(long, value_name = "TEXT", required_unless_present = "list")]
    pub title: Option<String>,
    /// Description of the proposal; by default the title
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// What the timelock notes the operation is for; by default the title
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// Seconds after the vote in which it may be queued; by default as long as stake outlasts it, at most a week
    #[arg(long, value_name = "SECONDS")]
    pub allowance: Option<u64>,
    /// Where DAO DAO's page is
    #[arg(long, value_name = "URL", default_value = PAGE)]
    pub page: String,
}
