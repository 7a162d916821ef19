//! What people ask the market to do.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint128, Uint64};
use cw20::Cw20ReceiveMsg;
use cw_ownable::cw_ownable_execute;
use qerun_math::SupplyShares;

use super::{Params, Pausable, PerkGate};

/// Executes. Those that take the stablecoin demand exactly one coin of it; the others none.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Supply the stablecoins sent; mints shares, rounded down. While earmarked ETH may bring back what suppliers have borne,
    /// shares are valued with that at ETH's ask, if it is more than the deficit: it belongs to those who stayed.
    /// Errors: `Paused`, `ZeroShares`, `BelowMinimumShares`, and meanwhile price errors of ETH and of the stablecoin.
    Supply {
        /// Who gets the shares; the sender if not given.
        on_behalf_of: Option<String>,
        /// Refuse to mint fewer.
        min_shares: Option<SupplyShares>,
    },
    /// Withdraw supplied stablecoins, up to the market's cash; burns shares, rounded up. Shares are valued after the losses
    /// that are certain at present prices: who leaves before a write-off bears his part of it. Without a price of QER they
    /// are valued as they are.
    /// Errors: `NothingSupplied`, `InsufficientSupply`, `InsufficientCash`, `BelowMinimumReceived`.
    Withdraw {
        /// Stablecoins; all of the sender's if not given.
        amount: Option<Uint128>,
        /// Refuse to pay fewer.
        min_received: Option<Uint128>,
    },
    /// The QER token's `send`; the payload is a [`ReceiveMsg`].
    Receive(Cw20ReceiveMsg),
    /// Take collateral out. Under debt, what is left must cover the debt at the bid and the maximum LTV, and a debt
    /// below the minimum counts as the minimum. Errors: `NoCollateral`, `InsufficientCollateral`, `Paused`, price
    /// errors, `ExceedsMaxLtv`, `NoDepth`, `WithdrawalOverCap`.
    WithdrawCollateral {
        /// QER; as much as there is if not given.
        amount: Option<Uint128>,
    },
    /// Borrow: debt grows by `amount`. `cash_share` of it is paid out, the rest is the reserve part: the claim, which buys
    /// ETH for the borrower, and the contribution.
    /// Errors: `BorrowingNotOpen` before [`ExecuteMsg::OpenBorrowing`]; see the market's README, one for each limit.
    Borrow {
        /// New debt, stablecoins.
        amount: Uint128,
        /// Refuse to pay out less.
        min_received: Option<Uint128>,
        /// Ask voting for the perk, and contribute `perk_contribution_share` in place of `contribution_share`; false if
        /// not given. Errors: `NoPerk`, `NoAccess`, and whatever voting says.
        use_perk: Option<bool>,
    },
    /// Repay with the stablecoins sent; what exceeds the debt comes back to the sender. As large a part of the claim as
    /// is repaid of the debt is released to the borrower: settled ETH, unsent stablecoins and those of batches that were
    /// wound down at once, what is pending by `collect` when its batch has settled. What cannot be paid to the borrower
    /// is owed. Works under every pause and without prices. Errors: `NoDebt`.
    Repay {
        /// The borrower; the sender if not given.
        on_behalf_of: Option<String>,
    },
    /// Liquidate a position whose health at the liquidation price (the higher of mid and one-hour average) is below 1,
    /// with the stablecoins sent; what exceeds what may be repaid comes back. Pays QER with a bonus, as far as the hourly
    /// seizure cap allows, then from the claim: settled ETH, stablecoins kept, unsent ones, and pending parts, which
    /// the liquidator is owed. A debt for which nothing is left is written off in the same message. Never paused. Errors: `NoDebt`,
    /// price errors, `Healthy`, `CoolOff`, `WouldLeaveDust`, `NothingSeizableNow`, `BelowMinimumCollateral`,
    /// `BelowMinimumEth`.
    Liquidate {
        /// Whose position.
        borrower: String,
        /// Refuse to receive less QER.
        min_collateral: Option<Uint128>,
        /// Refuse to receive less ETH at once.
        min_eth: Option<Uint128>,
    },
    /// Reserve only: the stablecoins for which it sold earmarked ETH. What they exceed the booked part by comes back to the
    /// suppliers up to what they have borne, and the rest joins the insurance. Errors: `Access(Unauthorized)`,
    /// `EarmarkTooSmall`.
    SettleDeficit {
        /// The ETH sold, smallest unit.
        eth: Uint128,
    },
    /// Pay out what a borrower or a liquidator is owed: parts of claims whose batch has settled since, and pay-outs that
    /// failed. Anyone may send it; who is owed is paid. When both ETH and stablecoins are due, whichever cannot be paid
    /// stays owed. When only one of them is due and cannot be paid, the message fails. Errors: `NothingToCollect`.
    Collect {
        /// Who is owed; the sender if not given.
        user: Option<String>,
    },
    /// Hand the open batch over to the reserve if it is due and the reserve has capacity for it, as a borrow does.
    /// Anyone may. Errors: `BatchNotDue`, `BatchTooSmall`, `PurchasesPaused`, `NoCapacity`, and whatever the reserve
    /// says.
    Flush {},
    /// Add the stablecoins sent to the insurance, for good. Anyone may.
    FundInsurance {},
    /// Reserve only: the stablecoins of a batch that is wound down. `user_out` belongs to its borrowers, the rest
    /// joins the insurance. Errors: `Access(Unauthorized)`, `UserPartTooLarge`.
    ReturnBatch {
        /// The batch that was wound down.
        batch_id: Uint64,
        /// The borrowers' part of the funds.
        user_out: Uint128,
    },
    /// Guardian or owner: pause for a time, 14 days at most. An action cannot be paused while it is paused, nor within
    /// the cool-down after its last pause ended, which is as long as that pause was declared for and at least a day.
    /// One rule for both. Errors: `Access(Unauthorized)`, `PauseActions`, `PauseDuration`, `PauseRuns`,
    /// `PauseCoolDown`.
    Pause {
        /// At least one, each once.
        actions: Vec<Pausable>,
        /// Seconds from now, 1 ..= 1,209,600.
        duration: u64,
    },
    /// Owner only: end pauses. The cool-down counts from now.
    Unpause {
        /// At least one, each once.
        actions: Vec<Pausable>,
    },
    /// Owner only: open borrowing, once and for good. No message closes it again; what stops it for a time is a pause.
    /// Errors: `BorrowingOpen` if it is open, `NotReady` with everything that is missing.
    OpenBorrowing {},
    /// Owner only: replace the risk parameters, validated whole; each may move by a step at most, once
    /// in 24 hours. A cut of the liquidation threshold ramps over 7 days from the value in force.
    /// Errors: `Parameter` with `OutOfBounds`, `Step` or `CoolDown`, and `PriceImpact`.
    UpdateParams {
        /// All of them.
        params: Params,
    },
    /// Owner only: replace or remove the guardian.
    SetGuardian {
        /// `None` removes it.
        guardian: Option<String>,
    },
    /// Owner only: replace or remove the perk that gives the lower contribution share. Errors: `PerkId`.
    SetPerk {
        /// `None` removes it.
        perk: Option<PerkGate<String>>,
    },
    /// Owner only: who may not borrow, such as treasury and insiders. They keep what they owe, and may do everything
    /// but borrow. Barring an address that is barred, or unbarring one that is not, changes nothing. Errors:
    /// `BarredList`.
    SetBarred {
        /// May not borrow from now on.
        add: Vec<String>,
        /// May borrow again from now on. Both lists together name 1 to 30 addresses, each once.
        remove: Vec<String>,
    },
}

/// What a cw20 `send` of QER to the market may carry.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Add the tokens to a position's collateral. Never paused.
    DepositCollateral {
        /// The position's owner; the sender if not given.
        on_behalf_of: Option<String>,
    },
}
