//! What of a position can be paid to a liquidator, and in which order it is.

use cosmwasm_std::Uint128;
use qerun_math::PayOutRate;

use crate::claim::Release;
use crate::error::ContractError;
use crate::state::{Claim, Position};

/// The rates at which the parts of a position are paid out.
pub struct Rates {
    /// QER, with the bonus of this liquidation.
    pub collateral: PayOutRate,
    /// ETH of the claim; none while it has no price.
    pub eth: Option<PayOutRate>,
    /// Stablecoins of the claim.
    pub stable: PayOutRate,
}

/// QER and parts of a claim. A part that is worth less than the smallest unit of the stablecoin is left out: nobody
/// could repay anything for it, and it must not keep a debt open.
#[derive(Debug, Default, PartialEq)]
pub struct Seizable {
    /// QER.
    pub collateral: Uint128,
    /// Of the claim.
    pub claim: Release,
}

impl Rates {
    /// What can be paid out of `collateral` and a claim.
    pub fn seizable(
        &self,
        collateral: Uint128,
        claim: &Claim,
        open_batch: u64,
    ) -> Result<Seizable, ContractError> {
        let mut seizable = Seizable {
            collateral: whole(&self.collateral, collateral)?,
            claim: Release {
                stable: whole(&self.stable, claim.stable)?,
                ..Release::default()
            },
        };
        if let Some(rate) = &self.eth {
            seizable.claim.eth = whole(rate, claim.eth)?;
        }
        for (id, part) in &claim.batches {
            let part = whole(&self.stable, *part)?;
            if *id == open_batch {
                seizable.claim.unsent = part;
            } else if !part.is_zero() {
                seizable.claim.pending.push((*id, part));
            }
        }
        Ok(seizable)
    }

    /// Whether nothing of a position is worth seizing any more. ETH without a price may be worth something.
    pub fn nothing_left(
        &self,
        collateral: Uint128,
        claim: &Claim,
        open_batch: u64,
    ) -> Result<bool, ContractError> {
        let unpriced = self.eth.is_none() && !claim.eth.is_zero();
        Ok(!unpriced && self.seizable(collateral, claim, open_batch)?.is_empty())
    }

    /// Pays for a repayment: QER up to `first`, then the claim (settled ETH, stablecoins kept, unsent ones, pending parts
    /// by rising batch id), then the rest of the QER. Returns what is paid and what of the repayment nothing is left for.
    pub fn split_payment(
        &self,
        seizable: &Seizable,
        first: Uint128,
        repaid: Uint128,
    ) -> Result<(Seizable, Uint128), ContractError> {
        let mut left = repaid;
        let mut pay = |rate, available| pay(rate, available, &mut left);
        let claim = &seizable.claim;
        let first = pay(&self.collateral, seizable.collateral.min(first))?;
        let mut paid = Seizable {
            collateral: first,
            claim: Release {
                eth: match &self.eth {
                    Some(rate) => pay(rate, claim.eth)?,
                    None => Uint128::zero(),
                },
                stable: pay(&self.stable, claim.stable)?,
                unsent: pay(&self.stable, claim.unsent)?,
                pending: Vec::new(),
            },
        };
        for (id, part) in &claim.pending {
            let part = pay(&self.stable, *part)?;
            if !part.is_zero() {
                paid.claim.pending.push((*id, part));
            }
        }
        let rest = pay(&self.collateral, seizable.collateral.checked_sub(first)?)?;
        paid.collateral = first.checked_add(rest)?;
        Ok((paid, left))
    }

    /// The repayment that a claim pays for, each part rounded down.
    pub fn claim_pays_floor(&self, claim: &Claim) -> Result<Uint128, ContractError> {
        let mut sum = self.stable.repaid_floor(claim.stable)?;
        if let Some(rate) = &self.eth {
            sum = sum.saturating_add(rate.repaid_floor(claim.eth)?);
        }
        for (_, part) in &claim.batches {
            sum = sum.saturating_add(self.stable.repaid_floor(*part)?);
        }
        Ok(sum)
    }
}

impl Seizable {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What it leaves of a position.
    pub fn taken_from(
        &self,
        position: &Position,
        open_batch: u64,
    ) -> Result<(Uint128, Claim), ContractError> {
        let collateral = position.collateral.checked_sub(self.collateral)?;
        let mut claim = position.claim.clone();
        claim.eth = claim.eth.checked_sub(self.claim.eth)?;
        claim.stable = claim.stable.checked_sub(self.claim.stable)?;
        for (id, part) in &mut claim.batches {
            let pending = self.claim.pending.iter().find(|(taken, _)| taken == id);
            let taken = match pending {
                Some((_, taken)) => *taken,
                None if *id == open_batch => self.claim.unsent,
                None => Uint128::zero(),
            };
            *part = part.checked_sub(taken)?;
        }
        claim.batches.retain(|(_, part)| !part.is_zero());
        Ok((collateral, claim))
    }
}

/// An amount, or nothing if it is worth less than the smallest unit that can be repaid.
fn whole(rate: &PayOutRate, amount: Uint128) -> Result<Uint128, ContractError> {
    let repaid = rate.repaid_floor(amount)?;
    Ok(if repaid.is_zero() {
        Uint128::zero()
    } else {
        amount
    })
}

/// Pays for what is `left` of a repayment as far as `available` goes: what is paid is rounded down, what is repaid for
/// it up.
fn pay(
    rate: &PayOutRate,
    available: Uint128,
    left: &mut Uint128,
) -> Result<Uint128, ContractError> {
    if available.is_zero() || left.is_zero() {
        return Ok(Uint128::zero());
    }
    let wanted = rate.paid_floor(*left)?;
    if wanted < available {
        *left = Uint128::zero();
        return Ok(wanted);
    }
    *left = left.checked_sub(rate.repaid_ceil(available)?)?;
    Ok(available)
}
