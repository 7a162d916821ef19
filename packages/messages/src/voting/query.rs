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
    /// Power before the changes of that block, as `VotingPowerAtHeight`.
    #[returns(StakedBalanceAtHeightResponse)]
    StakedBalanceAtHeight {
        /// Whose.
        address: String,
        /// None: the present block.
        height: Option<u64>,
    },
    /// All power before the changes of that block, as `TotalPowerAtHeight`.
    #[returns(TotalStakedAtHeightResponse)]
    TotalStakedAtHeight {
        /// None: the present block.
        height: Option<u64>,
    },
    /// Power now; in cw20-stake what the stake is worth. `Account` tells the stake.
    #[returns(StakedValueResponse)]
    StakedValue {
        /// Whose.
        address: String,
    },
    /// All power now. `Totals` tells the stake.
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
    /// Power by address in order of address; as in cw20-stake also of those who have unstaked all (0), and without a
    /// limit everybody.
    #[returns(ListStakersResponse)]
    ListStakers {
        /// An address.
        start_after: Option<String>,
        /// Rows; all if none.
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
    /// Whoever has ever staked, in order of address, as they stand now: 0 of those who have unstaked all.
    #[returns(StakersResponse)]
    Stakers {
        /// An address.
        start_after: Option<String>,
        /// 10 if none, at most 30.
        limit: Option<u32>,
    },
    /// All stake and all power now.
    #[returns(TotalsResponse)]
    Totals {},
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
