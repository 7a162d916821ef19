//! Prices between the daily closes: one an hour, along a constant rate of growth or all in one step.

use clap::ValueEnum;
use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

use super::number::{round_significant, to_f64};
use super::random::root24;
use super::{Day, PricePath};

/// Hours from one daily close to the next.
pub const HOURS_PER_DAY: u32 = 24;

/// Significant digits of a price between two closes; the closes themselves are exact.
const DIGITS: u32 = 12;

/// How prices get from one daily close to the next. A daily close does not say, and for liquidations it matters: these are
/// the mildest way and the worst.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Intraday {
    /// At a constant rate of growth over 24 hours
    #[default]
    Smooth,
    /// In one step, in the first hour after the close
    Cliff,
}

impl Intraday {
    /// In a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Smooth => "smooth",
            Self::Cliff => "cliff",
        }
    }
}

/// The prices at one hour, US dollars per whole token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourPrice {
    /// Index of the last close, into [`PricePath::days`].
    pub day: usize,
    /// Hours since that close, 0 ..= 23.
    pub hour: u32,
    /// ETH, which the reserve buys.
    pub eth: Decimal,
    /// The token that stands in for QER.
    pub qer: Decimal,
    /// The stablecoin, which is lent.
    pub usdc: Decimal,
}

impl PricePath {
    /// Every hour from the first close to the last, both included: at each close exactly its price, and between closes
    /// geometric, or on a cliff the next close's price from the first hour on. Never outside the two closes around it. The
    /// gap is a cliff in any case.
    #[must_use]
    pub fn hourly(&self) -> Vec<HourPrice> {
        let mut hours = Vec::new();
        for (index, pair) in self.days.windows(2).enumerate() {
            if let [from, to] = pair {
                let moves = match (self.intraday, self.gap == Some(index)) {
                    (Intraday::Cliff, _) | (_, true) => jump,
                    (Intraday::Smooth, false) => geometric,
                };
                hours.extend(between(index, from, to, moves));
            }
        }
        if let Some(last) = self.days.last() {
            hours.push(at_close(self.days.len() - 1, last));
        }
        hours
    }
}

fn at_close(day: usize, close: &Day) -> HourPrice {
    HourPrice {
        day,
        hour: 0,
        eth: close.eth,
        qer: close.qer,
        usdc: close.usdc,
    }
}

/// The close and the 23 hours after it.
fn between(
    day: usize,
    from: &Day,
    to: &Day,
    moves: fn(Decimal, Decimal) -> Vec<Decimal>,
) -> impl Iterator<Item = HourPrice> {
    let eth = moves(from.eth, to.eth);
    let qer = moves(from.qer, to.qer);
    let usdc = moves(from.usdc, to.usdc);
    (0..HOURS_PER_DAY)
        .zip(eth)
        .zip(qer)
        .zip(usdc)
        .map(move |(((hour, eth), qer), usdc)| HourPrice {
            day,
            hour,
            eth,
            qer,
            usdc,
        })
}

fn geometric(from: Decimal, to: Decimal) -> Vec<Decimal> {
    let (low, high) = (from.min(to), from.max(to));
    let start = to_f64(from);
    let step = root24(to_f64(to) / start);
    let mut factor = 1.0;
    (0..HOURS_PER_DAY)
        .map(|hour| {
            let price = if hour == 0 || from == to {
                from
            } else {
                round_significant(start * factor, DIGITS).clamp(low, high)
            };
            factor *= step;
            price
        })
        .collect()
}

fn jump(from: Decimal, to: Decimal) -> Vec<Decimal> {
    let price = |hour| if hour == 0 { from } else { to };
    (0..HOURS_PER_DAY).map(price).collect()
}
