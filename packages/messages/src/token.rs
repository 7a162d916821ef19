//! QER: cw20-base's messages, unchanged on the wire, and a few of our own.
//!
//! Amounts are in the smallest unit (10^-6 QER).

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Binary, Empty, QuerierWrapper, StdResult, Uint128};
use cw20::{Cw20Coin, Expiration, Logo};
use cw20_base::msg::InstantiateMarketingInfo;
use cw_ownable::Action;
use cw_storage_plus::Map;

/// Highest yearly mint bound that can be written at instantiation: 200 basis points, 2 % of the supply.
pub const MAX_YEARLY_MINT_BPS: u16 = 200;
/// Length of a mint year, counted from instantiation, in seconds.
pub const MINT_YEAR: u64 = 31_536_000;
/// Burners that can be named at a time.
pub const MAX_BURNERS: u32 = 20;
/// Longest URL, of the project or of the logo, bytes.
pub const MAX_URL_LENGTH: usize = 512;
/// Longest description, bytes.
pub const MAX_DESCRIPTION_LENGTH: usize = 1_024;
/// Longest address of the marketing account, bytes; a contract's takes some 65.
pub const MAX_ADDRESS_LENGTH: usize = 128;

/// Published: who may burn. Written by the token only; the reserve reads from it whether it may.
pub const BURNERS: Map<&Addr, Empty> = Map::new("burners");

/// Whether a token has named `address` as a burner: one raw query of [`BURNERS`]. Errors if the token is not there.
pub fn is_burner(querier: &QuerierWrapper, token: &Addr, address: &Addr) -> StdResult<bool> {
    let record = querier.query_wasm_raw(token, BURNERS.key(address).to_vec())?;
    Ok(record.is_some())
}

/// Sets up the token. The supply is the sum of the balances.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// The timelock.
    pub owner: String,
    /// 3 to 50 bytes.
    pub name: String,
    /// 3 to 12 of `a-z A-Z -`.
    pub symbol: String,
    /// At most 18; QER has 6.
    pub decimals: u8,
    /// Who holds what at genesis; addresses differ.
    pub initial_balances: Vec<Cw20Coin>,
    /// Logo and texts, cw20-base's. URLs of at most 512 bytes, a description of at most 1,024.
    pub marketing: Option<InstantiateMarketingInfo>,
    /// May mint within the bound; the owner or nobody.
    pub minter: Option<String>,
    /// Basis points of supply that may be minted in a year, 0 (never, the default) to 200. Nobody can change it.
    #[serde(default)]
    pub max_yearly_mint_bps: u16,
}

/// cw20-base's messages and, from `UpdateOwnership` on, ours. Takes no funds.
#[cw_serde]
pub enum ExecuteMsg {
    /// Moves tokens of the sender.
    Transfer {
        /// Address that gets the tokens.
        recipient: String,
        /// Smallest units.
        amount: Uint128,
    },
    /// Destroys tokens of the sender; only for named burners.
    Burn {
        /// Smallest units.
        amount: Uint128,
    },
    /// Moves tokens of the sender to a contract and calls its `receive`.
    Send {
        /// Address of the contract.
        contract: String,
        /// Smallest units.
        amount: Uint128,
        /// Passed on to the contract.
        msg: Binary,
    },
    /// Lets a spender use more of the sender's tokens.
    IncreaseAllowance {
        /// Who may spend.
        spender: String,
        /// Added to the allowance, smallest units.
        amount: Uint128,
        /// Replaces the end of the allowance.
        expires: Option<Expiration>,
    },
    /// Lets a spender use less of the sender's tokens.
    DecreaseAllowance {
        /// Who may spend.
        spender: String,
        /// Taken off the allowance, smallest units.
        amount: Uint128,
        /// Replaces the end of the allowance.
        expires: Option<Expiration>,
    },
    /// Moves an owner's tokens within the sender's allowance.
    TransferFrom {
        /// Address whose tokens move.
        owner: String,
        /// Address that gets the tokens.
        recipient: String,
        /// Smallest units.
        amount: Uint128,
    },
    /// Like `Send`, within the sender's allowance.
    SendFrom {
        /// Address whose tokens move.
        owner: String,
        /// Address of the contract.
        contract: String,
        /// Smallest units.
        amount: Uint128,
        /// Passed on to the contract.
        msg: Binary,
    },
    /// Destroys an owner's tokens within the sender's allowance; only for named burners.
    BurnFrom {
        /// Address whose tokens are destroyed.
        owner: String,
        /// Smallest units.
        amount: Uint128,
    },
    /// Minter: creates tokens, at most the yearly bound.
    Mint {
        /// Address that gets them.
        recipient: String,
        /// Smallest units.
        amount: Uint128,
    },
    /// Minter: hands minting to the contract's present owner, or ends it for good.
    UpdateMinter {
        /// The contract's owner; null ends minting for good.
        new_minter: Option<String>,
    },
    /// Marketing account: changes the texts; an empty string clears one. Errors: `OutOfBounds`.
    UpdateMarketing {
        /// URL of the project, at most 512 bytes.
        project: Option<String>,
        /// Description, at most 1,024 bytes.
        description: Option<String>,
        /// Next marketing account.
        marketing: Option<String>,
    },
    /// Marketing account: changes the logo; a URL of at most 512 bytes. Errors: `OutOfBounds`.
    UploadLogo(Logo),
    /// Owner: two-step transfer. Does not move minting, see `UpdateMinter`.
    UpdateOwnership(Action),
    /// Owner: allows an address to burn. At most 20 are named at a time.
    AddBurner {
        /// Address that may burn from now on.
        address: String,
    },
    /// Owner: no longer allows an address to burn.
    RemoveBurner {
        /// Address of the burner.
        address: String,
    },
}

/// cw20-base's queries and, from `Supply` on, ours.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Balance of an address, 0 if it has none.
    #[returns(cw20::BalanceResponse)]
    Balance {
        /// Address of the holder.
        address: String,
    },
    /// Name, symbol, decimals, supply.
    #[returns(cw20::TokenInfoResponse)]
    TokenInfo {},
    /// Who may mint; null if nobody.
    #[returns(Option<cw20::MinterResponse>)]
    Minter {},
    /// How much a spender may use, 0 if nothing.
    #[returns(cw20::AllowanceResponse)]
    Allowance {
        /// Address of the holder.
        owner: String,
        /// Address of the spender.
        spender: String,
    },
    /// Allowances that a holder has given.
    #[returns(cw20::AllAllowancesResponse)]
    AllAllowances {
        /// Address of the holder.
        owner: String,
        /// Continue after this spender.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Allowances that a spender has been given.
    #[returns(cw20::AllSpenderAllowancesResponse)]
    AllSpenderAllowances {
        /// Address of the spender.
        spender: String,
        /// Continue after this holder.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Accounts that have or had a balance.
    #[returns(cw20::AllAccountsResponse)]
    AllAccounts {
        /// Continue after this account.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Texts and kind of logo.
    #[returns(cw20::MarketingInfoResponse)]
    MarketingInfo {},
    /// The embedded logo; an error if there is none.
    #[returns(cw20::DownloadLogoResponse)]
    DownloadLogo {},
    /// Supply, genesis, minted, burned.
    #[returns(SupplyResponse)]
    Supply {},
    /// Named burners in order of address.
    #[returns(BurnersResponse)]
    Burners {
        /// Continue after this address.
        start_after: Option<String>,
        /// Default 10, from 1 to 30.
        limit: Option<u32>,
    },
    /// Owner and pending owner.
    #[returns(cw_ownable::Ownership<String>)]
    Ownership {},
}

/// Migrates to the version of the code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Answer to `supply`, smallest units: `total = genesis + minted - burned`.
#[cw_serde]
pub struct SupplyResponse {
    /// Supply now.
    pub total: Uint128,
    /// Supply at instantiation.
    pub genesis: Uint128,
    /// Minted since instantiation.
    pub minted: Uint128,
    /// Minted in the present mint year.
    pub minted_this_year: Uint128,
    /// What the minter may still mint in the present mint year; 0 when there is no minter.
    pub mint_allowance_left: Uint128,
    /// Burned since instantiation.
    pub burned: Uint128,
    /// The bound, basis points of the supply at the first mint of the year.
    pub max_yearly_mint_bps: u16,
}

/// Answer to `burners`.
#[cw_serde]
pub struct BurnersResponse {
    /// In order of address.
    pub burners: Vec<Addr>,
}
