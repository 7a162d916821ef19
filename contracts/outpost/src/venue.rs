//! How each venue is asked to swap.

mod astroport;
mod osmosis;

use cosmwasm_std::{Addr, CosmosMsg, StdResult, Uint128};
use qerun_messages::outpost::{Config, Venue};

/// The message that swaps `amount` stablecoins (smallest unit) for at least `min_out` ETH (smallest unit), which the
/// venue gives to the caller, `this` contract.
pub fn swap(
    config: &Config<Addr>,
    this: &Addr,
    amount: Uint128,
    min_out: Uint128,
) -> StdResult<CosmosMsg> {
    match &config.venue {
        Venue::AstroportPair { pair } => astroport::by_pair(config, pair, amount),
        Venue::AstroportRouter { router, via } => {
            astroport::by_router(config, router, via, amount, min_out)
        }
        Venue::OsmosisPoolManager { routes } => {
            Ok(osmosis::by_pools(config, this, routes, amount, min_out))
        }
    }
}
