//! Anyone buys earmarked ETH; the proceeds go into the market's deficit.

use cosmwasm_std::{
    coin, coins, to_json_binary, Addr, BankMsg, Coin, Decimal, Deps, DepsMut, Env, MessageInfo,
    Response, Uint128, WasmMsg,
};
use cw_utils::must_pay;
use qerun_math::elapsed_since;
use qerun_messages::market;
use qerun_messages::oracle::read_live_price;
use qerun_messages::reserve::{Config, BACKING};

use crate::buyback_clock::begin_after_deficit;
use crate::error::ContractError;
use crate::events::{self, EthSold};
use crate::own_eth::OwnEth;
use crate::sale::{price_ceil, Sale};
use crate::state::{CONFIG, PARAMS};

/// Sells earmarked ETH for the stablecoins sent. The market gets their cost in the same transaction and may refuse: then
/// nothing is sold. Errors: `Payment`, `EarmarkUnreadable`, `NothingForSale`, `Price`, `ZeroAmount`, `BelowMinimumEth`.
pub fn buy_eth(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    min_eth: Option<Uint128>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let paid = must_pay(&info, &config.stable_denom)?;
    let now = env.block.time.seconds();
    let sale = earmarked_sale(deps.as_ref(), &config, now)?;
    let fill = sale.fill(paid, min_eth)?;

    let mut backing = BACKING.load(deps.storage)?;
    backing.unencumbered = backing.unencumbered.checked_sub(fill.eth)?;
    BACKING.save(deps.storage, &backing)?;

    let left = sale.eth.checked_sub(fill.eth)?;
    if left.is_zero() {
        begin_after_deficit(deps.storage, &deps.querier, &config, now)?;
    }

    let mut bought = vec![coin(fill.eth.u128(), &config.eth_denom)];
    if !fill.refund.is_zero() {
        bought.push(coin(fill.refund.u128(), &config.stable_denom));
    }
    Ok(Response::new()
        .add_event(events::sell_eth(&EthSold {
            sender: &info.sender,
            price: sale.price,
            fill,
            left,
            unencumbered: backing.unencumbered,
        }))
        .add_message(settle_deficit(&config, fill.eth, fill.cost)?)
        .add_message(send(&info.sender, bought)))
}

/// The earmarked ETH at its present price. The auction began when the market earmarked it, and stands still while ETH's
/// price is not live.
///
/// A stablecoin counts for its bid, and for a dollar at most: the suppliers are owed stablecoins, so the careful value is
/// the low one, at which a buyer pays more of them. Errors: `EarmarkUnreadable`, `NothingForSale`, `Price`.
pub fn earmarked_sale(deps: Deps, config: &Config<Addr>, now: u64) -> Result<Sale, ContractError> {
    let backing = BACKING.load(deps.storage)?;
    let own = OwnEth::read(&deps.querier, &config.market, &backing)?;
    if own.earmarked.is_zero() {
        return Err(ContractError::NothingForSale {});
    }
    let read = |asset| read_live_price::<ContractError>(&deps.querier, &config.oracle, asset, now);
    let (eth, stable) = (read(&config.eth_asset)?, read(&config.stable_asset)?);
    let elapsed = elapsed_since(own.started, eth.uptime_at(now));
    let rule = PARAMS.load(deps.storage)?.storefront;
    Ok(Sale {
        eth: own.earmarked,
        eth_decimals: config.eth_decimals,
        price: price_ceil(&eth, &rule, elapsed)?,
        paid_value: stable.bid.min(Decimal::one()),
        paid_decimals: config.stable_decimals,
    })
}

fn settle_deficit(
    config: &Config<Addr>,
    eth: Uint128,
    proceeds: Uint128,
) -> Result<WasmMsg, ContractError> {
    Ok(WasmMsg::Execute {
        contract_addr: config.market.to_string(),
        msg: to_json_binary(&market::ExecuteMsg::SettleDeficit { eth })?,
        funds: coins(proceeds.u128(), &config.stable_denom),
    })
}

/// One message for both coins, in the order of denoms that the bank demands.
fn send(buyer: &Addr, mut amount: Vec<Coin>) -> BankMsg {
    amount.sort_by(|a, b| a.denom.cmp(&b.denom));
    BankMsg::Send {
        to_address: buyer.to_string(),
        amount,
    }
}
