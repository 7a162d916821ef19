//! The ledger of claims: a borrower's parts of batches, which become ETH (or stablecoins, where a batch was wound
//! down) once their batch has settled, and are released as debt is repaid.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult, Storage, Uint128};
use qerun_math::{claim_eth_floor, claim_stable_floor, release_floor, DebtShares};
use qerun_messages::reserve::read_batch;

use crate::error::ContractError;
use crate::state::{Claim, WOUND_DOWN};

/// Batches that one position may span: at most 15 unsettled in the reserve, and the open one.
pub const MAX_CLAIM_BATCHES: u64 = 16;

/// What a repayment or a liquidation takes out of a claim.
#[derive(Debug, Default, PartialEq)]
pub struct Release {
    /// ETH, paid by the reserve now.
    pub eth: Uint128,
    /// Stablecoins of the open batch, paid by the market now.
    pub unsent: Uint128,
    /// Stablecoins of batches that were wound down, paid by the market now.
    pub stable: Uint128,
    /// By batch id, stablecoins handed over to the reserve that are not ETH yet: owed, and collected later.
    pub pending: Vec<(u64, Uint128)>,
}

impl Release {
    /// Stablecoins in it that the market pays now.
    pub fn stable_now(&self) -> Result<Uint128, ContractError> {
        Ok(self.unsent.checked_add(self.stable)?)
    }
}

/// A repayment of debt.
#[derive(Debug, Default, PartialEq)]
pub struct Repayment {
    /// What was repaid, stablecoins.
    pub repaid: Uint128,
    /// What was sent beyond the debt and goes back to the payer, stablecoins.
    pub refunded: Uint128,
    /// Debt shares that it took off the position.
    pub shares: DebtShares,
    /// The part of the claim that it released.
    pub release: Release,
}

/// What a part of a batch has become.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct SettledPart {
    /// ETH, wei.
    pub eth: Uint128,
    /// Stablecoins, not yet limited by what [`WOUND_DOWN`] still has of the batch.
    pub stable: Uint128,
}

/// By batch id, the stablecoins of wound-down batches that are left after a fold, for [`WOUND_DOWN`].
#[derive(Debug, Default)]
#[must_use]
pub struct WoundDownLeft(Vec<(u64, Uint128)>);

impl WoundDownLeft {
    /// Writes what is left of each batch; a batch of which nothing is left has no entry.
    pub fn save(self, storage: &mut dyn Storage) -> StdResult<()> {
        for (id, left) in self.0 {
            if left.is_zero() {
                WOUND_DOWN.remove(storage, id);
            } else {
                WOUND_DOWN.save(storage, id, &left)?;
            }
        }
        Ok(())
    }
}

impl Claim {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.eth.is_zero() && self.stable.is_zero() && self.batches.is_empty()
    }

    /// Adds stablecoins to the claim's part of a batch. The list stays sorted by id.
    pub fn add_to_batch(&mut self, batch_id: u64, amount: Uint128) -> Result<(), ContractError> {
        if amount.is_zero() {
            return Ok(());
        }
        match self.batches.binary_search_by_key(&batch_id, |(id, _)| *id) {
            Ok(at) => {
                if let Some((_, sum)) = self.batches.get_mut(at) {
                    *sum = sum.checked_add(amount)?;
                }
            }
            Err(at) => self.batches.insert(at, (batch_id, amount)),
        }
        Ok(())
    }

    /// Folds: turns each part whose batch has settled into ETH and stablecoins, rounded down. Costs one raw read for
    /// each batch that has left the market, and a storage read for each that was wound down. A record that cannot be
    /// read, or that is invalid, counts as not settled, because repaying must depend on no other contract.
    ///
    /// The stablecoins of a batch are capped by what the reserve sent back for it, so that a wrong record of the reserve
    /// cannot give away others' coins. The caller saves what is left of it ([`WoundDownLeft`]).
    pub fn fold(
        &mut self,
        storage: &dyn Storage,
        querier: &QuerierWrapper,
        reserve: &Addr,
        open_batch: u64,
    ) -> StdResult<WoundDownLeft> {
        let mut wound_down_left = WoundDownLeft::default();
        for (id, part) in std::mem::take(&mut self.batches) {
            let settled = (id < open_batch)
                .then(|| settled_part(querier, reserve, id, part))
                .flatten()
                .and_then(|s| Some((self.eth.checked_add(s.eth).ok()?, s.stable)));
            let Some((eth, stable)) = settled else {
                self.batches.push((id, part));
                continue;
            };
            self.eth = eth;
            if !stable.is_zero() {
                let left = WOUND_DOWN.may_load(storage, id)?.unwrap_or_default();
                let taken = stable.min(left);
                self.stable = self.stable.checked_add(taken)?;
                wound_down_left.0.push((id, left.checked_sub(taken)?));
            }
        }
        Ok(wound_down_left)
    }

    /// Adds a borrow's claim to the open batch, after folding. Errors: `TooManyUnsettledBatches`.
    pub fn add_to_open_batch(
        &mut self,
        open_batch: u64,
        amount: Uint128,
    ) -> Result<(), ContractError> {
        self.add_to_batch(open_batch, amount)?;
        let unsettled = self.batches.len() as u64;
        if unsettled > MAX_CLAIM_BATCHES {
            return Err(ContractError::TooManyUnsettledBatches { unsettled });
        }
        Ok(())
    }

    /// Releases the fraction `repaid / debt` of each part of the claim, rounded down; all of it when the whole debt is
    /// repaid.
    pub fn release(
        &mut self,
        repaid: Uint128,
        debt: Uint128,
        open_batch: u64,
    ) -> Result<Release, ContractError> {
        let eth = release_floor(self.eth, repaid, debt)?;
        self.eth = self.eth.checked_sub(eth)?;
        let stable = release_floor(self.stable, repaid, debt)?;
        self.stable = self.stable.checked_sub(stable)?;
        let mut release = Release {
            eth,
            stable,
            ..Release::default()
        };
        for (id, part) in &mut self.batches {
            let released = release_floor(*part, repaid, debt)?;
            *part = part.checked_sub(released)?;
            if *id == open_batch {
                release.unsent = released;
            } else if !released.is_zero() {
                release.pending.push((*id, released));
            }
        }
        self.batches.retain(|(_, part)| !part.is_zero());
        Ok(release)
    }

    /// Stablecoins in the open batch, and stablecoins handed over to the reserve that are not ETH yet.
    pub fn unsent_and_pending(&self, open_batch: u64) -> Result<(Uint128, Uint128), ContractError> {
        let (mut unsent, mut pending) = (Uint128::zero(), Uint128::zero());
        for (id, part) in &self.batches {
            let sum = if *id == open_batch {
                &mut unsent
            } else {
                &mut pending
            };
            *sum = sum.checked_add(*part)?;
        }
        Ok((unsent, pending))
    }
}

/// What a part of a batch has become if that has settled, each amount rounded down; `None` while it has not, or if the
/// reserve's record cannot be read or is invalid (the batch smaller than the part).
pub fn settled_part(
    querier: &QuerierWrapper,
    reserve: &Addr,
    id: u64,
    part: Uint128,
) -> Option<SettledPart> {
    let batch = read_batch(querier, reserve, id).ok().flatten()?;
    if !batch.settled {
        return None;
    }
    Some(SettledPart {
        eth: claim_eth_floor(part, batch.stable_in, batch.eth_out).ok()?,
        stable: claim_stable_floor(part, batch.stable_in, batch.stable_out).ok()?,
    })
}
