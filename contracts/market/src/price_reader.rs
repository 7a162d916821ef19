//! The oracle's records, read raw, each at most once in a message.

use std::cell::RefCell;

use cosmwasm_std::{Addr, QuerierWrapper};
use qerun_messages::oracle::{read_known_price, PriceRecord};

use crate::error::ContractError;

/// Reads records of the oracle. A record that was read is kept, because a raw read costs more than 2,000 gas, and a
/// write-off looks at prices that the liquidation has looked at.
pub struct PriceReader<'a> {
    /// For what other contracts publish.
    pub querier: QuerierWrapper<'a>,
    oracle: &'a Addr,
    seen: RefCell<Vec<(String, PriceRecord)>>,
}

impl<'a> PriceReader<'a> {
    /// Reads nothing yet.
    pub fn new(querier: QuerierWrapper<'a>, oracle: &'a Addr) -> Self {
        PriceReader {
            querier,
            oracle,
            seen: RefCell::default(),
        }
    }

    /// The record of an asset, whatever its age and status. Errors: `Price(Missing)`, or that it cannot be read.
    pub fn known(&self, asset: &str) -> Result<PriceRecord, ContractError> {
        let kept = self.seen.borrow();
        if let Some((_, record)) = kept.iter().find(|(of, _)| of == asset) {
            return Ok(record.clone());
        }
        drop(kept);
        let record = read_known_price::<ContractError>(&self.querier, self.oracle, asset)?;
        let mut seen = self.seen.borrow_mut();
        seen.push((asset.to_owned(), record.clone()));
        Ok(record)
    }

    /// A record that is neither expired nor halted. Errors: `Price`.
    pub fn fresh(&self, asset: &str, now: u64) -> Result<PriceRecord, ContractError> {
        let record = self.known(asset)?;
        record.ensure_fresh(asset, now)?;
        Ok(record)
    }

    /// A fresh record whose grace is over. Errors: `Price`.
    pub fn liquidatable(&self, asset: &str, now: u64) -> Result<PriceRecord, ContractError> {
        let record = self.known(asset)?;
        record.ensure_liquidatable(asset, now)?;
        Ok(record)
    }
}
