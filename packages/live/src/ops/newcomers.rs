//! New people with money.

use anyhow::Result;
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmwasm_std::Coin;
use qerun_chain::pack;
use qerun_messages::token;

use crate::net::{call, proto, Net, Person};

/// A whole token of 6 decimals.
const ONE: u128 = 1_000_000;

impl Net {
    /// New people, named after the deployment and what they are for, with fees, 1,000 stablecoins and 10,000 QER each.
    ///
    /// # Errors
    /// The chain's error.
    pub fn newcomers(&self, purpose: &str, count: usize) -> Result<Vec<Person>> {
        let (alice, faucet) = (self.people.get("alice")?, self.people.get("faucet")?);
        let name = &self.plan.name;
        let people: Vec<Person> = (0..count)
            .map(|i| Person::derived(&format!("{name}-{purpose}{i}"), &self.plan))
            .collect::<Result<_>>()?;
        let fees = Coin::new(ONE, self.plan.chain.home.fee_denom.clone());
        let (mut coins_out, mut qer_out) = (Vec::new(), Vec::new());
        for person in &people {
            let mut coins = [self.stable(1_000 * ONE), fees.clone()];
            coins.sort_by(|a, b| a.denom.cmp(&b.denom));
            coins_out.push(pack(&MsgSend {
                from_address: faucet.at_home().to_owned(),
                to_address: person.at_home().to_owned(),
                amount: coins.iter().map(proto).collect(),
            }));
            let msg = token::ExecuteMsg::Transfer {
                recipient: person.at_home().to_owned(),
                amount: (10_000 * ONE).into(),
            };
            qer_out.push(call(&alice.home, &self.at.token, &msg, &[])?);
        }
        self.home.send(&faucet.home, coins_out)?;
        self.home.send(&alice.home, qer_out)?;
        Ok(people)
    }
}
