//! Reads a deployment, beginning with its timelock.

mod airdrop;
mod contract;
mod governance;
mod lending;
mod pool;
mod qer_pair;
mod rewards;
mod token;
mod vesting;

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Addr};
use qerun_messages::reserve::Transport;
use serde::Deserialize;
use serde_json::{json, Value};

use self::airdrop::airdrop_facts;
use self::contract::contract_facts;
use self::governance::{dao_facts, timelock_facts, voting_facts};
use self::lending::{market_facts, oracle_facts, outpost_facts, reserve_facts};
use self::pool::pool_facts;
use self::rewards::{emissions_facts, liquidity_facts, liquidity_voting};
use self::token::{accounts, instantiate_msg, token_facts};
use super::facts::far_channel;
use super::pages::read_all;
use super::{Facts, Role, TimelockFacts, VerifyError};
use qerun_chain::{ask, Chain, ChainError, ChannelEnd};
use qerun_deployment::plan::Both;
use qerun_deployment::{Contract, Module};

/// Rows that our contracts give at a time.
const PAGE: u32 = 30;

/// Names of lists that were not read to their end.
type Incomplete = Vec<&'static str>;

#[derive(PartialEq, Deserialize)]
struct ProposalModule {
    address: String,
}

#[derive(Deserialize)]
struct ContractVersion {
    contract: String,
}

/// Reads everything. `root` is the timelock.
///
/// # Errors
/// [`VerifyError::Chain`] when something cannot be read, [`VerifyError::Missing`] when a contract
/// cannot be found from the timelock.
pub fn gather(home: &dyn Chain, dex: &dyn Chain, root: &str) -> Result<Facts, VerifyError> {
    let mut lists = Incomplete::new();
    let incomplete = &mut lists;
    let timelock = timelock_facts(home, root, incomplete)?;
    let mut at = found(home, root, &timelock)?;
    let missing = |role: Role| VerifyError::Missing {
        role,
        root: root.to_owned(),
    };
    let dao_at = timelock.config.dao.to_string();
    at.insert(Contract::Timelock.into(), root.to_owned());
    at.insert(Contract::Token.into(), timelock.config.token.to_string());
    let voting_at: String = ask(home, &dao_at, &json!({"voting_module": {}}))?;
    let modules = read_all(
        incomplete,
        "proposal modules",
        |last: Option<&ProposalModule>| {
            let question =
                json!({"active_proposal_modules": {"start_after": last.map(|m| &m.address)}});
            ask(home, &dao_at, &question)
        },
    )?;
    let first = modules
        .first()
        .ok_or_else(|| missing(Module::Proposals.into()))?;
    let proposals_at = first.address.clone();
    let dao = dao_facts(home, &dao_at, &proposals_at, modules.len())?;
    if let Some(address) = pre_propose(&dao.policy) {
        at.insert(Module::PrePropose.into(), address.to_owned());
    }
    at.insert(Contract::Dao.into(), dao_at);
    at.insert(Module::Proposals.into(), proposals_at);
    at.insert(Module::Voting.into(), voting_at);
    let address =
        |at: &BTreeMap<Role, String>, role: Role| at.get(&role).cloned().ok_or(missing(role));

    let market = market_facts(home, &address(&at, Contract::Market.into())?, incomplete)?;
    let reserve = reserve_facts(home, &address(&at, Contract::Reserve.into())?, incomplete)?;
    let route = &reserve.config.route;
    let outpost = match route.transport {
        // Packets go to a contract of Skip, which does not answer our queries.
        Transport::Skip(_) => None,
        Transport::Callbacks {} | Transport::IbcHooks {} => {
            at.insert(Contract::Outpost.into(), route.receiver.clone());
            Some(outpost_facts(dex, &route.receiver, incomplete)?)
        }
    };
    let channel = Both {
        home: home.channel(&route.channel)?,
        dex: dex.channel(far_channel(&route.transport, outpost.as_ref()))?,
    };
    let client_blocks = Both {
        home: client_block(channel.home.as_ref(), dex)?,
        dex: client_block(channel.dex.as_ref(), home)?,
    };
    let oracle = oracle_facts(
        home,
        &address(&at, Contract::Oracle.into())?,
        &market.config,
        incomplete,
    )?;
    let voting = voting_facts(home, &address(&at, Module::Voting.into())?, incomplete)?;
    let pool = match &outpost {
        Some(outpost) => pool_facts(dex, &outpost.config.venue)?,
        None => None,
    };
    let token_at = address(&at, Contract::Token.into())?;
    let genesis = instantiate_msg(home, &token_at)?;
    let airdrop = match airdrop::find(home, &genesis, airdrop::AIRDROP)? {
        Some(address) => {
            let facts = airdrop_facts(home, &address)?;
            at.insert(Contract::Airdrop.into(), address);
            Some(facts)
        }
        None => None,
    };
    let emissions = match airdrop::find(home, &genesis, airdrop::EMISSIONS)? {
        Some(address) => {
            let facts = emissions_facts(home, &address, incomplete)?;
            at.insert(Contract::Emissions.into(), address);
            at.insert(
                Contract::Distributor.into(),
                facts.config.distributor.to_string(),
            );
            Some(facts)
        }
        None => None,
    };
    let liquidity = match liquidity_voting(emissions.as_ref()) {
        Some(address) => {
            let facts = liquidity_facts(home, &address, incomplete)?;
            at.insert(Contract::LiquidityVoting.into(), address);
            Some(facts)
        }
        None => None,
    };
    let accounts = accounts(home, &token_at, incomplete)?;
    let of_qer = (token_at.as_str(), accounts.as_deref());
    let vesting = vesting::find(home, (&timelock, root), of_qer)?;
    let other_vesting = vesting.others;
    let (addresses, vesting): (Vec<_>, Vec<_>) = vesting.ours.into_iter().unzip();
    at.extend(vesting.iter().map(|facts| facts.role).zip(addresses));

    let mut contracts = BTreeMap::new();
    for (role, address) in at {
        let chain = if role == Contract::Outpost.into() {
            dex
        } else {
            home
        };
        contracts.insert(role, contract_facts(chain, role, address)?);
    }
    let mut ours: Vec<String> = Vec::new();
    for contract in contracts.values() {
        ours.extend([contract.address.clone(), contract.info.creator.clone()]);
    }
    let home_prefix = |address: &String| address.split('1').next() == root.split('1').next();
    ours.retain(home_prefix);
    let holders = (root, accounts.as_deref(), ours.as_slice());
    let token = token_facts(home, &token_at, genesis, holders, incomplete)?;
    let bonds = timelock.bonds;
    let qer = token.balances.get(root).copied().unwrap_or_default();
    let treasury = [
        home.balance(root, &market.config.stable_denom)?,
        home.balance(root, &reserve.config.config.eth_denom)?,
        qer.saturating_sub(bonds),
    ];
    Ok(Facts {
        home: home.head()?,
        dex: dex.head()?,
        channel,
        client_blocks,
        contracts,
        dao,
        voting,
        timelock,
        oracle,
        market,
        reserve,
        outpost,
        airdrop,
        emissions,
        liquidity,
        vesting,
        other_vesting,
        token,
        pool,
        treasury,
        incomplete: lists,
    })
}

/// What the other chain says of the block that the light client of a channel's end knows.
fn client_block(
    end: Option<&ChannelEnd>,
    other: &dyn Chain,
) -> Result<Option<Vec<u8>>, ChainError> {
    match end.and_then(|end| end.client_block.as_ref()) {
        Some(block) => other.app_hash(block.height),
        None => Ok(None),
    }
}

/// The contracts that the timelock's registry and pauses name, by what they say they are (cw2).
fn found(
    home: &dyn Chain,
    root: &str,
    facts: &TimelockFacts,
) -> Result<BTreeMap<Role, String>, VerifyError> {
    let mut at = BTreeMap::new();
    let registry = facts.classes.iter().map(|row| &row.contract);
    let named = registry.chain(facts.pauses.iter().map(|row| &row.rule.contract));
    let mut seen: Vec<&Addr> = named.collect();
    seen.sort();
    seen.dedup();
    for address in seen {
        let role = match cw2_name(home, address.as_str())?.as_deref() {
            Some("crate:qerun-oracle") => Contract::Oracle,
            Some("crate:qerun-market") => Contract::Market,
            Some("crate:qerun-reserve") => Contract::Reserve,
            _ => continue,
        };
        at.entry(role.into()).or_insert_with(|| address.to_string());
    }
    for role in [Contract::Oracle, Contract::Market, Contract::Reserve].map(Role::from) {
        if !at.contains_key(&role) {
            let root = root.to_owned();
            return Err(VerifyError::Missing { role, root });
        }
    }
    Ok(at)
}

/// What a contract says that it is (cw2); none if it does not say.
fn cw2_name(home: &dyn Chain, address: &str) -> Result<Option<String>, ChainError> {
    let raw = home.raw(address, b"contract_info")?;
    let version = raw.and_then(|raw| from_json::<ContractVersion>(&raw).ok());
    Ok(version.map(|version| version.contract))
}

/// The address in a creation policy that is a module's.
fn pre_propose(policy: &Value) -> Option<&str> {
    policy.get("module")?.get("addr")?.as_str()
}
