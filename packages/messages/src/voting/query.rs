//! What people ask voting to tell.

use cosmwasm_schema::{cw_serde, QueryResponses};

// Only the schema, which is not built for wasm, names the answers.
#[cfg(not(target_arch = "wasm32"))]
use super::*;

/// DAO DAO's queries of voting module and staking contract, and, from `Tiers` on, ours.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Power before the changes of that block.
    #[returns(PowerAtHeightResponse)]
    VotingPowerAtHeight {
        /// Whose.
        address: String,
        /// None: the present block.
        height: Option<u64>,
    },
    /// Sum of all powers before the changes of that block.
    #[returns(PowerAtHeightResponse)]
    TotalPowerAtHeight {
        /// None: the present block.
        height: Option<u64>,
    },
    /// The DAO.
    #[returns(cosmwasm_std::Addr)]
    Dao {},
    /// Name and version of the interface, see `About` for the contract's own.
    #[returns(InfoResponse)]
    Info {},
    /// The staked token.
    #[returns(cosmwasm_std::Addr)]
    TokenContract {},
    /// This contract.
    #[returns(cosmwasm_std::Addr)]
    StakingContract {},
    /// Whether enough is staked.
    #[returns(IsActiveResponse)]
    IsActive {},
    /// How much that is.
    #[returns(ActiveThresholdResponse)]
    ActiveThreshold {},
    /// Stake before the changes of that block.
    #[returns(StakedBalanceAtHeightResponse)]
    StakedBalanceAtHeight {
        /// Whose.
        address: String,
        /// None: the present block.
        height: Option<u64>,
    },
    /// All stake before the changes of that block.
    #[returns(TotalStakedAtHeightResponse)]
    TotalStakedAtHeight {
        /// None: the present block.
        height: Option<u64>,
    },
    /// Stake now; in cw20-stake what it is worth, here the same.
    #[returns(StakedValueResponse)]
    StakedValue {
        /// Whose.
        address: String,
    },
    /// All stake now.
    #[returns(TotalValueResponse)]
    TotalValue {},
    /// Token and unbonding of tier 0.
    #[returns(StakingConfig)]
    GetConfig {},
    /// What unbonds, and from when on it can be claimed.
    #[returns(cw_controllers::ClaimsResponse)]
    Claims {
        /// Whose.
        address: String,
    },
    /// Receivers of hooks.
    #[returns(GetHooksResponse)]
    GetHooks {},
    /// Stake by address in order of address; as in cw20-stake also of those who have unstaked all (0).
    #[returns(ListStakersResponse)]
    ListStakers {
        /// An address.
        start_after: Option<String>,
        /// 30 if none, at most 100.
        limit: Option<u32>,
    },
    /// Owner and pending owner.
    #[returns(cw_ownable::Ownership<cosmwasm_std::Addr>)]
    Ownership {},
    /// All tiers and the floor of unbonding.
    #[returns(TiersResponse)]
    Tiers {},
    /// Stake by tier, power and reputation of an address, as they stand now.
    #[returns(AccountResponse)]
    Account {
        /// Whose.
        address: String,
    },
    /// Those with power, in order of address, as they stand now.
    #[returns(StakersResponse)]
    Stakers {
        /// An address.
        start_after: Option<String>,
        /// 10 if none, at most 30.
        limit: Option<u32>,
    },
    /// Reputation now.
    #[returns(ReputationResponse)]
    Reputation {
        /// Whose.
        address: String,
    },
    /// Whether an address has a perk: power and reputation reach the perk's. Power is the lower of the present
    /// block's and the coming one's: what is staked in this block does not count yet, what is unstaked counts no more.
    /// Errors: `UnknownPerk`.
    #[returns(HasAccessResponse)]
    HasAccess {
        /// Whose.
        address: String,
        /// The perk's id.
        perk: String,
    },
    /// Perks in order of id.
    #[returns(PerksResponse)]
    Perks {
        /// An id.
        start_after: Option<String>,
        /// 10 if none, at most 30.
        limit: Option<u32>,
    },
    /// Parameters, guardian, pause.
    #[returns(SettingsResponse)]
    Settings {},
    /// The contract itself: crate and version, apart from the interface's.
    #[returns(AboutResponse)]
    About {},
}
