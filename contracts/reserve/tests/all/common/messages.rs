//! What the tests instantiate the reserve with.

use cosmwasm_std::Decimal;
use qerun_messages::ibc::SkipOperation;
use qerun_messages::reserve::{
    Config, InstantiateMsg, Params, Route, SkipRoute, StorefrontRule, Transport,
};

use super::*;

pub fn params() -> Params {
    Params {
        max_slippage: Decimal::percent(3),
        min_order: usd(100).into(),
        max_order: usd(1_000).into(),
        max_in_flight: usd(3_000).into(),
        max_open_orders: 4,
        max_open_batches: 5,
        grace: 3_600,
        storefront: StorefrontRule {
            premium: dec("0.04"),
            discount: dec("0.09"),
            duration: 10_800,
        },
        buyback_above: None,
    }
}

pub fn route() -> Route {
    Route {
        channel: CHANNEL.into(),
        receiver: OUTPOST.into(),
        timeout: 900,
        transport: Transport::default(),
    }
}

/// The route by ibc-hooks.
pub fn hooks_route() -> Route {
    Route {
        transport: Transport::IbcHooks {},
        ..route()
    }
}

/// The route by Skip.
pub fn skip_route() -> Route {
    let step = |pool: &str, denom_in: &str, denom_out: &str| SkipOperation {
        pool: pool.into(),
        denom_in: denom_in.into(),
        denom_out: denom_out.into(),
    };
    let skip = SkipRoute {
        adapter: ADAPTER.into(),
        venue: "osmosis-poolmanager".into(),
        operations: vec![
            step("1464", STABLE_ON_DEX_CHAIN, "uosmo"),
            step("1134", "uosmo", ETH_ON_DEX_CHAIN),
        ],
        return_channel: OUTPOST_CHANNEL.into(),
        return_timeout: 1_200,
        recover_address: "dex1recover".into(),
    };
    Route {
        receiver: ENTRY_POINT.into(),
        transport: Transport::Skip(skip),
        ..route()
    }
}

pub fn instantiate_msg() -> InstantiateMsg {
    InstantiateMsg {
        owner: addr("owner").into(),
        config: Config {
            market: addr("market").into(),
            oracle: addr("oracle").into(),
            token: addr("qer").into(),
            token_decimals: 6,
            token_asset: "qer".into(),
            guardian: Some(addr("guardian").into()),
            stable_denom: STABLE.into(),
            stable_decimals: 6,
            stable_asset: "usdc".into(),
            eth_denom: eth_denom(),
            eth_decimals: 18,
            eth_asset: "eth".into(),
        },
        eth_path: format!("transfer/{CHANNEL}/{ETH_PATH_ON_DEX_CHAIN}"),
        stable_path: STABLE.into(),
        route: route(),
        params: params(),
    }
}
