//! A deployment of its own in which the prices of QER and ETH fall by real swaps, for what people do only then. What it
//! needs first (a pair as a source, loans, a fall that the averages follow) takes minutes, in which a run does other things
//! in another deployment on the same chains.

mod amounts;
mod fall;
mod sampling;
mod slot;
mod source;

use std::sync::atomic::AtomicBool;

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_deployment::plan::PlanFile;

pub use self::amounts::Paid;
pub use self::slot::Once;
use crate::net::{Net, Paths, Person};
use crate::ops::{dex_pair, Pair, Prices, QerPair};

/// A whole token of 6 decimals.
const ONE: u128 = 1_000_000;
/// Of each of QER and stablecoin in QER's pair: a QER begins at a dollar.
pub const LIQUIDITY: u128 = 300_000 * ONE;
/// Stablecoins that the only supplier supplies.
pub const SUPPLY: u128 = 40_000 * ONE;
/// A little more than a hundredth of the pair's depth, below which nobody can borrow. It covers 13,600 of debt by the
/// stress bound of these parameters, and less than the loss of one position in this fall.
pub const INSURANCE: u128 = 3_100 * ONE;

/// The deployment and its pair.
pub struct Crash {
    /// The deployment.
    pub net: Net,
    pair: QerPair,
    sampling: AtomicBool,
}

impl Crash {
    /// Deploys under the run's name with an addition, provides the pair's liquidity, has the DAO name it as a source of
    /// QER's price, and supplies. There is no price yet.
    ///
    /// # Errors
    /// The chains' error.
    pub fn open(paths: &Paths, name: &str, change: impl FnOnce(&mut PlanFile)) -> Result<Self> {
        let mut net = Net::open(paths, &format!("{name}-crash"), |plan| {
            limits(plan);
            change(plan);
        })?;
        let alice = net.people.get("alice")?;
        net.ensure_funds(alice, LIQUIDITY + SUPPLY + INSURANCE)?;
        let pair = QerPair::create(&net, alice)?;
        pair.on(&net).provide(&alice.home, [LIQUIDITY, LIQUIDITY])?;
        source::decide(&mut net, &pair)?;
        let alice = net.people.get("alice")?;
        net.supply(alice, SUPPLY)?;
        net.insure(alice, INSURANCE)?;
        Ok(Crash {
            net,
            pair,
            sampling: AtomicBool::new(false),
        })
    }

    /// The pair of QER and the stablecoin.
    #[must_use]
    pub fn pair(&self) -> Pair<'_> {
        self.pair.on(&self.net)
    }

    /// Someone of this deployment.
    ///
    /// # Errors
    /// Nobody has the name.
    pub fn person(&self, name: &str) -> Result<&Person> {
        self.net.people.get(name)
    }

    /// What both pairs show now.
    ///
    /// # Errors
    /// A node does not answer.
    pub fn prices(&self) -> Result<Prices> {
        self.pair().prices(&dex_pair(&self.net))
    }

    /// The feeders report what both pairs show now, for the first time, and the DAO opens what the plan lets open.
    ///
    /// # Errors
    /// The oracle's error, or what is missing.
    pub fn open_phases(&self) -> Result<Prices> {
        let prices = self.feed()?;
        self.net
            .open_phases(self.person("alice")?, self.person("bob")?)?;
        Ok(prices)
    }

    /// The feeders report what both pairs show now.
    ///
    /// # Errors
    /// The oracle's error.
    pub fn feed(&self) -> Result<Prices> {
        let prices = self.prices()?;
        self.net.feed(prices)?;
        Ok(prices)
    }
}

/// Limits under which one position can lose more than the insurance has: the mildest stress, a low liquidation threshold,
/// little insurance, and an account that may borrow a tenth of what all may.
fn limits(plan: &mut PlanFile) {
    let market = &mut plan.market;
    market.max_ltv = Decimal::percent(40);
    market.liquidation_threshold = Decimal::percent(45);
    market.account_cap = Decimal::percent(10);
    market.min_insurance = Decimal::percent(1);
    market.stress.collateral_fall = Decimal::percent(60);
    market.stress.eth_fall = Decimal::percent(40);
    // The pair's depth falls with the price, and the whole of a position is to be seized.
    market.liquidation.seizure_cap = Decimal::percent(20);
    // A purchase waits for as long as the relayer is stopped.
    plan.route.timeout = 600;
    plan.route.return_timeout = 600;
}
