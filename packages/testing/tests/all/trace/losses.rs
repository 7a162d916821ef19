//! Liquidations, a write-off, and the sales of ETH that follow, on a protocol of their own with little insurance.

use cosmwasm_std::Addr;
use qerun_messages::{market, reserve};
use qerun_testing::suite::{decimal, eth, qer, usd, Setup};

use super::Trace;

impl Trace {
    pub(super) fn losses(&mut self) {
        let mut setup = Setup::default();
        setup.plan.market.min_insurance = decimal("0.01");
        setup.plan.market.stress.collateral_fall = decimal("0.6");
        setup.plan.market.stress.eth_fall = decimal("0.4");
        setup.insurance = usd("45000");
        setup.plan.reserve.buyback_above = Some(eth("0.01"));
        setup.borrowing = false;
        let kept = std::mem::replace(&mut self.suite, setup.build().unwrap());
        let (sue, keeper) = (self.suite.user("sue"), self.suite.user("keeper"));
        for user in [&sue, &keeper] {
            self.suite.fund_stable(user, usd("300000")).unwrap();
        }
        self.suite.supply(&sue, usd("200000")).unwrap();
        self.suite.let_reserve_burn().unwrap();
        let timelock = self.suite.at.timelock.clone();
        self.home("market.open_borrowing", |s| {
            s.market(&timelock, &market::ExecuteMsg::OpenBorrowing {}, &[])
        });
        self.home("reserve.open_buyback", |s| {
            s.reserve(&timelock, &reserve::ExecuteMsg::OpenBuyback {})
        });
        let bob = self.borrower("bob", "20000");
        let ann = self.borrower("ann", "30000");
        let cid = self.borrower("cid", "45000");
        self.suite.net.relay_all().unwrap();

        // Surplus first: a write-off takes what own ETH there is.
        self.suite.refresh().unwrap();
        self.suite.fund_qer(&keeper, qer("100")).unwrap();
        self.home("reserve.receive, buyback by token.send", |s| {
            s.buy_back(&keeper, qer("1"), None)
        });
        self.suite.fall_to_health(&ann, decimal("0.97")).unwrap();
        self.home("market.liquidate, paid in QER", |s| {
            s.liquidate(&keeper, &ann, usd("5000"))
        });
        self.suite
            .crash(|quotes| quotes.qer = decimal("0.3"))
            .unwrap();
        self.home("market.liquidate, paid in QER and ETH", |s| {
            s.liquidate(&keeper, &ann, usd("30000"))
        });
        self.suite
            .crash(|quotes| {
                quotes.qer = decimal("0.001");
                quotes.eth = decimal("20");
            })
            .unwrap();
        self.home("market.withdraw, before a write-off", |s| {
            s.withdraw(&sue, Some(usd("1000")))
        });
        self.suite.liquidate(&keeper, &cid, usd("45000")).unwrap();
        self.home("market.liquidate, written off", |s| {
            s.liquidate(&keeper, &bob, usd("20000"))
        });
        self.home("reserve.buy_eth", |s| s.buy_eth(&keeper, usd("1"), None));
        self.suite = kept;
    }

    /// Somebody who owes as much as half of his collateral, less a little.
    fn borrower(&mut self, name: &str, debt: &str) -> Addr {
        let user = self.suite.user(name);
        let collateral = qer(debt) + qer(debt) + qer("100");
        self.suite.fund_qer(&user, collateral).unwrap();
        self.suite.deposit(&user, collateral).unwrap();
        self.suite.borrow(&user, usd(debt)).unwrap();
        user
    }
}
