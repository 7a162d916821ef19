//! The figures of a fall: how the run took it, how long positions were under water, and whether suppliers lost. Amounts are
//! stablecoins, or US dollars where the name ends in `_usd`.

use cosmwasm_std::{Decimal, SignedDecimal};
use serde::{Deserialize, Serialize};

use crate::prices::Intraday;

/// A fall over the whole run. What the tranches bore is in [`WrittenOff`](crate::report::WrittenOff).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Downturn {
    /// How prices got from one close to the next.
    pub intraday: Intraday,
    /// Hours for which a position could be liquidated before any keeper did so.
    pub liquidator_delay: u32,
    /// Insurance from which borrowing was open, as a part of the depth.
    pub min_insurance: Decimal,
    /// The day on which QER fell most; none if it never fell.
    pub worst_day: Option<WorstDay>,
    /// All liquidations together.
    pub liquidated: LiquidationSums,
    /// Time under water.
    pub hours: Hours,
    /// The lowest health of any position; none if nobody borrowed.
    pub worst_health: Option<WorstHealth>,
    /// What suppliers had at the close before their first loss; zero if they never had one.
    pub supplied_before: Decimal,
    /// What the treasury put into the insurance after the first write-off.
    pub treasury_after_loss: Decimal,
    /// Debt beyond what its position holds, of positions that are still open at the end.
    pub open_shortfall_usd: Decimal,
    /// In words: what suppliers lost.
    pub suppliers: String,
    /// In words: why. None if they lost nothing.
    pub why: Option<String>,
}

/// The day on which QER fell most, from close to close.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorstDay {
    /// The day that closed after the fall.
    pub date: String,
    /// Hours that the fall took: 1 or 24.
    pub hours: u32,
    /// The part of QER's price that was lost.
    pub qer_fall: Decimal,
    /// The part of ETH's price that was lost on that day; zero if it rose.
    pub eth_fall: Decimal,
    /// The fall of QER that the stress bound covers.
    pub stress_qer_fall: Decimal,
    /// The fall of ETH that the stress bound covers.
    pub stress_eth_fall: Decimal,
}

/// Sums over all liquidations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiquidationSums {
    /// How many.
    pub count: u64,
    /// Repaid in them.
    pub repaid: Decimal,
    /// Worth of what keepers received beyond it, at the liquidation prices.
    pub bonus_usd: SignedDecimal,
}

/// Hours, each measured after its prices were published and before keepers acted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// All.
    pub measured: u32,
    /// With a position whose health at the bid was below 1.
    pub unhealthy: u32,
    /// The most of these in a row, up to the end of the time that is reported.
    pub longest_unhealthy: u32,
    /// With a position whose debt was beyond what its QER and its claim were worth.
    pub insolvent: u32,
    /// With a deficit: debt that is booked against own ETH which is not sold yet.
    pub deficit: u32,
}

/// The lowest health, at the bid and by QER alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorstHealth {
    /// The day.
    pub date: String,
    /// Whose position.
    pub borrower: String,
    /// Health.
    pub health: Decimal,
}

/// A day of it. The last day includes the hours after the last close.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownturnDay {
    /// Hours of the day.
    pub hours: Hours,
    /// The lowest health of any position on that day; none if nobody had debt.
    pub worst_health: Option<Decimal>,
    /// Repaid by liquidators on that day.
    pub liquidated: Decimal,
    /// Losses that the insurance has paid so far.
    pub insurance: Decimal,
    /// Losses that are booked against own ETH so far.
    pub earmarked: Decimal,
    /// Losses that the suppliers have borne so far.
    pub suppliers: Decimal,
}
