//! Hashes as messages have them.

use cosmwasm_std::HexBinary;
use qerun_math::Hash;

use crate::ContractError;

/// The hash. Errors: `Hash` unless it has 32 bytes.
pub fn hash_of(bytes: &HexBinary) -> Result<Hash, ContractError> {
    let length = bytes.len();
    let hash = bytes.to_array();
    hash.map_err(|_| ContractError::Hash { length })
}
