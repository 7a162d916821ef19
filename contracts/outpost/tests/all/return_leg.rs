//! The return leg: delivered, or held and sent again by anyone to the recorded recipient.

use crate::common::*;
use cosmwasm_std::{coin, CosmosMsg, IbcMsg, IbcPacket};
use qerun_messages::outpost::{ExecuteMsg, ReturnStatus};
use qerun_outpost::contract;
use qerun_outpost::ContractError;

fn served() -> World {
    let mut world = World::new();
    let packet = world.order_packet(7, 500, 90);
    world.serve(packet, 100).unwrap();
    world
}

fn retry(world: &mut World, order_id: u64) -> Result<cosmwasm_std::Response, ContractError> {
    let anyone = world.anyone.clone();
    world.execute(
        &anyone,
        &[],
        ExecuteMsg::Retry {
            order_id: order_id.into(),
        },
    )
}

#[test]
fn an_acknowledged_return_is_delivered() {
    let mut world = served();
    let packet = world.packets[0].clone();
    assert_eq!(
        types(&world.source(ack(packet, br#"{"result":"AQ=="}"#))),
        ["delivered"]
    );
    assert_eq!(world.purchase(7).status, ReturnStatus::Delivered {});
    let refused = retry(&mut world, 7).unwrap_err();
    let status = ReturnStatus::Delivered {};
    assert_eq!(
        refused,
        ContractError::NotHeld {
            order_id: 7,
            status
        }
    );
}

#[test]
fn rule_10_a_failed_return_is_held_and_anyone_sends_it_again() {
    for by_timeout in [false, true] {
        let mut world = served();
        assert_eq!(types(&world.bounce(0, by_timeout)), ["held"]);
        assert_eq!(world.purchase(7).status, ReturnStatus::Held {});
        assert_eq!(world.eth, 100);

        let response = retry(&mut world, 7).unwrap();
        assert_eq!(types(&response.events), ["retry"]);
        let CosmosMsg::Ibc(IbcMsg::Transfer {
            channel_id,
            to_address,
            amount,
            ..
        }) = &response.messages[0].msg
        else {
            panic!("not a transfer")
        };
        assert_eq!(
            (channel_id.as_str(), to_address.as_str()),
            (CHANNEL, RESERVE)
        );
        assert_eq!(*amount, coin(100, eth_denom()));
        assert_eq!(world.purchase(7).status, in_transit(2));
        assert_eq!(world.eth, 0);

        // Once is enough.
        let refused = retry(&mut world, 7).unwrap_err();
        let status = in_transit(2);
        assert_eq!(
            refused,
            ContractError::NotHeld {
                order_id: 7,
                status
            }
        );

        // A word about the first packet says nothing about the second.
        let first = world.packets[0].clone();
        assert_eq!(types(&world.source(timeout(first))), ["ignored_callback"]);
        assert_eq!(world.purchase(7).status, in_transit(2));
        assert_eq!(types(&world.bounce(1, by_timeout)), ["held"]);
        retry(&mut world, 7).unwrap();
        let third = world.packets[2].clone();
        assert_eq!(
            types(&world.source(ack(third, br#"{"result":"AQ=="}"#))),
            ["delivered"]
        );
    }
}

#[test]
fn rule_10_a_new_configuration_redirects_nothing() {
    let mut world = served();
    world.bounce(0, false);
    let owner = world.owner.clone();
    let mut config = config(&world.deps.api);
    config.channel = "channel-9".into();
    config.eth_denom = "uother".into();
    world
        .execute(&owner, &[], ExecuteMsg::UpdateConfig { config })
        .unwrap();
    let response = retry(&mut world, 7).unwrap();
    let CosmosMsg::Ibc(IbcMsg::Transfer {
        channel_id,
        to_address,
        amount,
        ..
    }) = &response.messages[0].msg
    else {
        panic!("not a transfer")
    };
    assert_eq!(
        (channel_id.as_str(), to_address.as_str()),
        (CHANNEL, RESERVE)
    );
    assert_eq!(*amount, coin(100, eth_denom()));
}

#[test]
fn nothing_can_send_it_twice_between_transfer_and_reply() {
    // Were code of the token's to run within the transfer and call retry, it would find it leaving.
    let mut world = served();
    world.bounce(0, false);
    let anyone = world.anyone.clone();
    let info = cosmwasm_std::MessageInfo {
        sender: anyone.clone(),
        funds: vec![],
    };
    let msg = ExecuteMsg::Retry {
        order_id: 7u64.into(),
    };
    let env = world.env.clone();
    contract::execute(world.deps.as_mut(), env.clone(), info.clone(), msg.clone()).unwrap();
    let refused = contract::execute(world.deps.as_mut(), env, info, msg).unwrap_err();
    let status = in_transit(0);
    assert_eq!(
        refused,
        ContractError::NotHeld {
            order_id: 7,
            status
        }
    );
}

#[test]
fn unknown_and_closed_packets_change_nothing() {
    let mut world = served();
    let changed = |change: fn(&mut IbcPacket)| {
        let mut packet = world.packets[0].clone();
        change(&mut packet);
        packet
    };
    let strangers = [
        changed(|packet| packet.sequence = 99),
        changed(|packet| packet.sequence = 0),
        changed(|packet| packet.src.channel_id = "channel-8".into()),
        changed(|packet| packet.src.port_id = "wasm.x".into()),
    ];
    let before = world.dump();
    for packet in strangers {
        for bytes in [
            &br#"{"result":"AQ=="}"#[..],
            br#"{"error":"x"}"#,
            b"garbage",
        ] {
            assert_eq!(
                types(&world.source(ack(packet.clone(), bytes))),
                ["ignored_callback"]
            );
        }
        assert_eq!(types(&world.source(timeout(packet))), ["ignored_callback"]);
    }
    assert_eq!(world.dump(), before);
    let packet = world.packets[0].clone();
    world.source(ack(packet.clone(), br#"{"result":"AQ=="}"#));
    let before = world.dump();
    assert_eq!(
        types(&world.source(ack(packet.clone(), br#"{"error":"x"}"#))),
        ["ignored_callback"]
    );
    assert_eq!(types(&world.source(timeout(packet))), ["ignored_callback"]);
    assert_eq!(world.dump(), before);
}
