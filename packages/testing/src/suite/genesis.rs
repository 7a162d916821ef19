//! A whole genesis: with a team that vests, streams of rewards, and the pair of QER. Most tests begin without, so that what
//! they are about is all that moves.

use std::sync::LazyLock;

use qerun_deployment::plan::{Allocation, EmissionsPlan, MemberPlan, QerPoolPlan, SharesPlan};
use serde::Deserialize;

use super::Setup;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Genesis {
    shares: SharesPlan,
    supply: Vec<Allocation>,
    team: Vec<MemberPlan>,
    emissions: EmissionsPlan,
    qer_pool: QerPoolPlan,
}

static GENESIS: LazyLock<Genesis> = LazyLock::new(|| {
    let parsed = toml::from_str(include_str!("genesis.toml"));
    parsed.unwrap_or_else(|error| panic!("suite/genesis.toml: {error}"))
});

impl Setup {
    /// The defaults with members of the team (anna, ben), both streams of rewards, and the pair of QER, empty.
    #[must_use]
    pub fn with_genesis() -> Self {
        let (mut setup, genesis) = (Setup::default(), GENESIS.clone());
        let plan = &mut setup.plan;
        plan.shares = genesis.shares;
        plan.supply = genesis.supply;
        plan.team = genesis.team;
        plan.emissions = Some(genesis.emissions);
        plan.qer_pool = Some(genesis.qer_pool);
        setup
    }
}

#[cfg(test)]
mod tests {
    use qerun_deployment::Plan;

    use super::*;

    #[test]
    fn the_genesis_of_the_tests_is_one_that_deploy_accepts() {
        Plan::check(Setup::with_genesis().plan).unwrap();
    }
}
