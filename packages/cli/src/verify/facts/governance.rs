//! Token, DAO, stake and timelock.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use qerun_messages::{timelock, token, voting};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The QER token as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenFacts {
    /// Its instantiate message, from the chain's history.
    pub instantiate_msg: token::InstantiateMsg,
    /// Address that may mint; none if nobody may.
    pub minter: Option<String>,
    /// Address that may change logo and texts.
    pub marketing: Option<String>,
    /// Name, symbol and decimals now; the instantiate message has the original ones.
    pub info: cw20::TokenInfoResponse,
    /// What others may take of the treasury's QER.
    pub allowances: Vec<cw20::AllowanceInfo>,
    /// At genesis, minted and in all, smallest unit.
    pub supply: token::SupplyResponse,
    /// Addresses that may burn QER.
    pub burners: Vec<String>,
    /// By address, smallest unit.
    pub balances: BTreeMap<String, Uint128>,
    /// False if there are too many accounts to look at: then these are the deployment's own.
    pub all_balances: bool,
}

/// DAO DAO's core and modules as their queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct DaoFacts {
    /// The core's own admin.
    pub admin: String,
    /// Next admin of the core, not accepted yet.
    pub nominee: Option<String>,
    /// The core's configuration: name and texts.
    pub core: Value,
    /// Number of active proposal modules.
    pub modules: usize,
    /// Receivers of hooks of proposals and votes.
    pub hooks: Vec<String>,
    /// `proposal_creation_policy` of the proposal module.
    pub policy: Value,
    /// `config` of the proposal module.
    pub rules: ProposalConfig,
    /// The deposit of a proposer; none if none is asked for.
    pub deposit: Option<DepositInfo>,
    /// Who may propose, as the pre-propose module has it.
    pub submission: Value,
    /// The addresses of DAO and proposal module as that module has them.
    pub pre_propose: Option<[String; 2]>,
}

/// dao-proposal-single's configuration, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProposalConfig {
    /// Address of the core.
    pub dao: String,
    /// Votes that a proposal needs, as DAO DAO encodes it.
    pub threshold: Value,
    /// The vote's length.
    pub max_voting_period: Period,
    /// No proposal passes earlier than this; none without a minimum.
    pub min_voting_period: Option<Period>,
    /// Whether only members may execute what has passed.
    pub only_members_execute: bool,
    /// Whether votes may be changed.
    pub allow_revoting: bool,
    /// Whether a proposal that fails to execute is over.
    pub close_proposal_on_execution_failure: bool,
    /// DAO DAO's own veto, besides the timelock's.
    pub veto: Option<Value>,
}

/// DAO DAO's duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// In blocks.
    Height(u64),
    /// In seconds.
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
    /// Smallest unit of the denom.
    pub amount: Uint128,
    /// The denom as the module answers it.
    pub denom: Value,
    /// `always`, `only_passed` or `never`.
    pub refund_policy: Value,
}

/// Our voting module as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct VotingFacts {
    /// Address of the DAO's core.
    pub dao: String,
    /// Address of the cw20 that is staked.
    pub token: String,
    /// Tiers and floor of unbonding.
    pub tiers: voting::TiersResponse,
    /// From how much stake on the DAO is active.
    pub threshold: Option<voting::ActiveThreshold>,
    /// Receivers of hooks of changes of power.
    pub hooks: Vec<String>,
    /// Rights that others ask for.
    pub perks: Vec<voting::Perk>,
    /// Guardian, pause and parameters.
    pub settings: voting::SettingsResponse,
    /// Total stake, smallest unit of QER.
    pub staked: Uint128,
    /// Total power now, in the same unit.
    pub power: Uint128,
    /// Stake and power added up over all stakers.
    pub sums: (Uint128, Uint128),
    /// Number of stakers.
    pub stakers: usize,
}

/// The timelock as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelockFacts {
    /// Roles, delays, bonds.
    pub config: timelock::ConfigResponse,
    /// Stage of governance: how far control has moved to the DAO.
    pub stage: timelock::StageResponse,
    /// The classes of messages.
    pub classes: Vec<timelock::ClassRule<Addr>>,
    /// Pauses that the guardian may send.
    pub pauses: Vec<timelock::PauseRow>,
    /// Amounts above which spending is critical.
    pub limits: Vec<timelock::SpendLimitRow>,
    /// QER that is held as bonds, smallest unit.
    pub bonds: Uint128,
    /// Operations that are not over, the newest first.
    pub waiting: Vec<timelock::OperationRow>,
    /// How often executed operations have given a contract another code, by address.
    pub migrations: BTreeMap<String, usize>,
}
