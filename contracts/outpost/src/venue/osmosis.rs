//! How Osmosis' pool manager is asked to swap. Shapes: `osmosis.poolmanager.v1beta1`, `tx.proto` and
//! `swap_route.proto`.

use cosmwasm_std::{Addr, AnyMsg, CosmosMsg, Uint128};
use prost::Message;
use qerun_messages::outpost::{Config, PoolStep};

/// The name of the message on Osmosis.
const TYPE_URL: &str = "/osmosis.poolmanager.v1beta1.MsgSwapExactAmountIn";

#[derive(Clone, PartialEq, Message)]
struct MsgSwapExactAmountIn {
    #[prost(string, tag = "1")]
    sender: String,
    #[prost(message, repeated, tag = "2")]
    routes: Vec<SwapAmountInRoute>,
    #[prost(message, optional, tag = "3")]
    token_in: Option<ProtoCoin>,
    #[prost(string, tag = "4")]
    token_out_min_amount: String,
}

#[derive(Clone, PartialEq, Message)]
struct SwapAmountInRoute {
    #[prost(uint64, tag = "1")]
    pool_id: u64,
    #[prost(string, tag = "2")]
    token_out_denom: String,
}

/// `cosmos.base.v1beta1.Coin`.
#[derive(Clone, PartialEq, Message)]
struct ProtoCoin {
    #[prost(string, tag = "1")]
    denom: String,
    #[prost(string, tag = "2")]
    amount: String,
}

/// Asks for a swap of `amount` stablecoins, smallest unit, through the pools in this order. The
/// module takes no minimum of zero; nothing received is refused afterwards in any case.
pub fn by_pools(
    config: &Config<Addr>,
    this: &Addr,
    steps: &[PoolStep],
    amount: Uint128,
    min_out: Uint128,
) -> CosmosMsg {
    let routes = steps
        .iter()
        .map(|step| SwapAmountInRoute {
            pool_id: step.pool_id.u64(),
            token_out_denom: step.token_out_denom.clone(),
        })
        .collect();
    let msg = MsgSwapExactAmountIn {
        sender: this.to_string(),
        routes,
        token_in: Some(ProtoCoin {
            denom: config.stable_denom.clone(),
            amount: amount.to_string(),
        }),
        token_out_min_amount: min_out.max(Uint128::one()).to_string(),
    };
    CosmosMsg::Any(AnyMsg {
        type_url: TYPE_URL.to_owned(),
        value: msg.encode_to_vec().into(),
    })
}
