//! Return packets: delivered, or held and sent again by anyone to the recorded recipient.

use crate::common::*;
use cosmwasm_std::{coin, CosmosMsg, IbcMsg, IbcPacket};
use qerun_messages::outpost::{ExecuteMsg, ReturnStatus};
use qerun_outpost::contract;
use qerun_outpost::ContractError;

fn served() -> TestOutpost {
    let mut outpost = TestOutpost::new();
    let packet = outpost.order_packet(7, 500, 90);
    outpost.serve(packet, 100).unwrap();
    outpost
}

fn retry(
    outpost: &mut TestOutpost,
    order_id: u64,
) -> Result<cosmwasm_std::Response, ContractError> {
    let anyone = outpost.anyone.clone();
    outpost.execute(
        &anyone,
        &[],
        ExecuteMsg::Retry {
            order_id: order_id.into(),
        },
    )
}

#[test]
fn an_acknowledged_return_is_delivered() {
    let mut outpost = served();
    let packet = outpost.packets[0].clone();
    assert_eq!(
        kinds(&outpost.source_callback(acknowledged(packet, SUCCESS_ACK))),
        ["delivered"]
    );
    assert_eq!(outpost.purchase(7).status, ReturnStatus::Delivered {});
    let refused = retry(&mut outpost, 7).unwrap_err();
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
        let mut outpost = served();
        assert_eq!(kinds(&outpost.fail_return(0, by_timeout)), ["held"]);
        assert_eq!(outpost.purchase(7).status, ReturnStatus::Held {});
        assert_eq!(outpost.eth, 100);

        let response = retry(&mut outpost, 7).unwrap();
        assert_eq!(kinds(&response.events), ["retry"]);
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
        assert_eq!(outpost.purchase(7).status, in_transit(2));
        assert_eq!(outpost.eth, 0);

        // Once is enough.
        let refused = retry(&mut outpost, 7).unwrap_err();
        let status = in_transit(2);
        assert_eq!(
            refused,
            ContractError::NotHeld {
                order_id: 7,
                status
            }
        );

        // A callback of the first packet says nothing about the second.
        let first = outpost.packets[0].clone();
        assert_eq!(
            kinds(&outpost.source_callback(timed_out(first))),
            ["ignored_callback"]
        );
        assert_eq!(outpost.purchase(7).status, in_transit(2));
        assert_eq!(kinds(&outpost.fail_return(1, by_timeout)), ["held"]);
        retry(&mut outpost, 7).unwrap();
        let third = outpost.packets[2].clone();
        assert_eq!(
            kinds(&outpost.source_callback(acknowledged(third, SUCCESS_ACK))),
            ["delivered"]
        );
    }
}

#[test]
fn rule_10_a_new_configuration_redirects_nothing() {
    let mut outpost = served();
    outpost.fail_return(0, false);
    let owner = outpost.owner.clone();
    let mut config = config();
    config.channel = "channel-9".into();
    config.eth_denom = "uother".into();
    outpost
        .execute(&owner, &[], ExecuteMsg::UpdateConfig { config })
        .unwrap();
    let response = retry(&mut outpost, 7).unwrap();
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
    // If the transfer ran code of the token that calls retry, it would find the purchase in transit.
    let mut outpost = served();
    outpost.fail_return(0, false);
    let anyone = outpost.anyone.clone();
    let info = cosmwasm_std::MessageInfo {
        sender: anyone.clone(),
        funds: vec![],
    };
    let msg = ExecuteMsg::Retry {
        order_id: 7u64.into(),
    };
    let env = outpost.env.clone();
    contract::execute(
        outpost.deps.as_mut(),
        env.clone(),
        info.clone(),
        msg.clone(),
    )
    .unwrap();
    let refused = contract::execute(outpost.deps.as_mut(), env, info, msg).unwrap_err();
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
    let mut outpost = served();
    let changed = |change: fn(&mut IbcPacket)| {
        let mut packet = outpost.packets[0].clone();
        change(&mut packet);
        packet
    };
    let strangers = [
        changed(|packet| packet.sequence = 99),
        changed(|packet| packet.sequence = 0),
        changed(|packet| packet.src.channel_id = "channel-8".into()),
        changed(|packet| packet.src.port_id = "wasm.x".into()),
    ];
    let before = outpost.dump();
    for packet in strangers {
        for bytes in [SUCCESS_ACK, br#"{"error":"x"}"#, b"garbage"] {
            assert_eq!(
                kinds(&outpost.source_callback(acknowledged(packet.clone(), bytes))),
                ["ignored_callback"]
            );
        }
        assert_eq!(
            kinds(&outpost.source_callback(timed_out(packet))),
            ["ignored_callback"]
        );
    }
    assert_eq!(outpost.dump(), before);
    let packet = outpost.packets[0].clone();
    outpost.source_callback(acknowledged(packet.clone(), SUCCESS_ACK));
    let before = outpost.dump();
    assert_eq!(
        kinds(&outpost.source_callback(acknowledged(packet.clone(), br#"{"error":"x"}"#))),
        ["ignored_callback"]
    );
    assert_eq!(
        kinds(&outpost.source_callback(timed_out(packet))),
        ["ignored_callback"]
    );
    assert_eq!(outpost.dump(), before);
}
