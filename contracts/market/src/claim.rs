//! The ledger of claims: contributions to batches, folded into ETH once their batch has settled,
//! released as debt is repaid.

use cosmwasm_std::{Addr, QuerierWrapper, Uint128};
use qerun_math::{claim_eth_floor, release_floor};
use qerun_messages::reserve::{read_batch, Batch};

use crate::error::ContractError;
use crate::state::Claim;

/// Batches that one position may span: at most 15 unsettled in the reserve, and the open one.
pub const MAX_CLAIM_BATCHES: u64 = 16;

/// What a repayment releases.
#[derive(Debug, Default, PartialEq)]
pub struct Release {
    /// ETH, paid by the reserve now.
    pub eth: Uint128,
    /// Stablecoins of the open batch, paid by the market now.
    pub unsent: Uint128,
    /// Contributions under way, owed and collected later.
    pub in_flight: Vec<(u64, Uint128)>,
}

impl Claim {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.eth.is_zero() && self.batches.is_empty()
    }

    /// Adds a contribution to a batch. Ids only ever grow in a position, so the list stays sorted.
    pub fn contribute(&mut self, batch_id: u64, amount: Uint128) -> Result<(), ContractError> {
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

    /// Turns contributions whose batch has settled into ETH, each rounded down. One raw read per
    /// batch that has left the market. A record that cannot be read counts as not settled:
    /// repaying depends on nobody's goodwill.
    pub fn fold(
        &mut self,
        querier: &QuerierWrapper,
        reserve: &Addr,
        open_batch: u64,
    ) -> Result<(), ContractError> {
        let mut kept = Vec::with_capacity(self.batches.len());
        for (id, contribution) in std::mem::take(&mut self.batches) {
            let settled = if id < open_batch {
                settled(querier, reserve, id)
            } else {
                None
            };
            match settled {
                Some(b) => {
                    let eth = claim_eth_floor(contribution, b.stable_in, b.eth_out)?;
                    self.eth = self.eth.checked_add(eth)?;
                }
                None => kept.push((id, contribution)),
            }
        }
        self.batches = kept;
        Ok(())
    }

    /// Takes the part `repaid / debt` out of each part of the claim, rounded down; all of it when
    /// the debt is repaid whole.
    pub fn release(
        &mut self,
        repaid: Uint128,
        debt: Uint128,
        open_batch: u64,
    ) -> Result<Release, ContractError> {
        let eth = release_floor(self.eth, repaid, debt)?;
        self.eth = self.eth.checked_sub(eth)?;
        let mut release = Release {
            eth,
            ..Release::default()
        };
        for (id, contribution) in &mut self.batches {
            let part = release_floor(*contribution, repaid, debt)?;
            *contribution = contribution.checked_sub(part)?;
            if *id == open_batch {
                release.unsent = part;
            } else if !part.is_zero() {
                release.in_flight.push((*id, part));
            }
        }
        self.batches
            .retain(|(_, contribution)| !contribution.is_zero());
        Ok(release)
    }

    /// Stablecoins in the open batch, and stablecoins that have left and are not ETH yet.
    pub fn parts(&self, open_batch: u64) -> Result<(Uint128, Uint128), ContractError> {
        let (mut unsent, mut in_flight) = (Uint128::zero(), Uint128::zero());
        for (id, contribution) in &self.batches {
            let sum = if *id == open_batch {
                &mut unsent
            } else {
                &mut in_flight
            };
            *sum = sum.checked_add(*contribution)?;
        }
        Ok((unsent, in_flight))
    }
}

/// The record of a batch if it has settled and can be read.
pub fn settled(querier: &QuerierWrapper, reserve: &Addr, id: u64) -> Option<Batch> {
    read_batch(querier, reserve, id)
        .ok()
        .flatten()
        .filter(|b| b.settled)
}
