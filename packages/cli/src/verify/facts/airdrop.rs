//! The airdrop.

use cosmwasm_std::Addr;
use qerun_messages::airdrop;

/// The airdrop as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AirdropFacts {
    /// What it is.
    pub config: airdrop::Config<Addr>,
    /// What was claimed and returned so far.
    pub totals: airdrop::TotalsResponse,
}
