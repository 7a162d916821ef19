//! The market: supply one stablecoin, borrow it against QER; who owes and who has a claim.
//!
//! Amounts are in smallest units, USD values are `Decimal` dollars, times are Unix seconds.

mod execute;
mod liquidations;
mod milestones;
mod positions;
mod query;
mod quotes;
mod totals;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{from_json, Addr, Decimal, QuerierWrapper, StdResult, Uint128};
use cw_storage_plus::Item;
use qerun_math::{RateCurve, Stress};

pub use self::execute::*;
pub use self::liquidations::*;
pub use self::milestones::*;
pub use self::positions::*;
pub use self::query::*;
pub use self::quotes::*;
pub use self::totals::*;

/// Between two changes of the risk parameters: a day, in seconds.
pub const COOL_DOWN: u64 = 86_400;
/// How long a cut of the liquidation threshold takes to come into force: 7 days, in seconds.
pub const RAMP: u64 = 604_800;

/// What the market trades and whom it trusts. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Config<T> {
    /// QER, the collateral: a cw20.
    pub token: T,
    /// The oracle whose records are read raw.
    pub oracle: T,
    /// The reserve that buys and keeps the ETH.
    pub reserve: T,
    /// May pause supply, borrow and withdrawal under debt for a time.
    pub guardian: Option<T>,
    /// Who may borrow at the lower contribution share; nobody if not given.
    pub perk: Option<PerkGate<T>>,
    /// Bank denom of the stablecoin.
    pub stable_denom: String,
    /// Decimals of the stablecoin, at most 18, and at most 6 more than QER's.
    pub stable_decimals: u8,
    /// The oracle's id of the stablecoin.
    pub stable_asset: String,
    /// Decimals of QER, at most 18.
    pub collateral_decimals: u8,
    /// The oracle's id of QER.
    pub collateral_asset: String,
    /// Decimals of the reserve's ETH, at most 18.
    pub eth_decimals: u8,
    /// The oracle's id of ETH.
    pub eth_asset: String,
}

/// Where the right to a lower contribution share is asked for. `T` is `String` on the wire, `Addr`
/// once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct PerkGate<T> {
    /// The voting contract; asked `has_access` only by a borrow that says `use_perk`.
    pub voting: T,
    /// The perk's id there, 1 to 32 bytes.
    pub id: String,
}

/// Risk parameters. Bounds are in code (table in the market's README) and checked whole: a set
/// that breaks one, or the price-impact bound, is refused. So is an update that moves one of them
/// by more than a step (the table says how far that is).
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Most debt per collateral value, at most 0.50.
    pub max_ltv: Decimal,
    /// Debt per collateral value at which health is 1, `max_ltv` + 0.05 ..= 0.70. A cut comes into
    /// force over 7 days, a raise at once.
    pub liquidation_threshold: Decimal,
    /// Largest liquidation bonus on QER, 0.01 ..= 0.15.
    pub max_liquidation_bonus: Decimal,
    /// How positions are liquidated.
    pub liquidation: LiquidationRule,
    /// Share of a borrow that the borrower receives, 0.25 ..= 0.75; the rest is the reserve part.
    pub cash_share: Decimal,
    /// Share of the reserve part that goes to the protocol, at most 0.10.
    pub contribution_share: Decimal,
    /// The same for a borrower who has the perk and asks for it, at most `contribution_share`.
    pub perk_contribution_share: Decimal,
    /// Part of the interest that goes to the insurance, 0.05 ..= 0.50.
    pub insurance_share: Decimal,
    /// Interest by utilisation.
    pub rates: RateCurve,
    /// Smallest debt after a borrow in USD, 1 ..= 1,000. When collateral is withdrawn a smaller debt (repaid in part)
    /// counts as this one.
    pub min_debt: Decimal,
    /// All debt in USD at most `max_ltv` x this x depth, at most 0.25.
    pub debt_cap: Decimal,
    /// One account's debt in USD at most `max_ltv` x this x depth, at most 0.10.
    pub account_cap: Decimal,
    /// Insurance per depth below which nobody can borrow, 0.01 ..= 1.
    pub min_insurance: Decimal,
    /// The set debt ceiling, smallest unit of the stablecoin; the stress bound may be lower.
    pub debt_ceiling: Uint128,
    /// The fall that insurance and ETH must cover.
    pub stress: Stress,
    /// When the open batch is due.
    pub batch: BatchRule,
}

/// How a position is liquidated once its health is below 1. The bonus on QER is `min_bonus + (1 - health)`, at most
/// `max_liquidation_bonus`, and no more than what the position holds can pay, but never less than `min_bonus`.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct LiquidationRule {
    /// Least bonus on QER, 0.01 ..= 0.10, at most `max_liquidation_bonus`.
    pub min_bonus: Decimal,
    /// Bonus on what is paid from the claim, 0.01 ..= 0.05.
    pub claim_bonus: Decimal,
    /// Health that a partial liquidation restores, 1.02 ..= 1.5.
    pub target_health: Decimal,
    /// A position with less health may be closed whole, 0.8 ..= 1.
    pub full_below: Decimal,
    /// QER that may be seized in an hour, as a share of depth, 0.02 ..= 0.20.
    pub seizure_cap: Decimal,
    /// Part of a leftover claim that stays with the protocol when its debt is gone, at most 0.05.
    pub claim_fee: Decimal,
}

/// Published: the ETH of the reserve that covers a deficit, until it is sold. Written by the market only, read raw by
/// the reserve. Absent before the first write-off that needed it.
pub const EARMARK: Item<Earmark> = Item::new("em");

/// Reads [`EARMARK`] of a market with one raw query; nothing is earmarked where there is no record. Errors if the record
/// is unreadable.
pub fn read_earmark(querier: &QuerierWrapper, market: &Addr) -> StdResult<Earmark> {
    match querier.query_wasm_raw(market, EARMARK.as_slice())? {
        Some(record) => from_json(record),
        None => Ok(Earmark::default()),
    }
}

/// The protocol's own ETH that is set aside for a deficit.
#[cw_serde]
#[derive(Default, Eq)]
pub struct Earmark {
    /// ETH, smallest unit; part of what the reserve counts as unencumbered.
    pub eth: Uint128,
    /// The uptime of ETH's price (`PriceRecord::uptime_at`) from which the auction of the reserve's storefront counts,
    /// seconds: that of the write-off when nothing was earmarked before it, else moved on by the added part of the ETH, so
    /// that a tiny write-off does not start a large sale anew.
    pub started: u64,
}

/// A batch is due when it is large enough, or old enough and at least the reserve's smallest order.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct BatchRule {
    /// Stablecoins from which a batch is due, above zero. Set it no lower than the reserve's smallest order: a smaller
    /// batch is due, but is not handed over.
    pub min_size: Uint128,
    /// Seconds from its first stablecoins on after which a batch is due, 60 ..= 604,800.
    pub max_age: u64,
}

/// Instantiates the market.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: the timelock.
    pub owner: String,
    /// What it trades and whom it trusts.
    pub config: Config<String>,
    /// Risk parameters.
    pub params: Params,
}

/// What may be paused. Repay, add collateral and a supplier's withdrawal never are.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Pausable {
    /// `supply`.
    Supply,
    /// `borrow`.
    Borrow,
    /// `withdraw_collateral` while there is debt.
    WithdrawCollateral,
}

/// Migrates to the code's version.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
