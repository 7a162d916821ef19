//! Everything that the market refuses, with the figures that explain why.

use cosmwasm_std::{Addr, Decimal, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, MigrationError, ParameterError};
use qerun_math::{MathError, SupplyShares};
use qerun_messages::market::{MissingForBorrowing, Pausable};
use qerun_messages::oracle::PriceError;
use thiserror::Error;

/// The market's errors. Every refusal leaves state and balances as they were.
#[derive(Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Math(#[from] MathError),
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Price(#[from] PriceError),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Migration(#[from] MigrationError),

    #[error("{sender} is not the collateral token {token}")]
    NotCollateralToken { sender: Addr, token: Addr },
    #[error("amount must be above zero")]
    ZeroAmount {},

    #[error("borrowing has not been opened by governance")]
    BorrowingNotOpen {},
    #[error("borrowing is open since {opened_at}")]
    BorrowingOpen { opened_at: u64 },
    #[error("borrowing cannot be opened yet: {}", sentences(missing))]
    NotReady { missing: Vec<MissingForBorrowing> },

    #[error("{user} may not borrow")]
    Barred { user: Addr },
    #[error("{names} addresses: name 1 to {max}, each once")]
    BarredList { names: usize, max: usize },

    #[error("no perk is configured")]
    NoPerk {},
    #[error("no access to the perk {perk}")]
    NoAccess { perk: String },
    #[error("perk id {id} must have 1 to {max} bytes")]
    PerkId { id: String, max: usize },

    #[error("{action:?} is paused until {until}")]
    Paused { action: Pausable, until: u64 },
    #[error("{action:?} is already paused until {until}")]
    PauseRuns { action: Pausable, until: u64 },
    #[error("{action:?} may be paused again from {ready_at}")]
    PauseCoolDown { action: Pausable, ready_at: u64 },
    #[error("pause of {duration} s is outside 1 ..= {max} s")]
    PauseDuration { duration: u64, max: u64 },
    #[error("name each action once, and at least one")]
    PauseActions {},

    #[error("supply is too small to mint a share")]
    ZeroShares {},
    #[error("would mint {minted} shares, fewer than the {minimum} asked for")]
    BelowMinimumShares {
        minted: SupplyShares,
        minimum: SupplyShares,
    },
    #[error("{user} has supplied nothing")]
    NothingSupplied { user: Addr },
    #[error("supplied {available}, requested {requested}")]
    InsufficientSupply {
        available: Uint128,
        requested: Uint128,
    },
    #[error("cash {available}, requested {requested}")]
    InsufficientCash {
        available: Uint128,
        requested: Uint128,
    },
    #[error("would receive {received}, less than the {minimum} asked for")]
    BelowMinimumReceived { received: Uint128, minimum: Uint128 },

    #[error("{user} has no collateral")]
    NoCollateral { user: Addr },
    #[error("collateral {available}, requested {requested}")]
    InsufficientCollateral {
        available: Uint128,
        requested: Uint128,
    },
    #[error("debt of {debt} USD exceeds the {limit} USD that the collateral allows")]
    ExceedsMaxLtv { debt: Decimal, limit: Decimal },
    #[error("{user} has no debt")]
    NoDebt { user: Addr },
    #[error("debt would be worth {debt} USD, the minimum is {minimum} USD")]
    BelowMinimumDebt { debt: Decimal, minimum: Decimal },
    #[error("the oracle knows no depth for {asset}")]
    NoDepth { asset: String },
    #[error("borrowing is closed: insurance {insurance} USD, needed {needed} USD")]
    InsuranceTooSmall { insurance: Decimal, needed: Decimal },
    #[error("new debt {requested} is over what the account's cap leaves, {available}")]
    AccountCapExceeded {
        available: Uint128,
        requested: Uint128,
    },
    #[error("new debt {requested} is over what the cap on all debt leaves, {available}")]
    DebtCapExceeded {
        available: Uint128,
        requested: Uint128,
    },
    #[error("debt of {debt} USD is over the cap of {cap} USD that depth allows")]
    WithdrawalOverCap { debt: Decimal, cap: Decimal },
    #[error("new debt {requested} is over what the debt ceiling leaves, {available}")]
    DebtCeilingExceeded {
        available: Uint128,
        requested: Uint128,
    },
    #[error("new debt {requested} is over what the stress bound leaves, {available}")]
    StressBoundExceeded {
        available: Uint128,
        requested: Uint128,
    },
    #[error(
        "no new debt while a share is worth more than a unit: the index is {index}, at most {max}"
    )]
    IndexTooHigh { index: Decimal, max: Decimal },
    #[error("the claim would be in {unsettled} batches that have not settled")]
    TooManyUnsettledBatches { unsettled: u64 },

    #[error("health is {health}: only below 1 a position can be liquidated")]
    Healthy { health: Decimal },
    #[error("{borrower} borrowed in this block, {height}: liquidate from the next one on")]
    CoolOff { borrower: Addr, height: u64 },
    #[error("would leave a debt of {debt} USD, the minimum is {minimum} USD: send more")]
    WouldLeaveDust { debt: Decimal, minimum: Decimal },
    #[error(
        "nothing to seize now: the hourly cap on QER is used up until {capacity_at} (0: it is not), \
         ETH without a price {unpriced_eth}"
    )]
    NothingSeizableNow {
        capacity_at: u64,
        unpriced_eth: Uint128,
    },
    #[error("would receive {received} QER, less than the {minimum} asked for")]
    BelowMinimumCollateral { received: Uint128, minimum: Uint128 },
    #[error("would receive {received} ETH, less than the {minimum} asked for")]
    BelowMinimumEth { received: Uint128, minimum: Uint128 },

    #[error("nothing to collect for {user}")]
    NothingToCollect { user: Addr },
    #[error("batch {batch_id} is not due: {amount} of {min_size}, due by age at {due_at}")]
    BatchNotDue {
        batch_id: u64,
        amount: Uint128,
        min_size: Uint128,
        due_at: u64,
    },
    #[error("batch {batch_id} has {amount}, the reserve's smallest order is {min_order}")]
    BatchTooSmall {
        batch_id: u64,
        amount: Uint128,
        min_order: Uint128,
    },
    #[error("purchases are paused until {until}")]
    PurchasesPaused { until: u64 },
    #[error(
        "the reserve has capacity for {batches} batches, {orders} orders and {available} stablecoins, \
         needed {needed}"
    )]
    NoCapacity {
        batches: u32,
        orders: u32,
        available: Uint128,
        needed: Uint128,
    },
    #[error("the borrowers' part {user_out} exceeds what came back, {amount}")]
    UserPartTooLarge { user_out: Uint128, amount: Uint128 },
    #[error("sold {eth} ETH, only {earmarked} are earmarked")]
    EarmarkTooSmall { earmarked: Uint128, eth: Uint128 },
    #[error("unknown reply {id}")]
    UnknownReply { id: u64 },

    #[error("debt cap {debt_cap} breaks the price-impact bound: liquidations could spiral")]
    PriceImpact { debt_cap: Decimal },
    #[error("stablecoin, collateral and ETH must be different assets of the oracle")]
    SameAsset {},
    #[error("{name} must not be empty")]
    Empty { name: &'static str },
}

fn sentences(missing: &[MissingForBorrowing]) -> String {
    let each: Vec<_> = missing.iter().map(ToString::to_string).collect();
    each.join("; ")
}
