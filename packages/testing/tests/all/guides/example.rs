//! What the figures of the guides assume: the plan of the example for public chains, wherever the suite's own has other
//! times.

use std::path::Path;

use qerun_deployment::plan::PlanFile;
use qerun_messages::oracle::PriceSource;

fn example() -> PlanFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/public.example.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Gives a plan the example's times of stake, votes, delays, orders and prices.
pub fn like_the_example(plan: &mut PlanFile) {
    let example = example();
    plan.voting.tiers = example.voting.tiers;
    plan.voting.min_unbonding = example.voting.min_unbonding;
    plan.dao.voting_period = example.dao.voting_period;
    plan.dao.min_voting_period = example.dao.min_voting_period;
    plan.timelock.params = example.timelock.params;
    plan.reserve.grace = example.reserve.grace;
    plan.route.timeout = example.route.timeout;
    plan.route.return_timeout = example.route.return_timeout;
    for (entry, of) in plan.oracle.iter_mut().zip(&example.oracle) {
        let max_age = of.config.policy.max_age;
        entry.config.policy.max_age = max_age;
        for source in &mut entry.config.sources {
            if let PriceSource::Feeder { max_age: least, .. } = source {
                *least = max_age;
            }
        }
    }
}
