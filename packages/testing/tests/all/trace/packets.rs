//! Batches that leave by themselves, time out, come back, are sent again, and are put right.

use cosmwasm_std::Uint64;
use qerun_messages::reserve::{ExecuteMsg, Resolution, WIND_DOWN_AFTER};
use qerun_testing::suite::{eth, qer, usd};
use qerun_testing::Side;

use super::Trace;

impl Trace {
    pub(super) fn packets(&mut self) {
        let bob = self.suite.user("bob");
        self.suite.pass(21_601).unwrap();
        self.home("market.flush", |s| s.flush_market());
        let order = self.packet(Side::Home);
        self.suite.pass(1_201).unwrap();
        self.home("reserve.ibc_source_callback, timeout", |s| {
            s.net.timeout(&order)
        });
        self.home("reserve.flush", |s| s.flush_reserve());

        // The swap is done, but the way back times out: the outpost keeps the ETH and retries.
        let order = self.packet(Side::Home);
        self.suite.net.deliver(&order).unwrap();
        self.suite.net.acknowledge(&order).unwrap();
        let back = self.packet(Side::Dex);
        self.suite.pass(1_201).unwrap();
        self.dex("outpost.ibc_source_callback, timeout", |s| {
            s.net.timeout(&back)
        });
        let last = self.last_order();
        self.dex("outpost.retry", |s| s.retry(last));
        let reserve = self.suite.at.reserve.clone();
        let (stable, ether) = (self.suite.stable.clone(), self.suite.eth.clone());
        let home = &mut self.suite.net.home;
        home.mint(&reserve, eth("1").u128(), &ether).unwrap();
        self.home("reserve.sync", |s| s.sync(last));
        let back = self.packet(Side::Dex);
        self.home("reserve.ibc_destination_callback, order is closed", |s| {
            s.net.deliver(&back)
        });
        self.suite.net.acknowledge(&back).unwrap();

        // Never delivered and never timed out: the timelock resolves it.
        self.suite.borrow(&bob, usd("3000")).unwrap();
        self.suite.pass(90_000).unwrap();
        let home = &mut self.suite.net.home;
        home.mint(&reserve, usd("3000").u128(), &stable).unwrap();
        let timelock = self.suite.at.timelock.clone();
        let msg = ExecuteMsg::Resolve {
            order_id: Uint64::new(self.last_order()),
            outcome: Resolution::Refunded {},
        };
        self.home("reserve.resolve", |s| s.reserve(&timelock, &msg));
        self.suite.flush_reserve().unwrap();
        self.suite.net.relay_all().unwrap();
    }

    /// A batch that is refunded and wound down, and one whose order is lost.
    pub(super) fn closed(&mut self) {
        let (sue, bob) = (self.suite.user("sue"), self.suite.user("bob"));
        let owner = self.suite.at.timelock.clone();
        self.suite.refresh().unwrap();
        self.suite.supply(&sue, usd("100000")).unwrap();
        self.suite.deposit(&bob, qer("50000")).unwrap();
        self.suite.borrow(&bob, usd("5000")).unwrap();
        let order = self.suite.order(self.last_order()).unwrap();
        self.suite.pass(1_201).unwrap();
        let packet = self.packet(Side::Home);
        self.suite.net.timeout(&packet).unwrap();
        self.suite.pass(WIND_DOWN_AFTER).unwrap();
        let batch_id = order.batch_id;
        let msg = ExecuteMsg::WindDown { batch_id };
        self.home("reserve.wind_down", |s| s.reserve(&owner, &msg));
        self.suite.borrow(&bob, usd("5000")).unwrap();
        self.suite.pass(90_000).unwrap();
        let msg = ExecuteMsg::CloseLost {
            order_id: Uint64::new(self.last_order()),
            make_good: None,
        };
        self.home("reserve.close_lost", |s| s.reserve(&owner, &msg));
        self.suite.net.relay_all().unwrap();
    }

    fn last_order(&self) -> u64 {
        self.suite.orders().unwrap().last().expect("an order").0
    }
}
