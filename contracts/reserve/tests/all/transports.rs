//! The transports by which an order leaves: memos pinned, who may bring the ETH, and every failure.

use crate::common::*;
use cosmwasm_std::{from_json, CosmosMsg, IbcMsg, Response};
use qerun_messages::ibc::{timeout_at, HookMemo, SkipMsg, SkipOperation};
use qerun_messages::outpost;
use qerun_messages::reserve::{
    ConfigResponse, ExecuteMsg, OrderStatus, QueryMsg, Resolution, Route, Transport,
};

const BOUGHT: u128 = 247_000_000_000_000_000;

fn with_route(route: Route) -> TestReserve {
    TestReserve::with(|msg| msg.route = route)
}

/// One order of 500 is on its way.
fn sent_by(route: Route) -> TestReserve {
    let mut reserve = with_route(route);
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    reserve
}

/// Receiver and memo of the one transfer.
fn transfer(response: &Response) -> (String, String) {
    let CosmosMsg::Ibc(IbcMsg::Transfer {
        to_address,
        memo,
        timeout,
        ..
    }) = &response.messages[0].msg
    else {
        panic!("not a transfer")
    };
    assert_eq!(response.messages.len(), 1);
    assert!(timeout.timestamp().is_some());
    (to_address.clone(), memo.clone().unwrap())
}

#[test]
fn the_memo_for_ibc_hooks_is_pinned() {
    let mut reserve = with_route(hooks_route());
    let response = reserve.purchase(1, usd(500), usd(500)).unwrap();
    let (receiver, memo) = transfer(&response);
    // ibc-hooks refuses a packet whose receiver is not the contract.
    assert_eq!(receiver, OUTPOST);
    let expected = format!(
        concat!(
            r#"{{"src_callback":{{"address":"{}"}},"wasm":{{"contract":"dex1outpost","msg":"#,
            r#"{{"buy":{{"order":{{"order_id":"1","min_out":"241293532338308457","#,
            r#""deadline":"{}"}}}}}}}}}}"#
        ),
        reserve.this(),
        reserve.now() + 900
    );
    assert_eq!(memo, expected);
    // And the outpost reads it.
    let read: HookMemo<outpost::ExecuteMsg> = from_json(&memo).unwrap();
    assert!(matches!(
        read.wasm.msg,
        outpost::ExecuteMsg::Buy { order } if order.min_out == reserve.order(1).min_out
    ));
    assert_eq!(reserve.order(1).adapter, None);
}

#[test]
fn the_memo_for_skip_is_pinned() {
    let mut reserve = with_route(skip_route());
    let response = reserve.purchase(1, usd(500), usd(500)).unwrap();
    let (receiver, memo) = transfer(&response);
    assert_eq!(receiver, ENTRY_POINT);
    let deadline = reserve.now() + 900;
    assert_eq!(reserve.order(1).deadline, deadline);
    // reference: skip-go's SwapAndAction; the timeout is 1,200 s after the deadline, in nanoseconds.
    let expected = format!(
        concat!(
            r#"{{"src_callback":{{"address":"{this}"}},"#,
            r#""wasm":{{"contract":"dex1entrypoint","msg":{{"swap_and_action":{{"#,
            r#""user_swap":{{"swap_exact_asset_in":{{"swap_venue_name":"osmosis-poolmanager","#,
            r#""operations":[{{"pool":"1464","denom_in":"{stable}","denom_out":"uosmo"}},"#,
            r#"{{"pool":"1134","denom_in":"uosmo","denom_out":"{eth}"}}]}}}},"#,
            r#""min_asset":{{"native":{{"denom":"{eth}","amount":"241293532338308457"}}}},"#,
            r#""timeout_timestamp":{until}000000000,"#,
            r#""post_swap_action":{{"ibc_transfer":{{"ibc_info":{{"#,
            r#""source_channel":"channel-3","receiver":"{this}","#,
            r#""memo":"{{\"dest_callback\":{{\"address\":\"{this}\"}},"#,
            r#"\"qerun\":{{\"order_id\":\"1\"}}}}","#,
            r#""recover_address":"dex1recover"}}}}}},"affiliates":[]}}}}}}}}"#
        ),
        this = reserve.this(),
        stable = STABLE_ON_DEX_CHAIN,
        eth = ETH_ON_DEX_CHAIN,
        until = deadline + 1_200,
    );
    assert_eq!(memo, expected);
    let read: HookMemo<SkipMsg> = from_json(&memo).unwrap();
    let SkipMsg::SwapAndAction { affiliates, .. } = read.wasm.msg;
    assert!(affiliates.is_empty());
    let order = reserve.order(1);
    assert_eq!(order.receiver, ENTRY_POINT);
    assert_eq!(order.adapter.as_deref(), Some(ADAPTER));
}

#[test]
fn the_longest_memo_fits() {
    let mut route = skip_route();
    let long = |letter: &str, n: usize| format!("{}{n}", letter.repeat(127));
    route.receiver = "a".repeat(128);
    let Transport::Skip(skip) = &mut route.transport else {
        panic!("another transport")
    };
    skip.adapter = "b".repeat(128);
    skip.recover_address = "c".repeat(128);
    skip.venue = "v".repeat(128);
    skip.operations = (0..4)
        .map(|n| SkipOperation {
            pool: "p".repeat(128),
            denom_in: long("d", n),
            denom_out: long("d", n + 1),
        })
        .collect();
    let mut reserve = with_route(route);
    let (_, memo) = transfer(&reserve.purchase(1, usd(500), 0).unwrap());
    // ibc-go takes 32,768 bytes.
    assert!(memo.len() < 4_096, "{}", memo.len());
}

#[test]
fn a_success_by_ibc_hooks_is_no_refund() {
    for route in [hooks_route(), skip_route()] {
        let mut reserve = sent_by(route);
        assert_eq!(kinds(&reserve.acknowledge(1)), ["returning"]);
        assert_eq!(reserve.order(1).status, OrderStatus::Returning);
        assert_eq!(kinds(&reserve.credit(1, BOUGHT)), ["credited"]);
        assert_eq!(reserve.order(1).status, OrderStatus::Settled);
        let backing = reserve.backing();
        // Four fifths are the users'.
        assert_eq!(backing.encumbered.u128(), 197_600_000_000_000_000);
        assert_eq!(backing.unencumbered.u128(), 49_400_000_000_000_000);
        reserve.ensure_invariants();
    }
}

#[test]
fn a_swap_that_fails_or_a_packet_that_expires_is_refunded() {
    for route in [hooks_route(), skip_route()] {
        for time_out in [false, true] {
            let mut reserve = sent_by(route.clone());
            let events = if time_out {
                reserve.time_out(1)
            } else {
                reserve.acknowledge_error(1)
            };
            assert_eq!(kinds(&events), ["refunded"]);
            assert_eq!(reserve.waiting(1), usd(500));
            reserve.ensure_invariants();
            reserve.flush(None).unwrap();
            reserve.credit(2, BOUGHT);
            assert!(reserve.batch(1).settled);
            reserve.ensure_invariants();
        }
    }
}

#[test]
fn only_the_routes_adapter_brings_what_skip_bought() {
    let mut reserve = sent_by(skip_route());
    let this = reserve.this();
    reserve.receive_eth(BOUGHT);
    let before = reserve.dump();
    for sender in [ENTRY_POINT, OUTPOST, "dex1recover", "dex1mallory"] {
        let packet = return_packet(&this, 1, BOUGHT, |data| {
            data.sender = sender.into();
            data.memo = hooks_memo(&this, 1);
        });
        let events = reserve.destination_callback(packet);
        assert_eq!(kinds(&events), ["donation"]);
        assert_eq!(attribute(&events[0], "reason"), "another sender");
        assert_eq!(reserve.dump(), before);
    }
    let packet = reserve.return_packet(1, BOUGHT);
    assert_eq!(kinds(&reserve.destination_callback(packet)), ["credited"]);
    reserve.ensure_invariants();
    // An outpost's order takes nothing from the adapter.
    let mut reserve = sent_by(hooks_route());
    reserve.receive_eth(BOUGHT);
    let packet = return_packet(&this, 1, BOUGHT, |data| data.sender = ADAPTER.into());
    assert_eq!(kinds(&reserve.destination_callback(packet)), ["donation"]);
}

#[test]
fn an_order_keeps_the_adapter_with_which_it_left() {
    let mut reserve = sent_by(skip_route());
    let owner = reserve.owner.clone();
    let mut route = skip_route();
    let Transport::Skip(skip) = &mut route.transport else {
        panic!("another transport")
    };
    skip.adapter = "dex1newadapter".into();
    reserve
        .execute(
            &owner,
            &[],
            ExecuteMsg::UpdateRoute {
                route: route.clone(),
            },
        )
        .unwrap();
    let told: ConfigResponse = reserve.query(QueryMsg::Config {}).unwrap();
    assert_eq!(told.route, route);
    reserve.purchase(2, usd(500), 0).unwrap();
    let this = reserve.this();
    let by = |order_id: u64, sender: &str| {
        return_packet(&this, order_id, BOUGHT, |data| data.sender = sender.into())
    };
    reserve.receive_eth(2 * BOUGHT);
    for (order, sender, event) in [
        (1, "dex1newadapter", "donation"),
        (2, ADAPTER, "donation"),
        (1, ADAPTER, "credited"),
        (2, "dex1newadapter", "credited"),
    ] {
        assert_eq!(
            kinds(&reserve.destination_callback(by(order, sender))),
            [event]
        );
        reserve.ensure_invariants();
    }
}

#[test]
fn everybody_can_make_skips_adapter_send_and_that_is_a_donation() {
    let mut reserve = sent_by(skip_route());
    // A stranger sends ETH of his own through the adapter with the order's memo.
    assert_eq!(kinds(&reserve.credit(1, 1_000)), ["credited"]);
    assert_eq!(reserve.order(1).status, OrderStatus::Sent);
    reserve.ensure_invariants();
    // The order goes on as before.
    assert_eq!(kinds(&reserve.acknowledge_error(1)), ["refunded"]);
    assert_eq!(reserve.waiting(1), usd(500));
    reserve.ensure_invariants();
    reserve.flush(None).unwrap();
    reserve.credit(2, BOUGHT);
    assert!(reserve.batch(1).settled);
    assert_eq!(reserve.batch(1).eth_out.u128(), BOUGHT + 1_000);
    reserve.ensure_invariants();
}

#[test]
fn eth_at_the_recover_address_comes_home_by_sync_or_resolve() {
    for resolve in [false, true] {
        let mut reserve = sent_by(skip_route());
        reserve.acknowledge(1);
        // The returned packet failed: no callback will come.
        reserve.wait(1_000_000);
        assert_eq!(reserve.order(1).status, OrderStatus::Returning);
        assert_eq!(reserve.backing().in_flight.u128(), usd(500));
        // Who has it sends it, without a memo of ours.
        reserve.receive_eth(BOUGHT);
        let (sender, msg) = if resolve {
            let outcome = Resolution::Credited { least: None };
            let order_id = 1u64.into();
            let msg = ExecuteMsg::Resolve { order_id, outcome };
            (reserve.guardian.clone(), msg)
        } else {
            let order_id = 1u64.into();
            (reserve.anyone.clone(), ExecuteMsg::Sync { order_id })
        };
        reserve.execute(&sender, &[], msg).unwrap();
        assert_eq!(reserve.order(1).status, OrderStatus::Settled);
        assert_eq!(reserve.order(1).eth_out.u128(), BOUGHT);
        assert!(reserve.batch(1).settled);
        reserve.ensure_invariants();
    }
}

#[test]
fn the_packets_own_timeout_is_the_deadline_by_every_transport() {
    for route in [route(), hooks_route(), skip_route()] {
        let mut reserve = with_route(route);
        let response = reserve.purchase(1, usd(500), 0).unwrap();
        let CosmosMsg::Ibc(IbcMsg::Transfer { timeout, .. }) = &response.messages[0].msg else {
            panic!("not a transfer")
        };
        assert_eq!(*timeout, timeout_at(reserve.order(1).deadline));
    }
}
