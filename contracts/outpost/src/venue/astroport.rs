//! How Astroport is asked to swap. Shapes: Astroport core v1.2 to v5, `pair::ExecuteMsg::Swap` and
//! `router::ExecuteMsg::ExecuteSwapOperations`.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{coins, to_json_binary, Addr, CosmosMsg, StdResult, Uint128, WasmMsg};
use qerun_messages::outpost::Config;

/// The widest spread that Astroport accepts, so that it never binds before the order's minimum does.
const MAX_SPREAD: &str = "0.5";

/// What the venues understand.
#[cw_serde]
enum AstroportMsg {
    /// A pair's swap.
    Swap {
        offer_asset: Asset,
        belief_price: Option<String>,
        max_spread: Option<String>,
        to: Option<String>,
    },
    /// The router's swap over several pairs.
    ExecuteSwapOperations {
        operations: Vec<SwapOperation>,
        minimum_receive: Option<Uint128>,
        to: Option<String>,
        max_spread: Option<String>,
    },
}

#[cw_serde]
enum SwapOperation {
    AstroSwap {
        offer_asset_info: AssetInfo,
        ask_asset_info: AssetInfo,
    },
}

#[cw_serde]
struct Asset {
    info: AssetInfo,
    amount: Uint128,
}

#[cw_serde]
enum AssetInfo {
    NativeToken { denom: String },
}

impl AssetInfo {
    fn native(denom: &str) -> Self {
        Self::NativeToken {
            denom: denom.to_owned(),
        }
    }
}

/// Asks one pair for a swap of `amount` stablecoins, smallest unit.
pub fn by_pair(config: &Config<Addr>, pair: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
    let msg = AstroportMsg::Swap {
        offer_asset: Asset {
            info: AssetInfo::native(&config.stable_denom),
            amount,
        },
        belief_price: None,
        max_spread: Some(MAX_SPREAD.to_owned()),
        to: None,
    };
    execute(config, pair, &msg, amount)
}

/// Asks the router for a swap of `amount` stablecoins over the denoms of `via`.
pub fn by_router(
    config: &Config<Addr>,
    router: &Addr,
    via: &[String],
    amount: Uint128,
    min_out: Uint128,
) -> StdResult<CosmosMsg> {
    let msg = AstroportMsg::ExecuteSwapOperations {
        operations: operations(&config.stable_denom, via, &config.eth_denom),
        minimum_receive: Some(min_out),
        to: None,
        max_spread: Some(MAX_SPREAD.to_owned()),
    };
    execute(config, router, &msg, amount)
}

fn execute(
    config: &Config<Addr>,
    contract: &Addr,
    msg: &AstroportMsg,
    amount: Uint128,
) -> StdResult<CosmosMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg)?,
        funds: coins(amount.u128(), &config.stable_denom),
    }
    .into())
}

/// One operation for each step from the stablecoin over `via` to ETH.
fn operations(stable: &str, via: &[String], eth: &str) -> Vec<SwapOperation> {
    let mut operations = Vec::with_capacity(via.len().saturating_add(1));
    let mut offer = stable;
    for ask in via.iter().map(String::as_str).chain([eth]) {
        operations.push(SwapOperation::AstroSwap {
            offer_asset_info: AssetInfo::native(offer),
            ask_asset_info: AssetInfo::native(ask),
        });
        offer = ask;
    }
    operations
}
