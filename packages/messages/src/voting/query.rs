//! Queries of voting.

use cosmwasm_schema::{cw_serde, QueryResponses};

// Only the schema, which is not built for wasm, names the answers.
#[cfg(not(target_arch = "wasm32"))]
use super::*;

/// DAO DAO's queries of voting module and staking contract; from `Tiers` on, our own.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Power of an address before the changes of the block at a height.
    #[returns(PowerAtHeightResponse)]
    VotingPowerAtHeight {
        /// Address of the staker.
        address: String,
        /// Height of the block; the present one if none.
        height: Option<u64>,
    },
    /// Sum of all powers before the changes of the block at a height.
    #[returns(PowerAtHeightResponse)]
    TotalPowerAtHeight {
        /// Height of the block; the present one if none.
        height: Option<u64>,
    },
    /// Address of the DAO.
    #[returns(cosmwasm_std::Addr)]
    Dao {},
    /// Name and version of the interface; `About` has the contract's own.
    #[returns(InfoResponse)]
    Info {},
    /// Address of the staked token.
    #[returns(cosmwasm_std::Addr)]
    TokenContract {},
    /// Address of this contract.
    #[returns(cosmwasm_std::Addr)]
    StakingContract {},
    /// Whether enough is staked for the DAO to be active.
    #[returns(IsActiveResponse)]
    IsActive {},
    /// How much stake makes the DAO active.
    #[returns(ActiveThresholdResponse)]
    ActiveThreshold {},
    /// Power of an address at a height, as `VotingPowerAtHeight`.
    #[returns(StakedBalanceAtHeightResponse)]
    StakedBalanceAtHeight {
        /// Address of the staker.
        address: String,
        /// Height of the block; the present one if none.
        height: Option<u64>,
    },
    /// All power at a height, as `TotalPowerAtHeight`.
    #[returns(TotalStakedAtHeightResponse)]
    TotalStakedAtHeight {
        /// Height of the block; the present one if none.
        height: Option<u64>,
    },
    /// Power of an address now; in cw20-stake what its stake is worth. `Account` answers the stake.
    #[returns(StakedValueResponse)]
    StakedValue {
        /// Address of the staker.
        address: String,
    },
    /// All power now. `Totals` answers the stake.
    #[returns(TotalValueResponse)]
    TotalValue {},
    /// Token and unbonding of tier 0.
    #[returns(StakingConfig)]
    GetConfig {},
    /// What an address has unstaked and not claimed yet, and from when on it can claim it.
    #[returns(cw_controllers::ClaimsResponse)]
    Claims {
        /// Address of the staker.
        address: String,
    },
    /// Addresses of the receivers of hooks.
    #[returns(GetHooksResponse)]
    GetHooks {},
    /// Power by address, in order of address, of all who have ever staked: 0 of those who have unstaked all.
    #[returns(ListStakersResponse)]
    ListStakers {
        /// The last address of the previous page.
        start_after: Option<String>,
        /// Rows; all of them if none, as in cw20-stake.
        limit: Option<u32>,
    },
    /// Owner and pending owner.
    #[returns(cw_ownable::Ownership<cosmwasm_std::Addr>)]
    Ownership {},
    /// All tiers, and the least unbonding that a tier can have.
    #[returns(TiersResponse)]
    Tiers {},
    /// Stake by tier, power and reputation of an address now.
    #[returns(AccountResponse)]
    Account {
        /// Address of the staker.
        address: String,
    },
    /// Stake and power now of all who have ever staked, in order of address: 0 of those who have unstaked all.
    #[returns(StakersResponse)]
    Stakers {
        /// The last address of the previous page.
        start_after: Option<String>,
        /// Rows, at most 30; 10 if none.
        limit: Option<u32>,
    },
    /// All stake and all power now.
    #[returns(TotalsResponse)]
    Totals {},
    /// Reputation of an address now.
    #[returns(ReputationResponse)]
    Reputation {
        /// Address of the staker.
        address: String,
    },
    /// Whether an address has a perk, because its power and reputation are at least the perk's. Power is the lower of
    /// this block's and the next one's: what is staked in this block does not count yet, what is unstaked no longer
    /// does. Errors: `UnknownPerk`.
    #[returns(HasAccessResponse)]
    HasAccess {
        /// Address of the staker.
        address: String,
        /// Id of the perk.
        perk: String,
    },
    /// Perks in order of id.
    #[returns(PerksResponse)]
    Perks {
        /// The last id of the previous page.
        start_after: Option<String>,
        /// Rows, at most 30; 10 if none.
        limit: Option<u32>,
    },
    /// Parameters, guardian and pause.
    #[returns(SettingsResponse)]
    Settings {},
    /// Crate and version of the contract itself, and the interface's.
    #[returns(AboutResponse)]
    About {},
}
