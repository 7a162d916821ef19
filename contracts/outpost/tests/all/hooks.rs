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

fn hooked() -> World {
    World::with(|config| config.transport = Transport::IbcHooks {})
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
    let mut world = hooked();
    // Keys sorted: Go has decoded the memo into a map and written it again.
    let json = format!(
        r#"{{"buy":{{"order":{{"deadline":"{}","min_out":"90","order_id":"1"}}}}}}"#,
        world.now() + 900
    );
    let info = MessageInfo {
        sender: Addr::unchecked(HOOK_ACCOUNT),
        funds: coins(500, STABLE),
    };
    let msg: ExecuteMsg = from_json(json).unwrap();
    let env = world.env.clone();
    let response = contract::execute(world.deps.as_mut(), env, info, msg).unwrap();
    assert_eq!(types(&response.events), ["order"]);
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
    let mut world = hooked();
    let response = world.serve_by_hooks(7, 500, 90, 100).unwrap();
    assert_eq!(types(&response.events), ["swapped"]);
    let expected = format!(
        concat!(
            r#"{{"ibc_callback":"{}","dest_callback":{{"address":"qerun1reserve"}},"#,
            r#""qerun":{{"order_id":"7"}}}}"#
        ),
        world.this()
    );
    assert_eq!(memo_of(&response.messages[0].msg), expected);
    let purchase = world.purchase(7);
    assert_eq!(
        (purchase.stable_in.u128(), purchase.eth_out.u128()),
        (500, 100)
    );
    assert_eq!(
        (purchase.recipient.as_str(), purchase.channel.as_str()),
        (RESERVE, CHANNEL)
    );
    assert_eq!(purchase.status, in_transit(1));
    assert_eq!((world.stable, world.eth), (0, 0));
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
    for (said, held) in [
        (delivered.to_owned(), false),
        (timed_out.to_owned(), true),
        (error, true),
        (empty, true),
        (later, true),
    ] {
        let mut world = hooked();
        world.serve_by_hooks(7, 500, 90, 100).unwrap();
        let (event, status) = if held {
            world.eth += 100;
            ("held", ReturnStatus::Held {})
        } else {
            ("delivered", ReturnStatus::Delivered {})
        };
        world.update_bank();
        assert_eq!(types(&world.sudo(&said)), [event], "{said}");
        assert_eq!(world.purchase(7).status, status);
        let before = world.dump();
        // Told again it changes nothing.
        assert_eq!(types(&world.sudo(&said)), ["ignored_callback"]);
        assert_eq!(world.dump(), before);
    }
}

#[test]
fn strangers_packets_change_nothing() {
    let mut world = hooked();
    world.serve_by_hooks(7, 500, 90, 100).unwrap();
    let before = world.dump();
    for (channel, sequence) in [(CHANNEL, 2), (CHANNEL, 0), ("channel-9", 1), ("", u64::MAX)] {
        for said in [
            hook_timeout(channel, sequence),
            hook_ack(channel, sequence, br#"{"error":"x"}"#, false),
            hook_ack(channel, sequence, b"garbage", true),
        ] {
            assert_eq!(types(&world.sudo(&said)), ["ignored_callback"]);
        }
    }
    assert_eq!(world.dump(), before);
}

#[test]
fn a_held_return_is_sent_again_by_anyone() {
    for by_timeout in [false, true] {
        let mut world = hooked();
        world.serve_by_hooks(7, 500, 90, 100).unwrap();
        assert_eq!(types(&world.bounce_by_hooks(0, by_timeout)), ["held"]);
        let anyone = world.anyone.clone();
        let retry = ExecuteMsg::Retry {
            order_id: 7u64.into(),
        };
        let response = world.execute(&anyone, &[], retry).unwrap();
        let memo = memo_of(&response.messages[0].msg);
        assert!(memo.starts_with(r#"{"ibc_callback":"#), "{memo}");
        assert_eq!(world.purchase(7).status, in_transit(2));
        assert_eq!(world.eth, 0);
        let arrived = hook_ack(CHANNEL, 2, br#"{"result":"AQ=="}"#, true);
        assert_eq!(types(&world.sudo(&arrived)), ["delivered"]);
    }
}

#[test]
fn a_packet_that_left_by_the_other_door_is_still_heard() {
    let mut world = hooked();
    world.serve_by_hooks(7, 500, 90, 100).unwrap();
    let owner = world.owner.clone();
    let config = config(&world.deps.api);
    world
        .execute(&owner, &[], ExecuteMsg::UpdateConfig { config })
        .unwrap();
    assert_eq!(types(&world.bounce_by_hooks(0, false)), ["held"]);
    let packet = world.order_packet(8, 500, 90);
    world.serve(packet, 100).unwrap();
    assert_eq!(types(&world.bounce(1, true)), ["held"]);
}

#[test]
fn orders_that_are_refused() {
    let mut world = hooked();
    world.serve_by_hooks(1, 500, 90, 100).unwrap();
    let good = world.order(2, 90);
    let paid = coins(500, STABLE);
    let not = |sender: &str| ContractError::NotTheReserve {
        sender: sender.to_owned(),
        expected: HOOK_ACCOUNT.to_owned(),
    };
    let anyone = world.anyone.to_string();
    let this = world.this();
    // Derived from channel-4/qerun1reserve and from channel-3/qerun1mallory.
    let other_channel = "cosmwasm1j9azpx5fkfwa2eqja224c9l97ngyqd2utrg33prjlrp2m2fw4drsfqn773";
    let other_sender = "cosmwasm1dkpawjaht8dfcp0ctug3wqezsltkkerkyau5jdlqmq3sz6c755tq4znnj9";
    let late = PurchaseOrder {
        deadline: (world.now() - 1).into(),
        ..good.clone()
    };
    let (deadline, now) = (world.now() - 1, world.now());
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
            world.order(1, 90),
            ContractError::DuplicateOrder { order_id: 1 },
        ),
    ];
    let before = world.dump();
    for (sender, funds, order, expected) in cases {
        assert_eq!(world.buy(sender, &funds, order).unwrap_err(), expected);
        assert_eq!(world.dump(), before);
    }
    let refused = world.serve_by_hooks(2, 500, 90, 89).unwrap_err();
    let (received, min_out) = (89u128.into(), 90u128.into());
    assert_eq!(refused, ContractError::BelowMinimum { received, min_out });
    assert_eq!(world.dump(), before);
    // Within the swap of another one.
    world.buy(HOOK_ACCOUNT, &paid, good).unwrap();
    let third = world.order(3, 90);
    let refused = world.buy(HOOK_ACCOUNT, &paid, third).unwrap_err();
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
fn each_door_refuses_what_is_meant_for_the_other() {
    let mut world = hooked();
    let packet = world.order_packet(1, 500, 90);
    let before = world.dump();
    let refused = world.serve(packet, 100).unwrap_err();
    let configured = Transport::IbcHooks {};
    assert_eq!(refused, ContractError::WrongTransport { configured });
    assert_eq!((world.dump(), world.stable, world.eth), (before, 0, 0));

    let mut world = World::new();
    let before = world.dump();
    let refused = world.serve_by_hooks(1, 500, 90, 100).unwrap_err();
    let configured = Transport::Callbacks {};
    assert_eq!(refused, ContractError::WrongTransport { configured });
    assert_eq!((world.dump(), world.stable, world.eth), (before, 0, 0));
}

#[test]
fn a_configuration_without_a_door_means_callbacks() {
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

/// One step of a history, told to a world by its own transport.
fn step(world: &mut World, hooks: bool, op: u8, pick: usize, size: u128) -> String {
    let sent = world.packets.len();
    let open: Vec<usize> = (0..sent)
        .filter(|n| {
            let sequence = world.packets[*n].sequence;
            PURCHASES
                .range(
                    &world.deps.storage,
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
                world.serve_by_hooks(known, amount, min_out, bought)
            } else {
                let packet = world.order_packet(known, amount, min_out);
                world.serve(packet, bought)
            };
            format!("{:?}", done.map(|done| done.events))
        }
        (3, Some(n)) | (4, Some(n)) => {
            let by_timeout = op == 3;
            let events = if hooks {
                world.bounce_by_hooks(n, by_timeout)
            } else {
                world.bounce(n, by_timeout)
            };
            format!("{events:?}")
        }
        (5, Some(n)) => {
            let packet = world.packets[n].clone();
            let result = br#"{"result":"AQ=="}"#;
            let events = if hooks {
                let said = hook_ack(&packet.src.channel_id, packet.sequence, result, true);
                world.sudo(&said)
            } else {
                world.source(ack(packet, result))
            };
            format!("{events:?}")
        }
        (6 | 7, _) => {
            let sender = match op {
                6 => world.anyone.clone(),
                _ => world.owner.clone(),
            };
            let msg = ExecuteMsg::Retry {
                order_id: known.into(),
            };
            format!(
                "{:?}",
                world.execute(&sender, &[], msg).map(|done| done.events)
            )
        }
        _ => {
            world.eth += size / 1_000;
            world.update_bank();
            String::new()
        }
    }
}

/// ETH of held purchases is on the books and here.
fn check(world: &World) {
    let storage = &world.deps.storage;
    let held: u128 = PURCHASES
        .range(storage, None, None, cosmwasm_std::Order::Ascending)
        .map(|row| row.unwrap().1)
        .filter(|purchase| purchase.status == ReturnStatus::Held {})
        .map(|purchase| purchase.eth_out.u128())
        .sum();
    let booked = HELD.may_load(storage, &eth_denom()).unwrap();
    assert_eq!(booked.unwrap_or_default().u128(), held);
    assert!(world.eth >= held);
    assert_eq!(world.stable, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 1_000, ..Default::default() })]

    #[test]
    fn both_doors_keep_the_same_books(
        steps in prop::collection::vec((0u8..9, any::<usize>(), 0u128..1_000_000), 1..60)
    ) {
        let (mut one, mut other) = (World::new(), hooked());
        let books = |world: &World| -> Vec<_> {
            world.dump().into_iter().filter(|(key, _)| key != b"config").collect()
        };
        for (op, pick, size) in steps {
            let said = step(&mut one, false, op, pick, size);
            prop_assert_eq!(said, step(&mut other, true, op, pick, size));
            prop_assert_eq!(books(&one), books(&other));
            prop_assert_eq!((one.stable, one.eth), (other.stable, other.eth));
            check(&other);
        }
    }
}
