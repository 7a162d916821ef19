//! What is read from the chains, before the rules judge it.

mod airdrop;
mod governance;
mod lending;
mod rewards;
mod vesting;

use std::collections::BTreeMap;
use std::fmt;

use cosmwasm_std::Uint128;
use cw_ownable::Ownership;
use qerun_messages::reserve::Transport;
use serde_json::Value;

pub use self::airdrop::*;
pub use self::governance::*;
pub use self::lending::*;
pub use self::rewards::*;
pub use self::vesting::*;
use qerun_chain::{ChannelEnd, CodeInfo, ContractInfo, Head};
use qerun_deployment::plan::Both;
use qerun_deployment::{Contract, Module};

/// A contract of the deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// One that the deployer made; a member's vesting contract by the order in which they were made.
    Made(Contract),
    /// One that the DAO's core made.
    Module(Module),
}

impl Role {
    /// The file of its code, without `.wasm`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Made(contract) => contract.code(),
            Role::Module(module) => module.code(),
        }
    }

    /// Its name in the timelock's recommended tables, where both voting contracts have the same.
    #[must_use]
    pub fn recommended_name(self) -> &'static str {
        match self {
            Role::Made(Contract::LiquidityVoting) => Module::Voting.name(),
            Role::Made(contract) => contract.kind(),
            Role::Module(module) => module.name(),
        }
    }
}

impl From<Contract> for Role {
    fn from(contract: Contract) -> Self {
        Role::Made(contract)
    }
}

impl From<Module> for Role {
    fn from(module: Module) -> Self {
        Role::Module(module)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Role::Made(Contract::Vesting(place)) => write!(f, "vesting[{place}]"),
            Role::Made(contract) => f.write_str(&contract.kind().replace('_', "-")),
            Role::Module(module) => f.write_str(module.name()),
        }
    }
}

/// A contract as its chain knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContractFacts {
    /// Bech32, of the chain that it is on.
    pub address: String,
    /// As the wasm module keeps it.
    pub info: ContractInfo,
    /// Of the code that it runs now.
    pub code: CodeInfo,
    /// Number of codes that it has run: one more than its migrations.
    pub codes: usize,
    /// Its instantiate message, from the chain's history; null if it is no JSON.
    pub made: Value,
    /// When it was instantiated, Unix seconds; read where dates count from it, and none if the node has pruned the
    /// block.
    pub created_at: Option<u64>,
    /// Owner and pending owner, where it has them.
    pub owner: Option<Ownership<String>>,
}

/// A deployment at one height of each chain.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the types say it
pub struct Facts {
    pub home: Head,
    pub dex: Head,
    pub contracts: BTreeMap<Role, ContractFacts>,
    pub token: TokenFacts,
    pub dao: DaoFacts,
    pub voting: VotingFacts,
    pub timelock: TimelockFacts,
    pub oracle: OracleFacts,
    pub market: MarketFacts,
    pub reserve: ReserveFacts,
    /// The DEX chain's side; none where purchases go by Skip.
    pub outpost: Option<OutpostFacts>,
    /// None where QER's genesis gave to none.
    pub airdrop: Option<AirdropFacts>,
    /// None where QER's genesis gave to none.
    pub emissions: Option<EmissionsFacts>,
    /// None where no stream is paid by another voting contract than the DAO's.
    pub liquidity: Option<LiquidityFacts>,
    /// The vesting contracts that the deployer made, in the order in which it did.
    pub vesting: Vec<VestingFacts>,
    /// Those of QER that others made.
    pub other_vesting: OtherVesting,
    /// The pair at which the outpost swaps, if it is one.
    pub pool: Option<PoolFacts>,
    /// Both ends of the channel between the reserve and the outpost, or the contract that takes its place.
    pub channel: Both<Option<ChannelEnd>>,
    /// The app hash that the chain at each end's other side has where that end's light client knows one; none if its node
    /// has pruned the block.
    pub client_blocks: Both<Option<Vec<u8>>>,
    /// Stablecoins, ETH and QER of the treasury.
    pub treasury: [Uint128; 3],
    /// Lists that were not read to their end.
    pub incomplete: Vec<&'static str>,
}

impl Facts {
    /// A contract, if it was found.
    #[must_use]
    pub fn contract(&self, role: impl Into<Role>) -> Option<&ContractFacts> {
        self.contracts.get(&role.into())
    }

    /// The address of a contract.
    #[must_use]
    pub fn at(&self, role: impl Into<Role>) -> &str {
        let found = self.contract(role);
        found.map_or("", |contract| contract.address.as_str())
    }

    /// The home chain's deployer: who made the timelock.
    #[must_use]
    pub fn deployer(&self) -> &str {
        self.creator(Contract::Timelock)
    }

    /// Who made a contract.
    #[must_use]
    pub fn creator(&self, role: impl Into<Role>) -> &str {
        let found = self.contract(role);
        found.map_or("", |contract| contract.info.creator.as_str())
    }

    /// What a contract holds of QER, smallest unit.
    #[must_use]
    pub fn qer_of(&self, role: impl Into<Role>) -> Uint128 {
        let held = self.token.balances.get(self.at(role));
        held.copied().unwrap_or_default()
    }

    /// The channel by which purchases come back, as the DEX chain calls it.
    #[must_use]
    pub fn far_channel(&self) -> &str {
        far_channel(&self.reserve.config.route.transport, self.outpost.as_ref())
    }
}

/// The channel by which what was bought through a transport comes back.
pub(super) fn far_channel<'a>(
    transport: &'a Transport,
    outpost: Option<&'a OutpostFacts>,
) -> &'a str {
    match (transport, outpost) {
        (Transport::Skip(route), _) => &route.return_channel,
        (_, Some(outpost)) => &outpost.config.channel,
        (_, None) => "",
    }
}
