//! The keepers: what they have, when a trade is worth their while, and the market on which they trade QER. Nothing here is
//! random or depends on a chain.

use cosmwasm_std::Decimal;

/// Someone who liquidates and buys what the storefront sells, for a profit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeper {
    /// Name in the report.
    pub name: &'static str,
    /// Whole stablecoins in the wallet at the start.
    pub capital: u64,
    /// The least profit, as a part of what is paid.
    pub margin: Decimal,
}

/// Who asks for less comes first.
pub const KEEPERS: [Keeper; 2] = [
    Keeper {
        name: "Kit",
        capital: 1_500,
        margin: Decimal::permille(5),
    },
    Keeper {
        name: "Lou",
        capital: 150_000,
        margin: Decimal::percent(2),
    },
];

impl Keeper {
    /// The profit of a trade, US dollars, if it is one that the keeper makes.
    #[must_use]
    pub fn profit(&self, paid: Decimal, received: Decimal) -> Option<Decimal> {
        let profit = received.checked_sub(paid).ok()?;
        (profit >= paid * self.margin).then_some(profit)
    }
}

/// Worth of a unit of worth in ETH or in stablecoins in flight to whoever must sell the one and wait for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Haircuts {
    /// Of ETH at the oracle's price: fees, and the way to where it trades.
    pub eth: Decimal,
    /// Of stablecoins that are buying ETH: slippage besides.
    pub pending: Decimal,
}

/// What every keeper reckons with.
pub const HAIRCUTS: Haircuts = Haircuts {
    eth: Decimal::permille(995),
    pending: Decimal::permille(965),
};

/// The fee of a trade on QER's market: 0.3 %.
const FEE: Decimal = Decimal::permille(3);

/// The market outside on which keepers trade QER: a constant-product pool. Other traders restore its price every hour;
/// within the hour each trade starts where the last one ended. Figures are US dollars at the hour's price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QerMarket {
    depth: Decimal,
    sold: Decimal,
}

impl QerMarket {
    /// The market of an hour, whose USD side is so deep.
    #[must_use]
    pub const fn new(depth: Decimal) -> Self {
        Self {
            depth,
            sold: Decimal::zero(),
        }
    }

    /// What selling QER of this worth would bring: less than its worth by the price impact and the fee.
    #[must_use]
    pub fn quote_sale(&self, worth: Decimal) -> Decimal {
        let brought = self.brings(self.sold + worth) - self.brings(self.sold);
        brought * (Decimal::one() - FEE)
    }

    /// Sells it.
    pub fn sell(&mut self, worth: Decimal) -> Decimal {
        let brought = self.quote_sale(worth);
        self.sold += worth;
        brought
    }

    /// What buying QER of this worth would cost, in a market that nobody else trades in; none if the market has not so
    /// much.
    #[must_use]
    pub fn quote_purchase(&self, worth: Decimal) -> Option<Decimal> {
        let left = self.depth.checked_sub(worth).ok()?;
        let cost = (self.depth * worth).checked_div(left).ok()?;
        Some(cost * (Decimal::one() + FEE))
    }

    fn brings(&self, worth: Decimal) -> Decimal {
        let after = self.depth + worth;
        (self.depth * worth)
            .checked_div(after)
            .unwrap_or(Decimal::zero())
    }
}
