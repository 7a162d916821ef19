//! What a plan must say before a wallet can be told.

use qerun_deployment::plan::{ChainPlan, PlanFile, Side};

use super::error::Missing;

/// Every field that is left out.
pub fn missing(plan: &PlanFile) -> Vec<Missing> {
    let sides = [Side::Home, Side::Dex];
    let found = sides.map(|side| of_chain(side, plan.chain.get(side)));
    found.into_iter().flatten().collect()
}

fn of_chain(side: Side, chain: &ChainPlan) -> Vec<Missing> {
    let at = format!("chain.{}.wallet", side.name());
    let Some(wallet) = &chain.wallet else {
        return vec![Missing {
            field: at,
            why: "a wallet asks for the chain's name, REST interface and coins",
        }];
    };
    let mut found = Vec::new();
    if chain.public_rpc().is_none() {
        found.push(Missing {
            field: format!("{at}.rpc"),
            why: "the operator's own node is not told to everyone",
        });
    }
    // A guess from the chain id is good enough for a test net only.
    if chain.public && wallet.registry_name.is_none() {
        found.push(Missing {
            field: format!("{at}.registry_name"),
            why: "lists of assets name chains by their folder in the chain registry",
        });
    }
    found
}
