//! The members' vesting contracts. No contract lists them: the timelock's registry names them, and the chain knows what the
//! deployer has made.

use serde_json::{json, Value};

use super::cw2_name;
use super::pool::answer;
use crate::verify::{OtherVesting, TimelockFacts, Vest, VestingFacts};
use qerun_chain::{ask, Chain, ChainError};
use qerun_deployment::Contract;

/// What cw-vesting says that it is (cw2).
const NAME: &str = "crates.io:cw-vesting";

/// Accounts of QER that are asked whether they are such a contract, at most; others may have as many as they like.
const LOOKED_AT: usize = 300;

/// Vesting contracts by who made them.
pub(super) struct Found {
    /// The deployer's, with their addresses, in the order in which they were made.
    pub ours: Vec<(String, VestingFacts)>,
    /// Everybody else's.
    pub others: OtherVesting,
}

/// Finds them among the contracts that the timelock's registry names, those that the deployer has made, and the token's
/// accounts. Anyone can make such a contract and send QER to it: ours are the deployer's.
pub(super) fn find(
    home: &dyn Chain,
    (timelock, root): (&TimelockFacts, &str),
    (token, accounts): (&str, Option<&[String]>),
) -> Result<Found, ChainError> {
    let deployer = home.contract(root)?.unwrap_or_default().creator;
    let named = timelock.classes.iter().map(|row| row.contract.to_string());
    let mut named: Vec<String> = named.collect();
    named.sort();
    named.dedup();
    // An older chain does not know the question. There the registry and the accounts have them.
    let mut made = answer(home.contracts_of(&deployer))?.unwrap_or_default();
    made.retain(|address| !named.contains(address));
    // A contract's address is longer than an account's.
    let held = accounts.unwrap_or_default().iter();
    let held =
        held.filter(|at| at.len() == root.len() && !named.contains(at) && !made.contains(at));
    let mut others = OtherVesting {
        all_looked_at: accounts.is_some() && held.clone().count() <= LOOKED_AT,
        ..OtherVesting::default()
    };
    let candidates = named.iter().map(|at| (at, true));
    let candidates = candidates.chain(made.iter().map(|at| (at, false)));
    let candidates = candidates.chain(held.take(LOOKED_AT).map(|at| (at, false)));

    let mut ours = Vec::new();
    for (address, registered) in candidates {
        let Some(info) = home.contract(address)? else {
            continue;
        };
        if cw2_name(home, address)?.as_deref() != Some(NAME) {
            continue;
        }
        // Anyone's contract may say that it is one: what does not answer as one is none.
        let Some(vest) = answer(ask::<_, Vest>(home, address, &json!({"info": {}})))? else {
            continue;
        };
        let of_qer = vest.denom == json!({ "cw20": token });
        match (info.creator == deployer, of_qer || registered) {
            (true, true) => ours.push((info.created, address.clone(), vest)),
            (_, true) => {
                let question = json!({"balance": {"address": address}});
                let answer: cw20::BalanceResponse = ask(home, token, &question)?;
                others.count = others.count.saturating_add(1);
                others.held = others.held.saturating_add(answer.balance);
            }
            // Of another deployment, to which somebody has sent QER.
            (_, false) => {}
        }
    }
    ours.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let ours = (0..=u8::MAX).zip(ours).map(|(place, (_, address, vest))| {
        let facts = vesting_facts(home, &address, place, vest)?;
        Ok((address, facts))
    });
    let ours = ours.collect::<Result<_, ChainError>>()?;
    Ok(Found { ours, others })
}

fn vesting_facts(
    home: &dyn Chain,
    at: &str,
    place: u8,
    vest: Vest,
) -> Result<VestingFacts, ChainError> {
    let history = home.history(at)?;
    let first = history.first().map(|entry| entry.msg.as_slice());
    // What it cannot be read from is not as planned, which the rules say.
    let promised: Value = serde_json::from_slice(first.unwrap_or_default()).unwrap_or_default();
    Ok(VestingFacts {
        role: Contract::Vesting(place).into(),
        promised,
        vest,
        total: ask(home, at, &json!({"total_to_vest": {}}))?,
        vested: ask(home, at, &json!({"vested": {}}))?,
        distributable: ask(home, at, &json!({"distributable": {}}))?,
    })
}
