//! Two members: one gets nothing before the cliff and its part after it, the other is cancelled by the DAO.

use anyhow::{ensure, Context, Result};
use qerun_chain::{Chain, Sent};
use qerun_deployment::plan::MemberPlan;
use qerun_messages::timelock::{ExecuteMsg, Status};
use serde_json::{json, Value};

use super::{nth, qer};
use crate::net::{ensure_equal, within, Net, Person};
use crate::ops::{wasm, yes};

/// The contract's words when nothing can be paid.
const NOTHING: &str = "request must be <= claimable and > 0";

/// A member's official vesting contract.
pub struct Vesting<'a> {
    net: &'a Net,
    member: &'a MemberPlan,
    address: &'a str,
    /// Time of the block in which it was instantiated.
    start: u64,
}

impl<'a> Vesting<'a> {
    /// The first two of the plan.
    pub fn both(net: &'a Net) -> Result<[Self; 2]> {
        let one = |place: usize| {
            let address = net.at.vesting.get(place).context("a member is missing")?;
            let created = net.home.contract(address)?.context("no vesting")?.created;
            let time = net.home.time_at(created)?;
            Ok::<_, anyhow::Error>(Vesting {
                net,
                member: net.plan.team.get(place).context("a member is missing")?,
                address,
                start: time.context("its block is gone")?,
            })
        };
        Ok([one(0)?, one(1)?])
    }

    /// Before the cliff nothing has vested, and nothing is paid.
    pub fn nothing_yet(&self) -> Result<String> {
        let before = self.paid()?;
        let vested: cosmwasm_std::Uint128 = self.ask(&json!({"vested": {"t": null}}))?;
        ensure_equal("vested", vested.u128(), 0)?;
        let anyone = self.net.people.get("alice")?;
        let (home, msg) = (&self.net.home, distribute());
        home.refuses(&anyone.home, self.address, &msg, &[], NOTHING)?;
        let now = self.net.home.time()?;
        ensure!(now < self.cliff(), "the cliff was over too early: {now}");
        ensure_equal("what was paid", self.paid()?, before)?;
        let (name, left) = (&self.member.name, self.cliff() - now);
        Ok(format!("{name} is paid nothing {left} s before the cliff"))
    }

    /// After it anyone has it paid what has vested by then, to the unit or one less.
    pub fn distribute(&self, people: &[Person]) -> Result<String> {
        self.after_the_cliff()?;
        let before = self.paid()?;
        let anyone = nth(people, 9)?;
        let home = &self.net.home;
        let sent = home.execute(&anyone.home, self.address, &distribute(), &[])?;
        let (paid, vested) = (self.paid()? - before, self.vested(&sent)?);
        ensure!(paid.abs_diff(vested) <= 1, "paid {paid}, vested {vested}");
        let left = self.net.qer(self.address)?.u128();
        ensure_equal("what is left", left, self.member.amount.u128() - paid)?;
        Ok(format!(
            "{} was paid {}, gas {}",
            self.member.name,
            qer(paid),
            sent.gas_used
        ))
    }

    /// By nobody else, and by a decision: the member has what had vested, the treasury the rest.
    pub fn cancel(&self, people: &[Person]) -> Result<String> {
        let (net, cancel) = (self.net, json!({"cancel": {}}));
        let not_owner = "not the contract's current owner";
        for name in ["guardian", "keeper", &self.member.name] {
            let who = net.people.get(name)?;
            net.home
                .refuses(&who.home, self.address, &cancel, &[], not_owner)?;
        }
        let treasury = net.qer(&net.at.timelock)?.u128();
        let voters = yes(&[nth(people, 1)?, nth(people, 0)?]);
        let title = "The member leaves";
        let id = net.decide(&voters, title, vec![wasm(self.address, &cancel)?])?;
        net.post_bond(net.people.get("bob")?, id)?;
        within(120, "the operation is ready", || {
            Ok(net.operation(id)?.status == Status::Ready)
        })?;
        self.after_the_cliff()?;
        let before = self.paid()?;
        let sent = net.on_timelock(nth(people, 9)?, &ExecuteMsg::Execute { id })?;
        let (paid, vested) = (self.paid()? - before, self.vested(&sent)?);
        ensure!(paid.abs_diff(vested) <= 1, "paid {paid}, vested {vested}");
        let amount = self.member.amount.u128();
        ensure!(0 < paid && paid < amount, "{paid} of {amount} had vested");
        let now = net.qer(&net.at.timelock)?.u128();
        ensure_equal("the treasury's QER", now, treasury + amount - paid)?;
        ensure_equal("what is left", net.qer(self.address)?.u128(), 0)?;
        let (anyone, msg) = (net.people.get("alice")?, distribute());
        net.home
            .refuses(&anyone.home, self.address, &msg, &[], NOTHING)?;
        Ok(format!(
            "operation {id}: {} was paid {}, the treasury {}; refused to everybody else",
            self.member.name,
            qer(paid),
            qer(amount - paid)
        ))
    }

    /// The plan's promise at the time of a transaction: nothing before the cliff, then a straight line from the start.
    fn vested(&self, sent: &Sent) -> Result<u128> {
        let now = self.net.home.time_at(sent.height)?.context("no block")?;
        if now < self.cliff() {
            return Ok(0);
        }
        let since = now.saturating_sub(self.start).min(self.member.duration);
        let vested = self
            .member
            .amount
            .multiply_ratio(since, self.member.duration);
        Ok(vested.u128())
    }

    fn after_the_cliff(&self) -> Result<()> {
        let end = self.start + self.member.duration;
        within(self.member.cliff + 60, "the cliff is over", || {
            Ok(self.net.home.time()? > self.cliff())
        })?;
        let now = self.net.home.time()?;
        ensure!(now < end, "everything had vested before: {now}");
        Ok(())
    }

    fn cliff(&self) -> u64 {
        self.start + self.member.cliff
    }

    /// The member's QER.
    fn paid(&self) -> Result<u128> {
        Ok(self.net.qer(&self.member.address)?.u128())
    }

    fn ask<R: serde::de::DeserializeOwned>(&self, query: &Value) -> Result<R> {
        self.net.home.ask(self.address, query)
    }
}

fn distribute() -> Value {
    json!({"distribute": {"amount": null}})
}
