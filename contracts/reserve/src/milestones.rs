//! What buyback needs before governance can open it: borrowing, a token that burns, a level, prices, and no deficit.

use cosmwasm_std::{Addr, Deps};
use qerun_messages::market::read_borrowing_opened;
use qerun_messages::oracle::read_live_price;
use qerun_messages::reserve::{
    MilestonesResponse, MissingForBuyback as Missing, BACKING, BUYBACK_OPENED,
};
use qerun_messages::token::is_burner;

use crate::error::ContractError;
use crate::own_eth::OwnEth;
use crate::state::{CONFIG, PARAMS};

/// When buyback was opened, and what is missing for it at `now`, Unix seconds; `this` is the reserve's own address.
pub fn milestones(deps: Deps, this: &Addr, now: u64) -> Result<MilestonesResponse, ContractError> {
    Ok(MilestonesResponse {
        opened_at: BUYBACK_OPENED.may_load(deps.storage)?,
        missing: missing_for_buyback(deps, this, now)?,
    })
}

/// Everything that is missing at `now`, Unix seconds. Five raw reads. Never fails because of another contract.
pub fn missing_for_buyback(
    deps: Deps,
    this: &Addr,
    now: u64,
) -> Result<Vec<Missing>, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let mut missing = vec![];
    let market = || config.market.clone();
    match read_borrowing_opened(&deps.querier, &config.market) {
        Ok(Some(_)) => {}
        Ok(None) => missing.push(Missing::BorrowingNotOpen { market: market() }),
        Err(error) => missing.push(Missing::MarketUnreadable {
            market: market(),
            reason: error.to_string(),
        }),
    }
    if !is_burner(&deps.querier, &config.token, this).unwrap_or_default() {
        let token = config.token.clone();
        missing.push(Missing::NotBurner { token });
    }
    if PARAMS.load(deps.storage)?.buyback_above.is_none() {
        missing.push(Missing::LevelNotSet {});
    }
    for asset in [&config.eth_asset, &config.token_asset] {
        let price = read_live_price::<ContractError>(&deps.querier, &config.oracle, asset, now);
        if let Err(error) = price {
            missing.push(Missing::Price {
                asset: asset.clone(),
                reason: error.to_string(),
            });
        }
    }
    let own = OwnEth::read(&deps.querier, &config.market, &BACKING.load(deps.storage)?);
    match own.and_then(|own| own.ensure_no_deficit()) {
        Ok(()) => {}
        Err(ContractError::DeficitOpen { earmarked }) => {
            missing.push(Missing::DeficitOpen { earmarked });
        }
        Err(error) => missing.push(Missing::MarketUnreadable {
            market: market(),
            reason: error.to_string(),
        }),
    }
    Ok(missing)
}
