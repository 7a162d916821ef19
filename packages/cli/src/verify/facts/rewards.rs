//! Emissions, their distributor, and the pair whose liquidity is rewarded.

use cosmwasm_std::{Addr, Uint128};
use qerun_messages::emissions;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::VotingFacts;
use qerun_chain::{CodeInfo, ContractInfo};

/// Emissions as their queries answer, and what they send to.
#[derive(Clone, Debug, PartialEq)]
pub struct EmissionsFacts {
    /// Token, treasury, distributor.
    pub config: emissions::Config<Addr>,
    /// The streams, by id.
    pub streams: Vec<emissions::StreamResponse>,
    /// The distributor's distributions, by id.
    pub distributions: Vec<Distribution>,
}

/// A distribution of the official dao-rewards-distributor 2.6.0, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// From 1.
    pub id: u64,
    /// What is distributed, as the contract names it.
    pub denom: Value,
    /// How what is sent comes out.
    pub active_epoch: Epoch,
    /// The contract whose powers are the weights.
    pub vp_contract: String,
    /// The contract that announces each change of them.
    pub hook_caller: String,
    /// Whether anyone may send to it.
    pub open_funding: bool,
    /// All that was sent to it, smallest units.
    pub funded_amount: Uint128,
    /// Who gets what the distributor's owner takes back.
    pub withdraw_destination: String,
}

/// What a distribution does now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// `immediate`, `linear` or `paused`.
    pub emission_rate: Value,
}

/// The second voting instance, over the LP token of the pair of QER, and that pair.
#[derive(Clone, Debug, PartialEq)]
pub struct LiquidityFacts {
    /// The voting instance.
    pub voting: VotingFacts,
    /// What it holds of the LP token, smallest unit.
    pub held: Uint128,
    /// The pair of the LP token; none if its minter is no pair.
    pub pair: Option<QerPairFacts>,
}

/// Astroport's pair of QER and the stablecoin on the home chain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QerPairFacts {
    /// Address of the pair: whoever may mint the LP token.
    pub address: String,
    /// The LP token as the pair names it.
    pub lp_token: String,
    /// The supply of the LP token, smallest unit.
    pub lp_supply: Uint128,
    /// What it trades, as Astroport names it.
    pub assets: Vec<Value>,
    /// `{"xyk":{}}` and others.
    pub pair_type: Value,
    /// The pair as the chain knows it; its creator is the factory.
    pub info: ContractInfo,
    /// The code of the pair.
    pub code: CodeInfo,
    /// The LP token as the chain knows it.
    pub lp_info: ContractInfo,
    /// The code of the LP token.
    pub lp_code: CodeInfo,
    /// The factory as the chain knows it.
    pub factory_info: ContractInfo,
    /// The code of the factory.
    pub factory_code: CodeInfo,
    /// Who may change the factory; empty if it does not tell.
    pub factory_owner: String,
    /// The ids of the codes of new xyk pairs and of their LP tokens.
    pub factory_codes: Option<[u64; 2]>,
    /// The factory's pair of these assets; empty if it knows none.
    pub factory_pair: String,
    /// The fee of a swap, basis points.
    pub fee_bps: u16,
}
