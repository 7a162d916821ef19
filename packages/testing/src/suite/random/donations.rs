//! Donations to every contract and forged packets to those that take packets, counted exactly.

use anyhow::Result;
use cosmwasm_std::{coin, Addr, BankMsg, Uint128};
use rand::Rng;
use serde_json::json;

use super::expectation::Must;
use super::Random;
use crate::suite::{eth, Suite};

/// A contract that can be given something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the contracts' own names
pub enum Recipient {
    Market,
    Reserve,
    Oracle,
    Token,
    /// On the DEX chain.
    Outpost,
}

const RECIPIENTS: [Recipient; 5] = [
    Recipient::Market,
    Recipient::Reserve,
    Recipient::Oracle,
    Recipient::Token,
    Recipient::Outpost,
];

impl Recipient {
    fn addr(self, suite: &Suite) -> Addr {
        let at = &suite.at;
        match self {
            Recipient::Market => at.market.clone(),
            Recipient::Reserve => at.reserve.clone(),
            Recipient::Oracle => at.oracle.clone(),
            Recipient::Token => at.token.clone(),
            Recipient::Outpost => at.outpost.clone(),
        }
    }

    /// The account whose packets go to this contract. It has nothing but what packets carry, so what
    /// it lacks at the end has arrived.
    fn attacker(self, suite: &Suite) -> Addr {
        let name = format!("attacker of {self:?}");
        match self {
            Recipient::Outpost => suite.net.home.addr(&name),
            _ => suite.net.dex.addr(&name),
        }
    }
}

fn send(to: &Addr, amount: Uint128, denom: &str) -> BankMsg {
    BankMsg::Send {
        to_address: to.to_string(),
        amount: vec![coin(amount.u128(), denom)],
    }
}

impl Random {
    /// Gives stablecoins, ETH or QER to a contract that did not ask.
    pub(super) fn donate(&mut self, suite: &mut Suite) -> Result<()> {
        let recipient = RECIPIENTS[self.rng.gen_range(0..RECIPIENTS.len())];
        let kind = match recipient {
            Recipient::Outpost => self.rng.gen_range(0..2),
            _ => self.rng.gen_range(0..3),
        };
        let label = ["stable", "eth", "qer"][kind];
        let amount = match label {
            "eth" => self.amount(eth("0.9")),
            _ => self.coins(),
        };
        self.donate_exactly(suite, recipient, label, amount)
    }

    /// Gives exactly this.
    pub(super) fn donate_exactly(
        &mut self,
        suite: &mut Suite,
        recipient: Recipient,
        label: &'static str,
        amount: Uint128,
    ) -> Result<()> {
        let (to, treasury) = (recipient.addr(suite), suite.at.treasury.clone());
        let what = (
            "donate",
            Must::Succeed,
            format!("{amount} {label} to {recipient:?}"),
        );
        let (stable, ether) = (suite.stable.clone(), suite.eth.clone());
        self.attempt(suite, what, |s| {
            match (recipient, label) {
                (Recipient::Outpost, _) => {
                    let denom = match label {
                        "eth" => s.dex_eth(),
                        _ => s.dex_stable(),
                    };
                    let giver = s.net.dex.addr("giver");
                    s.net.dex.mint(&giver, amount.u128(), &denom)?;
                    s.net.dex.send_msg(&giver, send(&to, amount, &denom))?;
                }
                (_, "qer") => s.fund_qer(&to, amount)?,
                (_, "eth") => {
                    s.net.home.send_msg(&treasury, send(&to, amount, &ether))?;
                }
                _ => {
                    s.net.home.send_msg(&treasury, send(&to, amount, &stable))?;
                }
            }
            Ok(())
        })?;
        *self
            .donations
            .entry((recipient, label.to_owned()))
            .or_default() += amount;
        Ok(())
    }

    /// A packet of a attacker's: no memo, one like the outpost's or the reserve's, or a broken one.
    pub(super) fn forged_packet(&mut self, suite: &mut Suite) -> Result<()> {
        let recipient =
            [Recipient::Market, Recipient::Reserve, Recipient::Outpost][self.rng.gen_range(0..3)];
        let (attacker, to) = (recipient.attacker(suite), recipient.addr(suite));
        let label = ["stable", "eth"][self.rng.gen_range(0..2)];
        let amount = match label {
            "eth" => self.amount(eth("0.9")),
            _ => self.coins(),
        };
        let order_id = self.rng.gen_range(0..50u64).to_string();
        let memo = match self.rng.gen_range(0..5) {
            0 => String::new(),
            1 => r#"{"dest_callback":{"address":7}}"#.to_owned(),
            2 => r#"{"dest_callback":"#.to_owned(),
            _ => {
                let order =
                    json!({"order_id": order_id, "min_out": "1", "deadline": "99999999999"});
                json!({
                    "src_callback": {"address": attacker},
                    "dest_callback": {"address": match recipient { Recipient::Market => &suite.at.reserve, _ => &to }},
                    "wasm": {"contract": to, "msg": {"buy": {"order": order}}},
                    "qerun": order,
                })
                .to_string()
            }
        };
        let timeout = self.rng.gen_range(60..2_000);
        let what = (
            "forged_packet",
            Must::succeed_if(self.open),
            format!("{amount} {label} to {recipient:?} {memo}"),
        );
        *self
            .stakes
            .entry((recipient, label.to_owned()))
            .or_default() += amount;
        if recipient == Recipient::Outpost {
            let treasury = suite.at.treasury.clone();
            let denom = match label {
                "eth" => suite.eth.clone(),
                _ => suite.stable.clone(),
            };
            let msg = send(&attacker, amount, &denom);
            suite.net.home.send_msg(&treasury, msg)?;
            let coin = coin(amount.u128(), denom);
            let home = |s: &mut Suite| {
                let home = &mut s.net.home;
                home.transfer(
                    &attacker,
                    &s.plan.route.home_channel,
                    to.as_str(),
                    coin,
                    timeout,
                    &memo,
                )
            };
            self.attempt(suite, what, home)?;
        } else {
            let denom = match label {
                "eth" => suite.dex_eth(),
                _ => suite.dex_stable(),
            };
            suite.net.dex.mint(&attacker, amount.u128(), &denom)?;
            let coin = coin(amount.u128(), denom);
            let dex = |s: &mut Suite| {
                let dex = &mut s.net.dex;
                dex.transfer(
                    &attacker,
                    &s.plan.route.dex_channel,
                    to.as_str(),
                    coin,
                    timeout,
                    &memo,
                )
            };
            self.attempt(suite, what, dex)?;
        }
        Ok(())
    }

    /// ETH that has arrived from the outpost, smallest unit.
    pub fn returned(&self) -> Uint128 {
        self.returned
    }

    /// What came for orders after they were closed as lost, and was recorded: ETH and stablecoins.
    pub fn late(&self) -> (Uint128, Uint128) {
        (self.late_eth, self.late_stable)
    }

    /// ETH of the protocol's own that made lost orders good.
    pub fn made_good(&self) -> Uint128 {
        self.made_good
    }

    /// What a contract was given in `stable`, `eth` or `qer`, packets included. Exact when no packet
    /// is under way.
    pub fn given(&self, suite: &Suite, recipient: Recipient, label: &str) -> Result<Uint128> {
        let key = (recipient, label.to_owned());
        let donated = self.donations.get(&key).copied().unwrap_or_default();
        let stake = self.stakes.get(&key).copied().unwrap_or_default();
        let (net, attacker) = (&suite.net, recipient.attacker(suite));
        let kept = match (recipient, label) {
            (_, "qer") => Uint128::zero(),
            (Recipient::Outpost, "eth") => net.home.balance(&attacker, &suite.eth)?,
            (Recipient::Outpost, _) => net.home.balance(&attacker, &suite.stable)?,
            (_, "eth") => net.dex.balance(&attacker, &suite.dex_eth())?,
            _ => net.dex.balance(&attacker, &suite.dex_stable())?,
        };
        Ok(donated + stake - kept)
    }
}
