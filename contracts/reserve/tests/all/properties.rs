//! Random histories of one reserve keep its invariants and come to an end, by each transport; the size of orders keeps
//! its bounds.

use std::collections::BTreeMap;

use crate::common::*;
use cosmwasm_std::Order as Direction;
use proptest::prelude::*;
use qerun_controls::ready_at;
use qerun_messages::reserve::{
    ExecuteMsg, OrderStatus, Resolution, BATCHES, COOL_DOWN, WIND_DOWN_AFTER,
};
use qerun_reserve::order_size::next_order_size;
use qerun_reserve::state::{PARAMS, PARAMS_CHANGED_AT, WAITS_SINCE};

/// What the other chain and the relayer have done with an order's packet.
#[derive(Default, Clone, Copy)]
struct Progress {
    /// Its callback on this side has run (or was lost); a packet has only one end.
    ended: bool,
    /// The outpost took it: it can no longer fail.
    served: bool,
    /// The return was delivered, or came without its callback.
    returned: bool,
}

#[derive(Default)]
struct Relayer(BTreeMap<u64, Progress>);

impl Relayer {
    fn packet(&mut self, id: u64) -> &mut Progress {
        self.0.entry(id).or_default()
    }
}

fn step(reserve: &mut TestReserve, relayer: &mut Relayer, op: u8, pick: u16, size: u64) {
    let orders = reserve.packets.len() as u64;
    let id = if orders == 0 {
        0
    } else {
        1 + u64::from(pick) % orders
    };
    let known = id > 0;
    let bought = |reserve: &TestReserve| {
        let order = reserve.order(id);
        let spread = order.expected_out.u128() - order.min_out.u128() + 1;
        order.min_out.u128() + u128::from(size) * 1_000_000_007 % spread
    };
    match op {
        0..=3 => {
            let batch =
                reserve.backing().open_batches as u64 * 1_000_000 + reserve.next_sequence * 100;
            let amount = 1 + u128::from(size) % usd(2_600);
            let user_in = amount * u128::from(pick) / u128::from(u16::MAX);
            let _ = reserve.purchase(batch + u64::from(pick % 100), amount, user_in);
        }
        4 | 5 if known && !relayer.packet(id).ended => {
            let packet = relayer.packet(id);
            (packet.ended, packet.served) = (true, true);
            reserve.acknowledge(id);
        }
        6 if known && !relayer.packet(id).ended && !relayer.packet(id).served => {
            relayer.packet(id).ended = true;
            reserve.acknowledge_error(id);
        }
        7 if known && !relayer.packet(id).ended && !relayer.packet(id).served => {
            relayer.packet(id).ended = true;
            reserve.time_out(id);
        }
        // A refund whose callback was lost.
        8 if known && !relayer.packet(id).ended && !relayer.packet(id).served => {
            relayer.packet(id).ended = true;
            reserve.refund_in_bank(id);
        }
        9..=11 if known && !relayer.packet(id).returned => {
            let packet = *relayer.packet(id);
            if packet.served || !packet.ended {
                let packet = relayer.packet(id);
                (packet.served, packet.returned) = (true, true);
                let wei = bought(reserve);
                reserve.credit(id, wei);
            }
        }
        // ETH whose callback was lost.
        12 if known && !relayer.packet(id).returned => {
            let packet = *relayer.packet(id);
            if packet.served || !packet.ended {
                let packet = relayer.packet(id);
                (packet.served, packet.returned) = (true, true);
                let wei = bought(reserve);
                reserve.receive_eth(wei);
            }
        }
        // A callback that comes twice changes nothing.
        13 if known && relayer.packet(id).ended => {
            let before = reserve.dump();
            let packet = reserve.packet(id);
            let closed = reserve.order(id).status != OrderStatus::Sent;
            if closed {
                reserve.source_callback(acknowledged(packet.clone(), br#"{"error":"again"}"#));
                reserve.source_callback(timed_out(packet));
                assert_eq!(reserve.dump(), before);
            }
        }
        // A part of an order, which only a broken outpost would send.
        14 if known && !relayer.packet(id).ended => {
            let wei = reserve.order(id).min_out.u128() / 3;
            if wei > 0 {
                reserve.credit(id, wei);
            }
        }
        15 => {
            let amount =
                reserve.backing().encumbered.u128() * u128::from(pick) / u128::from(u16::MAX);
            let (market, recipient) = (reserve.market.clone(), reserve.anyone.to_string());
            let msg = ExecuteMsg::PayOut {
                recipient,
                amount: (amount - amount / 9).into(),
                fee: pick.is_multiple_of(3).then(|| (amount / 9).into()),
            };
            assert_eq!(reserve.execute(&market, &[], msg).is_ok(), amount > 0);
        }
        16 => {
            let amount = reserve.free_eth() / 2;
            let (owner, recipient) = (reserve.owner.clone(), reserve.anyone.to_string());
            let msg = ExecuteMsg::Spend {
                recipient,
                amount: amount.into(),
            };
            assert_eq!(reserve.execute(&owner, &[], msg).is_ok(), amount > 0);
        }
        17 | 18 => {
            let _ = reserve.flush(Some(1 + u32::from(pick) % 5));
        }
        19 if known => {
            let anyone = reserve.anyone.clone();
            let _ = reserve.execute(
                &anyone,
                &[],
                ExecuteMsg::Sync {
                    order_id: id.into(),
                },
            );
        }
        20 if known => {
            reserve.wait(size % 6_000);
            let outcome = match pick % 2 {
                0 => Resolution::Refunded {},
                _ => Resolution::Credited { least: None },
            };
            let guardian = reserve.guardian.clone();
            let msg = ExecuteMsg::Resolve {
                order_id: id.into(),
                outcome,
            };
            let _ = reserve.execute(&guardian, &[], msg);
        }
        // Donations.
        21 => {
            reserve.stable += u128::from(size) % usd(50);
            let packet = return_packet(&reserve.this(), id, 5, |data| data.sender = "dex1x".into());
            reserve.receive_eth(5);
            let before = reserve.dump();
            reserve.destination_callback(packet);
            assert_eq!(reserve.dump(), before);
        }
        22 => {
            reserve.wait(size % 90_000);
            let now = PARAMS.load(&reserve.deps.storage).unwrap();
            let mut new = now.clone();
            let tenth = now.max_in_flight.u128() / 10;
            new.max_in_flight =
                (now.max_in_flight.u128() - tenth + u128::from(size) % (2 * tenth)).into();
            new.max_order = new.max_order.min(new.max_in_flight);
            new.max_open_orders = 1 + u32::from(pick) % 8;
            let changed_at = PARAMS_CHANGED_AT.load(&reserve.deps.storage).unwrap();
            let ready = reserve.now() >= ready_at(changed_at, COOL_DOWN);
            let (least, most) = (now.max_open_orders.div_ceil(2), 2 * now.max_open_orders);
            let near = (least..=most).contains(&new.max_open_orders);
            let owner = reserve.owner.clone();
            let done = reserve.execute(&owner, &[], ExecuteMsg::UpdateParams { params: new });
            assert_eq!(done.is_ok(), ready && near);
        }
        // Closed as lost, sometimes made good from own ETH.
        23 if known => {
            reserve.wait(size % 9_000);
            let order = reserve.order(id);
            let over = reserve.now() > order.deadline + 3_600;
            let due = order
                .expected_out
                .u128()
                .saturating_sub(order.eth_out.u128());
            let most = due.min(reserve.free_eth());
            let make_good = pick
                .is_multiple_of(2)
                .then(|| most * u128::from(pick % 100) / 99);
            let make_good = make_good.filter(|amount| *amount > 0);
            let done = reserve.close_lost(id, make_good);
            assert_eq!(done.is_ok(), order.status.is_open() && over);
        }
        24 => {
            let grace = match pick % 4 {
                0 => WIND_DOWN_AFTER,
                _ => size % 6_000,
            };
            reserve.wait(grace);
            let batches: Vec<u64> = BATCHES
                .keys(&reserve.deps.storage, None, None, Direction::Ascending)
                .map(|id| id.unwrap())
                .collect();
            if let Some(batch) = batches.get(usize::from(pick) % batches.len().max(1)) {
                let (record, waits) = (reserve.batch(*batch), reserve.waiting(*batch));
                let since = WAITS_SINCE.may_load(&reserve.deps.storage, *batch).unwrap();
                let ready = since.is_some_and(|since| reserve.now() >= since + WIND_DOWN_AFTER);
                let allowed = waits > 0 && record.open.u128() == waits && ready;
                assert_eq!(reserve.wind_down(*batch).is_ok(), allowed);
                if allowed {
                    let after = reserve.batch(*batch);
                    assert!(after.settled);
                    assert_eq!(after.stable_out.u128(), waits);
                    assert_eq!(after.eth_out, record.eth_out);
                }
            }
        }
        // A write-off: the market earmarks what is free, or a part of it.
        25 => {
            let earmark = reserve.earmark().eth.u128();
            let more = reserve.free_eth() * u128::from(pick) / u128::from(u16::MAX);
            reserve.earmark_now(earmark + more);
        }
        26 => {
            let offer = reserve.storefront().deficit;
            assert_eq!(offer.is_some(), !reserve.earmark().eth.is_zero());
            let paid = 1 + u128::from(size) % usd(300);
            assert_eq!(reserve.buy_eth(paid, None).is_ok(), offer.is_some());
        }
        27 => {
            let above = (!pick.is_multiple_of(3)).then(|| (u128::from(size) / 100).into());
            let _ = reserve.update_params(|p| p.buyback_above = above);
        }
        28 | 29 => {
            let offer = reserve.storefront().buyback;
            let paid = 1 + u128::from(size) % usd(300);
            assert_eq!(reserve.buy_back(paid, None).is_ok(), offer.is_some());
        }
        _ => reserve.wait(size % 600),
    }
}

/// Credits every open order and sends what waits, until nothing is open.
fn settle_all(reserve: &mut TestReserve) {
    let owner = reserve.owner.clone();
    for _ in 0..10_000 {
        for (id, _) in reserve.packets.clone() {
            let order = reserve.order(id);
            if order.status.is_open() {
                reserve.credit(id, order.expected_out.u128());
                reserve.ensure_invariants();
            }
        }
        if reserve.flush(Some(5)).is_err() {
            break;
        }
        reserve.ensure_invariants();
    }
    reserve.earmark_now(0);
    let backing = reserve.backing();
    assert_eq!((backing.in_flight.u128(), backing.waiting.u128()), (0, 0));
    assert_eq!((backing.open_orders, backing.open_batches), (0, 0));
    let params = PARAMS.load(&reserve.deps.storage).unwrap();
    assert_eq!(backing.capacity, params.max_in_flight);
    let (encumbered, unencumbered) = (backing.encumbered, backing.unencumbered);
    let (market, recipient) = (reserve.market.clone(), reserve.anyone.to_string());
    for (sender, amount, msg) in [
        (
            &market,
            encumbered,
            ExecuteMsg::PayOut {
                recipient: recipient.clone(),
                amount: encumbered,
                fee: None,
            },
        ),
        (
            &owner,
            unencumbered,
            ExecuteMsg::Spend {
                recipient,
                amount: unencumbered,
            },
        ),
    ] {
        if !amount.is_zero() {
            reserve.execute(sender, &[], msg).unwrap();
        }
    }
    reserve.ensure_invariants();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 2_000, ..Default::default() })]

    #[test]
    fn any_history_keeps_the_invariants(
        transport in 0usize..3,
        steps in prop::collection::vec((0u8..32, any::<u16>(), any::<u64>()), 1..80)
    ) {
        let route = [route, hooks_route, skip_route][transport];
        let mut reserve = TestReserve::with(|msg| msg.route = route());
        let mut relayer = Relayer::default();
        for (op, pick, size) in steps {
            step(&mut reserve, &mut relayer, op, pick, size);
            reserve.ensure_invariants();
        }
        settle_all(&mut reserve);
    }
}

proptest! {
    #[test]
    fn the_size_of_orders_keeps_its_bounds(
        waiting in 0u128..10_000, capacity in 0u128..10_000, min in 1u128..1_000, more in 0u128..3_000
    ) {
        let mut params = params();
        params.min_order = min.into();
        params.max_order = (2 * min + more).into();
        let max = params.max_order.u128();
        match next_order_size(waiting.into(), capacity.into(), &params) {
            None => prop_assert!(waiting == 0 || capacity == 0 || capacity < 2 * min && capacity < waiting),
            Some(order) => {
                let order = order.u128();
                prop_assert!(order <= max && order <= capacity && order <= waiting && order > 0);
                let rest = waiting - order;
                prop_assert!(rest == 0 || (order >= min && rest >= min));
            }
        }
        if capacity >= max && waiting > 0 {
            prop_assert!(next_order_size(waiting.into(), capacity.into(), &params).is_some());
        }
    }
}
