//! The feeders' prices.

use anyhow::{Context, Result};
use cosmwasm_std::Decimal;
use qerun_chain::{Gas, Sent};
use qerun_messages::oracle::{ExecuteMsg, FeederPrice, PriceRecord, PriceResponse, QueryMsg};

use crate::net::{call, Net, Person};

/// The feeders of the plan.
pub const FEEDERS: [&str; 4] = ["keeper", "guardian", "frank", "erin"];

/// More than the end of a slot of every asset takes, and a sample.
const SLOT_GAS: u64 = 70_000;

/// The prices that feeders submit.
#[derive(Clone, Copy, Debug)]
pub struct Prices {
    /// USD per QER.
    pub qer: Decimal,
    /// USD side of QER's pool.
    pub depth: Decimal,
    /// USD per ETH.
    pub eth: Decimal,
}

impl Default for Prices {
    /// One QER is one USD with a depth of 20 million USD; ETH is at the price of the plan's pool.
    fn default() -> Self {
        Prices {
            qer: Decimal::one(),
            depth: Decimal::from_ratio(20_000_000u128, 1u128),
            eth: Decimal::from_ratio(2_000u128, 1u128),
        }
    }
}

impl Net {
    /// Submits one feeder's prices.
    ///
    /// # Errors
    /// The oracle's error.
    pub fn submit(&self, feeder: &Person, prices: Prices) -> Result<Sent> {
        // The time of the last block, because the next one's is not known and must not be exceeded.
        let timestamp = self.home.time()?;
        let price = |asset: &str, price, depth| FeederPrice {
            asset: asset.to_owned(),
            price,
            depth,
            timestamp,
        };
        let assets = &self.plan.assets;
        let msg = ExecuteMsg::SubmitPrices {
            prices: vec![
                price(&assets.qer, prices.qer, Some(prices.depth)),
                price(&assets.eth.oracle, prices.eth, None),
                price(&assets.stable.oracle, Decimal::one(), None),
            ],
        };
        self.on_oracle(feeder, &msg)
    }

    /// Every feeder submits the same prices.
    ///
    /// # Errors
    /// See [`Self::submit`].
    pub fn feed(&self, prices: Prices) -> Result<()> {
        for name in FEEDERS {
            self.submit(self.people.get(name)?, prices)?;
        }
        Ok(())
    }

    /// Has the oracle read the sources of all three assets.
    ///
    /// # Errors
    /// See [`Self::submit`].
    pub fn poke(&self, who: &Person) -> Result<Sent> {
        let assets = &self.plan.assets;
        self.poke_assets(
            who,
            &[&assets.qer, &assets.eth.oracle, &assets.stable.oracle],
        )
    }

    /// The same of some assets.
    ///
    /// # Errors
    /// See [`Self::submit`].
    pub fn poke_assets(&self, who: &Person, assets: &[&str]) -> Result<Sent> {
        let assets = assets.iter().map(|asset| (*asset).to_owned()).collect();
        let msg = ExecuteMsg::Poke { assets };
        self.on_oracle(who, &msg)
    }

    /// A simulation runs at the time of the last block, so it misses that a slot of the averages ends with the next one, and
    /// that its sample of the pair is due then.
    fn on_oracle(&self, who: &Person, msg: &ExecuteMsg) -> Result<Sent> {
        let call = call(&who.home, &self.at.oracle, msg, &[])?;
        let gas = Gas::SimulatedAnd(SLOT_GAS);
        Ok(self.home.deliver(&who.home, vec![call], gas)?)
    }

    /// An asset's record, and what its sources report.
    ///
    /// # Errors
    /// The node does not answer, or the asset is unknown.
    pub fn price(&self, asset: &str) -> Result<PriceResponse> {
        let asset = asset.to_owned();
        self.home.ask(&self.at.oracle, &QueryMsg::Price { asset })
    }

    /// An asset's record.
    ///
    /// # Errors
    /// See [`Self::price`]; or there is none.
    pub fn record(&self, asset: &str) -> Result<PriceRecord> {
        let record = self.price(asset)?.record;
        record.with_context(|| format!("{asset} has no price"))
    }
}
