//! The positions: each with a loan-to-value and a debt of its own, so that the order of health has no ties.

use anyhow::Result;
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmwasm_std::{to_json_binary, Coin};
use qerun_chain::pack;
use qerun_messages::market::{ExecuteMsg, ReceiveMsg};
use qerun_messages::token;

use super::ONE;
use crate::load::tx_burst::{self, Job, Queue};
use crate::net::{call, proto, Net, Person};

/// Transfers in one transaction.
const AT_ONCE: usize = 50;
/// QER per dollar of debt of the least healthy position, thousandths, at a dollar a QER: the maximum LTV allows 2.5. Each
/// of the others has a thousandth more than the one before.
const LEAST: u128 = 2_503;
/// Those that become unhealthy first. A liquidation of a part would leave less than the smallest debt: so all is repaid.
const SMALL: usize = 80;

/// A borrower, the least healthy first.
pub struct Borrower {
    pub person: Person,
    /// QER pledged, smallest unit.
    pub collateral: u128,
    /// Stablecoins borrowed, smallest unit.
    pub debt: u128,
}

/// Who they are.
///
/// # Errors
/// A name that gives no key.
pub fn of(net: &Net, count: usize) -> Result<Vec<Borrower>> {
    let mut borrowers = Vec::new();
    for nth in 0..count {
        let place = nth as u128;
        let whole = if nth < SMALL {
            51 + place % 9
        } else {
            74 + place % 11
        };
        let debt = whole * ONE + place;
        borrowers.push(Borrower {
            person: Person::derived(&format!("{}/{nth}", net.plan.name), &net.plan)?,
            collateral: debt * (LEAST + place) / 1_000,
            debt,
        });
    }
    Ok(borrowers)
}

/// They get fees, and QER is pledged for them: there is no price yet.
///
/// # Errors
/// The chain's error.
pub fn pledge(net: &Net, borrowers: &[Borrower]) -> Result<()> {
    let (faucet, alice) = (net.people.get("faucet")?, net.people.get("alice")?);
    for some in borrowers.chunks(AT_ONCE) {
        let (mut coins, mut tokens) = (Vec::new(), Vec::new());
        for borrower in some {
            let fees = Coin::new(ONE, net.plan.chain.home.fee_denom.clone());
            coins.push(pack(&MsgSend {
                from_address: faucet.at_home().to_owned(),
                to_address: borrower.person.at_home().to_owned(),
                amount: vec![proto(&fees)],
            }));
            let pledge = token::ExecuteMsg::Send {
                contract: net.at.market.clone(),
                amount: borrower.collateral.into(),
                msg: to_json_binary(&ReceiveMsg::DepositCollateral {
                    on_behalf_of: Some(borrower.person.at_home().to_owned()),
                })?,
            };
            tokens.push(call(&alice.home, &net.at.token, &pledge, &[])?);
        }
        net.home.send(&faucet.home, coins)?;
        net.home.send(&alice.home, tokens)?;
    }
    Ok(())
}

/// All of them borrow at once. Returns the sum of the debts.
///
/// # Errors
/// The chain's error.
pub fn borrow(net: &Net, borrowers: &[Borrower]) -> Result<u128> {
    let mut queues = Vec::new();
    for borrower in borrowers {
        let who = &borrower.person.home;
        let msg = ExecuteMsg::Borrow {
            amount: borrower.debt.into(),
            min_received: None,
            use_perk: None,
        };
        queues.push(Queue {
            key: who,
            account: net.home.account(&who.address)?,
            jobs: vec![Job {
                messages: vec![call(who, &net.at.market, &msg, &[])?],
                gas: 1_500_000,
            }],
        });
    }
    tx_burst::send(&net.home, &mut queues)?;
    Ok(borrowers.iter().map(|borrower| borrower.debt).sum())
}
