//! M1: a route goes over the channel that the denoms derive from, and over no other.

use crate::common::*;
use cosmwasm_std::MessageInfo;
use qerun_messages::ibc::denom_of_path;
use qerun_messages::reserve::{ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, Route};
use qerun_reserve::contract;
use qerun_reserve::ContractError;

fn begin(change: impl FnOnce(&mut InstantiateMsg)) -> Result<(), ContractError> {
    let mut world = World::blank();
    let mut msg = instantiate_msg(&world.deps.api);
    change(&mut msg);
    let info = MessageInfo {
        sender: world.owner.clone(),
        funds: vec![],
    };
    let env = world.env.clone();
    contract::instantiate(world.deps.as_mut(), env, info, msg).map(|_| ())
}

fn fixed(channel: &str, expected: &str) -> ContractError {
    let (channel, expected) = (channel.into(), expected.into());
    ContractError::ChannelFixed { channel, expected }
}

#[test]
fn m1_a_route_over_another_channel_is_refused() {
    let mut world = World::new();
    let owner = world.owner.clone();
    let before = world.dump();
    for (way, channel) in [
        (route(), "channel-9"),
        (hooks_route(), "channel-77"),
        (skip_route(), "channel-0"),
    ] {
        let route = Route {
            channel: channel.into(),
            ..way
        };
        let refused = world
            .execute(&owner, &[], ExecuteMsg::UpdateRoute { route })
            .unwrap_err();
        assert_eq!(refused, fixed(channel, CHANNEL));
        assert_eq!(world.dump(), before);
    }
    // Everything else of it may change, and what is bought comes home.
    let mut next = skip_route();
    next.timeout = 77;
    next.outpost = "dex1next".into();
    let msg = ExecuteMsg::UpdateRoute {
        route: next.clone(),
    };
    world.execute(&owner, &[], msg).unwrap();
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.route, next);
    world.purchase(1, usd(500), usd(400)).unwrap();
    assert_eq!(
        types(&world.credit(1, 247_000_000_000_000_000)),
        ["credited"]
    );
    assert!(world.batch(1).settled);
    world.check();
}

#[test]
fn m1_a_reserve_begins_on_the_channel_of_its_eth() {
    begin(|_| {}).unwrap();
    let refused = begin(|msg| msg.route.channel = "channel-9".into()).unwrap_err();
    assert_eq!(refused, fixed("channel-9", CHANNEL));
    // A path that names the channel, but is not this denom's.
    let path = format!("transfer/channel-9/{ETH_PATH_THERE}");
    let refused = begin(|msg| {
        msg.route.channel = "channel-9".into();
        msg.eth_path = path.clone();
    });
    let mismatch = |denom: String, path: &str| {
        let path = path.into();
        ContractError::PathMismatch { denom, path }
    };
    assert_eq!(refused.unwrap_err(), mismatch(eth_denom(), &path));
    let refused = begin(|msg| msg.eth_path = ETH_PATH_THERE.into()).unwrap_err();
    assert_eq!(refused, mismatch(eth_denom(), ETH_PATH_THERE));
    let refused = begin(|msg| msg.stable_path = "uusd".into()).unwrap_err();
    assert_eq!(refused, mismatch(STABLE.into(), "uusd"));
}

#[test]
fn m1_eth_must_come_over_a_channel() {
    for denom in ["weth", "gamm/pool/1"] {
        let refused = begin(|msg| {
            msg.config.eth_denom = denom.into();
            msg.eth_path = denom.into();
        });
        let denom = denom.into();
        assert_eq!(refused.unwrap_err(), ContractError::NotAVoucher { denom });
    }
    // Nor is half a path one.
    for path in ["transfer/channel-7", "transfer/channel-7/"] {
        let refused = begin(|msg| {
            msg.config.eth_denom = denom_of_path(path);
            msg.eth_path = path.into();
        });
        let denom = denom_of_path(path);
        assert_eq!(refused.unwrap_err(), ContractError::NotAVoucher { denom });
    }
}

#[test]
fn m1_a_stablecoin_that_is_a_voucher_fixes_the_channel_too() {
    let voucher = |channel: &str| {
        let path = format!("transfer/{channel}/uusdc");
        move |msg: &mut InstantiateMsg| {
            msg.config.stable_denom = denom_of_path(&path);
            msg.stable_path = path;
        }
    };
    begin(voucher(CHANNEL)).unwrap();
    let refused = begin(voucher("channel-1")).unwrap_err();
    assert_eq!(refused, fixed(CHANNEL, "channel-1"));
}
