//! More rules for a plan with a public chain: the floors of the design, and what a careful operator
//! would ask for. One file for each subject; what is let through on purpose is in `deploy/README.md`.

mod chains;
mod genesis;
mod money;
mod prices;
mod risk;
mod roles;
mod times;

pub use self::genesis::{LEAST_CLIFF, LEAST_RELEASE, LEAST_VESTING};
pub use self::prices::{LEAST_GRACE, LEAST_SOURCES};

use super::findings::Findings;
use super::{Finding, PlanFile};

/// Everything that is wrong for a public chain.
pub fn findings(plan: &PlanFile) -> Vec<Finding> {
    let mut found = Findings::default();
    let f = &mut found;
    times::check(f, plan);
    money::check(f, plan);
    roles::check(f, plan);
    prices::check(f, plan);
    risk::check(f, plan);
    chains::check(f, plan);
    genesis::check(f, plan);
    found.into_vec()
}
