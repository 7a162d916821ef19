//! The users, and their funds.

use anyhow::{Context, Result};
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::Any;
use cosmwasm_std::Coin;
use qerun_chain::pack;
use qerun_messages::token;

use super::tx_burst::{Job, Queue};
use super::{ONE, STABLE_EACH};
use crate::net::{call, proto, Net, Person};

/// Transfers in one transaction.
const AT_ONCE: usize = 50;

pub struct User {
    pub person: Person,
    /// All QER of the user, which becomes collateral.
    pub collateral: u128,
    /// Stablecoins to borrow.
    pub debt: u128,
}

/// Makes the users and gives them fees, stablecoins and QER.
pub fn create_users(net: &Net, count: usize) -> Result<Vec<User>> {
    let mut users = Vec::new();
    for nth in 0..count {
        let person = Person::derived(&format!("{}/{nth}", net.plan.name), &net.plan)?;
        // 60 to 100 USDC, all different in their last digits.
        let debt = (60 + nth as u128 % 41) * ONE + nth as u128;
        users.push(User {
            person,
            collateral: 400 * ONE + nth as u128,
            debt,
        });
    }
    let (faucet, alice) = (net.people.get("faucet")?, net.people.get("alice")?);
    for some in users.chunks(AT_ONCE) {
        let mut coins = Vec::new();
        let mut tokens = Vec::new();
        for user in some {
            let mut given = [
                net.stable(STABLE_EACH),
                Coin::new(100_000u128, net.plan.chain.home.fee_denom.clone()),
            ];
            given.sort_by(|a, b| a.denom.cmp(&b.denom));
            coins.push(pack(&MsgSend {
                from_address: faucet.at_home().to_owned(),
                to_address: user.person.at_home().to_owned(),
                amount: given.iter().map(proto).collect(),
            }));
            let transfer = token::ExecuteMsg::Transfer {
                recipient: user.person.at_home().to_owned(),
                amount: user.collateral.into(),
            };
            tokens.push(call(&alice.home, &net.at.token, &transfer, &[])?);
        }
        net.home.send(&faucet.home, coins).context("coins")?;
        net.home.send(&alice.home, tokens).context("QER")?;
    }
    Ok(users)
}

/// An empty queue for each user.
pub fn queues<'a>(net: &Net, users: &'a [User]) -> Result<Vec<Queue<'a>>> {
    let queue = |user: &'a User| {
        Ok(Queue {
            key: &user.person.home,
            account: net.home.account(user.person.at_home())?,
            jobs: Vec::new(),
        })
    };
    users.iter().map(queue).collect()
}

/// A transaction with one message.
pub fn job(message: Any, gas: u64) -> Job {
    Job {
        messages: vec![message],
        gas,
    }
}
