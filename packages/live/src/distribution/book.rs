//! What a stream owes each staker, computed anew: from the plan's schedule, the plan's multipliers, what was staked and the
//! times of the blocks.

use std::collections::BTreeMap;

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{to_json_binary, Decimal, Uint128, Uint256};
use qerun_chain::{Chain, Sent};
use qerun_deployment::plan::{StreamPlan, LOCK_STREAM};
use qerun_messages::{emissions, token, voting};
use serde_json::json;

use super::{nth, qer};
use crate::net::{ensure_equal, Net, Person, Told};

/// What is earned is kept in parts of a unit.
const PARTS: u128 = 1_000_000_000_000_000_000;

/// A stream and its stakers.
pub struct Book<'a> {
    net: &'a Net,
    id: &'static str,
    plan: &'a StreamPlan,
    /// Address of the voting contract.
    pub voting: &'a str,
    /// The token that is staked.
    token: &'a str,
    multipliers: Vec<Decimal>,
    /// When the schedule starts, and the id of its distribution.
    start: u64,
    distribution: u64,
    /// Sent to the distributor.
    pub released: u128,
    stakers: BTreeMap<String, Staker>,
}

/// What is known of a staker.
#[derive(Clone, Default)]
struct Staker {
    /// By tier, after the last transaction.
    stakes: Vec<u128>,
    /// In the block of the last release.
    power: u128,
    /// Power after a change, and the block from which on it counts.
    next: Option<(u64, u128)>,
    /// In parts of a unit.
    earned: Uint256,
    claimed: u128,
    /// How often the distributor settled the account, which rounds down each time.
    settled: u128,
}

impl<'a> Book<'a> {
    /// Of a stream of the deployment, to which nobody has staked yet.
    pub fn open(net: &'a Net, id: &'static str) -> Result<Self> {
        let streams = net.plan.emissions.as_ref().context("no emissions")?;
        let (plan, voting, token) = match id == LOCK_STREAM {
            true => (Some(&streams.lock), &net.at.voting, &net.at.token),
            false => {
                let liquidity = streams.liquidity.as_ref();
                (liquidity, &net.at.liquidity_voting, &net.at.lp_token)
            }
        };
        let plan = plan.context("the plan has no such stream")?;
        let tiers = net.plan.voting.tiers.iter().map(|tier| tier.multiplier);
        let query = emissions::QueryMsg::Stream { id: id.to_owned() };
        let found: emissions::StreamResponse = net.home.ask(&net.at.emissions, &query)?;
        ensure_equal("its schedule", &found.schedule.points, &plan.points)?;
        ensure_equal("its voting", found.voting.as_str(), voting.as_str())?;
        ensure_equal("what was released", found.released.u128(), 0)?;
        Ok(Book {
            net,
            id,
            plan,
            voting,
            token,
            multipliers: match id == LOCK_STREAM {
                true => tiers.collect(),
                false => vec![Decimal::one()],
            },
            start: found.schedule.start,
            distribution: found.distribution,
            released: 0,
            stakers: BTreeMap::new(),
        })
    }

    /// The net on which it is.
    pub fn net(&self) -> &'a Net {
        self.net
    }

    /// Stakes.
    pub fn stake(&mut self, who: &Person, tier: usize, amount: u128) -> Result<Sent> {
        let number = u32::try_from(tier)?;
        let payload = voting::ReceiveMsg::Stake { tier: Some(number) };
        let send = token::ExecuteMsg::Send {
            contract: self.voting.to_owned(),
            amount: amount.into(),
            msg: to_json_binary(&payload)?,
        };
        let sent = self.net.change_power(who, self.token, &send)?;
        *self.staked(who, tier)? += amount;
        self.changed(&sent, who)
    }

    /// Moves stake to a higher tier.
    pub fn raise(&mut self, who: &Person, [from, to]: [usize; 2], amount: u128) -> Result<Sent> {
        let msg = voting::ExecuteMsg::RaiseTier {
            from: u32::try_from(from)?,
            to: u32::try_from(to)?,
            amount: amount.into(),
        };
        let sent = self.net.change_power(who, self.voting, &msg)?;
        *self.staked(who, from)? -= amount;
        *self.staked(who, to)? += amount;
        self.changed(&sent, who)
    }

    /// Unstakes.
    pub fn unstake(&mut self, who: &Person, tier: usize, amount: u128) -> Result<Sent> {
        let msg = voting::ExecuteMsg::UnstakeFrom {
            tier: u32::try_from(tier)?,
            amount: amount.into(),
        };
        let sent = self.net.change_power(who, self.voting, &msg)?;
        *self.staked(who, tier)? -= amount;
        self.changed(&sent, who)
    }

    /// Anyone releases what is due.
    pub fn release(&mut self, who: &Person) -> Result<Sent> {
        // In the second of the last release nothing is due.
        self.net.home.new_second()?;
        let msg = emissions::ExecuteMsg::Release {
            stream: self.id.to_owned(),
        };
        let sent = self.net.change_power(who, &self.net.at.emissions, &msg)?;
        self.happened(&sent)?;
        Ok(sent)
    }

    /// A staker claims by a transaction of its own, and has what was computed, but for what settling rounds down.
    pub fn claim(&mut self, who: &Person) -> Result<Sent> {
        let before = self.net.qer(who.at_home())?.u128();
        let msg = json!({"claim": {"id": self.distribution}});
        let (home, distributor) = (&self.net.home, &self.net.at.distributor);
        let sent = home.execute(&who.home, distributor, &msg, &[])?;
        let paid = self.net.qer(who.at_home())?.u128() - before;
        let staker = self.stakers.get_mut(who.at_home());
        let staker = staker.context("nobody computed this claim")?;
        staker.claimed += paid;
        staker.settled += 1;
        let (wanted, found) = (staker.whole()?, staker.claimed);
        ensure!(
            found <= wanted && wanted - found <= staker.settled,
            "{} was paid {found} in all, not {wanted}",
            who.name
        );
        let nothing = "No rewards claimable";
        home.refuses(&who.home, distributor, &msg, &[], nothing)?;
        Ok(sent)
    }

    /// Everybody who ever staked claims at the end; what stays in the distributor is what was rounded down.
    pub fn settle(&mut self, people: &[Person]) -> Result<String> {
        self.release(nth(people, 9)?)?;
        let mut gas = Vec::new();
        let mut lines = String::new();
        for person in people {
            if self.stakers.contains_key(person.at_home()) {
                gas.push(self.claim(person)?.gas_used);
            }
            if let Some(staker) = self.stakers.get(person.at_home()) {
                let (name, wanted, found) = (&person.name, staker.whole()?, staker.claimed);
                lines += &format!("\n     {name}: computed {wanted}, claimed {found}");
            }
        }
        let (dust, settled) = (self.dust(), self.stakers.values().map(|s| s.settled).sum());
        ensure!(
            dust <= settled,
            "{dust} units stay after {settled} settlements"
        );
        ensure_equal(
            "what was released",
            self.stream()?.released.u128(),
            self.released,
        )?;
        Ok(format!(
            "{} released, all but {dust} units of it claimed, gas of a claim {gas:?}{lines}",
            qer(self.released)
        ))
    }

    /// Released and not claimed.
    pub fn dust(&self) -> u128 {
        let claimed: u128 = self.stakers.values().map(|staker| staker.claimed).sum();
        self.released.saturating_sub(claimed)
    }

    /// All stake.
    pub fn staked_in_all(&self) -> u128 {
        self.stakers
            .values()
            .flat_map(|staker| &staker.stakes)
            .sum()
    }

    /// The stream on the chain.
    pub fn stream(&self) -> Result<emissions::StreamResponse> {
        let query = emissions::QueryMsg::Stream {
            id: self.id.to_owned(),
        };
        self.net.home.ask(&self.net.at.emissions, &query)
    }

    fn staked(&mut self, who: &Person, tier: usize) -> Result<&mut u128> {
        let staker = self.stakers.entry(who.at_home().to_owned()).or_default();
        staker.stakes.resize(self.multipliers.len(), 0);
        staker.stakes.get_mut(tier).context("no such tier")
    }

    /// What a transaction that changes somebody's power does: it releases to the powers before it.
    fn changed(&mut self, sent: &Sent, who: &Person) -> Result<Sent> {
        self.happened(sent)?;
        let multipliers = self.multipliers.clone();
        let staker = self.stakers.get_mut(who.at_home()).context("no staker")?;
        let power = staker.stakes.iter().zip(&multipliers);
        let power = power.fold(Uint256::zero(), |sum, (stake, multiplier)| {
            sum + Uint256::from(*stake) * Uint256::from(multiplier.atomics())
        });
        let power = u128_of(power / Uint256::from(Decimal::one().atomics()))?;
        staker.next = Some((sent.height + 1, power));
        staker.settled += 1;
        let query = voting::QueryMsg::Account {
            address: who.at_home().to_owned(),
        };
        let found: voting::AccountResponse = self.net.home.ask(self.voting, &query)?;
        ensure_equal("the power", found.power.u128(), power)?;
        Ok(sent.clone())
    }

    /// What a transaction releases: all that the schedule has let out by its block's time, to the powers of that block.
    fn happened(&mut self, sent: &Sent) -> Result<()> {
        for staker in self.stakers.values_mut() {
            if let Some((_, power)) = staker.next.filter(|(from, _)| *from <= sent.height) {
                (staker.power, staker.next) = (power, None);
            }
        }
        let power: u128 = self.stakers.values().map(|staker| staker.power).sum();
        let time = self.net.home.time_at(sent.height)?.context("no block")?;
        let due = match power >= self.plan.min_power.u128() {
            true => self.scheduled(time) - self.released,
            false => 0,
        };
        let told = Told::of(sent, "emissions/release").amount("amount")?;
        ensure_equal("what was released", told, due)?;
        if due == 0 {
            return Ok(());
        }
        self.released += due;
        let parts = Uint256::from(due) * Uint256::from(PARTS);
        for staker in self.stakers.values_mut() {
            staker.earned += parts * Uint256::from(staker.power) / Uint256::from(power);
        }
        Ok(())
    }

    /// The plan's line at a time, rounded down.
    fn scheduled(&self, now: u64) -> u128 {
        let after = now.saturating_sub(self.start);
        let (mut time, mut amount) = (0, 0);
        for point in &self.plan.points {
            let released = point.released.u128();
            if after < point.after {
                let (run, rise) = (u128::from(point.after - time), released - amount);
                return amount + rise * u128::from(after - time) / run;
            }
            (time, amount) = (point.after, released);
        }
        amount
    }
}

impl Staker {
    /// Whole units earned.
    fn whole(&self) -> Result<u128> {
        u128_of(self.earned / Uint256::from(PARTS))
    }
}

fn u128_of(number: Uint256) -> Result<u128> {
    Ok(Uint128::try_from(number)?.u128())
}
