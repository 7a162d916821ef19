//! A raider wins a vote to take the protocol's ETH and the timelock. The guardian vetoes the operation during its delay;
//! the raider loses the bond, and nothing else moves.

use anyhow::{Context, Result};
use cosmwasm_std::Coin;
use qerun_messages::timelock::{self, BondState, BondsResponse, Class, ExecuteMsg, Status};
use qerun_messages::{reserve, token};

use super::balances::{ensure_equal, Balances};
use super::{ether, ONE};
use crate::net::{call, within, Net, Person};
use crate::ops::{wasm, Vote};

const STAKE: u128 = 100_000 * ONE;

pub fn run(net: &Net) -> Result<String> {
    let (alice, frank) = (net.people.get("alice")?, net.people.get("frank")?);
    let guardian = net.people.get("guardian")?;
    let raider = raider(net)?;
    let before = Balances::of(net)?;
    ensure_equal("the DAO", dao(net)?.as_str(), &net.at.dao)?;

    let own_eth = before.unencumbered;
    let spend = reserve::ExecuteMsg::Spend {
        recipient: raider.at_home().to_owned(),
        amount: own_eth.into(),
    };
    let set_dao = ExecuteMsg::SetDao {
        dao: raider.at_home().to_owned(),
    };
    let messages = vec![
        wasm(&net.at.reserve, &spend)?,
        wasm(&net.at.timelock, &set_dao)?,
    ];
    // Four times the raider's stake against a little more than once as much.
    let votes = [(&raider, Vote::Yes), (alice, Vote::No)];
    let id = net.decide(&votes, "Good for everyone", messages)?;
    let queued = net.operation(id)?;
    ensure_equal("its class", queued.operation.class, Class::Critical)?;
    let (had, treasury) = (net.qer(raider.at_home())?, net.qer(&net.at.timelock)?);
    let bond = queued.operation.bond.u128();
    net.post_bond(&raider, id)?;
    ensure_equal("bonds kept", bonds(net)?, bond)?;
    let posted = net.operation(id)?;
    let ready_at = posted.operation.ready_at.context("no delay runs")?;

    let execute = ExecuteMsg::Execute { id };
    let refused = |words: &str| {
        net.home
            .refuses(&raider.home, &net.at.timelock, &execute, &[], words)
    };
    refused("is not ready before")?;
    let veto = ExecuteMsg::Veto { id, forfeit: true };
    net.home.refuses(
        &frank.home,
        &net.at.timelock,
        &veto,
        &[],
        "only the guardian",
    )?;
    net.on_timelock(guardian, &veto)?;
    refused("is Vetoed")?;
    within(120, "the delay would be over", || {
        Ok(net.home.time()? > ready_at)
    })?;
    refused("is Vetoed")?;

    let vetoed = net.operation(id)?;
    ensure_equal("its status", vetoed.status, Status::Vetoed)?;
    ensure_equal(
        "its bond",
        vetoed.operation.bond_state,
        BondState::Forfeited,
    )?;
    ensure_equal("bonds kept", bonds(net)?, 0)?;
    let has = net.qer(raider.at_home())?.u128();
    ensure_equal("the raider's QER", has, had.u128() - bond)?;
    let now = net.qer(&net.at.timelock)?.u128();
    ensure_equal("the treasury", now, treasury.u128() + bond)?;
    let eth = net.home.has(raider.at_home(), &net.plan.eth_home())?;
    ensure_equal("the raider's ETH", eth, 0)?;
    ensure_equal("the DAO", dao(net)?.as_str(), &net.at.dao)?;
    before.ensure_now(net, "after the veto")?;
    Ok(format!(
        "operation {id} was to take {} and the timelock, took nothing; {} QER forfeited",
        ether(own_eth),
        bond / ONE
    ))
}

/// Someone new with stake in the tier that counts four times, a deposit and a bond.
fn raider(net: &Net) -> Result<Person> {
    let bob = net.people.get("bob")?;
    let raider = Person::derived(&format!("{}-raider", net.plan.name), &net.plan)?;
    let fees = Coin::new(1_000_000u128, net.plan.chain.home.fee_denom.clone());
    net.home.pay(&bob.home, raider.at_home(), &[fees])?;
    let transfer = token::ExecuteMsg::Transfer {
        recipient: raider.at_home().to_owned(),
        amount: (200_000 * ONE).into(),
    };
    let message = call(&bob.home, &net.at.token, &transfer, &[])?;
    net.home.send(&bob.home, vec![message])?;
    let staked = net.stake(&raider, 3, STAKE)?;
    net.counts(&staked)?;
    Ok(raider)
}

fn dao(net: &Net) -> Result<String> {
    net.home.ask(&net.at.timelock, &timelock::QueryMsg::Dao {})
}

fn bonds(net: &Net) -> Result<u128> {
    let bonds: BondsResponse = net
        .home
        .ask(&net.at.timelock, &timelock::QueryMsg::Bonds {})?;
    Ok(bonds.held.u128())
}
