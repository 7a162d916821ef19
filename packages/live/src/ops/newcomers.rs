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
        let alice = self.people.get("alice")?;
        let name = &self.plan.name;
        let people: Vec<Person> = (0..count)
            .map(|i| Person::derived(&format!("{name}-{purpose}{i}"), &self.plan))
            .collect::<Result<_>>()?;
        let mut qer_out = Vec::new();
        for person in &people {
            let msg = token::ExecuteMsg::Transfer {
                recipient: person.at_home().to_owned(),
                amount: (10_000 * ONE).into(),
            };
            qer_out.push(call(&alice.home, &self.at.token, &msg, &[])?);
        }
        self.pay_each(&people, &[self.stable(1_000 * ONE)])?;
        self.home.send(&alice.home, qer_out)?;
        Ok(people)
    }

    /// The faucet pays each of them fees and these coins.
    ///
    /// # Errors
    /// The chain's error.
    pub fn pay_each(&self, people: &[Person], coins: &[Coin]) -> Result<()> {
        let faucet = self.people.get("faucet")?;
        let mut coins = coins.to_vec();
        coins.push(Coin::new(ONE, self.plan.chain.home.fee_denom.clone()));
        coins.sort_by(|a, b| a.denom.cmp(&b.denom));
        let pay = |person: &Person| {
            pack(&MsgSend {
                from_address: faucet.at_home().to_owned(),
                to_address: person.at_home().to_owned(),
                amount: coins.iter().map(proto).collect(),
            })
        };
        self.home
            .send(&faucet.home, people.iter().map(pay).collect())?;
        Ok(())
    }
}
