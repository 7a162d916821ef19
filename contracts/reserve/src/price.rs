//! What an order must bring, at the oracle's prices.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper, Uint128};
use qerun_math::min_out_floor;
use qerun_messages::oracle::read_live_price;
use qerun_messages::reserve::Config;

use crate::error::ContractError;

/// Live prices of stablecoin and ETH, US dollars per whole token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The stablecoin, mid.
    pub stable: Decimal,
    /// ETH, mid.
    pub eth_mid: Decimal,
    /// ETH, ask.
    pub eth_ask: Decimal,
}

/// What an order must and can bring, smallest unit of ETH.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least that is accepted: at the ask less the largest slippage, rounded down, and at least 1.
    pub min_out: Uint128,
    /// The most that is credited without a callback: at the mid without slippage, rounded down. Not at the bid, whose
    /// growth the oracle limits: after a rally it would let an order take more than it can have brought.
    pub expected_out: Uint128,
}

impl Prices {
    /// Reads both prices raw. Errors: `Price` if one is missing or not live.
    pub fn read(
        querier: &QuerierWrapper,
        config: &Config<Addr>,
        now: u64,
    ) -> Result<Self, ContractError> {
        let stable =
            read_live_price::<ContractError>(querier, &config.oracle, &config.stable_asset, now)?;
        let eth =
            read_live_price::<ContractError>(querier, &config.oracle, &config.eth_asset, now)?;
        Ok(Self {
            stable: stable.mid,
            eth_mid: eth.mid,
            eth_ask: eth.ask,
        })
    }

    /// What an order of `amount` stablecoins (smallest unit) must and can bring. Errors: `Math`.
    pub fn bounds(
        &self,
        config: &Config<Addr>,
        amount: Uint128,
        max_slippage: Decimal,
    ) -> Result<Bounds, ContractError> {
        let out = |price, slippage| {
            min_out_floor(
                amount,
                self.stable,
                config.stable_decimals,
                price,
                config.eth_decimals,
                slippage,
            )
        };
        let min_out = out(self.eth_ask, max_slippage)?.max(Uint128::one());
        let expected_out = out(self.eth_mid, Decimal::zero())?.max(min_out);
        Ok(Bounds {
            min_out,
            expected_out,
        })
    }
}
