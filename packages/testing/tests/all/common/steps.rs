//! The steps of a purchase that goes well, each done and checked.

use cosmwasm_std::{coin, Addr};
use qerun_testing::ibc::{Callback, Receipt, Settlement};
use qerun_testing::suite::{usd, DEX_CHANNEL, HOME_CHANNEL};
use qerun_testing::{PacketId, Side};

use super::changes::{
    borrows, hands_over, hands_over_late, users_part, waits_in_batch, Changes, Order,
};
use super::{Scenario, FIRST_RETURN, RESERVE_PART};

/// The first order of a scenario: all of the first batch.
pub const FIRST: Order = Order::new(1, 1, 1, RESERVE_PART);
/// The second.
pub const SECOND: Order = Order::new(2, 2, 2, RESERVE_PART);

/// A packet of the reserve's.
pub fn out(sequence: u64) -> PacketId {
    PacketId::new(Side::Home, HOME_CHANNEL, sequence)
}

/// A return packet.
pub fn back(sequence: u64) -> PacketId {
    PacketId::new(Side::Dex, DEX_CHANNEL, sequence)
}

/// The text of a refused delivery.
pub fn refusal(receipt: Receipt) -> String {
    match receipt {
        Receipt::Failed(text) => text,
        other => panic!("{other:?}"),
    }
}

impl Scenario {
    /// The deadline of an order that leaves now.
    pub fn deadline(&self) -> u64 {
        self.net.home.now() + 1_200
    }

    /// A borrow of 20,000 whose reserve part leaves at once as `order`.
    #[track_caller]
    pub fn borrow_and_buy(&mut self, user: &Addr, order: Order) {
        self.borrow(user, usd("20000")).unwrap();
        let (name, deadline) = (self.name(user), self.deadline());
        let outpost = self.at.outpost.to_string();
        self.expect(
            borrows(&name, order.batch, 0)
                .and(hands_over(order.batch))
                .and(order.leaves(deadline, &outpost)),
        );
    }

    /// A borrow of 20,000 whose reserve part has to wait in the market's open, empty batch.
    #[track_caller]
    pub fn borrow_and_wait(&mut self, user: &Addr, batch: u64, passed: u64) {
        self.borrow(user, usd("20000")).unwrap();
        let (name, now) = (self.name(user), self.net.home.now());
        let mut changes = borrows(&name, batch, 0).and(waits_in_batch(now));
        if passed > 0 {
            changes = changes.put("market/accrued_at", format!("+{passed}"));
        }
        self.expect(changes);
    }

    /// Anyone sends the batch of one such borrow, which leaves whole as `order`.
    #[track_caller]
    pub fn flush_and_buy(&mut self, order: Order) {
        self.flush_market().unwrap();
        let (deadline, outpost) = (self.deadline(), self.at.outpost.to_string());
        self.expect(
            hands_over_late(order.batch, "9500 usd", "10000 usd")
                .and(order.leaves(deadline, &outpost)),
        );
    }

    /// What the pool would give for an order now.
    pub fn worth(&self, order: Order) -> u128 {
        let offer = coin(order.amount, self.dex_stable());
        let out = self.pool.simulate(&self.net.dex, &offer).unwrap();
        out.u128()
    }

    /// Delivers an order that the outpost swaps; the ETH leaves under the sequence `ret`.
    #[track_caller]
    pub fn swap(&mut self, order: Order, ret: u64) -> u128 {
        let worth = self.worth(order);
        let relayed = self.net.deliver(&out(order.sequence)).unwrap();
        assert_eq!(relayed.outcome, Receipt::Success);
        let (reserve, denom) = (self.at.reserve.to_string(), self.dex_eth());
        self.expect(order.swaps(worth, ret, (&reserve, &denom)));
        worth
    }

    /// Delivers the ETH of an order that is the whole of its batch.
    #[track_caller]
    pub fn credit(&mut self, order: Order, bought: u128, ret: u64) {
        self.deliver_back(ret);
        self.expect(
            arrives(bought)
                .and(order.settles(bought, users_part(bought)))
                .and(order.settles_batch()),
        );
    }

    /// Delivers a return packet.
    #[track_caller]
    pub fn deliver_back(&mut self, ret: u64) {
        let relayed = self.net.deliver(&back(ret)).unwrap();
        assert_eq!(relayed.outcome, Receipt::Success);
    }

    /// Relays the acknowledgement of a swapped order before its ETH arrives.
    #[track_caller]
    pub fn ack(&mut self, order: Order) {
        self.relay_ack(order);
        self.expect(order.acknowledged());
    }

    /// Relays it after the ETH has arrived.
    #[track_caller]
    pub fn ack_late(&mut self, order: Order) {
        self.relay_ack(order);
        self.expect(order.acknowledged_late());
    }

    #[track_caller]
    fn relay_ack(&mut self, order: Order) {
        let relayed = self.net.acknowledge(&out(order.sequence)).unwrap();
        assert_eq!(relayed.outcome, Settlement::Delivered(Callback::Ran));
    }

    /// Relays the acknowledgement of a return packet that arrived.
    #[track_caller]
    pub fn ack_back(&mut self, order: Order, ret: u64) {
        let relayed = self.net.acknowledge(&back(ret)).unwrap();
        assert_eq!(relayed.outcome, Settlement::Delivered(Callback::Ran));
        self.expect(order.return_ends(ret, "delivered"));
    }

    /// Relays the error acknowledgement of an order.
    #[track_caller]
    pub fn ack_error(&mut self, order: Order) {
        let relayed = self.net.acknowledge(&out(order.sequence)).unwrap();
        assert_eq!(relayed.outcome, Settlement::Refunded(Callback::Ran));
        self.expect(order.refunded());
    }

    /// Times the return packet of an order out: the outpost holds the ETH.
    #[track_caller]
    pub fn time_out_back(&mut self, order: Order, bought: u128, ret: u64) {
        let relayed = self.net.timeout(&back(ret)).unwrap();
        assert_eq!(relayed.outcome, Settlement::Refunded(Callback::Ran));
        self.expect(order.is_held(bought, ret));
    }

    /// Anyone has the outpost send it again, under the sequence `ret`.
    #[track_caller]
    pub fn send_back_again(&mut self, order: Order, bought: u128, ret: u64) {
        self.retry(order.id).unwrap();
        self.expect(order.is_retried(bought, ret));
    }

    /// Time passes until the packets of now can only time out. Nothing changes by that alone.
    #[track_caller]
    pub fn pass_deadline(&mut self) {
        self.net.advance(1_201);
        self.expect_nothing();
    }

    /// Times an order's packet out.
    #[track_caller]
    pub fn time_out(&mut self, order: Order) {
        let relayed = self.net.timeout(&out(order.sequence)).unwrap();
        assert_eq!(relayed.outcome, Settlement::Refunded(Callback::Ran));
        self.expect(order.refunded());
    }

    /// Anyone sends what waits; it leaves as `order`.
    #[track_caller]
    pub fn buy_again(&mut self, order: Order) {
        self.flush_reserve().unwrap();
        let (deadline, outpost) = (self.deadline(), self.at.outpost.to_string());
        self.expect(order.stops_waiting().and(order.leaves(deadline, &outpost)));
    }

    /// The whole way of the order that the last step sent: swap, return, both acknowledgements.
    #[track_caller]
    pub fn goes_well(&mut self, order: Order) -> u128 {
        self.goes_well_as(order, FIRST_RETURN)
    }

    /// The same, when its return packet has this sequence.
    #[track_caller]
    pub fn goes_well_as(&mut self, order: Order, ret: u64) -> u128 {
        let bought = self.swap(order, ret);
        self.ack(order);
        self.credit(order, bought, ret);
        self.ack_back(order, ret);
        bought
    }
}

/// ETH arrives at the reserve's account.
pub fn arrives(bought: u128) -> Changes {
    [("home/reserve/eth", format!("+{bought}").as_str())].into()
}
