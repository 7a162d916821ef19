//! The incidents that lending protocols have had (docs/threat-model.md), one file each, by the name that they have there:
//! somebody with real money tries the attack on the deployed protocol, and the test prints what was made or lost by it.

mod borrow_and_dump;
mod donation;
mod dust_positions;
mod empty_market;
mod frozen_feed;
mod index_inflation;
mod insider;
mod leaving_suppliers;
mod lost_bridge;
mod one_bad_feeder;
mod parameter_change;
mod pump_and_borrow;
mod push_down;
mod re_entry;
mod self_liquidation;
mod spot_manipulation;
mod stale_under_congestion;
mod temporary_liquidity;
mod unfinished_feed;

use std::ops::{Deref, DerefMut};

use cosmwasm_std::{Addr, Uint128};
use qerun_testing::suite::{qer, usd, InvariantChecker, Quotes, Setup, Suite};

/// The suite, an attacker with his accounts, and what they were worth when the attack began.
pub struct Attack {
    suite: Suite,
    checker: InvariantChecker,
    name: &'static str,
    accounts: Vec<Addr>,
    begun: i128,
    /// At which prices the attacker's tokens count: what anyone could sell them for in the end.
    pub fair: Quotes,
    /// Has supplied 200,000 dollars.
    pub sue: Addr,
    /// The attacker's first account.
    pub eve: Addr,
}

impl Deref for Attack {
    type Target = Suite;
    fn deref(&self) -> &Suite {
        &self.suite
    }
}

impl DerefMut for Attack {
    fn deref_mut(&mut self) -> &mut Suite {
        &mut self.suite
    }
}

impl Attack {
    /// On the defaults.
    pub fn new(name: &'static str) -> Self {
        Self::on(name, &Setup::default())
    }

    /// On another deployment. Prices have been there for long enough that no grace is left.
    pub fn on(name: &'static str, setup: &Setup) -> Self {
        let mut attack = Self::on_empty_market(name, setup);
        let sue = attack.sue.clone();
        attack.fund_stable(&sue, usd("200000")).unwrap();
        attack.supply(&sue, usd("200000")).unwrap();
        attack
    }

    /// The same where nobody has supplied anything.
    pub fn on_empty_market(name: &'static str, setup: &Setup) -> Self {
        let mut suite = setup.build().unwrap();
        let (sue, eve) = (suite.user("sue"), suite.user("eve"));
        suite.settle_prices().unwrap();
        Attack {
            checker: InvariantChecker::default(),
            name,
            accounts: vec![eve.clone()],
            begun: 0,
            fair: suite.quotes,
            sue,
            eve,
            suite,
        }
    }

    /// One more account of the attacker's, with stablecoins and QER.
    pub fn fund(&mut self, name: &str, stable: &str, tokens: &str) -> Addr {
        let user = self.suite.user(name);
        if !self.accounts.contains(&user) {
            self.accounts.push(user.clone());
        }
        // The bank refuses to send nothing.
        if stable != "0" {
            self.fund_stable(&user, usd(stable)).unwrap();
        }
        if tokens != "0" {
            self.fund_qer(&user, qer(tokens)).unwrap();
        }
        user
    }

    /// Somebody else who owes `debt` against `collateral`, and whose purchase has come back.
    pub fn honest_borrower(&mut self, name: &str, collateral: &str, debt: &str) -> Addr {
        let user = self.suite.user(name);
        self.fund_qer(&user, qer(collateral)).unwrap();
        self.deposit(&user, qer(collateral)).unwrap();
        self.borrow(&user, usd(debt)).unwrap();
        self.net.relay_all().unwrap();
        user
    }

    /// Counts an account of the attacker's from here on, such as a contract.
    pub fn own(&mut self, account: &Addr) {
        self.accounts.push(account.clone());
    }

    /// From here on the attacker's money is counted.
    pub fn begin(&mut self) {
        self.checker.check(&self.suite).unwrap();
        self.begun = self.worth();
    }

    /// Every invariant holds.
    #[track_caller]
    pub fn check(&mut self) {
        self.checker.check(&self.suite).unwrap();
    }

    /// The attacker's profit since [`Attack::begin`] at the fair prices, in millionths of a dollar: printed, and every
    /// invariant is checked.
    #[track_caller]
    pub fn profit(&mut self, of: &str) -> i128 {
        self.checker.check(&self.suite).unwrap();
        let profit = self.worth() - self.begun;
        let (whole, cents) = (profit.abs() / 1_000_000, profit.abs() / 10_000 % 100);
        let sign = if profit < 0 { "-" } else { "" };
        println!("{}: {of}: {sign}{whole}.{cents:02} USD", self.name);
        profit
    }

    /// The same, and it is none.
    #[track_caller]
    pub fn no_profit(&mut self, of: &str) -> i128 {
        let profit = self.profit(of);
        assert!(
            profit <= 0,
            "{}: {of} earns {profit} micro-dollars",
            self.name
        );
        profit
    }

    /// What the attacker has, millionths of a dollar. A debt above what it is secured by costs no more than that: he walks
    /// away from it.
    fn worth(&self) -> i128 {
        let sum: u128 = self.accounts.iter().map(|user| self.worth_of(user)).sum();
        i128::try_from(sum).unwrap()
    }

    fn worth_of(&self, user: &Addr) -> u128 {
        let suite = &self.suite;
        let (position, owed) = (suite.position(user).unwrap(), suite.owed(user).unwrap());
        let claim = &position.claim;
        let secured = self.qer_value(position.collateral)
            + self.eth_value(claim.eth)
            + self.stable_value(claim.unsent + claim.pending + claim.stable);
        let parts: Uint128 = owed.batches.iter().map(|batch| batch.user_in).sum();
        let staked = suite.account(user).unwrap().staked;
        self.stable_value(suite.stable_of(user).unwrap())
            + self.qer_value(suite.qer_of(user).unwrap() + staked)
            + self.eth_value(suite.eth_of(user).unwrap())
            + self.stable_value(suite.supplier(user).unwrap().assets)
            + secured.saturating_sub(self.stable_value(position.debt))
            + self.eth_value(owed.eth)
            + self.stable_value(owed.stable + parts)
    }

    /// Six decimals make a unit a millionth of a dollar at a price of one.
    fn qer_value(&self, amount: Uint128) -> u128 {
        amount.mul_floor(self.fair.qer).u128()
    }

    fn stable_value(&self, amount: Uint128) -> u128 {
        amount.mul_floor(self.fair.stable).u128()
    }

    fn eth_value(&self, amount: Uint128) -> u128 {
        amount.mul_floor(self.fair.eth).u128() / 1_000_000_000_000
    }
}

/// Dollars in millionths.
pub fn micro(dollars: i128) -> i128 {
    dollars * 1_000_000
}

/// A refusal's text.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(result: anyhow::Result<T>, because: &str) {
    let text = format!("{:#}", result.unwrap_err());
    assert!(text.contains(because), "{text}");
}
