//! Flags that name other nodes than the plan's.

use clap::Args;

use qerun_deployment::Nodes;

/// Other nodes of the plan's chains. Which chain it is stays the plan's word: a node of another is
/// refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct NodeArgs {
    /// A node of the home chain, instead of the plan's
    #[arg(long, value_name = "URL")]
    pub home_rpc: Option<String>,
    /// A node of the DEX chain, instead of the plan's
    #[arg(long, value_name = "URL")]
    pub dex_rpc: Option<String>,
}

impl From<&NodeArgs> for Nodes {
    fn from(args: &NodeArgs) -> Self {
        Nodes {
            home_rpc: args.home_rpc.clone(),
            dex_rpc: args.dex_rpc.clone(),
        }
    }
}
