//! Airdrop and emissions, if QER's genesis gave them their tokens: no other contract need know them.

use qerun_messages::airdrop::QueryMsg;
use qerun_messages::token;

use super::cw2_name;
use crate::verify::AirdropFacts;
use qerun_chain::{ask, Chain, ChainError};

/// The name of an airdrop (cw2).
pub(super) const AIRDROP: &str = "crate:qerun-airdrop";
/// The name of emissions (cw2).
pub(super) const EMISSIONS: &str = "crate:qerun-emissions";

/// The first contract that got tokens at the genesis and says that it is this one.
pub(super) fn find(
    home: &dyn Chain,
    genesis: &token::InstantiateMsg,
    name: &str,
) -> Result<Option<String>, ChainError> {
    for row in &genesis.initial_balances {
        // Most are accounts.
        if home.contract(&row.address)?.is_none() {
            continue;
        }
        if cw2_name(home, &row.address)?.as_deref() == Some(name) {
            return Ok(Some(row.address.clone()));
        }
    }
    Ok(None)
}

pub(super) fn airdrop_facts(home: &dyn Chain, at: &str) -> Result<AirdropFacts, ChainError> {
    Ok(AirdropFacts {
        config: ask(home, at, &QueryMsg::Config {})?,
        totals: ask(home, at, &QueryMsg::Totals {})?,
    })
}
