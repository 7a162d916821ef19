//! Whether a liquidation pays, and with which least amounts it is sent. Pure.

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use qerun_math::{amount_ceil, mul_decimal_floor, quote_floor, MathError};
use qerun_messages::market::LiquidationQuote;

use super::Simulation;
use crate::config::LiquidateConfig;
use crate::protocol::Protocol;

/// What is sent beyond the quote, a share of it: the debt grows until the block, and what is too much comes back.
const MORE: Decimal = Decimal::permille(1);

/// Prices at which a liquidation is reckoned, US dollars per whole token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// QER's mid: what it is worth, not what it is paid out at.
    pub qer: Decimal,
    /// ETH's bid.
    pub eth: Decimal,
    /// The stablecoin's mid.
    pub stable: Decimal,
}

/// What all liquidations of a round are reckoned with.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The keeper's terms.
    pub config: &'a LiquidateConfig,
    /// Decimals.
    pub protocol: &'a Protocol,
    /// Prices.
    pub prices: Prices,
}

/// What selling the QER would bring, after what the round has sold already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    /// The pair's simulation of all sales of the round, this one included.
    pub total: Simulation,
    /// What this one brings, smallest unit of the stablecoin.
    pub returned: Uint128,
}

/// A liquidation that pays. Amounts in smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Stablecoins sent; what is too much comes back.
    pub sent: Uint128,
    /// Refuse to receive less QER. So much is sold.
    pub min_collateral: Uint128,
    /// Refuse to receive less ETH.
    pub min_eth: Uint128,
    /// Refuse to sell for less; zero: the QER is kept.
    pub min_return: Uint128,
    /// The least profit, US dollars; below zero what closing the position costs.
    pub profit: SignedDecimal,
}

/// Why a position is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassOver {
    /// The market would refuse it now.
    Refused,
    /// It would not bring the least profit.
    Unprofitable,
    /// The account has too few stablecoins.
    NoFunds,
    /// Nothing is left to seize, and writing off is switched off.
    WriteOff,
}

impl PassOver {
    /// Its name in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PassOver::Refused => "refused",
            PassOver::Unprofitable => "unprofitable",
            PassOver::NoFunds => "no_funds",
            PassOver::WriteOff => "write_off_is_off",
        }
    }
}

/// What is sent for a quote: what it repays and a little more.
///
/// # Errors
/// [`MathError::Overflow`].
pub fn payment(repaid: Uint128) -> Result<Uint128, MathError> {
    let more = mul_decimal_floor(repaid, MORE)?;
    Ok(repaid.saturating_add(more).saturating_add(Uint128::one()))
}

impl Figures<'_> {
    /// The least amounts of QER and ETH for a quote, rounded down.
    ///
    /// # Errors
    /// [`MathError`].
    pub fn minimums(&self, quote: &LiquidationQuote) -> Result<(Uint128, Uint128), MathError> {
        let kept = Decimal::one().saturating_sub(self.config.slippage);
        let qer = mul_decimal_floor(quote.collateral, kept)?;
        Ok((qer, mul_decimal_floor(quote.eth, kept)?))
    }

    /// What a liquidation for so many stablecoins must bring, US dollars: they and the least profit. A loss is taken only
    /// where no debt is left: a part at a loss would be followed by the next.
    fn wanted(&self, quote: &LiquidationQuote, cost: Decimal) -> Decimal {
        let (least, zero) = (self.config.min_profit, SignedDecimal::zero());
        let amount = least.abs_diff(zero);
        match least >= zero {
            true => cost.saturating_add(amount),
            false if quote.debt_after.is_zero() => cost.saturating_sub(amount),
            false => cost,
        }
    }

    fn stables_ceil(&self, value: Decimal) -> Result<Uint128, MathError> {
        amount_ceil(value, self.prices.stable, self.protocol.stable.decimals)
    }

    fn value_floor(&self, stables: Uint128) -> Result<Decimal, MathError> {
        quote_floor(stables, self.prices.stable, self.protocol.stable.decimals)
    }
}

/// The plan of a liquidation that is quoted for `sent` stablecoins, if it brings at least the configured profit, or costs
/// no more than the configured loss. With a sale it is sent in such a way that it brings that profit or does not happen: the worst that is reckoned with is that
/// all of `sent` is taken for the least of what is paid. Without one QER counts at its mid, and the profit is what it is
/// worth then.
///
/// # Errors
/// [`MathError`] if a figure cannot be counted.
pub fn plan(
    figures: &Figures<'_>,
    quote: &LiquidationQuote,
    sent: Uint128,
    sale: Option<Sale>,
) -> Result<Result<Plan, PassOver>, MathError> {
    let (config, protocol, prices) = (figures.config, figures.protocol, &figures.prices);
    let (min_collateral, min_eth) = figures.minimums(quote)?;
    let kept = Decimal::one().saturating_sub(config.pending_discount);
    let pending = mul_decimal_floor(quote.pending, kept)?;
    let claim = quote_floor(min_eth, prices.eth, protocol.eth.decimals)?
        .saturating_add(figures.value_floor(quote.stable.saturating_add(pending))?);
    let cost = quote_ceil_of(figures, sent)?;
    let wanted = figures.wanted(quote, cost);
    let (min_return, qer) = match sale {
        Some(sale) => {
            let needed = figures.stables_ceil(wanted.saturating_sub(claim))?;
            if sale.returned < needed {
                return Ok(Err(PassOver::Unprofitable));
            }
            let kept = Decimal::one().saturating_sub(config.slippage);
            let least = needed.max(mul_decimal_floor(sale.returned, kept)?);
            (least, figures.value_floor(least)?)
        }
        None => (
            Uint128::zero(),
            quote_floor(min_collateral, prices.qer, protocol.qer.decimals)?,
        ),
    };
    let received = claim.saturating_add(qer);
    if received < wanted {
        return Ok(Err(PassOver::Unprofitable));
    }
    Ok(Ok(Plan {
        sent,
        min_collateral,
        min_eth,
        min_return,
        profit: difference(received, cost),
    }))
}

/// What is received less what it costs. What is beyond the numbers counts as the largest.
fn difference(received: Decimal, cost: Decimal) -> SignedDecimal {
    let amount = SignedDecimal::try_from(received.abs_diff(cost)).unwrap_or(SignedDecimal::MAX);
    match received >= cost {
        true => amount,
        false => -amount,
    }
}

fn quote_ceil_of(figures: &Figures<'_>, stables: Uint128) -> Result<Decimal, MathError> {
    let decimals = figures.protocol.stable.decimals;
    qerun_math::quote_ceil(stables, figures.prices.stable, decimals)
}
