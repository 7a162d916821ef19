//! A deployment with the streams, the pool of QER and the member that the pages speak of: those of the example for public
//! chains.

use cosmwasm_std::Uint128;
use qerun_deployment::plan::{
    EmissionsPlan, MemberPlan, PlanFile, QerPoolPlan, StreamPlan, LIQUIDITY_REWARDS, LOCK_REWARDS,
};
use qerun_messages::emissions::Point;
use qerun_testing::suite::{qer, Setup};

use super::example::like_the_example;

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

/// Another amount in the row of a stream; whoever has most gives it.
fn give(plan: &mut PlanFile, to: &str, amount: Uint128) {
    let row = plan.supply.iter_mut().find(|row| row.to == to).unwrap();
    let before = std::mem::replace(&mut row.amount, amount);
    move_to_largest(plan, before, amount);
}

fn move_to_largest(plan: &mut PlanFile, before: Uint128, amount: Uint128) {
    let largest = plan.supply.iter_mut().max_by_key(|row| row.amount).unwrap();
    largest.amount = largest.amount + before - amount;
}

/// A whole genesis with the amounts of the public example: both streams, an empty pool and a member.
pub fn with_rewards() -> Setup {
    let mut setup = Setup::with_genesis();
    let member = setup.home_account("member").unwrap();
    let plan = &mut setup.plan;
    like_the_example(plan);
    let (lock, liquidity) = (qer("22222222.2"), qer("16666666.65"));
    give(plan, LOCK_REWARDS, lock);
    give(plan, LIQUIDITY_REWARDS, liquidity);
    let before = plan.team_total();
    plan.team = vec![MemberPlan {
        name: "member".to_owned(),
        address: member.to_string(),
        amount: qer("5000000"),
        cliff: YEAR,
        duration: 4 * YEAR,
    }];
    move_to_largest(plan, before, plan.team_total());
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
