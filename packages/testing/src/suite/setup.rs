//! What a suite is built from: a deployment's plan, and what is no part of a deployment.

use std::sync::LazyLock;

use cosmwasm_std::{Decimal, Uint128};
use qerun_deployment::plan::PlanFile;
use qerun_messages::oracle::PriceSource;

use super::{decimal, usd};

/// The plan that tests begin with, parsed once.
static PLAN: LazyLock<PlanFile> = LazyLock::new(|| {
    let parsed = toml::from_str(include_str!("plan.toml"));
    parsed.unwrap_or_else(|error| panic!("suite/plan.toml: {error}"))
});

/// Prices as the feeders see them, USD per whole token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// Of one QER.
    pub qer: Decimal,
    /// Of one ETH.
    pub eth: Decimal,
    /// Of one stablecoin.
    pub stable: Decimal,
    /// Not a price: USD side of the pool in which QER trades.
    pub depth: Decimal,
}

/// What [`super::Suite`] is built from. Change what a test is about, keep the rest.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The deployment, as `qerun deploy` reads it.
    pub plan: PlanFile,
    /// Prices and depth of the first publication.
    pub quotes: Quotes,
    /// Stablecoins that are brought over the channel for tests to hand out, smallest units.
    pub bridged: Uint128,
    /// Of these, what the treasury puts into the insurance, smallest units.
    pub insurance: Uint128,
    /// Whether borrowing is opened; else it is as a deployment leaves it. Without insurance it cannot be.
    pub borrowing: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Setup::of(PLAN.clone())
    }
}

impl Setup {
    /// A plan with the default prices, 1 USD per QER and 2,000 per ETH.
    #[must_use]
    pub fn of(plan: PlanFile) -> Self {
        Setup {
            plan,
            quotes: Quotes {
                qer: decimal("1"),
                eth: decimal("2000"),
                stable: decimal("1"),
                depth: decimal("2000000"),
            },
            bridged: usd("1000000000"),
            insurance: usd("150000"),
            borrowing: true,
        }
    }

    /// Puts so many stablecoins into the DEX pool, and ETH of the same worth at the first prices, rounded down.
    pub fn set_pool(&mut self, stable: Uint128) {
        let assets = &self.plan.assets;
        let one = |decimals: u8| 10u128.pow(decimals.into());
        let (stables, eths) = (one(assets.stable.decimals), one(assets.eth.decimals));
        let worth = Decimal::from_ratio(stable, stables) * self.quotes.stable;
        let eth = Uint128::new(eths).mul_floor(worth / self.quotes.eth);
        if let Some(pool) = &mut self.plan.dex_pool {
            (pool.stable, pool.eth) = (stable, eth);
        }
    }

    /// Leaves only the first feeders of each price.
    pub fn keep_feeders(&mut self, count: usize) {
        for entry in &mut self.plan.oracle {
            for source in &mut entry.config.sources {
                if let PriceSource::Feeder { feeders, .. } = source {
                    feeders.truncate(count);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use qerun_deployment::Plan;

    use super::*;

    #[test]
    fn the_plan_of_the_tests_is_one_that_deploy_accepts() {
        Plan::check(Setup::default().plan).unwrap();
    }
}
