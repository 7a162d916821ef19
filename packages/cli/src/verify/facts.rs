//! Everything that is read, before it is judged.

use std::collections::BTreeMap;
use std::fmt;

use cosmwasm_std::{Addr, Uint128};
use cw_ownable::Ownership;
use qerun_messages::reserve::Backing;
use qerun_messages::{market, oracle, outpost, reserve, timelock, token, voting};
use serde::Deserialize;
use serde_json::Value;

use crate::chain::{ChannelEnd, CodeInfo, ContractInfo, Head};
use crate::plan::Both;

/// A contract of the deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// QER.
    Token,
    /// The DAO's core.
    Dao,
    /// Our voting module.
    Voting,
    /// The DAO's proposal module.
    Proposals,
    /// The module that takes deposits.
    PrePropose,
    /// The owner of everything.
    Timelock,
    /// Prices.
    Oracle,
    /// Lending.
    Market,
    /// ETH.
    Reserve,
    /// The DEX chain's side of the reserve.
    Outpost,
}

impl Role {
    /// Its name, and the file of its code without `.wasm`.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Role::Token => ("token", "qerun_token"),
            Role::Dao => ("dao", "dao_dao_core"),
            Role::Voting => ("voting", "qerun_voting"),
            Role::Proposals => ("proposals", "dao_proposal_single"),
            Role::PrePropose => ("pre-propose", "dao_pre_propose_single"),
            Role::Timelock => ("timelock", "qerun_timelock"),
            Role::Oracle => ("oracle", "qerun_oracle"),
            Role::Market => ("market", "qerun_market"),
            Role::Reserve => ("reserve", "qerun_reserve"),
            Role::Outpost => ("outpost", "qerun_outpost"),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names().0)
    }
}

/// A contract as its chain knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContractFacts {
    /// Where.
    pub address: String,
    /// Creator, admin, code.
    pub info: ContractInfo,
    /// Of that code.
    pub code: CodeInfo,
    /// How many codes it has had.
    pub codes: usize,
    /// Owner and pending owner, where it has them.
    pub owner: Option<Ownership<String>>,
}

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

/// The oracle.
#[derive(Clone, Debug, PartialEq)]
pub struct OracleFacts {
    /// May halt.
    pub guardian: Option<String>,
    /// Sources and guards of the plan's assets, as far as they are known to it.
    pub assets: Vec<oracle::AssetResponse>,
    /// Published records.
    pub prices: Vec<oracle::AssetPrice>,
}

/// The market.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketFacts {
    /// What it trades and whom it trusts.
    pub config: market::Config<Addr>,
    /// Risk parameters.
    pub params: market::Params,
    /// Totals.
    pub state: market::StateResponse,
    /// What is paused.
    pub pauses: market::PausesResponse,
    /// Borrowers and those who pledged.
    pub positions: usize,
    /// Sums over positions.
    pub sums: PositionSums,
    /// Sum of the suppliers' shares.
    pub supply_shares: Uint128,
    /// Suppliers.
    pub suppliers: usize,
    /// Its stablecoins in the bank.
    pub held: Uint128,
}

/// Sums over positions and what is owed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PositionSums {
    /// QER pledged.
    pub collateral: Uint128,
    /// Debt shares.
    pub debt_shares: Uint128,
    /// Claims in ETH, owed ones included.
    pub eth: Uint128,
    /// Claims in stablecoins that have not left.
    pub unsent: Uint128,
}

/// The reserve.
#[derive(Clone, Debug, PartialEq)]
pub struct ReserveFacts {
    /// Whom it serves, where it buys.
    pub config: reserve::ConfigResponse,
    /// The books.
    pub backing: Backing,
    /// Orders that are not over.
    pub open_orders: Vec<reserve::OrderResponse>,
    /// Orders in all.
    pub orders: usize,
    /// Batches that are not settled.
    pub open_batches: Vec<reserve::BatchResponse>,
    /// Sum of what waits.
    pub waiting: Uint128,
    /// Its ETH in the bank.
    pub held_eth: Uint128,
    /// Its stablecoins in the bank.
    pub held_stable: Uint128,
}

/// The outpost.
#[derive(Clone, Debug, PartialEq)]
pub struct OutpostFacts {
    /// Whom it serves, where it swaps.
    pub config: outpost::Config<Addr>,
    /// ETH of purchases whose return failed.
    pub held: Uint128,
    /// Its ETH in the bank.
    pub balance: Uint128,
    /// Purchases in all.
    pub purchases: usize,
}

/// A deployment at one height of each chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The home chain.
    pub home: Head,
    /// The DEX chain.
    pub dex: Head,
    /// Contracts by role.
    pub contracts: BTreeMap<Role, ContractFacts>,
    /// QER.
    pub token: TokenFacts,
    /// The DAO.
    pub dao: DaoFacts,
    /// Stake.
    pub voting: VotingFacts,
    /// The owner.
    pub timelock: TimelockFacts,
    /// Prices.
    pub oracle: OracleFacts,
    /// Lending.
    pub market: MarketFacts,
    /// ETH.
    pub reserve: ReserveFacts,
    /// The DEX chain's side.
    pub outpost: OutpostFacts,
    /// Both ends of the reserve's and the outpost's channel.
    pub channel: Both<Option<ChannelEnd>>,
    /// Stablecoins, ETH and QER of the treasury.
    pub treasury: [Uint128; 3],
}

impl Facts {
    /// The address of a contract.
    #[must_use]
    pub fn at(&self, role: Role) -> &str {
        self.contracts
            .get(&role)
            .map_or("", |contract| contract.address.as_str())
    }
}
