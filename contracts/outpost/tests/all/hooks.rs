//! The transport of ibc-hooks, on the shapes of osmosis' `x/ibc-hooks`: what it executes, what it makes of
//! our memo, and what it reports.

use crate::common::*;
use cosmwasm_std::{
    coin, coins, from_json, Addr, Coin, CosmosMsg, IbcMsg, MessageInfo, ReplyOn, WasmMsg,
};
use cw_utils::PaymentError;
use proptest::prelude::*;
use qerun_messages::ibc::PurchaseOrder;
use qerun_messages::outpost::{Config, ExecuteMsg, QueryMsg, ReturnStatus, Transport};
use qerun_outpost::contract;
use qerun_outpost::reply::REPLY_SWAPPED;
use qerun_outpost::state::{HELD, PURCHASES};
use qerun_outpost::ContractError;

fn hooked() -> TestOutpost {
    TestOutpost::with(|config| config.transport = Transport::IbcHooks {})
}

/// The memo of a transfer.
fn memo_of(msg: &CosmosMsg) -> String {
    match msg {
        CosmosMsg::Ibc(IbcMsg::Transfer { memo, .. }) => memo.clone().unwrap(),
        other => panic!("not a transfer: {other:?}"),
    }
}

#[test]
fn an_order_as_the_hooks_write_it_starts_its_swap() {
    let mut outpost = hooked();
    // Keys sorted: Go has decoded the memo into a map and written it again.
    let json = format!(
        r#"{{"buy":{{"order":{{"deadline":"{}","min_out":"90","order_id":"1"}}}}}}"#,
        outpost.now() + 900
    );
    let info = MessageInfo {
        sender: Addr::unchecked(HOOK_ACCOUNT),
        funds: coins(500, STABLE),
    };
    let msg: ExecuteMsg = from_json(json).unwrap();
    let env = outpost.env.clone();
    let response = contract::execute(outpost.deps.as_mut(), env, info, msg).unwrap();
    assert_eq!(kinds(&response.events), ["order"]);
    assert_eq!(response.messages.len(), 1);
    let swap = &response.messages[0];
    assert_eq!(
        (swap.id, &swap.reply_on),
        (REPLY_SWAPPED, &ReplyOn::Success)
    );
    let CosmosMsg::Wasm(WasmMsg::Execute { funds, .. }) = &swap.msg else {
        panic!("not a swap")
    };
    assert_eq!(*funds, coins(500, STABLE));
}

#[test]
fn what_was_bought_goes_back_and_the_chain_is_asked_to_report() {
    let mut outpost = hooked();
    let response = outpost.serve_by_hooks(7, 500, 90, 100).unwrap();
    assert_eq!(kinds(&response.events), ["swapped"]);
    let expected = format!(
        concat!(
            r#"{{"ibc_callback":"{}","dest_callback":{{"address":"qerun1reserve"}},"#,
            r#""qerun":{{"order_id":"7"}}}}"#
        ),
        outpost.this()
    );
    assert_eq!(memo_of(&response.messages[0].msg), expected);
    let purchase = outpost.purchase(7);
    assert_eq!(
        (purchase.stable_in.u128(), purchase.eth_out.u128()),
        (500, 100)
    );
    assert_eq!(
        (purchase.recipient.as_str(), purchase.channel.as_str()),
        (RESERVE, CHANNEL)
    );
    assert_eq!(purchase.status, in_transit(1));
    assert_eq!((outpost.stable, outpost.eth), (0, 0));
}

#[test]
fn the_chain_reports_the_end_of_a_return() {
    // {"result":"AQ=="}
    let delivered = concat!(
        r#"{"ibc_lifecycle_complete": {"ibc_ack": {"channel": "channel-3", "sequence": 1, "#,
        r#""ack": "eyJyZXN1bHQiOiJBUT09In0=", "success": true}}}"#
    );
    assert_eq!(
        hook_ack(CHANNEL, 1, br#"{"result":"AQ=="}"#, true),
        delivered
    );
    let timed_out = concat!(
        r#"{"ibc_lifecycle_complete": {"ibc_timeout": {"channel": "channel-3", "#,
        r#""sequence": 1}}}"#
    );
    assert_eq!(hook_timeout(CHANNEL, 1), timed_out);
    let error = hook_ack(CHANNEL, 1, br#"{"error":"ABCI code: 1"}"#, false);
    // ICS-20 has refunded it, while ibc-hooks takes an empty error for a success.
    let empty = hook_ack(CHANNEL, 1, br#"{"error":""}"#, true);
    // A field that a later version adds does no harm.
    let later = timed_out.replace(r#""sequence""#, r#""relayer": "x", "sequence""#);
    for (report, held) in [
        (delivered.to_owned(), false),
        (timed_out.to_owned(), true),
        (error, true),
        (empty, true),
        (later, true),
    ] {
        let mut outpost = hooked();
        outpost.serve_by_hooks(7, 500, 90, 100).unwrap();
        let (event, status) = if held {
            outpost.eth += 100;
            ("held", ReturnStatus::Held {})
        } else {
            ("delivered", ReturnStatus::Delivered {})
        };
        outpost.update_bank();
        assert_eq!(kinds(&outpost.sudo(&report)), [event], "{report}");
        assert_eq!(outpost.purchase(7).status, status);
        let before = outpost.dump();
        // A second report changes nothing.
        assert_eq!(kinds(&outpost.sudo(&report)), ["ignored_callback"]);
        assert_eq!(outpost.dump(), before);
    }
}

#[test]
fn strangers_packets_change_nothing() {
    let mut outpost = hooked();
    outpost.serve_by_hooks(7, 500, 90, 100).unwrap();
    let before = outpost.dump();
    for (channel, sequence) in [(CHANNEL, 2), (CHANNEL, 0), ("channel-9", 1), ("", u64::MAX)] {
        for report in [
            hook_timeout(channel, sequence),
            hook_ack(channel, sequence, br#"{"error":"x"}"#, false),
            hook_ack(channel, sequence, b"garbage", true),
        ] {
            assert_eq!(kinds(&outpost.sudo(&report)), ["ignored_callback"]);
        }
    }
    assert_eq!(outpost.dump(), before);
}

#[test]
fn a_held_return_is_sent_again_by_anyone() {
    for by_timeout in [false, true] {
        let mut outpost = hooked();
        outpost.serve_by_hooks(7, 500, 90, 100).unwrap();
        assert_eq!(
            kinds(&outpost.fail_return_by_hooks(0, by_timeout)),
            ["held"]
        );
        let anyone = outpost.anyone.clone();
        let retry = ExecuteMsg::Retry {
            order_id: 7u64.into(),
        };
        let response = outpost.execute(&anyone, &[], retry).unwrap();
        let memo = memo_of(&response.messages[0].msg);
        assert!(memo.starts_with(r#"{"ibc_callback":"#), "{memo}");
        assert_eq!(outpost.purchase(7).status, in_transit(2));
        assert_eq!(outpost.eth, 0);
        let arrived = hook_ack(CHANNEL, 2, br#"{"result":"AQ=="}"#, true);
        assert_eq!(kinds(&outpost.sudo(&arrived)), ["delivered"]);
    }
}

#[test]
fn the_end_of_a_packet_sent_by_the_other_transport_is_recorded() {
    let mut outpost = hooked();
    outpost.serve_by_hooks(7, 500, 90, 100).unwrap();
    let owner = outpost.owner.clone();
    let config = config();
    outpost
        .execute(&owner, &[], ExecuteMsg::UpdateConfig { config })
        .unwrap();
    assert_eq!(kinds(&outpost.fail_return_by_hooks(0, false)), ["held"]);
    let packet = outpost.order_packet(8, 500, 90);
    outpost.serve(packet, 100).unwrap();
    assert_eq!(kinds(&outpost.fail_return(1, true)), ["held"]);
}

#[test]
fn orders_that_are_refused() {
    let mut outpost = hooked();
    outpost.serve_by_hooks(1, 500, 90, 100).unwrap();
    let good = outpost.order(2, 90);
    let paid = coins(500, STABLE);
    let not = |sender: &str| ContractError::NotTheReserve {
        sender: Addr::unchecked(sender),
        expected: Addr::unchecked(HOOK_ACCOUNT),
    };
    let anyone = outpost.anyone.to_string();
    let this = outpost.this();
    // Derived from channel-4/qerun1reserve and from channel-3/qerun1mallory.
    let other_channel = "cosmwasm1j9azpx5fkfwa2eqja224c9l97ngyqd2utrg33prjlrp2m2fw4drsfqn773";
    let other_sender = "cosmwasm1dkpawjaht8dfcp0ctug3wqezsltkkerkyau5jdlqmq3sz6c755tq4znnj9";
    let late = PurchaseOrder {
        deadline: (outpost.now() - 1).into(),
        ..good.clone()
    };
    let (deadline, now) = (outpost.now() - 1, outpost.now());
    let cases: Vec<(&str, Vec<Coin>, PurchaseOrder, ContractError)> = vec![
        (&anyone, paid.clone(), good.clone(), not(&anyone)),
        (&this, paid.clone(), good.clone(), not(&this)),
        (RESERVE, paid.clone(), good.clone(), not(RESERVE)),
        (
            other_channel,
            paid.clone(),
            good.clone(),
            not(other_channel),
        ),
        (other_sender, paid.clone(), good.clone(), not(other_sender)),
        (
            HOOK_ACCOUNT,
            vec![],
            good.clone(),
            PaymentError::NoFunds {}.into(),
        ),
        (
            HOOK_ACCOUNT,
            coins(0, STABLE),
            good.clone(),
            PaymentError::NoFunds {}.into(),
        ),
        (
            HOOK_ACCOUNT,
            coins(500, "uother"),
            good.clone(),
            PaymentError::MissingDenom(STABLE.into()).into(),
        ),
        (
            HOOK_ACCOUNT,
            vec![coin(500, STABLE), coin(1, "uother")],
            good.clone(),
            PaymentError::MultipleDenoms {}.into(),
        ),
        (
            HOOK_ACCOUNT,
            paid.clone(),
            late,
            ContractError::DeadlinePassed { deadline, now },
        ),
        (
            HOOK_ACCOUNT,
            paid.clone(),
            outpost.order(1, 90),
            ContractError::DuplicateOrder { order_id: 1 },
        ),
    ];
    let before = outpost.dump();
    for (sender, funds, order, expected) in cases {
        assert_eq!(outpost.buy(sender, &funds, order).unwrap_err(), expected);
        assert_eq!(outpost.dump(), before);
    }
    let refused = outpost.serve_by_hooks(2, 500, 90, 89).unwrap_err();
    let (received, min_out) = (89u128.into(), 90u128.into());
    assert_eq!(refused, ContractError::BelowMinimum { received, min_out });
    assert_eq!(outpost.dump(), before);
    // Within the swap of another one.
    outpost.buy(HOOK_ACCOUNT, &paid, good).unwrap();
    let third = outpost.order(3, 90);
    let refused = outpost.buy(HOOK_ACCOUNT, &paid, third).unwrap_err();
    assert_eq!(refused, ContractError::SwapRunning { order_id: 2 });
}

#[test]
fn messages_that_are_none_are_not_read() {
    for bad in [
        r#"{"buy":{}}"#,
        r#"{"buy":{"order":{"order_id":"1","min_out":"90"}}}"#,
        r#"{"buy":{"order":{"order_id":1,"min_out":"90","deadline":"5"}}}"#,
        r#"{"buy":{"order":{"order_id":"1","min_out":"-9","deadline":"5"}}}"#,
        r#"{"buy":{"order":"1"}}"#,
    ] {
        from_json::<ExecuteMsg>(bad).unwrap_err();
    }
}

#[test]
fn each_transport_refuses_what_is_meant_for_the_other() {
    let mut outpost = hooked();
    let packet = outpost.order_packet(1, 500, 90);
    let before = outpost.dump();
    let refused = outpost.serve(packet, 100).unwrap_err();
    let configured = Transport::IbcHooks {};
    assert_eq!(refused, ContractError::WrongTransport { configured });
    assert_eq!(
        (outpost.dump(), outpost.stable, outpost.eth),
        (before, 0, 0)
    );

    let mut outpost = TestOutpost::new();
    let before = outpost.dump();
    let refused = outpost.serve_by_hooks(1, 500, 90, 100).unwrap_err();
    let configured = Transport::Callbacks {};
    assert_eq!(refused, ContractError::WrongTransport { configured });
    assert_eq!(
        (outpost.dump(), outpost.stable, outpost.eth),
        (before, 0, 0)
    );
}

#[test]
fn a_configuration_without_a_transport_means_callbacks() {
    let json = concat!(
        r#"{"channel":"channel-3","reserve":"qerun1reserve","stable_denom":"uusdc","#,
        r#""eth_denom":"ueth","venue":{"astroport_pair":{"pair":"p"}},"return_timeout":1200}"#
    );
    let config: Config<String> = from_json(json).unwrap();
    assert_eq!(config.transport, Transport::Callbacks {});
    let with = json.replace(
        r#""return_timeout""#,
        r#""transport":{"ibc_hooks":{}},"return_timeout""#,
    );
    let config: Config<String> = from_json(with).unwrap();
    assert_eq!(config.transport, Transport::IbcHooks {});
    let told: Config<String> = hooked().query(QueryMsg::Config {}).unwrap();
    assert_eq!(told.transport, Transport::IbcHooks {});
}

/// One step of a history, by the configured transport; the result is what a test can see of it.
fn step(outpost: &mut TestOutpost, hooks: bool, op: u8, pick: usize, size: u128) -> String {
    let sent = outpost.packets.len();
    let open: Vec<usize> = (0..sent)
        .filter(|n| {
            let sequence = outpost.packets[*n].sequence;
            PURCHASES
                .range(
                    &outpost.deps.storage,
                    None,
                    None,
                    cosmwasm_std::Order::Ascending,
                )
                .any(|row| row.unwrap().1.status == in_transit(sequence))
        })
        .collect();
    let chosen = open.get(pick % open.len().max(1)).copied();
    let known = 1 + (pick % 8) as u64;
    match (op, chosen) {
        (0..=2, _) => {
            let (amount, min_out) = (1 + size, size / 4);
            let bought = size / 5 + pick as u128 % 7;
            let done = if hooks {
                outpost.serve_by_hooks(known, amount, min_out, bought)
            } else {
                let packet = outpost.order_packet(known, amount, min_out);
                outpost.serve(packet, bought)
            };
            format!("{:?}", done.map(|done| done.events))
        }
        (3, Some(n)) | (4, Some(n)) => {
            let by_timeout = op == 3;
            let events = if hooks {
                outpost.fail_return_by_hooks(n, by_timeout)
            } else {
                outpost.fail_return(n, by_timeout)
            };
            format!("{events:?}")
        }
        (5, Some(n)) => {
            let packet = outpost.packets[n].clone();
            let result = br#"{"result":"AQ=="}"#;
            let events = if hooks {
                let report = hook_ack(&packet.src.channel_id, packet.sequence, result, true);
                outpost.sudo(&report)
            } else {
                outpost.source_callback(acknowledged(packet, result))
            };
            format!("{events:?}")
        }
        (6 | 7, _) => {
            let sender = match op {
                6 => outpost.anyone.clone(),
                _ => outpost.owner.clone(),
            };
            let msg = ExecuteMsg::Retry {
                order_id: known.into(),
            };
            format!(
                "{:?}",
                outpost.execute(&sender, &[], msg).map(|done| done.events)
            )
        }
        _ => {
            outpost.eth += size / 1_000;
            outpost.update_bank();
            String::new()
        }
    }
}

/// ETH of held purchases is recorded, and here.
fn ensure_held_is_recorded(outpost: &TestOutpost) {
    let storage = &outpost.deps.storage;
    let held: u128 = PURCHASES
        .range(storage, None, None, cosmwasm_std::Order::Ascending)
        .map(|row| row.unwrap().1)
        .filter(|purchase| purchase.status == ReturnStatus::Held {})
        .map(|purchase| purchase.eth_out.u128())
        .sum();
    let recorded = HELD.may_load(storage, &eth_denom()).unwrap();
    assert_eq!(recorded.unwrap_or_default().u128(), held);
    assert!(outpost.eth >= held);
    assert_eq!(outpost.stable, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 1_000, ..Default::default() })]

    #[test]
    fn both_transports_keep_the_same_records(
        steps in prop::collection::vec((0u8..9, any::<usize>(), 0u128..1_000_000), 1..60)
    ) {
        let (mut one, mut other) = (TestOutpost::new(), hooked());
        let records = |outpost: &TestOutpost| -> Vec<_> {
            outpost.dump().into_iter().filter(|(key, _)| key != b"config").collect()
        };
        for (op, pick, size) in steps {
            let seen = step(&mut one, false, op, pick, size);
            prop_assert_eq!(seen, step(&mut other, true, op, pick, size));
            prop_assert_eq!(records(&one), records(&other));
            prop_assert_eq!((one.stable, one.eth), (other.stable, other.eth));
            ensure_held_is_recorded(&other);
        }
    }
}
