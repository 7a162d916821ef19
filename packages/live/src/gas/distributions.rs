//! One official rewards distributor as hook of our voting, with more and more distributions: what stake takes then, and
//! that a stake of which the distributor cannot be told within the plan's hook gas is refused.

use anyhow::{ensure, Result};
use qerun_messages::voting::{ExecuteMsg, MAX_HOOK_GAS};

use super::dao::{qerun_dao, Dao};
use super::lending::ONE;
use super::meter::Meter;
use crate::net::{Net, Person};

/// Distributions, and the rows of a stake, a raise and an unstake with so many.
pub const ROWS: [(usize, [&str; 3]); 3] = [
    (
        1,
        [
            "rewards/stake, 1 distribution",
            "rewards/raise_tier, 1 distribution",
            "rewards/unstake, 1 distribution",
        ],
    ),
    (
        8,
        [
            "rewards/stake, 8 distributions",
            "rewards/raise_tier, 8 distributions",
            "rewards/unstake, 8 distributions",
        ],
    ),
    (
        9,
        [
            "rewards/stake, 9 distributions",
            "rewards/raise_tier, 9 distributions",
            "rewards/unstake, 9 distributions",
        ],
    ),
];
/// An unstake whose hook runs out of the plan's gas.
pub const HOOK_OUT_OF_GAS: &str = "rewards/unstake, 9 distributions, hook out of gas";
/// More distributions than the most gas for the hook is enough for, and stakes until one is refused.
const TOO_MANY: usize = 24;
const TRIES: usize = 6;
/// How many distributions the plan's hook gas is enough for.
const CAPACITY: usize = 8;
/// What a stake is refused with from there on; the chain's code for the limit is 11 of `sdk`.
const REFUSED: &str = "could not be told of the new power (codespace: sdk, code: 11)";

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    // With as much gas for the hook as there can be.
    let dao = create_with_stake(net, "much hook gas", MAX_HOOK_GAS)?;
    let bob = net.people.get("bob")?;
    let distributor = dao.pay_rewards(net)?;
    let mut running = 1;
    for (count, [stake, raise, unstake]) in ROWS {
        if count > running {
            dao.distribute(net, &distributor, count - running)?;
            running = count;
        }
        meter.measure(stake, |_| dao.stake(net, bob, 100 * ONE))?;
        meter.measure(raise, |_| {
            net.home.execute(&bob.home, &dao.staking, &raised(), &[])
        })?;
        meter.measure(unstake, |_| dao.unstake(net, bob))?;
    }
    dao.distribute(net, &distributor, TOO_MANY - running)?;
    too_many(net, &dao, bob)?;
    refused(net, meter, bob)
}

/// With [`TOO_MANY`] distributions not even the most gas for the hook is enough for somebody who has rewards, and unstaking
/// goes on.
fn too_many(net: &Net, dao: &Dao, bob: &Person) -> Result<()> {
    let mut refused = false;
    for _ in 0..TRIES {
        match dao.stake(net, bob, 100 * ONE) {
            Ok(sent) => println!(
                "a stake with {TOO_MANY} distributions took {}",
                sent.gas_used
            ),
            Err(error) if format!("{error:#}").contains(REFUSED) => {
                refused = true;
                break;
            }
            // Close to the limit a transaction can take more than its simulation.
            Err(error) if format!("{error:#}").contains("out of gas") => println!("{error:#}"),
            Err(error) => return Err(error),
        }
    }
    ensure!(
        refused,
        "with {TOO_MANY} distributions no stake was refused"
    );
    dao.unstake(net, bob)?;
    Ok(())
}

/// With the plan's hook gas: measures the unstake whose hook runs out of it.
fn refused(net: &Net, meter: &mut Meter, bob: &Person) -> Result<()> {
    let dao = create_with_stake(net, "the plan's hook gas", net.plan.voting.params.hook_gas)?;
    let distributor = dao.pay_rewards(net)?;
    dao.distribute(net, &distributor, CAPACITY - 1)?;
    dao.stake(net, bob, 100 * ONE)?;
    net.home.execute(&bob.home, &dao.staking, &raised(), &[])?;
    dao.distribute(net, &distributor, 1)?;
    dao.refuses_stake(net, bob, 100 * ONE, REFUSED)?;
    net.home
        .refuses(&bob.home, &dao.staking, &raised(), &[], REFUSED)?;
    meter.measure(HOOK_OUT_OF_GAS, |_| dao.unstake(net, bob))
}

/// A DAO of ours in which both have stake.
fn create_with_stake(net: &Net, label: &'static str, hook_gas: u64) -> Result<Dao> {
    let dao = qerun_dao(net, label, hook_gas)?;
    dao.stake(net, net.people.get("alice")?, 100_000 * ONE)?;
    dao.stake(net, net.people.get("bob")?, 1_000 * ONE)?;
    Ok(dao)
}

fn raised() -> ExecuteMsg {
    ExecuteMsg::RaiseTier {
        from: 0,
        to: 1,
        amount: ONE.into(),
    }
}
