//! The figures of a run, as `report.json` holds them.
//!
//! Every amount is a decimal string in whole tokens (ETH with up to 18 places, QER and stablecoins 6) or in US
//! dollars where the name ends in `_usd`; rates and shares are fractions of 1, rates yearly. Dates are
//! `YYYY-MM-DD`. Nothing depends on the wall clock: one seed and one set of prices give one file, byte for byte.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, SignedDecimal};
use serde::{Deserialize, Serialize};

use super::governance::model::{Governance, GovernanceDay};

/// Upper bounds of the health buckets but the last, which has none.
pub const HEALTH_EDGES: [&str; 5] = ["1.00", "1.10", "1.25", "1.50", "2.00"];
/// The buckets in words, from worst to best.
pub const HEALTH_NAMES: [&str; 6] = [
    "below 1.00",
    "1.00 - 1.10",
    "1.10 - 1.25",
    "1.25 - 1.50",
    "1.50 - 2.00",
    "2.00 and above",
];

/// A whole run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoReport {
    /// What was run.
    pub meta: Meta,
    /// One entry a day.
    pub days: Vec<DayRow>,
    /// One entry a person, suppliers first.
    pub users: Vec<UserRow>,
    /// One entry a purchase order, in order.
    pub orders: Vec<OrderRow>,
    /// What the relayer did.
    pub relayer: RelayerStats,
    /// Sums over the run.
    pub totals: Totals,
    /// What kept people from what they wanted -> how often, e.g. `borrow: cash`. They took what there was. With
    /// `purchase:` why stablecoins still wait for ETH at the end.
    pub limited: BTreeMap<String, u64>,
    /// Positions that the last price leaves below health 1.
    pub under_water: UnderWater,
    /// What holders staked and decided.
    pub governance: Governance,
    /// Invariant -> how often it was checked and held.
    pub invariants: BTreeMap<String, u64>,
}

/// What was run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Version of the program.
    pub version: String,
    /// Where the prices came from.
    pub source: String,
    /// The token that played QER.
    pub token: String,
    /// The seed of crowd, faults and embedded path.
    pub seed: u64,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Upper bounds of the health buckets.
    pub health_edges: Vec<String>,
}

/// The state at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// The day.
    pub date: String,
    /// Closing prices in USD.
    pub prices: DayPrices,
    /// The reserve.
    pub reserve: ReserveDay,
    /// The market.
    pub market: MarketDay,
    /// Positions with debt in each health bucket, from worst to best.
    pub health: [u32; 6],
    /// The pool on the DEX chain.
    pub pool: PoolDay,
    /// The stakers.
    pub governance: GovernanceDay,
}

/// Closing prices, USD per whole token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPrices {
    /// The reserve asset.
    pub eth: Decimal,
    /// The token that plays QER.
    pub qer: Decimal,
    /// The stablecoin.
    pub usdc: Decimal,
}

/// The reserve at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReserveDay {
    /// ETH that borrowers' claims and owed amounts cover.
    pub encumbered_eth: Decimal,
    /// The protocol's own ETH.
    pub unencumbered_eth: Decimal,
    /// Stablecoins on their way or refunded and waiting, and those bought ETH has not yet come back for.
    pub in_flight_stable: Decimal,
    /// All ETH and what is in flight.
    pub value_usd: Decimal,
}

/// The market at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketDay {
    /// All debt with interest.
    pub debt_usd: Decimal,
    /// All collateral at the day's price.
    pub collateral_usd: Decimal,
    /// Stablecoins that can be borrowed or withdrawn.
    pub cash_usd: Decimal,
    /// The insurance.
    pub insurance_usd: Decimal,
    /// Debt over debt and cash.
    pub utilisation: Decimal,
    /// What borrowers pay a year.
    pub borrow_rate: Decimal,
    /// What suppliers earn a year.
    pub supply_rate: Decimal,
    /// Positions with debt.
    pub open_positions: u32,
}

/// The pool that ETH is bought from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolDay {
    /// Its stablecoin side.
    pub depth_usd: Decimal,
    /// Its price of one ETH.
    pub eth_price: Decimal,
}

/// Which side of the market a person is on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Supplies stablecoins.
    #[default]
    Supplier,
    /// Borrows against QER.
    Borrower,
}

/// One person over the whole run. Figures that do not apply to the role are zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// Name in the crowd.
    pub name: String,
    /// Supplier or borrower.
    pub role: Role,
    /// Supplier: stablecoins supplied in all.
    pub supplied: Decimal,
    /// Supplier: stablecoins withdrawn in all.
    pub withdrawn: Decimal,
    /// Supplier: what the shares are worth at the end.
    pub supply_value: Decimal,
    /// Supplier: withdrawn + worth - supplied. Negative only after a write-off or by rounding dust.
    pub earned: SignedDecimal,
    /// Borrower: QER deposited in all.
    pub deposited_qer: Decimal,
    /// Borrower: QER taken back in all.
    pub withdrawn_qer: Decimal,
    /// Borrower: QER still held as collateral.
    pub collateral_qer: Decimal,
    /// Borrower: stablecoins borrowed in all.
    pub borrowed: Decimal,
    /// Borrower: the part paid out.
    pub cash_paid: Decimal,
    /// Borrower: stablecoins repaid in all.
    pub repaid: Decimal,
    /// Borrower: debt at the end.
    pub debt: Decimal,
    /// Borrower: ETH of the claim at the end, in flight left out.
    pub claim_eth: Decimal,
    /// Borrower: stablecoins of the claim that have not bought ETH yet.
    pub claim_stable: Decimal,
    /// Borrower: ETH received at repayments and collected.
    pub collected_eth: Decimal,
    /// Borrower: stablecoins received from claims at repayments and collected.
    pub collected_stable: Decimal,
    /// Borrower: health at the end, by QER alone; none without debt.
    pub health: Option<Decimal>,
}

/// What became of an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Sent; no answer yet.
    #[default]
    InFlight,
    /// Bought; the ETH is on its way back or held by the outpost.
    Returning,
    /// The ETH arrived.
    Settled,
    /// The stablecoins came back.
    Refunded,
    /// Closed without a result.
    Lost,
}

impl OrderStatus {
    /// In words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InFlight => "in flight",
            Self::Returning => "returning",
            Self::Settled => "settled",
            Self::Refunded => "refunded",
            Self::Lost => "lost",
        }
    }
}

/// One purchase order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The reserve's number of it.
    pub order: u64,
    /// The batch it belongs to.
    pub batch: u64,
    /// The day it was sent.
    pub date: String,
    /// Stablecoins sent.
    pub stable_in: Decimal,
    /// ETH received; none until settled.
    pub eth_out: Option<Decimal>,
    /// USD per ETH paid.
    pub price_paid: Option<Decimal>,
    /// USD per ETH by the oracle when sent.
    pub oracle_price: Decimal,
    /// price paid / oracle price - 1; the pool's fee included. Negative when cheaper.
    pub slippage: Option<SignedDecimal>,
    /// What became of it.
    pub status: OrderStatus,
}

/// Positions below health 1 at the end. Nothing liquidates them yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWater {
    /// How many.
    pub positions: u32,
    /// What they owe.
    pub debt_usd: Decimal,
    /// What must be repaid to bring each back to health 1.
    pub repay_usd: Decimal,
    /// Debt beyond the whole collateral at the last price: what selling it would not bring back.
    pub shortfall_usd: Decimal,
    /// ETH and stablecoins of their claims at the last price, which stand behind the shortfall.
    pub claims_usd: Decimal,
}

/// What the relayer did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayerStats {
    /// Packets sent on either chain.
    pub packets: u64,
    /// Hours in which nothing was relayed.
    pub outage_hours: u64,
    /// Relay attempts lost; the next round tries again.
    pub lost: u64,
    /// Success acknowledgements relayed.
    pub acks: u64,
    /// Error acknowledgements relayed.
    pub error_acks: u64,
    /// Packets timed out.
    pub timeouts: u64,
    /// Second deliveries of the same packet or acknowledgement, all without effect.
    pub duplicates: u64,
    /// Packets held back on purpose.
    pub delayed: u64,
    /// Mean time from sending to acknowledgement or timeout, seconds.
    pub mean_delay_seconds: u64,
    /// The longest of them.
    pub max_delay_seconds: u64,
}

/// Sums over the run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Stablecoins supplied.
    pub supplied: Decimal,
    /// Stablecoins borrowed.
    pub borrowed: Decimal,
    /// The part paid out in cash.
    pub cash_paid: Decimal,
    /// Stablecoins repaid.
    pub repaid: Decimal,
    /// Interest accrued, paid or not.
    pub interest: Decimal,
    /// The part of it that went to the insurance.
    pub interest_to_insurance: Decimal,
    /// Contributions of borrowers to the protocol: to insurance, or to buy its own ETH.
    pub contributions: Decimal,
    /// Stablecoins that the treasury put into the insurance, at the start and as the pool of QER deepened.
    pub treasury_to_insurance: Decimal,
    /// Stablecoins that bought ETH.
    pub spent_on_eth: Decimal,
    /// ETH bought and arrived.
    pub eth_bought: Decimal,
    /// ETH paid to borrowers on repayment and collection.
    pub eth_released: Decimal,
    /// Stablecoins that came back from failed orders.
    pub refunded: Decimal,
    /// USD per ETH paid, over all settled orders.
    pub average_price_paid: Option<Decimal>,
    /// USD per ETH by the oracle, over the same orders, weighted by ETH.
    pub average_oracle_price: Option<Decimal>,
}
