//! What must hold between the records and the bank after any message.

use std::collections::BTreeMap;

use cosmwasm_std::{Order as Direction, Uint128};
use qerun_messages::market;
use qerun_messages::reserve::{Batch, Order, OrderStatus, BATCHES};
use qerun_reserve::state::{ORDERS, PARAMS, RETURNING, WAITING, WAITS_SINCE};

use super::*;

impl TestReserve {
    /// Fails the test unless every invariant holds.
    #[track_caller]
    pub fn ensure_invariants(&self) {
        let orders = self.orders();
        let waiting = self.all_waiting();
        self.ensure_orders(&orders);
        self.ensure_batches(&orders, &waiting);
        self.ensure_eth(&orders);
        self.ensure_capacity();
        self.ensure_sales();
        let backing = self.backing();
        assert!(waiting.values().all(|amount| !amount.is_zero()));
        let sum = waiting.values().sum::<Uint128>();
        assert_eq!(backing.waiting, sum, "waiting");
        assert!(
            backing.waiting <= Uint128::new(self.stable),
            "stablecoins held"
        );
    }

    fn orders(&self) -> Vec<(u64, Order)> {
        ORDERS
            .range(&self.deps.storage, None, None, Direction::Ascending)
            .map(|row| row.map(|(id, stored)| (id, stored.0)).unwrap())
            .collect()
    }

    fn all_waiting(&self) -> BTreeMap<u64, Uint128> {
        WAITING
            .range(&self.deps.storage, None, None, Direction::Ascending)
            .map(|row| row.unwrap())
            .collect()
    }

    /// Counters and the index of returning orders agree with the orders.
    #[track_caller]
    fn ensure_orders(&self, orders: &[(u64, Order)]) {
        let backing = self.backing();
        let open = || orders.iter().filter(|(_, order)| order.status.is_open());
        let in_flight: Uint128 = open().map(|(_, order)| order.amount).sum();
        assert_eq!(backing.in_flight, in_flight, "in_flight");
        assert_eq!(backing.open_orders as usize, open().count(), "open_orders");
        let returning: Vec<u64> = RETURNING
            .keys(&self.deps.storage, None, None, Direction::Ascending)
            .map(|id| id.unwrap())
            .collect();
        let expected: Vec<u64> = orders
            .iter()
            .filter(|(_, order)| order.status == OrderStatus::Returning)
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(returning, expected, "index of returning orders");
    }

    /// Every stablecoin of a batch is in an open order, waits, or has come to an end.
    #[track_caller]
    fn ensure_batches(&self, orders: &[(u64, Order)], waiting: &BTreeMap<u64, Uint128>) {
        let storage = &self.deps.storage;
        let mut open_batches = 0;
        for row in BATCHES.range(storage, None, None, Direction::Ascending) {
            let (id, batch): (u64, Batch) = row.unwrap();
            let own = || {
                let orders = orders.iter().map(|(_, order)| order);
                orders.filter(move |order| order.batch_id.u64() == id)
            };
            let in_flight: Uint128 = own()
                .filter(|order| order.status.is_open())
                .map(|order| order.amount)
                .sum();
            let waits = waiting.get(&id).copied().unwrap_or_default();
            assert_eq!(batch.open, in_flight + waits, "batch {id}");
            assert_eq!(batch.settled, batch.open.is_zero());
            let ended: Uint128 = own()
                .filter(|order| !order.status.is_open())
                .filter(|order| order.status != OrderStatus::Refunded)
                .map(|order| order.amount)
                .sum();
            assert_eq!(
                batch.stable_in,
                ended + batch.open + batch.stable_out,
                "stablecoins of batch {id}"
            );
            let since = WAITS_SINCE.has(storage, id);
            assert!(!(since && batch.settled), "batch {id} is settled");
            assert!(since || waits.is_zero(), "batch {id} waits");
            open_batches += u32::from(!batch.settled);
            let bought: Uint128 = own().map(|order| order.eth_out).sum();
            assert_eq!(batch.eth_out, bought, "eth of batch {id}");
        }
        assert_eq!(self.backing().open_batches, open_batches, "open_batches");
    }

    /// Every ETH that was bought is accounted for and held, or was paid out.
    #[track_caller]
    fn ensure_eth(&self, orders: &[(u64, Order)]) {
        let backing = self.backing();
        let bought: Uint128 = orders.iter().map(|(_, order)| order.eth_out).sum();
        let paid: Uint128 = self.paid.iter().map(|(_, coin)| coin.amount).sum();
        assert_eq!(
            backing.encumbered + backing.unencumbered + paid + Uint128::new(self.made_good),
            bought + Uint128::new(self.late_eth),
            "ETH accounted for"
        );
        assert!(
            backing.encumbered + backing.unencumbered <= Uint128::new(self.eth),
            "ETH held"
        );
    }

    /// The market got the proceeds of what it had earmarked, to the unit, and QER that came was burned or went back.
    #[track_caller]
    fn ensure_sales(&self) {
        assert!(
            self.earmark().eth <= self.backing().unencumbered,
            "earmarked"
        );
        let mut settled = (0, 0);
        for (msg, coin) in &self.to_market {
            if let market::ExecuteMsg::SettleDeficit { eth } = msg {
                settled.0 += eth.u128();
                settled.1 += coin.amount.u128();
            }
        }
        assert_eq!(settled, self.sold, "proceeds");
        assert_eq!(self.burned, self.bought_back.1, "burned");
        assert_eq!(self.qer, 0, "QER is not kept");
    }

    /// What may still be put in flight and opened is published.
    #[track_caller]
    fn ensure_capacity(&self) {
        let backing = self.backing();
        let params = PARAMS.load(&self.deps.storage).unwrap();
        assert_eq!(backing.min_order, params.min_order);
        assert_eq!(
            backing.capacity,
            params.max_in_flight.saturating_sub(backing.in_flight)
        );
        assert_eq!(
            backing.order_capacity,
            params.max_open_orders.saturating_sub(backing.open_orders)
        );
        assert_eq!(
            backing.batch_capacity,
            params.max_open_batches.saturating_sub(backing.open_batches)
        );
    }
}
