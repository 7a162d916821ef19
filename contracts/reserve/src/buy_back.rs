//! Anyone sells QER for surplus ETH; the QER is burned.

use cosmwasm_std::{
    coins, from_json, to_json_binary, Addr, BankMsg, Deps, DepsMut, Env, MessageInfo, Response,
    StdResult, Uint128, WasmMsg,
};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use cw_utils::nonpayable;
use qerun_controls::ensure_sender;
use qerun_messages::oracle::read_live_price;
use qerun_messages::reserve::{Config, ReceiveMsg, BACKING, BUYBACK_OPENED};

use crate::buyback_clock::start_after_sale;
use crate::error::ContractError;
use crate::events::{self, EthSold};
use crate::own_eth::OwnEth;
use crate::sale::{price_ceil, Sale};
use crate::state::{Uptimes, BUYBACK_CLOCK, CONFIG, PARAMS};

/// Surplus ETH at its present price, and how long it has been for sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurplusSale {
    /// The ETH and its price in QER.
    pub sale: Sale,
    /// The uptimes of both prices now.
    uptimes: Uptimes,
    /// Seconds of the auction, at most its duration.
    elapsed: u64,
}

/// Handles QER's receive hook. Errors: `Access` of any other token, an unreadable payload, those of [`buy_back`].
pub fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let config = CONFIG.load(deps.storage)?;
    ensure_sender(&info.sender, &config.token, "token")?;
    let seller = deps.api.addr_validate(&hook.sender)?;
    let ReceiveMsg::BuyBack { min_eth } = from_json(&hook.msg)?;
    buy_back(deps, env, &config, &seller, hook.amount, min_eth)
}

/// Sells surplus ETH for QER, which is burned. The auction's clock goes back by the part that is sold, so that what is
/// left does not go at the price at which the first part found a buyer. Errors: `BuybackNotOpen`, `BuybackOff`,
/// `EarmarkUnreadable`, `DeficitOpen`, `NothingForSale`, `Price`, `ZeroAmount`, `BelowMinimumEth`.
fn buy_back(
    deps: DepsMut,
    env: Env,
    config: &Config<Addr>,
    seller: &Addr,
    paid: Uint128,
    min_eth: Option<Uint128>,
) -> Result<Response, ContractError> {
    let surplus = surplus_sale(deps.as_ref(), config, env.block.time.seconds())?;
    let fill = surplus.sale.fill(paid, min_eth)?;
    let left = surplus.sale.eth.checked_sub(fill.eth)?;

    let mut backing = BACKING.load(deps.storage)?;
    backing.unencumbered = backing.unencumbered.checked_sub(fill.eth)?;
    BACKING.save(deps.storage, &backing)?;
    let start = start_after_sale(surplus.uptimes, surplus.elapsed, left, surplus.sale.eth)?;
    BUYBACK_CLOCK.save(deps.storage, &start)?;

    let mut response = Response::new()
        .add_event(events::buy_back(&EthSold {
            sender: seller,
            price: surplus.sale.price,
            fill,
            left,
            unencumbered: backing.unencumbered,
        }))
        .add_message(token_message(
            config,
            Cw20ExecuteMsg::Burn { amount: fill.cost },
        )?);
    if !fill.refund.is_zero() {
        let refund = Cw20ExecuteMsg::Transfer {
            recipient: seller.to_string(),
            amount: fill.refund,
        };
        response = response.add_message(token_message(config, refund)?);
    }
    Ok(response.add_message(BankMsg::Send {
        to_address: seller.to_string(),
        amount: coins(fill.eth.u128(), &config.eth_denom),
    }))
}

fn token_message(config: &Config<Addr>, msg: Cw20ExecuteMsg) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: config.token.to_string(),
        msg: to_json_binary(&msg)?,
        funds: vec![],
    })
}

/// The surplus at its present price. QER counts for its bid, the lowest credible price: a seller gives more of it. Errors:
/// `BuybackNotOpen`, `BuybackOff`, `EarmarkUnreadable`, `DeficitOpen`, `NothingForSale`, `Price`.
pub fn surplus_sale(
    deps: Deps,
    config: &Config<Addr>,
    now: u64,
) -> Result<SurplusSale, ContractError> {
    if BUYBACK_OPENED.may_load(deps.storage)?.is_none() {
        return Err(ContractError::BuybackNotOpen {});
    }
    let params = PARAMS.load(deps.storage)?;
    if params.buyback_above.is_none() {
        return Err(ContractError::BuybackOff {});
    }
    let backing = BACKING.load(deps.storage)?;
    let own = OwnEth::read(&deps.querier, &config.market, &backing)?;
    own.ensure_no_deficit()?;
    let surplus = own.surplus(params.buyback_above);
    if surplus.is_zero() {
        return Err(ContractError::NothingForSale {});
    }
    let read = |asset| read_live_price::<ContractError>(&deps.querier, &config.oracle, asset, now);
    let (eth, token) = (read(&config.eth_asset)?, read(&config.token_asset)?);
    let uptimes = Uptimes::of(&eth, &token, now);
    let clock = BUYBACK_CLOCK.may_load(deps.storage)?;
    let elapsed = uptimes.elapsed(clock, params.storefront.duration);
    Ok(SurplusSale {
        sale: Sale {
            eth: surplus,
            eth_decimals: config.eth_decimals,
            price: price_ceil(&eth, &params.storefront, elapsed)?,
            paid_value: token.bid,
            paid_decimals: config.token_decimals,
        },
        uptimes,
        elapsed,
    })
}
