//! What the sale of earmarked ETH may bring beyond the deficit that is booked against it. It belongs to those who are
//! suppliers while the ETH waits, so who joins them pays for it.

use cosmwasm_std::{Decimal, Deps, Uint128};
use qerun_math::cost_ceil;
use qerun_messages::oracle::read_fresh_price;

use crate::error::ContractError;
use crate::own_eth::load_earmark;
use crate::state::{State, CONFIG};

/// Stablecoins that earmarked ETH would bring at ETH's ask beyond the deficit, rounded up. Zero without a deficit, and then
/// nothing is read. Without it a supplier could join, buy the ETH and leave in one transaction, and take the most of what
/// was booked too low. Errors: those of the prices of ETH and of the stablecoin, which must be fresh.
pub fn recoverable_ceil(deps: Deps, state: &State, now: u64) -> Result<Uint128, ContractError> {
    if state.deficit.is_zero() {
        return Ok(Uint128::zero());
    }
    let config = CONFIG.load(deps.storage)?;
    let earmark = load_earmark(deps.storage, state)?;
    let read = |asset| read_fresh_price::<ContractError>(&deps.querier, &config.oracle, asset, now);
    let (eth, stable) = (read(&config.eth_asset)?, read(&config.stable_asset)?);
    // The storefront counts a stablecoin for its bid, and for a dollar at most.
    let most = cost_ceil(
        earmark.eth,
        eth.ask,
        config.eth_decimals,
        stable.bid.min(Decimal::one()),
        config.stable_decimals,
    )?;
    Ok(most.saturating_sub(state.deficit))
}
