//! Loading and saving a position together with its place in the order of health.

use cosmwasm_std::{Addr, Empty, StdResult, Storage, Uint128};
use qerun_math::{debt_ceil, health_order_at, scale_shares, DebtShares};

use crate::error::ContractError;
use crate::state::{Position, State, BY_HEALTH, POSITIONS};

impl Position {
    /// Debt shares at the state's scale.
    pub fn shares(&self, state: &State) -> Result<DebtShares, ContractError> {
        let times = state.scale.saturating_sub(self.scale);
        Ok(scale_shares(self.debt_shares, times)?)
    }

    /// The debt at the state's index, rounded up.
    pub fn debt(&self, state: &State) -> Result<Uint128, ContractError> {
        Ok(debt_ceil(self.shares(state)?, state.debt_index)?)
    }

    /// Drops the height of a borrow of an earlier block: it protects nobody any more, and its bytes would be written again
    /// with each change.
    pub fn forget_borrow_before(&mut self, height: u64) {
        if self.borrowed_at_height < height {
            self.borrowed_at_height = 0;
        }
    }

    /// Replaces the debt shares by others at the state's scale.
    pub fn set_shares(&mut self, shares: DebtShares, state: &State) {
        self.debt_shares = shares;
        self.scale = state.scale;
    }
}

/// A position that remembers where it stood in the order of health when it was loaded.
pub struct Account {
    /// The borrower.
    pub user: Addr,
    /// The position, which a verb changes.
    pub position: Position,
    order: Option<u128>,
}

impl Account {
    /// Loads a position, empty if there is none.
    pub fn load(storage: &dyn Storage, user: Addr) -> StdResult<Self> {
        let position = POSITIONS.may_load(storage, &user)?.unwrap_or_default();
        let order = order(&position);
        Ok(Account {
            user,
            position,
            order,
        })
    }

    /// Writes the position, or removes it when nothing is left, and moves it in the order of health only if
    /// its order has changed.
    pub fn save(&self, storage: &mut dyn Storage) -> StdResult<()> {
        let p = &self.position;
        if p.collateral.is_zero() && p.debt_shares.is_zero() && p.claim.is_empty() && !p.barred {
            POSITIONS.remove(storage, &self.user);
        } else {
            POSITIONS.save(storage, &self.user, p)?;
        }
        let order = order(p);
        if order != self.order {
            if let Some(old) = self.order {
                BY_HEALTH.remove(storage, (old, &self.user));
            }
            if let Some(new) = order {
                BY_HEALTH.save(storage, (new, &self.user), &Empty {})?;
            }
        }
        Ok(())
    }
}

/// The key in the order of health; `None` without debt. It depends neither on the index nor on the scale of the
/// shares.
pub fn order(position: &Position) -> Option<u128> {
    let p = position;
    (!p.debt_shares.is_zero()).then(|| health_order_at(p.debt_shares, p.scale, p.collateral))
}
