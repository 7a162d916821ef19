//! What suppliers and borrowers do, with one purchase from the batch to the ETH.

use cosmwasm_std::{coins, Addr, BankMsg};
use qerun_testing::suite::{qer, usd, DEX_CHANNEL, HOME_CHANNEL};
use qerun_testing::Side;

use super::Trace;

impl Trace {
    /// A borrower's first debt to the first ETH released.
    pub(super) fn users(&mut self) {
        let (sue, bob) = (self.suite.user("sue"), self.suite.user("bob"));
        self.suite.fund_stable(&sue, usd("300000")).unwrap();
        self.suite.fund_stable(&bob, usd("100000")).unwrap();
        self.suite.fund_qer(&bob, qer("100000")).unwrap();
        self.home("market.supply", |s| s.supply(&sue, usd("200000")));
        self.home("market.receive, deposit by token.send", |s| {
            s.deposit(&bob, qer("100000"))
        });
        self.home("market.withdraw_collateral, no debt", |s| {
            s.withdraw_collateral(&bob, Some(qer("1")))
        });
        self.home("market.borrow", |s| s.borrow(&bob, usd("500")));
        self.home("market.repay, nothing bought yet", |s| {
            s.repay(&bob, usd("100"))
        });
        self.home("market.borrow, batch due", |s| s.borrow(&bob, usd("5000")));
        self.home("market.repay, purchase under way", |s| {
            s.repay(&bob, usd("100"))
        });
        self.home("market.borrow, purchase under way", |s| {
            s.borrow(&bob, usd("500"))
        });
        let order = self.packet(Side::Home);
        self.dex("outpost.ibc_destination_callback, order", |s| {
            s.net.deliver(&order)
        });
        let back = self.packet(Side::Dex);
        self.home("reserve.ibc_source_callback, success", |s| {
            s.net.acknowledge(&order)
        });
        self.home("reserve.ibc_destination_callback, ETH", |s| {
            s.net.deliver(&back)
        });
        self.dex("outpost.ibc_source_callback, success", |s| {
            s.net.acknowledge(&back)
        });
        self.home("market.repay, ETH released", |s| s.repay(&bob, usd("100")));
        self.home("market.collect", |s| s.collect(&bob));
        self.home("market.withdraw_collateral, under debt", |s| {
            s.withdraw_collateral(&bob, Some(qer("1")))
        });
    }

    /// What goes wrong on the way, and the end.
    pub(super) fn last_users(&mut self) {
        let (sue, bob) = (self.suite.user("sue"), self.suite.user("bob"));
        self.suite.refresh().unwrap();
        self.suite
            .net
            .close_channel(HOME_CHANNEL, DEX_CHANNEL)
            .unwrap();
        self.home("market.borrow, batch due, reserve refuses", |s| {
            s.borrow(&bob, usd("5000"))
        });
        self.suite
            .net
            .open_channel(HOME_CHANNEL, DEX_CHANNEL)
            .unwrap();

        // Without the reserve's ETH a pay-out fails, and what it was to pay is owed.
        let (reserve, treasury) = (
            self.suite.at.reserve.clone(),
            self.suite.at.treasury.clone(),
        );
        let all = self.suite.eth_of(&reserve).unwrap();
        let send = |to: &Addr| BankMsg::Send {
            to_address: to.to_string(),
            amount: coins(all.u128(), &self.suite.eth),
        };
        let (take, give) = (send(&treasury), send(&reserve));
        self.suite.net.home.send_msg(&reserve, take).unwrap();
        self.home("market.repay, pay-out fails", |s| s.repay(&bob, usd("100")));
        self.suite.net.home.send_msg(&treasury, give).unwrap();
        self.home("market.repay, all", |s| s.repay(&bob, usd("50000")));
        self.home("market.withdraw_collateral, all", |s| {
            s.withdraw_collateral(&bob, None)
        });
        self.home("market.withdraw", |s| s.withdraw(&sue, None));
    }
}
