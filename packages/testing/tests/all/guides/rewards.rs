//! A deployment with rewards, a pool of QER and a member of the team, as the example for public chains has them.

use cosmwasm_std::Uint128;
use qerun_deployment::plan::{
    Allocation, EmissionsPlan, MemberPlan, Part, QerPoolPlan, StreamPlan, LIQUIDITY_REWARDS,
    LOCK_REWARDS,
};
use qerun_messages::emissions::Point;
use qerun_testing::suite::{qer, Setup};

const YEAR: u64 = 31_536_000;

/// 40, 30, 20 and 10 % in four years.
fn stream(total: Uint128, min_power: Uint128) -> StreamPlan {
    let points = [40u128, 70, 90, 100].into_iter().zip(1..);
    let point = |(percent, year): (u128, u64)| Point {
        after: year * YEAR,
        released: total.multiply_ratio(percent, 100u128),
    };
    StreamPlan {
        start_after: 0,
        min_power,
        points: points.map(point).collect(),
    }
}

/// The suite's own plan with both streams, an empty pool and a member.
pub fn with_rewards() -> Setup {
    let mut setup = Setup::default();
    let member = setup.home_account("member").unwrap();
    let plan = &mut setup.plan;
    let (lock, liquidity) = (qer("22222222.2"), qer("16666666.65"));
    let team = qer("5000000");
    let most = plan.supply.iter_mut().max_by_key(|row| row.amount).unwrap();
    most.amount -= lock + liquidity + team;
    for (to, amount) in [(LOCK_REWARDS, lock), (LIQUIDITY_REWARDS, liquidity)] {
        plan.supply.push(Allocation {
            to: to.to_owned(),
            part: Part::Community,
            amount,
        });
    }
    plan.team = vec![MemberPlan {
        name: "member".to_owned(),
        address: member.to_string(),
        amount: team,
        cliff: YEAR,
        duration: 4 * YEAR,
    }];
    plan.emissions = Some(EmissionsPlan {
        lock: stream(lock, qer("1000")),
        liquidity: Some(stream(liquidity, qer("100"))),
    });
    plan.qer_pool = Some(QerPoolPlan {
        factory: None,
        fee_bps: Some(30),
        unbonding: 86_400,
        min_unbonding: 86_400,
    });
    setup
}
