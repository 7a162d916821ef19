//! Streams of rewards, and the pair of QER whose liquidity one of them rewards.

use super::refused;
use crate::plan::{file, lines};
use cosmwasm_std::Uint128;
use qerun_deployment::plan::{PlanFile, QerPoolPlan, StreamPlan};

fn lock(plan: &mut PlanFile) -> &mut StreamPlan {
    &mut plan.emissions.as_mut().unwrap().lock
}

fn liquidity(plan: &mut PlanFile) -> &mut Option<StreamPlan> {
    &mut plan.emissions.as_mut().unwrap().liquidity
}

fn pool(plan: &mut PlanFile) -> &mut QerPoolPlan {
    plan.qer_pool.as_mut().unwrap()
}

#[test]
fn emissions() {
    refused(&[
        (
            |p| p.emissions = None,
            "supply[7].to: is a stream, which the plan does not describe: an [emissions.lock] is missing",
        ),
        (
            |p| p.emissions = None,
            "supply[8].to: is a stream, which the plan does not describe: an [emissions.liquidity] is missing",
        ),
        (
            |p| *liquidity(p) = None,
            "supply[8].to: is a stream, which the plan does not describe: an [emissions.liquidity] is missing",
        ),
        (
            |p| *liquidity(p) = None,
            "qer_pool: needs an [emissions.liquidity]: its LP token is staked for those rewards",
        ),
        (
            |p| p.qer_pool = None,
            "emissions.liquidity: needs a [qer_pool]: its LP token is what is staked",
        ),
        (
            |p| p.supply[7].to = "timelock".into(),
            "emissions.lock.points: 22222222200000 is not what the rows of supply give to `lock_rewards`, 0",
        ),
        (
            |p| p.supply[8].amount -= Uint128::one(),
            "emissions.liquidity.points: 16666666650000 is not what the rows of supply give to `liquidity_rewards`, 16666666649999",
        ),
        (
            |p| lock(p).points.clear(),
            "emissions.lock.points: 0 is not what the rows of supply give to `lock_rewards`, 22222222200000",
        ),
        (
            |p| lock(p).points.truncate(3),
            "emissions.lock.points: 19999999980000 is not what the rows",
        ),
        // What only the contract knows.
        (
            |p| lock(p).points[1].after = 21_600,
            "emissions: the contract refuses it: stream lock, point 2: 21600 s after the start is not after 21600 s",
        ),
        (
            |p| lock(p).points[0].released = Uint128::zero(),
            "emissions: the contract refuses it: stream lock, point 1: 0 is not above 0",
        ),
        (
            |p| lock(p).points[1].after = 22_600,
            "emissions: the contract refuses it: stream lock, point 2: more comes out a second than before it",
        ),
        (
            |p| lock(p).start_after = 31_536_001,
            "emissions: the contract refuses it: start, seconds from now, is 31536001",
        ),
        (
            |p| pool(p).unbonding = 59,
            "qer_pool: the contract refuses it: ",
        ),
        (
            |p| pool(p).fee_bps = None,
            "qer_pool: a factory or the fee of one that is deployed, one of them",
        ),
        (
            |p| pool(p).factory = Some(p.guardian.clone()),
            "qer_pool: a factory or the fee of one that is deployed, one of them",
        ),
        (
            |p| {
                pool(p).fee_bps = None;
                pool(p).factory = Some(p.outpost.owner.clone());
            },
            "qer_pool.factory: `dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx` is no address",
        ),
    ]);
    // Two rows of two parts make one stream, and rewards for locking alone need no pair.
    let mut plan = file();
    plan.supply[6].to = "lock_rewards".into();
    let more = liquidity(&mut plan).clone().unwrap().points;
    for (point, more) in lock(&mut plan).points.iter_mut().zip(more) {
        point.released += more.released;
    }
    assert_eq!(lines(plan.clone()), Vec::<String>::new());
    plan.supply[8].to = "timelock".into();
    (*liquidity(&mut plan), plan.qer_pool) = (None, None);
    assert_eq!(lines(plan), Vec::<String>::new());
}
