//! Another contract that answers [`ExternalQuery`], such as an adapter to an oracle that is part of the chain.

use cosmwasm_std::{Addr, Api, QuerierWrapper};
use qerun_controls::ensure_within;
use qerun_messages::oracle::{ExternalQuery, Observation, PriceSource, AGE_BOUNDS};

use super::figures::counted_time;
use crate::ContractError;

/// Length of the name of an asset there, in bytes.
const NAME_BOUNDS: (usize, usize) = (1, 128);

/// Errors: `OutOfBounds`, `Std` for an address.
pub fn validate(
    api: &dyn Api,
    contract: &str,
    asset: String,
    max_age: u64,
) -> Result<PriceSource<Addr>, ContractError> {
    ensure_within("external max_age", max_age, AGE_BOUNDS)?;
    ensure_within("length of an external asset", asset.len(), NAME_BOUNDS)?;
    Ok(PriceSource::External {
        contract: api.addr_validate(contract)?,
        asset,
        max_age,
    })
}

/// What the contract answers; None if it fails or answers anything else.
pub fn read(querier: &QuerierWrapper, contract: &Addr, asset: &str) -> Option<Observation> {
    let asset = asset.to_owned();
    querier
        .query_wasm_smart(contract, &ExternalQuery::Price { asset })
        .ok()
}

/// The answer, if it is recent. Its figures are checked as those of every source.
pub fn normalise(seen: Observation, max_age: u64, now: u64) -> Option<Observation> {
    let as_of = counted_time(seen.as_of, max_age, now)?;
    Some(Observation { as_of, ..seen })
}
