//! A route goes over the channel that the denoms derive from, and over no other.

use crate::common::*;
use qerun_messages::ibc::denom_of_path;
use qerun_messages::reserve::{ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, Route};
use qerun_reserve::ContractError;

fn instantiate(change: impl FnOnce(&mut InstantiateMsg)) -> Result<(), ContractError> {
    let mut msg = instantiate_msg();
    change(&mut msg);
    TestReserve::uninstantiated().instantiate(msg, &[])
}

fn fixed(channel: &str, expected: &str) -> ContractError {
    let (channel, expected) = (channel.into(), expected.into());
    ContractError::ChannelFixed { channel, expected }
}

#[test]
fn a_route_over_another_channel_is_refused() {
    let mut reserve = TestReserve::new();
    let owner = reserve.owner.clone();
    let before = reserve.dump();
    for (route, channel) in [
        (route(), "channel-9"),
        (hooks_route(), "channel-77"),
        (skip_route(), "channel-0"),
    ] {
        let route = Route {
            channel: channel.into(),
            ..route
        };
        let refused = reserve
            .execute(&owner, &[], ExecuteMsg::UpdateRoute { route })
            .unwrap_err();
        assert_eq!(refused, fixed(channel, CHANNEL));
        assert_eq!(reserve.dump(), before);
    }
    // Everything else of it may change, and what is bought comes home.
    let mut next = skip_route();
    next.timeout = 77;
    next.receiver = "dex1next".into();
    let msg = ExecuteMsg::UpdateRoute {
        route: next.clone(),
    };
    reserve.execute(&owner, &[], msg).unwrap();
    let config: ConfigResponse = reserve.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.route, next);
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    assert_eq!(
        kinds(&reserve.credit(1, 247_000_000_000_000_000)),
        ["credited"]
    );
    assert!(reserve.batch(1).settled);
    reserve.ensure_invariants();
}

#[test]
fn a_reserve_is_instantiated_on_the_channel_of_its_eth() {
    instantiate(|_| {}).unwrap();
    let refused = instantiate(|msg| msg.route.channel = "channel-9".into()).unwrap_err();
    assert_eq!(refused, fixed("channel-9", CHANNEL));
    // A path that names the channel, but is not this denom's.
    let path = format!("transfer/channel-9/{ETH_PATH_ON_DEX_CHAIN}");
    let refused = instantiate(|msg| {
        msg.route.channel = "channel-9".into();
        msg.eth_path = path.clone();
    });
    let mismatch = |denom: String, path: &str| {
        let path = path.into();
        ContractError::PathMismatch { denom, path }
    };
    assert_eq!(refused.unwrap_err(), mismatch(eth_denom(), &path));
    let refused = instantiate(|msg| msg.eth_path = ETH_PATH_ON_DEX_CHAIN.into()).unwrap_err();
    assert_eq!(refused, mismatch(eth_denom(), ETH_PATH_ON_DEX_CHAIN));
    let refused = instantiate(|msg| msg.stable_path = "uusd".into()).unwrap_err();
    assert_eq!(refused, mismatch(STABLE.into(), "uusd"));
}

#[test]
fn eth_must_come_over_a_channel() {
    for denom in ["weth", "gamm/pool/1"] {
        let refused = instantiate(|msg| {
            msg.config.eth_denom = denom.into();
            msg.eth_path = denom.into();
        });
        let denom = denom.into();
        assert_eq!(refused.unwrap_err(), ContractError::NotAVoucher { denom });
    }
    // Nor is half a path one.
    for path in ["transfer/channel-7", "transfer/channel-7/"] {
        let refused = instantiate(|msg| {
            msg.config.eth_denom = denom_of_path(path);
            msg.eth_path = path.into();
        });
        let denom = denom_of_path(path);
        assert_eq!(refused.unwrap_err(), ContractError::NotAVoucher { denom });
    }
}

#[test]
fn a_stablecoin_that_is_a_voucher_fixes_the_channel_too() {
    let voucher = |channel: &str| {
        let path = format!("transfer/{channel}/uusdc");
        move |msg: &mut InstantiateMsg| {
            msg.config.stable_denom = denom_of_path(&path);
            msg.stable_path = path;
        }
    };
    instantiate(voucher(CHANNEL)).unwrap();
    let refused = instantiate(voucher("channel-1")).unwrap_err();
    assert_eq!(refused, fixed(CHANNEL, "channel-1"));
}
