//! Token, DAO, stake and timelock.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use qerun_messages::{timelock, token, voting};
use serde::Deserialize;
use serde_json::Value;

/// QER.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenFacts {
    /// Its first message, from the chain's history.
    pub first: token::InstantiateMsg,
    /// Who may mint.
    pub minter: Option<String>,
    /// Who may change texts.
    pub marketing: Option<String>,
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
    /// Active proposal modules.
    pub modules: usize,
    /// Who may propose.
    pub policy: Value,
    /// The proposal module's rules.
    pub rules: ProposalConfig,
    /// What a proposer puts down.
    pub deposit: Option<DepositInfo>,
}

/// dao-proposal-single's configuration, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ProposalConfig {
    /// The DAO.
    pub dao: String,
    /// When something passes.
    pub threshold: Value,
    /// How long votes are taken.
    pub max_voting_period: Period,
    /// How long nothing passes.
    pub min_voting_period: Option<Period>,
    /// Another veto than the timelock's.
    pub veto: Option<Value>,
}

/// DAO DAO's duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DepositInfo {
    /// How much.
    pub amount: Uint128,
    /// Of what.
    pub denom: Value,
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
    /// Bonds kept.
    pub bonds: Uint128,
    /// Operations that are not over, the newest first.
    pub waiting: Vec<timelock::OperationRow>,
}
