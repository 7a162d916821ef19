//! Every wrong input has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coins, IbcAcknowledgement, IbcPacket, MessageInfo};
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_messages::ibc::FungibleTokenPacketData;
use qerun_messages::outpost::{Config, ExecuteMsg, InstantiateMsg, PoolStep, Venue};
use qerun_outpost::contract;
use qerun_outpost::ContractError;

#[test]
fn packets() {
    let mut world = World::new();
    let served = world.order_packet(1, 500, 90);
    world.serve(served, 100).unwrap();
    let data = |change: fn(&mut FungibleTokenPacketData)| world.packet(2, 500, 90, change);
    let packet = |change: fn(&mut IbcPacket)| {
        let mut packet = world.order_packet(2, 500, 90);
        change(&mut packet);
        packet
    };
    let cases = vec![
        (
            packet(|p| p.dest.port_id = "wasm.x".into()),
            ContractError::WrongPort {
                port: "wasm.x".into(),
            },
        ),
        (
            packet(|p| p.dest.channel_id = "channel-4".into()),
            ContractError::WrongChannel {
                channel: "channel-4".into(),
                expected: CHANNEL.into(),
            },
        ),
        (
            data(|d| d.sender = "qerun1mallory".into()),
            ContractError::WrongSender {
                sender: "qerun1mallory".into(),
                expected: RESERVE.into(),
            },
        ),
        (
            data(|d| d.receiver = "dex1x".into()),
            ContractError::WrongReceiver {
                receiver: "dex1x".into(),
            },
        ),
        (
            data(|d| d.denom = "transfer/channel-7/uatom".into()),
            ContractError::WrongDenom {
                denom: "uatom".into(),
                expected: STABLE.into(),
            },
        ),
        (
            data(|d| d.amount = 0u128.into()),
            ContractError::ZeroAmount {},
        ),
        (
            world.order_packet(1, 500, 90),
            ContractError::DuplicateOrder { order_id: 1 },
        ),
    ];
    let late = world.order_packet(2, 500, 90);
    let garbage = [
        packet(|p| p.data = b"garbage".into()),
        packet(|p| {
            p.data = br#"{"denom":"uusdc","amount":"-1","sender":"a","receiver":"b"}"#.into()
        }),
    ];
    let memos = [
        data(|d| d.memo = String::new()),
        data(|d| d.memo = "{}".into()),
        data(|d| d.memo = d.memo.replace("\"2\"", "1.5")),
        data(|d| d.memo = d.memo.replace("\"min_out\":\"90\"", "\"min_out\":\"-90\"")),
        data(|d| d.memo = d.memo.replace("order_id", "order")),
        data(|d| d.memo = "[".repeat(30_000)),
    ];
    let before = world.dump();
    for (packet, expected) in cases {
        assert_eq!(world.receive(packet).unwrap_err(), expected);
        assert_eq!(world.dump(), before);
    }
    for packet in garbage {
        let refused = world.receive(packet).unwrap_err();
        assert!(
            matches!(refused, ContractError::InvalidPacket { .. }),
            "{refused}"
        );
    }
    for packet in memos {
        let refused = world.receive(packet).unwrap_err();
        assert!(
            matches!(refused, ContractError::InvalidMemo { .. }),
            "{refused}"
        );
    }
    let failed = IbcAcknowledgement::new(br#"{"error":"x"}"#);
    let refused = world.receive_with(late.clone(), failed).unwrap_err();
    assert_eq!(refused, ContractError::NotReceived {});
    let deadline = world.now() + 900;
    world.env.block.time = world.env.block.time.plus_seconds(901);
    let refused = world.receive(late).unwrap_err();
    assert_eq!(
        refused,
        ContractError::DeadlinePassed {
            deadline,
            now: deadline + 1
        }
    );
    assert_eq!(world.dump(), before);
}

#[test]
fn a_packet_within_a_swap_is_refused() {
    let mut world = World::new();
    let first = world.order_packet(1, 500, 90);
    world.receive(first).unwrap();
    let before = world.dump();
    let second = world.order_packet(2, 500, 90);
    let refused = world.receive(second).unwrap_err();
    assert_eq!(refused, ContractError::SwapRunning { order_id: 1 });
    assert_eq!(world.dump(), before);
}

#[test]
fn executes() {
    let mut world = World::new();
    let packet = world.order_packet(1, 500, 90);
    world.serve(packet, 100).unwrap();
    let (owner, anyone) = (world.owner.clone(), world.anyone.clone());
    let update = |change: fn(&mut Config<String>)| {
        let mut config = config(&world.deps.api);
        change(&mut config);
        ExecuteMsg::UpdateConfig { config }
    };
    let retry = |id: u64| ExecuteMsg::Retry {
        order_id: id.into(),
    };
    let paid: ContractError = PaymentError::NonPayable {}.into();
    let funds = coins(1, STABLE);
    let cases = vec![
        (
            &anyone,
            vec![],
            retry(2),
            ContractError::UnknownOrder { order_id: 2 },
        ),
        (
            &anyone,
            vec![],
            retry(1),
            ContractError::NotHeld {
                order_id: 1,
                status: in_transit(1),
            },
        ),
        (
            &anyone,
            vec![],
            update(|_| {}),
            OwnershipError::NotOwner.into(),
        ),
        (
            &owner,
            vec![],
            update(|c| c.reserve = "qerun1other".into()),
            ContractError::ReserveFixed {},
        ),
        (
            &owner,
            vec![],
            update(|c| c.channel = "x".into()),
            ContractError::InvalidChannel {
                channel: "x".into(),
            },
        ),
        (
            &anyone,
            vec![],
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
            OwnershipError::TransferNotFound.into(),
        ),
        (
            &anyone,
            funds.clone(),
            retry(1),
            PaymentError::NonPayable {}.into(),
        ),
        (
            &owner,
            funds.clone(),
            update(|_| {}),
            PaymentError::NonPayable {}.into(),
        ),
        (
            &owner,
            funds,
            ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
            paid,
        ),
    ];
    let before = world.dump();
    for (sender, funds, msg, expected) in cases {
        assert_eq!(world.execute(sender, &funds, msg).unwrap_err(), expected);
        assert_eq!(world.dump(), before);
    }
}

#[test]
fn configurations() {
    let bounds = |name, value, min, max| ContractError::OutOfBounds {
        name,
        value,
        min,
        max,
    };
    let router = |config: &mut Config<String>, via: &[&str]| {
        let Venue::AstroportPair { pair } = config.venue.clone() else {
            panic!("not a pair")
        };
        let via = via.iter().map(|denom| denom.to_string()).collect();
        config.venue = Venue::AstroportRouter { router: pair, via };
    };
    let pools = |config: &mut Config<String>, steps: &[(u64, &str)]| {
        let step = |(pool_id, denom): &(u64, &str)| PoolStep {
            pool_id: (*pool_id).into(),
            token_out_denom: denom.to_string(),
        };
        let routes = steps.iter().map(step).collect();
        config.eth_denom = "ueth".into();
        config.venue = Venue::OsmosisPoolManager { routes };
    };
    type Case = (Box<dyn Fn(&mut Config<String>)>, ContractError);
    let cases: Vec<Case> = vec![
        (
            Box::new(|c| c.channel = "channel-x".into()),
            ContractError::InvalidChannel {
                channel: "channel-x".into(),
            },
        ),
        (
            Box::new(|c| c.reserve = "Q".into()),
            ContractError::InvalidForeignAddress {
                address: "Q".into(),
            },
        ),
        (
            Box::new(|c| c.stable_denom = "".into()),
            ContractError::InvalidDenom { denom: "".into() },
        ),
        (
            Box::new(|c| c.eth_denom = "e th".into()),
            ContractError::InvalidDenom {
                denom: "e th".into(),
            },
        ),
        (
            Box::new(|c| c.eth_denom = STABLE.into()),
            ContractError::RepeatedDenom {
                denom: STABLE.into(),
            },
        ),
        (
            Box::new(|c| c.return_timeout = 59),
            bounds("return_timeout", 59, 60, 86_400),
        ),
        (
            Box::new(|c| c.return_timeout = 86_401),
            bounds("return_timeout", 86_401, 60, 86_400),
        ),
        (
            Box::new(move |c| router(c, &["uaa", "ubb", "ucc", "udd"])),
            bounds("via", 4, 0, 3),
        ),
        (Box::new(move |c| pools(c, &[])), bounds("routes", 0, 1, 4)),
        (
            Box::new(move |c| {
                let steps = [(1, "uaa"), (2, "ubb"), (3, "ucc"), (4, "udd"), (5, "ueth")];
                pools(c, &steps)
            }),
            bounds("routes", 5, 1, 4),
        ),
        (
            Box::new(move |c| pools(c, &[(0, "ueth")])),
            bounds("pool_id", 0, 1, u64::MAX),
        ),
        (
            Box::new(move |c| pools(c, &[(1, "uaa"), (1, "ueth")])),
            ContractError::RepeatedPool { pool_id: 1 },
        ),
        (
            Box::new(move |c| pools(c, &[(1, "ueth"), (2, "uaa")])),
            ContractError::RouteEnd {
                denom: "uaa".into(),
                expected: "ueth".into(),
            },
        ),
        (
            Box::new(move |c| pools(c, &[(1, STABLE), (2, "ueth")])),
            ContractError::RepeatedDenom {
                denom: STABLE.into(),
            },
        ),
        (
            Box::new(move |c| pools(c, &[(1, "u"), (2, "ueth")])),
            ContractError::InvalidDenom { denom: "u".into() },
        ),
        (
            Box::new(move |c| router(c, &["uaa", "uaa"])),
            ContractError::RepeatedDenom {
                denom: "uaa".into(),
            },
        ),
        (
            Box::new(move |c| router(c, &["u"])),
            ContractError::InvalidDenom { denom: "u".into() },
        ),
    ];
    for (change, expected) in cases {
        let mut world = World::blank();
        let mut config = config(&world.deps.api);
        change(&mut config);
        let msg = InstantiateMsg {
            owner: world.owner.to_string(),
            config: config.clone(),
        };
        let info = MessageInfo {
            sender: world.owner.clone(),
            funds: vec![],
        };
        let env = world.env.clone();
        let refused = contract::instantiate(world.deps.as_mut(), env, info, msg).unwrap_err();
        assert_eq!(refused, expected);

        let mut world = World::new();
        let owner = world.owner.clone();
        let before = world.dump();
        let refused = world
            .execute(&owner, &[], ExecuteMsg::UpdateConfig { config })
            .unwrap_err();
        assert_eq!(refused, expected);
        assert_eq!(world.dump(), before);
    }
    for change in [
        (|m| m.owner = "x".into()) as fn(&mut InstantiateMsg),
        |m| m.config.venue = Venue::AstroportPair { pair: "x".into() },
        |m| {
            m.config.venue = Venue::AstroportRouter {
                router: "x".into(),
                via: vec![],
            }
        },
    ] {
        let mut world = World::blank();
        let config = config(&world.deps.api);
        let mut msg = InstantiateMsg {
            owner: world.owner.to_string(),
            config,
        };
        change(&mut msg);
        let info = MessageInfo {
            sender: world.owner.clone(),
            funds: vec![],
        };
        let env = world.env.clone();
        let refused = contract::instantiate(world.deps.as_mut(), env, info, msg).unwrap_err();
        assert!(
            matches!(refused, ContractError::InvalidAddress { .. }),
            "{refused}"
        );
    }
}
