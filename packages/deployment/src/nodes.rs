//! Other nodes than the plan's.

use crate::plan::{Finding, PlanFile};

/// Other nodes of the plan's chains. A node of another chain than the plan's is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nodes {
    /// A node of the home chain, instead of the plan's.
    pub home_rpc: Option<String>,
    /// A node of the DEX chain, instead of the plan's.
    pub dex_rpc: Option<String>,
}

impl Nodes {
    /// Puts them into a plan, before it is checked.
    pub(crate) fn replace(&self, plan: &mut PlanFile) {
        let chain = &mut plan.chain;
        for (given, rpc) in [
            (&self.home_rpc, &mut chain.home.rpc),
            (&self.dex_rpc, &mut chain.dex.rpc),
        ] {
            if let Some(url) = given {
                rpc.clone_from(url);
            }
        }
    }

    /// A finding about them names the flag, not the plan's field.
    pub(crate) fn name(&self, mut finding: Finding) -> Finding {
        let field = finding.field.as_str();
        if self.home_rpc.is_some() && field == "chain.home.rpc" {
            finding.field = "--home-rpc".to_owned();
        } else if self.dex_rpc.is_some() && field == "chain.dex.rpc" {
            finding.field = "--dex-rpc".to_owned();
        }
        finding
    }
}
