//! Name and version of the contract, and its storage besides cw20-base's own (`token_info`, `balance`, `allowance`, `allowance_spender`, `marketing_info`,
//! `logo`) and cw-ownable's (`ownership`).

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;
use cw_storage_plus::Item;

pub use qerun_messages::token::BURNERS;

/// cw2 name.
pub const CONTRACT_NAME: &str = "crate:qerun-token";
/// cw2 version.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Written at instantiation and never again.
#[cw_serde]
pub struct Genesis {
    /// Supply at instantiation.
    pub supply: Uint128,
    /// Block time of instantiation, seconds: mint years are counted from here.
    pub time: u64,
    /// Basis points of supply that may be minted in a year.
    pub max_yearly_mint_bps: u16,
}

/// What has changed the supply since genesis: `supply = genesis + minted - burned`.
#[cw_serde]
#[derive(Default)]
pub struct Ledger {
    /// Minted in all.
    pub minted: Uint128,
    /// Burned in all.
    pub burned: Uint128,
    /// The year of the last mint; None before the first.
    pub year: Option<MintYear>,
}

/// Minting in one year since instantiation.
#[cw_serde]
pub struct MintYear {
    /// 0 is the year that begins at instantiation.
    pub index: u64,
    /// Supply before the first mint of the year, to which the bound applies.
    pub base: Uint128,
    /// Minted in it.
    pub minted: Uint128,
}

/// Written once, at instantiation.
pub const GENESIS: Item<Genesis> = Item::new("genesis");
/// Changes with each mint and burn.
pub const LEDGER: Item<Ledger> = Item::new("ledger");
