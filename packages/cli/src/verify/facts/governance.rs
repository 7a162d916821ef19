//! Token, DAO, stake and timelock.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use qerun_messages::{timelock, token, voting};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// QER.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenFacts {
    /// Its instantiate message, from the chain's history.
    pub instantiate_msg: token::InstantiateMsg,
    /// Who may mint.
    pub minter: Option<String>,
    /// Who may change texts.
    pub marketing: Option<String>,
    /// Present name, symbol and decimals.
    pub info: cw20::TokenInfoResponse,
    /// What others may take of the treasury's QER.
    pub allowances: Vec<cw20::AllowanceInfo>,
    /// The supply.
    pub supply: token::SupplyResponse,
    /// Who may burn.
    pub burners: Vec<String>,
    /// All balances.
    pub balances: BTreeMap<String, Uint128>,
    /// Whether those are all.
    pub all_balances: bool,
}

/// The DAO.
#[derive(Clone, Debug, PartialEq)]
pub struct DaoFacts {
    /// The core's own admin.
    pub admin: String,
    /// Who is nominated to be that.
    pub nominee: Option<String>,
    /// The core's configuration: name and texts.
    pub core: Value,
    /// Active proposal modules.
    pub modules: usize,
    /// Receivers of hooks of proposals and votes.
    pub hooks: Vec<String>,
    /// Who may propose.
    pub policy: Value,
    /// The proposal module's rules.
    pub rules: ProposalConfig,
    /// What a proposer puts down.
    pub deposit: Option<DepositInfo>,
    /// Who may propose, as the pre-propose module has it.
    pub submission: Value,
    /// The addresses of DAO and proposal module as that module has them.
    pub pre_propose: Option<[String; 2]>,
}

/// dao-proposal-single's configuration, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProposalConfig {
    /// The DAO.
    pub dao: String,
    /// When something passes.
    pub threshold: Value,
    /// How long votes are taken.
    pub max_voting_period: Period,
    /// How long nothing passes.
    pub min_voting_period: Option<Period>,
    /// Whether only members may execute what has passed.
    pub only_members_execute: bool,
    /// Whether votes may be changed.
    pub allow_revoting: bool,
    /// Whether a proposal that fails to execute is over.
    pub close_proposal_on_execution_failure: bool,
    /// Another veto than the timelock's.
    pub veto: Option<Value>,
}

/// DAO DAO's duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Blocks.
    Height(u64),
    /// Seconds.
    Time(u64),
}

impl Default for Period {
    fn default() -> Self {
        Period::Time(0)
    }
}

/// A deposit's terms, as far as they matter here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DepositInfo {
    /// Smallest unit.
    pub amount: Uint128,
    /// The denom as the module answers it.
    pub denom: Value,
    /// When the deposit is refunded.
    pub refund_policy: Value,
}

/// The voting module.
#[derive(Clone, Debug, PartialEq)]
pub struct VotingFacts {
    /// Its DAO.
    pub dao: String,
    /// What is staked.
    pub token: String,
    /// Tiers and floor of unbonding.
    pub tiers: voting::TiersResponse,
    /// From how much stake on the DAO is active.
    pub threshold: Option<voting::ActiveThreshold>,
    /// Receivers of hooks of changes of power.
    pub hooks: Vec<String>,
    /// Rights that others ask for.
    pub perks: Vec<voting::Perk>,
    /// Guardian and pause.
    pub settings: voting::SettingsResponse,
    /// All stake.
    pub staked: Uint128,
    /// All power.
    pub power: Uint128,
    /// Sums of what stakers have: stake and power.
    pub sums: (Uint128, Uint128),
    /// Stakers.
    pub stakers: usize,
}

/// The timelock.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelockFacts {
    /// Roles and terms.
    pub config: timelock::ConfigResponse,
    /// How far control has moved.
    pub stage: timelock::StageResponse,
    /// The registry.
    pub classes: Vec<timelock::ClassRule<Addr>>,
    /// The guardian's pauses.
    pub pauses: Vec<timelock::PauseRow>,
    /// Up to where spending is not critical.
    pub limits: Vec<timelock::SpendLimitRow>,
    /// QER that is held as bonds, smallest unit.
    pub bonds: Uint128,
    /// Operations that are not over, the newest first.
    pub waiting: Vec<timelock::OperationRow>,
}
