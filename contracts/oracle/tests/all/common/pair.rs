//! A mocked Astroport pair of QER, a cw20, and a native stablecoin: its raw records and balances as the official contract
//! keeps them (packages/testing runs the same against the contract itself).

use cosmwasm_std::{Addr, Storage, Uint128};
use cw_storage_plus::Map;
use qerun_messages::oracle::{PoolPrice, PriceSource};
use qerun_mocks::addr;
use serde_json::{json, Value};

use super::Oracle;

/// The record `config` of a pair, with names in the place of addresses.
const RECORDED: &str = include_str!("../../fixtures/astroport_pair.json");
const BALANCES: Map<&Addr, Uint128> = Map::new("balance");

/// QER and stablecoins in smallest units; 6 and `decimals` decimals.
#[derive(Clone, Copy)]
pub struct Pair {
    pub qer: u128,
    pub stable: u128,
    pub traded_at: u64,
    pub accumulators: [u128; 2],
}

pub fn pool() -> PoolPrice {
    PoolPrice {
        base: addr("token").into(),
        base_decimals: 6,
        quote: "uusdc".into(),
        quote_decimals: 6,
        quote_asset: "usdc".into(),
        window: 3_600,
    }
}

pub fn source() -> PriceSource<String> {
    PriceSource::AstroportTwap {
        pair: addr("pair").into(),
        pool: pool(),
        max_idle: 1_800,
    }
}

impl Pair {
    /// As every trade and every change of liquidity begins.
    pub fn touch(&mut self, now: u64) {
        let millionths = Uint128::new(1_000_000 * u128::from(now - self.traded_at));
        let (qer, stable) = (self.qer, self.stable);
        for (accumulator, (other, this)) in self
            .accumulators
            .iter_mut()
            .zip([(stable, qer), (qer, stable)])
        {
            let added = millionths.multiply_ratio(other, this).u128();
            *accumulator = accumulator.wrapping_add(added);
        }
        self.traded_at = now;
    }

    /// The record `config`.
    pub fn config(&self) -> Value {
        let named = RECORDED
            .replace("TOKEN", addr("token").as_str())
            .replace("PAIR", addr("pair").as_str());
        let mut config: Value = serde_json::from_str(&named).unwrap();
        config["block_time_last"] = json!(self.traded_at);
        config["price0_cumulative_last"] = json!(self.accumulators[0].to_string());
        config["price1_cumulative_last"] = json!(self.accumulators[1].to_string());
        config
    }

    /// Puts it onto the chain of an oracle.
    pub fn store(&self, oracle: &mut Oracle) {
        set_config(oracle, &self.config());
        let pair = addr("pair");
        oracle.others.records(&addr("token"), |storage| {
            BALANCES
                .save(storage, &pair, &Uint128::new(self.qer))
                .unwrap();
        });
        let coins = vec![cosmwasm_std::coin(self.stable, "uusdc")];
        oracle.deps.querier.bank.update_balance(pair, coins);
    }
}

/// Puts any record `config` there.
pub fn set_config(oracle: &Oracle, config: &Value) {
    oracle
        .others
        .records(&addr("pair"), |storage: &mut dyn Storage| {
            storage.set(b"config", config.to_string().as_bytes());
        });
}
