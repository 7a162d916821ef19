//! Other nodes than the plan's.

use crate::plan::{Finding, PlanFile};

/// Other nodes of the plan's chains. A node of another chain than the plan's is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nodes {
    /// A node of the home chain, instead of the plan's.
    pub home_rpc: Option<String>,
    /// A node of the DEX chain, instead of the plan's.
    pub dex_rpc: Option<String>,
    /// Its REST interface that wallets and pages are told, instead of the plan's `chain.home.wallet.rest`.
    pub home_rest: Option<String>,
    /// The same of the DEX chain.
    pub dex_rest: Option<String>,
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
        for (given, wallet) in [
            (&self.home_rest, &mut chain.home.wallet),
            (&self.dex_rest, &mut chain.dex.wallet),
        ] {
            if let (Some(url), Some(wallet)) = (given, wallet) {
                wallet.rest.clone_from(url);
            }
        }
    }

    /// A finding about them names the flag, not the plan's field.
    pub(crate) fn name(&self, mut finding: Finding) -> Finding {
        for (given, field, flag) in [
            (&self.home_rpc, "chain.home.rpc", "--home-rpc"),
            (&self.dex_rpc, "chain.dex.rpc", "--dex-rpc"),
            (&self.home_rest, "chain.home.wallet.rest", "--home-rest"),
            (&self.dex_rest, "chain.dex.wallet.rest", "--dex-rest"),
        ] {
            if given.is_some() && finding.field == field {
                finding.field = flag.to_owned();
            }
        }
        finding
    }
}
