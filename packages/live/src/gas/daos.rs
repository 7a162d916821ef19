//! The same DAO twice, with the official core and proposal module and without pre-propose: on DAO DAO's staking and on
//! ours. Measures stake, vote and proposal, and stake with DAO DAO's rewards distributor as hook.

use anyhow::Result;
use qerun_chain::Chain;
use serde_json::json;

use super::dao::{dao_dao, qerun_dao, Dao, UNBONDING};
use super::lending::ONE;
use super::meter::{Meter, RUNS};
use crate::net::{until, Net};

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let names = [
        "dao-dao/stake",
        "dao-dao/unstake",
        "dao-dao/claim",
        "dao-dao/propose",
        "dao-dao/vote",
        "dao-dao/stake, rewards as hook",
        "dao-dao/unstake, rewards as hook",
        "dao-dao/claim rewards",
    ];
    sequence(net, meter, &dao_dao(net)?, names)?;
    let names = [
        "same DAO/stake",
        "same DAO/unstake",
        "same DAO/claim",
        "same DAO/propose",
        "same DAO/vote",
        "same DAO/stake, rewards as hook",
        "same DAO/unstake, rewards as hook",
        "same DAO/claim rewards",
    ];
    let hook_gas = net.plan.voting.params.hook_gas;
    sequence(net, meter, &qerun_dao(net, "ours", hook_gas)?, names)
}

fn sequence(net: &Net, meter: &mut Meter, dao: &Dao, names: [&'static str; 8]) -> Result<()> {
    let [stake, unstake, claim, propose, vote, hook_stake, hook_unstake, rewards] = names;
    let (alice, bob) = (net.people.get("alice")?, net.people.get("bob")?);
    dao.stake(net, alice, 100_000 * ONE)?;
    meter.measure(stake, |_| dao.stake(net, bob, 100 * ONE))?;
    let (mut out, mut claimed) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        out.push(dao.unstake(net, bob)?.gas_used);
        let since = net.home.time()?;
        until(30, "the claim matures", || {
            Ok((net.home.time()? > since + UNBONDING + 1).then_some(()))
        })?;
        let msg = json!({"claim": {}});
        claimed.push(
            net.home
                .execute(&bob.home, &dao.staking, &msg, &[])?
                .gas_used,
        );
    }
    meter.add(unstake, &out)?;
    meter.add(claim, &claimed)?;
    let mut ids = Vec::new();
    meter.measure(propose, |_| {
        let (sent, id) = dao.propose(net, bob, vec![])?;
        ids.push(id);
        Ok(sent)
    })?;
    let proposed_at = net.home.head()?.height;
    until(30, "a new block", || {
        Ok((net.home.head()?.height > proposed_at).then_some(()))
    })?;
    meter.measure(vote, |run| {
        dao.vote(net, bob, ids.get(run).copied().unwrap_or_default())
    })?;
    let distributor = dao.pay_rewards(net)?;
    meter.measure(hook_stake, |_| dao.stake(net, bob, 100 * ONE))?;
    meter.measure(hook_unstake, |_| dao.unstake(net, bob))?;
    meter.measure(rewards, |_| {
        let since = net.home.time()?;
        until(30, "rewards come in", || {
            Ok((net.home.time()? > since + 2).then_some(()))
        })?;
        let msg = json!({"claim": {"id": 1}});
        net.home.execute(&bob.home, &distributor, &msg, &[])
    })
}
