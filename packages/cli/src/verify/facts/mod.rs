//! What is read from the chains, before the rules judge it.

mod airdrop;
mod governance;
mod lending;

use std::collections::BTreeMap;
use std::fmt;

use cosmwasm_std::Uint128;
use cw_ownable::Ownership;
use qerun_messages::reserve::Transport;

pub use self::airdrop::*;
pub use self::governance::*;
pub use self::lending::*;
use qerun_chain::{ChannelEnd, CodeInfo, ContractInfo, Head};
use qerun_deployment::plan::Both;
use qerun_deployment::AIRDROP_CODE;

/// A contract of the deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the contracts' own names
pub enum Role {
    Token,
    Dao,
    Voting,
    Proposals,
    PrePropose,
    Timelock,
    Oracle,
    Market,
    Reserve,
    Outpost,
    /// Only where the genesis gave to one.
    Airdrop,
}

impl Role {
    /// Its name, and the file of its code without `.wasm`.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Role::Token => ("token", "qerun_token_voting"),
            Role::Dao => ("dao", "dao_dao_core"),
            Role::Voting => ("voting", "qerun_token_voting"),
            Role::Proposals => ("proposals", "dao_proposal_single"),
            Role::PrePropose => ("pre-propose", "dao_pre_propose_single"),
            Role::Timelock => ("timelock", "qerun_timelock"),
            Role::Oracle => ("oracle", "qerun_oracle"),
            Role::Market => ("market", "qerun_market"),
            Role::Reserve => ("reserve", "qerun_reserve"),
            Role::Outpost => ("outpost", "qerun_outpost"),
            Role::Airdrop => ("airdrop", AIRDROP_CODE),
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
    /// Bech32, of the chain that it is on.
    pub address: String,
    /// As the wasm module keeps it.
    pub info: ContractInfo,
    /// Of the code that it runs now.
    pub code: CodeInfo,
    /// Number of codes that it has run: one more than its migrations.
    pub codes: usize,
    /// When it was instantiated, Unix seconds; read for timelock and airdrop only, and none if the node has pruned the block.
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
    /// The pair at which the outpost swaps, if it is one.
    pub pool: Option<PoolFacts>,
    /// Both ends of the channel between the reserve and the outpost, or the contract that takes its place.
    pub channel: Both<Option<ChannelEnd>>,
    /// Stablecoins, ETH and QER of the treasury.
    pub treasury: [Uint128; 3],
    /// Lists that were not read to their end.
    pub incomplete: Vec<&'static str>,
}

impl Facts {
    /// The address of a contract.
    #[must_use]
    pub fn at(&self, role: Role) -> &str {
        self.contracts
            .get(&role)
            .map_or("", |contract| contract.address.as_str())
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
