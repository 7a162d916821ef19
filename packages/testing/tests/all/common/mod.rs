//! What every fault test begins with: the protocol on two chains, a supplier, borrowers, and
//! a ledger of every balance and account of both chains that is compared after each step.

pub mod broken;
pub mod changes;
pub mod forge;
pub mod steps;

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use cosmwasm_std::{Addr, Uint128};
use qerun_math::RateCurve;
use qerun_testing::suite::{decimal, eth, qer, usd, InvariantChecker, Ledger, Setup, Suite};

pub use changes::Changes;

/// The reserve part of one borrow of the tables: 10,000 of 20,000 stablecoins.
pub const RESERVE_PART: u128 = 10_000_000_000;
/// Its part that buys ETH for the borrower; the rest is the protocol's.
pub const CLAIM: u128 = 9_500_000_000;
/// The sequence of the first return packet: the stablecoins' bridge took the one before.
pub const FIRST_RETURN: u64 = 2;

/// The suite with the ledger of the last step.
pub struct Scenario {
    suite: Suite,
    checker: InvariantChecker,
    last: Ledger,
    pub sue: Addr,
    pub bob: Addr,
    pub ann: Addr,
    pub attacker: Addr,
}

impl Deref for Scenario {
    type Target = Suite;
    fn deref(&self) -> &Suite {
        &self.suite
    }
}

impl DerefMut for Scenario {
    fn deref_mut(&mut self) -> &mut Suite {
        &mut self.suite
    }
}

/// The defaults without interest, so that only what a step does moves a figure.
pub fn setup() -> Setup {
    let mut setup = Setup::default();
    setup.plan.market.rates = RateCurve {
        base: decimal("0"),
        slope_low: decimal("0"),
        slope_high: decimal("0"),
        kink: decimal("0.8"),
    };
    setup
}

impl Scenario {
    /// Sue has supplied 200,000; bob and ann have 100,000 QER of collateral each.
    pub fn new() -> Self {
        Self::with(&setup())
    }

    /// The same from another setup.
    pub fn with(setup: &Setup) -> Self {
        let mut suite = setup.build().unwrap();
        let (sue, bob, ann) = (suite.user("sue"), suite.user("bob"), suite.user("ann"));
        let attacker = suite.user("attacker");
        suite.fund_stable(&sue, usd("200000")).unwrap();
        suite.supply(&sue, usd("200000")).unwrap();
        for user in [&bob, &ann] {
            suite.fund_qer(user, qer("100000")).unwrap();
            suite.deposit(user, qer("100000")).unwrap();
        }
        let mut checker = InvariantChecker::default();
        checker.check(&suite).unwrap();
        Scenario {
            last: suite.ledger().unwrap(),
            suite,
            checker,
            sue,
            bob,
            ann,
            attacker,
        }
    }

    /// Asserts that since the last step exactly this changed on both chains, and every invariant.
    /// Values are as in [`Ledger::assert_changes`]; `usd`, `qer`, `eth` and `shares` (of a dollar
    /// of debt) may follow as a unit. Differences of the same figure add up.
    #[track_caller]
    pub fn expect(&mut self, changes: impl Into<Changes>) {
        let now = self.suite.ledger().unwrap();
        let changes = summed(changes.into());
        let changes: Vec<(&str, &str)> = changes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        now.assert_changes(&self.last, &changes);
        self.last = now;
        self.checker.check(&self.suite).unwrap();
    }

    /// Asserts that nothing changed on either chain.
    #[track_caller]
    pub fn expect_nothing(&mut self) {
        self.expect(Changes::default());
    }

    /// The next comparison starts from the present state: for steps that only prepare what a test is about.
    pub fn set_baseline(&mut self) {
        self.last = self.suite.ledger().unwrap();
        self.checker.check(&self.suite).unwrap();
    }

    /// A figure of the last step's ledger.
    pub fn figure(&self, name: &str) -> u128 {
        self.last
            .0
            .get(name)
            .map_or(0, |value| value.parse().expect(value))
    }
}

/// Adds up the differences of each figure and resolves units.
fn summed(changes: Changes) -> BTreeMap<String, String> {
    let mut sums: BTreeMap<String, i128> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for (name, value) in changes.0 {
        let (sign, rest) = match value.chars().next() {
            Some('+') => (1, &value[1..]),
            Some('-') => (-1, &value[1..]),
            _ => (0, value.as_str()),
        };
        let rest = units(rest);
        if sign == 0 {
            assert!(all.insert(name.clone(), rest).is_none(), "{name} twice");
        } else {
            let by: i128 = rest.parse().expect(&rest);
            *sums.entry(name).or_default() += sign * by;
        }
    }
    for (name, by) in sums {
        if by != 0 {
            assert!(all.insert(name.clone(), format!("{by:+}")).is_none());
        }
    }
    all
}

fn units(text: &str) -> String {
    let amount: Option<Uint128> = match text.split_once(' ') {
        Some((n, "usd")) => Some(usd(n)),
        Some((n, "qer")) => Some(qer(n)),
        Some((n, "eth")) => Some(eth(n)),
        // math: a debt share is a millionth of the stablecoin's smallest unit.
        Some((n, "shares")) => Some(usd(n) * Uint128::new(1_000_000)),
        _ => None,
    };
    amount.map_or(text.to_owned(), |amount| amount.to_string())
}
