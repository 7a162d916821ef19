//! A sale of the protocol's own ETH at an auction's price. Pure: what is paid, and with what, is the caller's.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{cost_ceil, dutch_fall_inwards, min_out_floor};
use qerun_messages::oracle::PriceRecord;
use qerun_messages::reserve::{Offer, StorefrontRule};

use crate::error::ContractError;

/// ETH for sale, and at which price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    /// ETH for sale, smallest unit.
    pub eth: Uint128,
    /// Decimals of ETH.
    pub eth_decimals: u8,
    /// USD per whole ETH.
    pub price: Decimal,
    /// What the token that is paid counts for, USD per whole token.
    pub paid_value: Decimal,
    /// Decimals of the token that is paid.
    pub paid_decimals: u8,
}

/// What one buyer gets for how much. Amounts in smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// ETH that the buyer receives.
    pub eth: Uint128,
    /// What it costs; `cost + refund` is what was paid.
    pub cost: Uint128,
    /// What goes back to the buyer.
    pub refund: Uint128,
}

impl Sale {
    /// What all of it costs, rounded up.
    pub fn offer(&self) -> Result<Offer, ContractError> {
        Ok(Offer {
            eth: self.eth,
            price: self.price,
            cost: self.cost_ceil(self.eth)?,
        })
    }

    /// What `paid` buys: ETH rounded down, at most what is for sale, at its exact cost rounded up. Errors:
    /// `NothingForSale`, `ZeroAmount` if it is not worth the smallest unit, `BelowMinimumEth`.
    pub fn fill(&self, paid: Uint128, min_eth: Option<Uint128>) -> Result<Fill, ContractError> {
        if self.eth.is_zero() {
            return Err(ContractError::NothingForSale {});
        }
        let affordable = min_out_floor(
            paid,
            self.paid_value,
            self.paid_decimals,
            self.price,
            self.eth_decimals,
            Decimal::zero(),
        )?;
        let eth = affordable.min(self.eth);
        if eth.is_zero() {
            return Err(ContractError::ZeroAmount {});
        }
        let minimum = min_eth.unwrap_or_default();
        if eth < minimum {
            return Err(ContractError::BelowMinimumEth { eth, minimum });
        }
        let cost = self.cost_ceil(eth)?;
        Ok(Fill {
            eth,
            cost,
            refund: paid.checked_sub(cost)?,
        })
    }

    fn cost_ceil(&self, eth: Uint128) -> Result<Uint128, ContractError> {
        Ok(cost_ceil(
            eth,
            self.price,
            self.eth_decimals,
            self.paid_value,
            self.paid_decimals,
        )?)
    }
}

/// The price of ETH after `elapsed` seconds of its auction, USD per whole ETH, rounded up.
///
/// It ends below the one-hour average, held between bid and ask, rather than below the bid: who sells takes no price that
/// whoever buys can lower for a moment. One source moves the bid at once, and a clamped bid lags a rally.
pub fn price_ceil(
    eth: &PriceRecord,
    rule: &StorefrontRule,
    elapsed: u64,
) -> Result<Decimal, ContractError> {
    let StorefrontRule {
        premium,
        discount,
        duration,
    } = *rule;
    let end = eth.average.max(eth.bid).min(eth.ask);
    let fall = dutch_fall_inwards(end, eth.ask, premium, discount, duration)?;
    Ok(fall.value_ceil(elapsed)?)
}
