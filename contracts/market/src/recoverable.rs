//! What the sale of earmarked ETH may bring beyond the deficit that is booked against it. It belongs to those who are
//! suppliers while the ETH waits, so who joins them pays for it.

use cosmwasm_std::{Decimal, Deps, Uint128};
use qerun_math::cost_ceil;

use crate::assets::Assets;
use crate::error::ContractError;
use crate::own_eth::load_earmark;
use crate::price_reader::PriceReader;
use crate::state::State;

/// Stablecoins that earmarked ETH would bring back to the suppliers at ETH's ask: beyond the deficit, rounded up, and no more
/// than they have borne. Zero while they have nothing to get back, and then nothing is read. Without it a supplier could join,
/// buy the ETH and leave in one transaction, and take the most of what others had lost. Errors: those of the prices of ETH
/// and of the stablecoin, which must be fresh.
pub fn recoverable_ceil(
    deps: Deps,
    assets: &Assets,
    state: &State,
    now: u64,
) -> Result<Uint128, ContractError> {
    if state.unrecovered.is_zero() {
        return Ok(Uint128::zero());
    }
    let earmark = load_earmark(deps.storage, state)?;
    let reader = PriceReader::new(deps.querier, &assets.oracle);
    let eth = reader.fresh(&assets.eth_asset, now)?;
    let stable = reader.fresh(&assets.stable_asset, now)?;
    // The storefront counts a stablecoin for its bid, and for a dollar at most.
    let most = cost_ceil(
        earmark.eth,
        eth.ask,
        assets.eth_decimals,
        stable.bid.min(Decimal::one()),
        assets.stable_decimals,
    )?;
    Ok(most.saturating_sub(state.deficit).min(state.unrecovered))
}
