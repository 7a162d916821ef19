//! The purchase as a state machine: the rules of the reserve's README.

use crate::common::*;
use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{to_json_binary, IbcAcknowledgement, IbcDestinationCallbackMsg, IbcPacket};
use qerun_messages::reserve::{ExecuteMsg, OrderResponse, OrderStatus, QueryMsg};
use qerun_reserve::contract;
use qerun_reserve::order_builder::REPLY_SENT;
use qerun_reserve::ContractError;

const BOUGHT: u128 = 247_000_000_000_000_000;

fn sent() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    reserve
}

#[test]
fn rule_1_the_packet_names_the_order() {
    let reserve = sent();
    let query = |sequence: u64| QueryMsg::OrderOfPacket {
        channel: CHANNEL.into(),
        sequence: sequence.into(),
    };
    let found: OrderResponse = reserve.query(query(1)).unwrap();
    assert_eq!(found.order_id.u64(), 1);
    assert_eq!(found.order.status, OrderStatus::Sent);
    let unknown = reserve.query::<OrderResponse>(query(2)).unwrap_err();
    assert_eq!(
        unknown,
        ContractError::UnknownPacket {
            channel: CHANNEL.into(),
            sequence: 2
        }
    );
}

#[test]
fn rule_1_a_reply_without_a_sequence_undoes_the_purchase() {
    let mut reserve = sent();
    let payload = to_json_binary(&1u64).unwrap();
    let env = reserve.env.clone();
    let silent = transfer_reply(REPLY_SENT, payload, 0);
    let refused = contract::reply(reserve.deps.as_mut(), env.clone(), silent).unwrap_err();
    assert_eq!(refused, ContractError::NoSequence { order_id: 1 });
    let other = transfer_reply(9, Default::default(), 1);
    let refused = contract::reply(reserve.deps.as_mut(), env, other).unwrap_err();
    assert_eq!(refused, ContractError::UnknownReply { id: 9 });
}

#[test]
fn ack_then_return_settles() {
    let mut reserve = sent();
    assert_eq!(kinds(&reserve.acknowledge(1)), ["returning"]);
    assert_eq!(reserve.order(1).status, OrderStatus::Returning);
    assert_eq!(reserve.backing().in_flight.u128(), usd(500));
    reserve.ensure_invariants();

    let events = reserve.credit(1, BOUGHT);
    assert_eq!(kinds(&events), ["credited"]);
    assert_eq!(attribute(&events[0], "order_status"), "settled");
    assert_eq!(attribute(&events[0], "batch_settled"), "true");
    let (order, batch, backing) = (reserve.order(1), reserve.batch(1), reserve.backing());
    assert_eq!(
        (order.status, order.eth_out.u128()),
        (OrderStatus::Settled, BOUGHT)
    );
    assert_eq!(
        (batch.settled, batch.open.u128(), batch.eth_out.u128()),
        (true, 0, BOUGHT)
    );
    // Four fifths are the users'.
    assert_eq!(backing.encumbered.u128(), 197_600_000_000_000_000);
    assert_eq!(backing.unencumbered.u128(), 49_400_000_000_000_000);
    assert_eq!(
        (
            backing.in_flight.u128(),
            backing.open_orders,
            backing.open_batches
        ),
        (0, 0, 0)
    );
    reserve.ensure_invariants();
}

#[test]
fn rule_2_the_return_may_come_first() {
    let mut reserve = sent();
    reserve.credit(1, BOUGHT);
    assert_eq!(reserve.order(1).status, OrderStatus::Settled);
    let before = reserve.dump();
    assert_eq!(kinds(&reserve.acknowledge(1)), ["ignored_callback"]);
    assert_eq!(reserve.dump(), before);
    reserve.ensure_invariants();
}

#[test]
fn a_failure_or_timeout_brings_the_stablecoins_back() {
    for time_out in [false, true] {
        let mut reserve = sent();
        let events = if time_out {
            reserve.time_out(1)
        } else {
            reserve.acknowledge_error(1)
        };
        assert_eq!(kinds(&events), ["refunded"]);
        assert_eq!(reserve.order(1).status, OrderStatus::Refunded);
        let (batch, backing) = (reserve.batch(1), reserve.backing());
        assert_eq!((batch.open.u128(), batch.settled), (usd(500), false));
        assert_eq!(
            (backing.in_flight.u128(), backing.waiting.u128()),
            (0, usd(500))
        );
        assert_eq!((backing.open_orders, backing.open_batches), (0, 1));
        assert_eq!(reserve.waiting(1), usd(500));
        reserve.ensure_invariants();

        // It is sent again as a new order.
        reserve.flush(None).unwrap();
        assert_eq!(reserve.order(2).status, OrderStatus::Sent);
        assert_eq!((reserve.waiting(1), reserve.stable), (0, 0));
        reserve.credit(2, BOUGHT);
        assert!(reserve.batch(1).settled);
        reserve.ensure_invariants();
    }
}

#[test]
fn rule_3_unknown_closed_and_foreign_packets_change_nothing() {
    let mut reserve = sent();
    let ok: &[u8] = br#"{"result":"AQ=="}"#;
    let error: &[u8] = br#"{"error":"no"}"#;
    let changed = |change: fn(&mut IbcPacket)| {
        let mut packet = reserve.packet(1);
        change(&mut packet);
        packet
    };
    let strangers = [
        changed(|packet| packet.sequence = 99),
        changed(|packet| packet.src.channel_id = "channel-8".into()),
        changed(|packet| packet.src.port_id = "wasm.reserve".into()),
    ];
    let before = reserve.dump();
    for packet in strangers {
        for bytes in [ok, error, b"garbage", b""] {
            assert_eq!(
                kinds(&reserve.source_callback(acknowledged(packet.clone(), bytes))),
                ["ignored_callback"]
            );
        }
        assert_eq!(
            kinds(&reserve.source_callback(timed_out(packet))),
            ["ignored_callback"]
        );
    }
    assert_eq!(reserve.dump(), before);

    // Closed either way.
    reserve.time_out(1);
    reserve.flush(None).unwrap();
    reserve.credit(2, BOUGHT);
    let before = reserve.dump();
    for order in [1, 2] {
        let packet = reserve.packet(order);
        for msg in [
            acknowledged(packet.clone(), ok),
            acknowledged(packet.clone(), error),
            timed_out(packet),
        ] {
            assert_eq!(kinds(&reserve.source_callback(msg)), ["ignored_callback"]);
        }
    }
    assert_eq!(reserve.dump(), before);
    reserve.ensure_invariants();
}

#[test]
fn rule_3_broken_records_are_an_event_not_an_error() {
    let mut reserve = sent();
    let mut backing = reserve.backing();
    backing.in_flight = 1u128.into();
    qerun_messages::reserve::BACKING
        .save(&mut reserve.deps.storage, &backing)
        .unwrap();
    let before = reserve.dump();
    let packet = reserve.packet(1);
    assert_eq!(
        kinds(&reserve.source_callback(timed_out(packet))),
        ["ignored_callback"]
    );
    let packet = reserve.return_packet(1, BOUGHT);
    assert_eq!(kinds(&reserve.destination_callback(packet)), ["donation"]);
    assert_eq!(reserve.dump(), before);
}

#[test]
fn only_a_clear_error_is_a_refund() {
    for bytes in [
        &b"garbage"[..],
        b"",
        br#"{"result":"eyJhIjoxfQ=="}"#,
        br#"{"error":null}"#,
    ] {
        let mut reserve = sent();
        let packet = reserve.packet(1);
        assert_eq!(
            kinds(&reserve.source_callback(acknowledged(packet, bytes))),
            ["returning"]
        );
        reserve.ensure_invariants();
    }
}

#[test]
fn rule_5_anything_but_the_order_is_a_donation() {
    let mut reserve = sent();
    let this = reserve.this();
    let data = |change: fn(&mut qerun_messages::ibc::FungibleTokenPacketData)| {
        return_packet(&this, 1, BOUGHT, change)
    };
    let packet = |change: fn(&mut IbcPacket)| {
        let mut packet = return_packet(&this, 1, BOUGHT, |_| {});
        change(&mut packet);
        packet
    };
    let cases = [
        ("another sender", data(|d| d.sender = "dex1mallory".into())),
        (
            "another receiver",
            data(|d| d.receiver = MockApi::default().addr_make("x").into()),
        ),
        ("another denom", data(|d| d.denom = "uatom".into())),
        (
            "another denom",
            data(|d| d.denom = format!("transfer/{OUTPOST_CHANNEL}/uusdc")),
        ),
        ("nothing", data(|d| d.amount = 0u128.into())),
        ("no return memo", data(|d| d.memo = String::new())),
        ("no return memo", data(|d| d.memo = "{".into())),
        (
            "no return memo",
            data(|d| d.memo = "[[[[[[[[[[[[".repeat(500)),
        ),
        ("unknown order", return_packet(&this, 2, BOUGHT, |_| {})),
        (
            "another channel",
            packet(|p| p.dest.channel_id = "channel-8".into()),
        ),
        (
            "not a transfer",
            packet(|p| p.dest.port_id = "wasm.reserve".into()),
        ),
        ("unreadable packet", packet(|p| p.data = b"garbage".into())),
    ];
    reserve.receive_eth(BOUGHT);
    let before = reserve.dump();
    for (reason, packet) in cases {
        let events = reserve.destination_callback(packet);
        assert_eq!(kinds(&events), ["donation"], "{reason}");
        // Another channel makes another denom, too: that is what is told.
        let told = attribute(&events[0], "reason");
        assert!(
            told == reason || reason == "another channel",
            "{told} is not {reason}"
        );
        assert_eq!(reserve.dump(), before, "{reason}");
    }
    let ack = IbcAcknowledgement::new(br#"{"error":"no"}"#);
    let msg = IbcDestinationCallbackMsg {
        packet: reserve.return_packet(1, BOUGHT),
        ack,
    };
    let env = reserve.env.clone();
    let done = contract::ibc_destination_callback(reserve.deps.as_mut(), env, msg).unwrap();
    assert_eq!(kinds(&done.events), ["donation"]);
    assert_eq!(reserve.dump(), before);
    reserve.ensure_invariants();
}

#[test]
fn rule_5_a_route_that_moved_keeps_open_orders_on_the_old_one() {
    let mut reserve = sent();
    let owner = reserve.owner.clone();
    let mut route = route();
    route.receiver = "dex1other".into();
    reserve
        .execute(&owner, &[], ExecuteMsg::UpdateRoute { route })
        .unwrap();
    let this = reserve.this();
    let other = return_packet(&this, 1, BOUGHT, |data| data.sender = "dex1other".into());
    assert_eq!(kinds(&reserve.destination_callback(other)), ["donation"]);
    assert_eq!(kinds(&reserve.credit(1, BOUGHT)), ["credited"]);
    reserve.ensure_invariants();
}

#[test]
fn rule_7_the_clock_alone_changes_nothing() {
    let mut reserve = sent();
    let before = reserve.dump();
    reserve.wait(10_000_000);
    assert_eq!(
        reserve.flush(None).unwrap_err(),
        ContractError::NothingWaiting {}
    );
    assert_eq!(reserve.dump(), before);
    assert_eq!(kinds(&reserve.credit(1, BOUGHT)), ["credited"]);
}

#[test]
fn rule_9_a_second_delivery_is_a_donation() {
    let mut reserve = sent();
    reserve.acknowledge(1);
    reserve.credit(1, BOUGHT);
    let before = reserve.dump();
    let packet = reserve.return_packet(1, BOUGHT);
    let events = reserve.destination_callback(packet);
    assert_eq!(attribute(&events[0], "reason"), "closed order");
    assert_eq!(reserve.dump(), before);
}

#[test]
fn rule_9_a_second_ack_changes_nothing() {
    let mut reserve = sent();
    reserve.acknowledge(1);
    let before = reserve.dump();
    assert_eq!(kinds(&reserve.acknowledge(1)), ["ignored_callback"]);
    let packet = reserve.packet(1);
    assert_eq!(
        kinds(&reserve.source_callback(timed_out(packet))),
        ["ignored_callback"]
    );
    assert_eq!(reserve.dump(), before);
}

#[test]
fn rule_5_the_voucher_itself_over_another_channel_is_a_donation() {
    // It returns over another channel, over which it was sent before: the denom is right, the channel is not.
    let mut reserve = sent();
    let this = reserve.this();
    let path = format!("transfer/{OUTPOST_CHANNEL}/transfer/{CHANNEL}/{ETH_PATH_ON_DEX_CHAIN}");
    let mut packet = return_packet(&this, 1, BOUGHT, |data| data.denom = path);
    packet.dest.channel_id = "channel-8".into();
    reserve.receive_eth(BOUGHT);
    let before = reserve.dump();
    let events = reserve.destination_callback(packet);
    assert_eq!(attribute(&events[0], "reason"), "another channel");
    assert_eq!(reserve.dump(), before);
}

#[test]
fn exactly_the_minimum_settles() {
    let mut reserve = sent();
    let min_out = reserve.order(1).min_out.u128();
    reserve.credit(1, min_out - 1);
    assert_eq!(reserve.order(1).status, OrderStatus::Sent);
    reserve.credit(1, 1);
    assert_eq!(reserve.order(1).status, OrderStatus::Settled);
    reserve.ensure_invariants();
}

#[test]
fn a_credit_to_a_refunded_order_is_a_donation() {
    let mut reserve = sent();
    // Another order keeps enough in flight that the counters alone would not refuse it.
    reserve.purchase(2, usd(1_000), 0).unwrap();
    reserve.time_out(1);
    let before = reserve.dump();
    let events = reserve.credit(1, BOUGHT);
    assert_eq!(kinds(&events), ["donation"]);
    assert_eq!(attribute(&events[0], "reason"), "closed order");
    assert_eq!(reserve.dump(), before);
    reserve.ensure_invariants();
}

#[test]
fn credits_add_up_until_the_minimum_is_there() {
    let mut reserve = sent();
    reserve.acknowledge(1);
    reserve.credit(1, 200_000_000_000_000_001);
    assert_eq!(reserve.order(1).status, OrderStatus::Returning);
    assert_eq!(reserve.backing().encumbered.u128(), 160_000_000_000_000_001);
    assert_eq!(reserve.backing().in_flight.u128(), usd(500));
    reserve.ensure_invariants();
    reserve.credit(1, 47_000_000_000_000_001);
    assert_eq!(reserve.order(1).status, OrderStatus::Settled);
    // Rounded up once over the whole batch, not once a credit: 0.8 x 247000000000000002.
    assert_eq!(reserve.backing().encumbered.u128(), 197_600_000_000_000_002);
    assert_eq!(
        reserve.backing().unencumbered.u128(),
        49_400_000_000_000_000
    );
    reserve.ensure_invariants();
}

#[test]
fn two_orders_cross() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.purchase(2, usd(500), 0).unwrap();
    reserve.credit(2, BOUGHT);
    reserve.acknowledge(1);
    reserve.acknowledge_error(2); // cannot be; ignored all the same
    assert_eq!(reserve.order(2).status, OrderStatus::Settled);
    reserve.credit(1, BOUGHT + 1);
    reserve.acknowledge(2);
    let backing = reserve.backing();
    assert_eq!(
        (backing.encumbered.u128(), backing.unencumbered.u128()),
        (BOUGHT + 1, BOUGHT)
    );
    assert_eq!(backing.open_batches, 0);
    reserve.ensure_invariants();
}

#[test]
fn a_batch_of_two_orders_settles_with_the_second() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(1_500), usd(750)).unwrap();
    reserve.credit(2, BOUGHT);
    let batch = reserve.batch(1);
    assert_eq!(
        (batch.settled, batch.open.u128(), batch.eth_out.u128()),
        (false, usd(1_000), BOUGHT)
    );
    reserve.acknowledge_error(1);
    assert!(!reserve.batch(1).settled);
    reserve.flush(None).unwrap();
    reserve.credit(3, 2 * BOUGHT);
    let batch = reserve.batch(1);
    assert_eq!((batch.settled, batch.eth_out.u128()), (true, 3 * BOUGHT));
    reserve.ensure_invariants();
}
