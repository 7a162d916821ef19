//! Ten of the thousand claim, each with the message that `qerun airdrop proof` gives; later nobody can, and the rest goes to
//! the treasury.

use anyhow::{Context, Result};
use qerun_messages::airdrop::{ExecuteMsg, QueryMsg, TotalsResponse};

use super::genesis::Genesis;
use super::{nth, qer, ENTRIES};
use crate::net::{ensure_equal, until, Net, Person, Program};

/// Everybody claims, and what must be refused is.
pub fn claim(net: &Net, genesis: &Genesis, people: &[Person]) -> Result<String> {
    let airdrop = address(net)?;
    let program = Program::beside_this()?;
    let (mut sum, mut gas) = (0, Vec::new());
    for (place, person) in people.iter().enumerate() {
        let msg = message(&program, genesis, person)?;
        let other = nth(people, (place + 1) % people.len())?;
        if place == 0 {
            net.home
                .refuses(&other.home, airdrop, &msg, &[], "the proof does not show")?;
        }
        let sent = net.home.execute(&person.home, airdrop, &msg, &[])?;
        gas.push(sent.gas_used);
        let ExecuteMsg::Claim { amount, proof, .. } = &msg else {
            anyhow::bail!("qerun airdrop proof gave {msg:?}");
        };
        // 1,000 entries are a tree of ten floors; some leaves are nearer to the root.
        anyhow::ensure!((4..=10).contains(&proof.len()), "{} hashes", proof.len());
        ensure_equal("what was claimed", net.qer(person.at_home())?, *amount)?;
        sum += amount.u128();
        net.home
            .refuses(&person.home, airdrop, &msg, &[], "already")?;
    }
    let early = ExecuteMsg::ReturnRest {};
    let words = "until then nothing is returned";
    let first = nth(people, 0)?;
    net.home.refuses(&first.home, airdrop, &early, &[], words)?;
    let now = totals(net)?;
    ensure_equal("claimed", now.claimed.u128(), sum)?;
    ensure_equal("claims", usize::try_from(now.claims)?, people.len())?;
    ensure_equal("left", now.left.u128(), genesis.total - sum)?;
    ensure_equal("the airdrop's QER", net.qer(airdrop)?, now.left)?;
    gas.sort_unstable();
    Ok(format!(
        "{} of {ENTRIES} have claimed {}, gas {:?} to {:?}; again and with another's proof refused",
        people.len(),
        qer(sum),
        gas.first().unwrap_or(&0),
        gas.last().unwrap_or(&0),
    ))
}

/// After the end: no claim, and anyone returns the rest.
pub fn end(net: &Net, people: &[Person]) -> Result<String> {
    let airdrop = address(net)?;
    let end = net
        .home
        .ask::<_, qerun_messages::airdrop::Config<String>>(airdrop, &QueryMsg::Config {})?;
    until(600, "the airdrop's end", || {
        Ok((net.home.time()? >= end.end).then_some(()))
    })?;
    let first = nth(people, 0)?;
    let late = ExecuteMsg::Claim {
        index: 0,
        amount: 1u128.into(),
        proof: vec![],
    };
    net.home
        .refuses(&first.home, airdrop, &late, &[], "claims ended at")?;
    let (left, treasury) = (totals(net)?.left, net.qer(&net.at.timelock)?);
    let msg = ExecuteMsg::ReturnRest {};
    net.home.execute(&first.home, airdrop, &msg, &[])?;
    ensure_equal("the airdrop's QER", net.qer(airdrop)?.u128(), 0)?;
    let now = net.qer(&net.at.timelock)?;
    ensure_equal("the treasury", now, treasury + left)?;
    net.home
        .refuses(&first.home, airdrop, &msg, &[], "was returned already")?;
    Ok(format!("{} went to the treasury", qer(left.u128())))
}

/// The message by which a person claims.
fn message(program: &Program, genesis: &Genesis, person: &Person) -> Result<ExecuteMsg> {
    let text = program.run(&[
        "airdrop".as_ref(),
        "proof".as_ref(),
        "--dir".as_ref(),
        genesis.proofs.as_os_str(),
        "--address".as_ref(),
        person.at_home().as_ref(),
    ])?;
    serde_json::from_str(&text).with_context(|| text.clone())
}

fn totals(net: &Net) -> Result<TotalsResponse> {
    net.home.ask(address(net)?, &QueryMsg::Totals {})
}

fn address(net: &Net) -> Result<&str> {
    net.at.airdrop.as_deref().context("no airdrop is deployed")
}
