//! Voting: DAO DAO's voting module and cw20 staking contract in one, with tiers, reputation and perks.
//!
//! Names and shapes up to `UpdateOwnership` are those of dao-voting-cw20-staked and cw20-stake 2.6.0. Amounts are in
//! the token's smallest unit. **Stake** is raw tokens, **power** is stake times the multiplier of its tier: the staking
//! queries speak of stake, the voting queries of power. Heights follow DAO DAO: what changes in a block counts from the
//! next one on. Times are seconds.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal, Uint128};
use cw2::ContractVersion;
use cw20::Cw20ReceiveMsg;
use cw_ownable::Action;
use cw_utils::Duration;

/// The name by which DAO DAO's page knows the interface.
pub const INTERFACE_NAME: &str = "crates.io:dao-voting-cw20-staked";
/// The version of that interface.
pub const INTERFACE_VERSION: &str = "2.6.0";
/// Tiers, at most.
pub const MAX_TIERS: usize = 8;
/// Greatest multiplier of a tier; the least, and that of tier 0, is 1.
pub const MAX_MULTIPLIER: Decimal = Decimal::raw(10_000_000_000_000_000_000);
/// Longest unbonding: four years.
pub const MAX_UNBONDING: u64 = 126_230_400;
/// Claims of an address that may be outstanding.
pub const MAX_CLAIMS: usize = 100;
/// Receivers of stake-change hooks, at most.
pub const MAX_HOOKS: usize = 8;
/// Perks, at most.
pub const MAX_PERKS: usize = 50;
/// Longest perk id, of `a-z 0-9 . _ -`.
pub const MAX_PERK_ID: usize = 32;
/// Longest text of a perk, bytes.
pub const MAX_PERK_TEXT: usize = 280;
/// Shortest half-life of reputation: a day.
pub const MIN_HALF_LIFE: u64 = 86_400;
/// Longest half-life of reputation: 730 days.
pub const MAX_HALF_LIFE: u64 = 63_072_000;
/// Least gas limit of a hook.
pub const MIN_HOOK_GAS: u64 = 200_000;
/// Greatest gas limit of a hook: with all hooks named, a staker never pays for more than 16 million.
pub const MAX_HOOK_GAS: u64 = 2_000_000;
/// Longest pause: 14 days.
pub const MAX_PAUSE: u64 = 1_209_600;
/// Between two changes of the parameters, and between two raises of unbonding: a day.
pub const COOL_DOWN: u64 = 86_400;

/// How long stake takes to come back and what it counts meanwhile.
#[cw_serde]
pub struct Tier {
    /// Seconds from unstaking to the claim; 0 (tier 0 only, when the floor is 0) pays at once.
    pub unbonding: u64,
    /// Power of one staked unit, 1 to 10; exactly 1 in tier 0.
    pub multiplier: Decimal,
}

/// How much stake makes the DAO active; DAO DAO's shape.
#[cw_serde]
pub enum ActiveThreshold {
    /// Staked units, above 0 and at most the supply.
    AbsoluteCount {
        /// The units.
        count: Uint128,
    },
    /// Staked part of the supply, above 0 and at most 1; rounded up to a unit.
    Percentage {
        /// The part.
        percent: Decimal,
    },
}

/// What governance may tune.
#[cw_serde]
pub struct Params {
    /// Half-life of reputation, a day to 730 days.
    pub half_life: u64,
    /// Gas limit of each hook receiver, 200,000 to 2,000,000.
    pub hook_gas: u64,
}

/// A right that other contracts and pages ask for with `has_access`.
#[cw_serde]
pub struct Perk {
    /// 1 to 32 of `a-z 0-9 . _ -`.
    pub id: String,
    /// Least power.
    pub min_power: Uint128,
    /// Least reputation.
    pub min_reputation: Uint128,
    /// What it gives, for people; at most 280 bytes.
    pub text: String,
}

/// Sets up voting over one cw20 token: QER, or an LP token in a second instance.
#[cw_serde]
pub struct InstantiateMsg {
    /// The DAO; the sender (as when the DAO's core instantiates its module) if none.
    pub dao: Option<String>,
    /// Owner; the DAO if none.
    pub owner: Option<String>,
    /// The cw20 token that is staked; must answer `token_info`.
    pub token: String,
    /// 1 to 8, unbonding rising, multipliers not falling.
    pub tiers: Vec<Tier>,
    /// No tier can ever unbond faster: longer than a vote and the timelock together. Fixed.
    pub min_unbonding: u64,
    /// From how much stake on the DAO is active; always if none.
    pub active_threshold: Option<ActiveThreshold>,
    /// Half-life and hook gas.
    pub params: Params,
    /// May pause staking for a time.
    pub guardian: Option<String>,
    /// First perks.
    pub perks: Vec<Perk>,
}

/// Takes no funds.
#[cw_serde]
pub enum ExecuteMsg {
    /// The token: `send` with a [`ReceiveMsg`]. Errors: `WrongToken`, `ZeroAmount`, `UnknownTier`, `Paused`.
    Receive(Cw20ReceiveMsg),
    /// Unstakes from tier 0 and from no other. Errors: as `UnstakeFrom`.
    Unstake {
        /// Stake.
        amount: Uint128,
    },
    /// Pays the claims that matured. Errors: `NothingToClaim`.
    Claim {},
    /// Owner: replaces the unbonding of tier 0; null pays at once. Bounds of `UpdateTiers`. Errors: `HeightDuration`,
    /// `ZeroDuration`.
    UpdateConfig {
        /// `{"time": seconds}` or null.
        duration: Option<Duration>,
    },
    /// Owner: has a contract told of every change of power. Errors: `DuplicateHook`, `TooManyHooks`.
    AddHook {
        /// The contract.
        addr: String,
    },
    /// Owner: ends it. Errors: `UnknownHook`.
    RemoveHook {
        /// The contract.
        addr: String,
    },
    /// The DAO: replaces or removes the active threshold. Errors: `ActivePercentage`, `ActiveCount`.
    UpdateActiveThreshold {
        /// None: always active.
        new_threshold: Option<ActiveThreshold>,
    },
    /// Two-step transfer of ownership.
    UpdateOwnership(Action),
    /// Unstakes from a tier; power falls with the next block, the tokens wait the tier's unbonding as a claim.
    /// Errors: `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`, `TooManyClaims`.
    UnstakeFrom {
        /// The tier.
        tier: u32,
        /// Stake.
        amount: Uint128,
    },
    /// Moves stake to a higher tier at once and for free. Down means unstaking. Errors: `NotHigherTier`,
    /// `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`, `Paused`.
    RaiseTier {
        /// Present tier.
        from: u32,
        /// Higher tier.
        to: u32,
        /// Stake.
        amount: Uint128,
    },
    /// Owner: replaces the list. None can be removed, no multiplier of a present tier changes (power changes with its
    /// stake alone). Unbonding is raised at most to twice the old value (or to 14 days), once a day; lowered freely
    /// down to the floor. Applies to what is unstaked from then on. Errors: `TierCount`, `TierUnbonding`,
    /// `TierMultiplier`, `CoolDown`.
    UpdateTiers {
        /// All tiers.
        tiers: Vec<Tier>,
    },
    /// Owner: replaces the parameters, once a day; each at most doubled or halved. Errors: `ParameterOutOfRange`,
    /// `CoolDown`.
    UpdateParams {
        /// Both.
        params: Params,
    },
    /// Owner: registers or replaces a perk. Errors: `PerkId`, `PerkText`, `TooManyPerks`.
    SetPerk {
        /// By its id.
        perk: Perk,
    },
    /// Owner: ends a perk. Errors: `UnknownPerk`.
    RemovePerk {
        /// Its id.
        id: String,
    },
    /// Owner: replaces or removes the guardian.
    SetGuardian {
        /// None removes.
        guardian: Option<String>,
    },
    /// Guardian or owner: no staking and no raising until then. One-way for the guardian, at most 14 days, and not
    /// again before as long, at least a day, has passed since it ended. Unstaking and claims are never paused. Errors: `NotGuardian`,
    /// `PauseDuration`, `AlreadyPaused`, `CoolDown`.
    Pause {
        /// Seconds from now, 1 to 1,209,600.
        duration: u64,
    },
    /// Owner: ends a pause. Errors: `NotPaused`.
    Unpause {},
}

/// What the token's `send` carries.
#[cw_serde]
pub enum ReceiveMsg {
    /// Stakes the tokens for their sender.
    Stake {
        /// None: tier 0.
        #[serde(default)]
        tier: Option<u32>,
    },
    /// cw20-stake's compounding; refused, with an error that says so: stake equals tokens here.
    Fund {},
}

/// What hook receivers are sent, in DAO DAO's shape.
#[cw_serde]
pub enum StakeChangedExecuteMsg {
    /// Power changed.
    StakeChangeHook(StakeChangedHookMsg),
}

/// Whose power changed by how much. The amounts are power, so that their sum is the power that the queries answer; in
/// tier 0 power is stake. Unlike the queries it is told in the block of the change.
#[cw_serde]
pub enum StakeChangedHookMsg {
    /// Power gained.
    Stake {
        /// Whose.
        addr: Addr,
        /// How much.
        amount: Uint128,
    },
    /// Power lost.
    Unstake {
        /// Whose.
        addr: Addr,
        /// How much.
        amount: Uint128,
    },
}

/// DAO DAO's queries of voting module and staking contract, and, from `Tiers` on, ours.
#[cw_serde]
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
    #[returns(Addr)]
    Dao {},
    /// Name and version of the interface, see `About` for the contract's own.
    #[returns(InfoResponse)]
    Info {},
    /// The staked token.
    #[returns(Addr)]
    TokenContract {},
    /// This contract.
    #[returns(Addr)]
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
    #[returns(cw_ownable::Ownership<Addr>)]
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

/// Power at a height.
#[cw_serde]
pub struct PowerAtHeightResponse {
    /// Power.
    pub power: Uint128,
    /// The height.
    pub height: u64,
}

/// Name and version as DAO DAO's page reads them.
#[cw_serde]
pub struct InfoResponse {
    /// The interface's.
    pub info: ContractVersion,
}

/// Whether the DAO is active.
#[cw_serde]
pub struct IsActiveResponse {
    /// True without a threshold.
    pub active: bool,
}

/// The threshold, if any.
#[cw_serde]
pub struct ActiveThresholdResponse {
    /// None: always active.
    pub active_threshold: Option<ActiveThreshold>,
}

/// Stake at a height.
#[cw_serde]
pub struct StakedBalanceAtHeightResponse {
    /// Stake.
    pub balance: Uint128,
    /// The height.
    pub height: u64,
}

/// All stake at a height.
#[cw_serde]
pub struct TotalStakedAtHeightResponse {
    /// Stake.
    pub total: Uint128,
    /// The height.
    pub height: u64,
}

/// Stake of an address.
#[cw_serde]
pub struct StakedValueResponse {
    /// Stake.
    pub value: Uint128,
}

/// All stake.
#[cw_serde]
pub struct TotalValueResponse {
    /// Stake.
    pub total: Uint128,
}

/// cw20-stake's configuration, also stored in this shape under `config_v2`.
#[cw_serde]
pub struct StakingConfig {
    /// The staked token.
    pub token_address: Addr,
    /// Unbonding of tier 0, `{"time": seconds}`; null if at once.
    pub unstaking_duration: Option<Duration>,
}

/// Receivers of hooks.
#[cw_serde]
pub struct GetHooksResponse {
    /// Addresses.
    pub hooks: Vec<String>,
}

/// A page of stakers.
#[cw_serde]
pub struct ListStakersResponse {
    /// In order of address.
    pub stakers: Vec<StakerBalance>,
}

/// Stake of an address.
#[cw_serde]
pub struct StakerBalance {
    /// Whose.
    pub address: String,
    /// Stake.
    pub balance: Uint128,
}

/// The tiers.
#[cw_serde]
pub struct TiersResponse {
    /// By number, from 0.
    pub tiers: Vec<Tier>,
    /// No tier can unbond faster.
    pub min_unbonding: u64,
}

/// An address now: what the next block's queries answer.
#[cw_serde]
pub struct AccountResponse {
    /// Stake by tier, every tier.
    pub stakes: Vec<Uint128>,
    /// Their sum.
    pub staked: Uint128,
    /// Power.
    pub power: Uint128,
    /// Reputation.
    pub reputation: Uint128,
}

/// A page of those with power.
#[cw_serde]
pub struct StakersResponse {
    /// In order of address.
    pub stakers: Vec<Staker>,
}

/// Someone with power.
#[cw_serde]
pub struct Staker {
    /// Who.
    pub address: Addr,
    /// Stake.
    pub staked: Uint128,
    /// Power.
    pub power: Uint128,
}

/// Reputation of an address.
#[cw_serde]
pub struct ReputationResponse {
    /// In units of stake, rounded down.
    pub reputation: Uint128,
}

/// Whether an address has a perk, and why.
#[cw_serde]
pub struct HasAccessResponse {
    /// Both reach the perk's.
    pub access: bool,
    /// The power that counts.
    pub power: Uint128,
    /// Reputation now.
    pub reputation: Uint128,
}

/// A page of perks.
#[cw_serde]
pub struct PerksResponse {
    /// In order of id.
    pub perks: Vec<Perk>,
}

/// Parameters, guardian, pause.
#[cw_serde]
pub struct SettingsResponse {
    /// Half-life and hook gas.
    pub params: Params,
    /// May pause.
    pub guardian: Option<Addr>,
    /// No staking before; zero or past if not paused.
    pub paused_until: u64,
}

/// Names and versions.
#[cw_serde]
pub struct AboutResponse {
    /// The contract's crate and version, checked by migrations.
    pub about: ContractVersion,
    /// The interface's, as in `Info`.
    pub interface: ContractVersion,
}

/// From an older version of this contract.
#[cw_serde]
pub struct MigrateMsg {}
