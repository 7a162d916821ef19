//! Every wrong input has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coins, IbcAcknowledgement, IbcPacket};
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_controls::{Figure, ParameterError};
use qerun_messages::ibc::{FungibleTokenPacketData, IdentifierError};
use qerun_messages::outpost::{Config, ExecuteMsg, InstantiateMsg, PoolStep, Venue};
use qerun_outpost::ContractError;

#[test]
fn packets() {
    let mut outpost = TestOutpost::new();
    let served = outpost.order_packet(1, 500, 90);
    outpost.serve(served, 100).unwrap();
    let data = |change: fn(&mut FungibleTokenPacketData)| outpost.packet(2, 500, 90, change);
    let packet = |change: fn(&mut IbcPacket)| {
        let mut packet = outpost.order_packet(2, 500, 90);
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
            outpost.order_packet(1, 500, 90),
            ContractError::DuplicateOrder { order_id: 1 },
        ),
    ];
    let late = outpost.order_packet(2, 500, 90);
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
    let before = outpost.dump();
    for (packet, expected) in cases {
        assert_eq!(outpost.receive(packet).unwrap_err(), expected);
        assert_eq!(outpost.dump(), before);
    }
    for packet in garbage {
        let refused = outpost.receive(packet).unwrap_err();
        assert!(
            matches!(refused, ContractError::InvalidPacket { .. }),
            "{refused}"
        );
    }
    for packet in memos {
        let refused = outpost.receive(packet).unwrap_err();
        assert!(
            matches!(refused, ContractError::InvalidMemo { .. }),
            "{refused}"
        );
    }
    let failed = IbcAcknowledgement::new(br#"{"error":"x"}"#);
    let refused = outpost.receive_with(late.clone(), failed).unwrap_err();
    assert_eq!(refused, ContractError::NotReceived {});
    let deadline = outpost.now() + 900;
    outpost.wait(901);
    let refused = outpost.receive(late).unwrap_err();
    assert_eq!(
        refused,
        ContractError::DeadlinePassed {
            deadline,
            now: deadline + 1
        }
    );
    assert_eq!(outpost.dump(), before);
}

#[test]
fn a_packet_within_a_swap_is_refused() {
    let mut outpost = TestOutpost::new();
    let first = outpost.order_packet(1, 500, 90);
    outpost.receive(first).unwrap();
    let before = outpost.dump();
    let second = outpost.order_packet(2, 500, 90);
    let refused = outpost.receive(second).unwrap_err();
    assert_eq!(refused, ContractError::SwapRunning { order_id: 1 });
    assert_eq!(outpost.dump(), before);
}

#[test]
fn executes() {
    let mut outpost = TestOutpost::new();
    let packet = outpost.order_packet(1, 500, 90);
    outpost.serve(packet, 100).unwrap();
    let (owner, anyone) = (outpost.owner.clone(), outpost.anyone.clone());
    let update = |change: fn(&mut Config<String>)| {
        let mut config = config();
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
            IdentifierError::Channel {
                channel: "x".into(),
            }
            .into(),
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
    let before = outpost.dump();
    for (sender, funds, msg, expected) in cases {
        assert_eq!(outpost.execute(sender, &funds, msg).unwrap_err(), expected);
        assert_eq!(outpost.dump(), before);
    }
}

#[test]
fn configurations() {
    let bounds = |name, value: u64, min: u64, max: u64| -> ContractError {
        let [value, min, max] = [value, min, max].map(Figure::from);
        ParameterError::OutOfBounds {
            name,
            value,
            min,
            max,
        }
        .into()
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
            IdentifierError::Channel {
                channel: "channel-x".into(),
            }
            .into(),
        ),
        (
            Box::new(|c| c.reserve = "Q".into()),
            IdentifierError::ForeignAddress {
                address: "Q".into(),
            }
            .into(),
        ),
        (
            Box::new(|c| c.stable_denom = "".into()),
            IdentifierError::Denom { denom: "".into() }.into(),
        ),
        (
            Box::new(|c| c.eth_denom = "e th".into()),
            IdentifierError::Denom {
                denom: "e th".into(),
            }
            .into(),
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
            IdentifierError::Denom { denom: "u".into() }.into(),
        ),
        (
            Box::new(move |c| router(c, &["uaa", "uaa"])),
            ContractError::RepeatedDenom {
                denom: "uaa".into(),
            },
        ),
        (
            Box::new(move |c| router(c, &["u"])),
            IdentifierError::Denom { denom: "u".into() }.into(),
        ),
    ];
    for (change, expected) in cases {
        let mut outpost = TestOutpost::uninstantiated();
        let mut config = config();
        change(&mut config);
        let msg = InstantiateMsg {
            owner: outpost.owner.to_string(),
            config: config.clone(),
        };
        let refused = outpost.instantiate(msg).unwrap_err();
        assert_eq!(refused, expected);

        let mut outpost = TestOutpost::new();
        let owner = outpost.owner.clone();
        let before = outpost.dump();
        let refused = outpost
            .execute(&owner, &[], ExecuteMsg::UpdateConfig { config })
            .unwrap_err();
        assert_eq!(refused, expected);
        assert_eq!(outpost.dump(), before);
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
        let mut outpost = TestOutpost::uninstantiated();
        let mut msg = InstantiateMsg {
            owner: outpost.owner.to_string(),
            config: config(),
        };
        change(&mut msg);
        let refused = outpost.instantiate(msg).unwrap_err();
        assert!(
            matches!(
                refused,
                ContractError::Identifier(IdentifierError::Address { .. })
            ),
            "{refused}"
        );
    }
}
