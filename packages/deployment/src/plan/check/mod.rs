//! Rules for every plan. One file for each subject.

mod active;
mod airdrop;
mod chains;
mod deployers;
mod emissions;
mod governance;
mod marketing;
mod oracle;
mod qer_pool;
mod risk;
mod route;
mod shares;
mod supply;
mod team;
mod wallet;

pub use self::deployers::deployers;

use super::findings::Findings;
use super::{Finding, PlanFile, Problem};

/// Everything that is wrong.
pub fn findings(plan: &PlanFile) -> Vec<Finding> {
    let mut found = Findings::default();
    let f = &mut found;
    names(f, plan);
    chains::check(f, plan);
    wallet::check(f, plan);
    marketing::check(f, plan);
    supply::check(f, plan);
    shares::check(f, plan);
    team::check(f, plan);
    airdrop::check(f, plan);
    emissions::check(f, plan);
    qer_pool::check(f, plan);
    governance::check(f, plan);
    active::check(f, plan);
    route::check(f, plan);
    oracle::check(f, plan);
    risk::check(f, plan);
    found.into_vec()
}

fn names(f: &mut Findings, plan: &PlanFile) {
    let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let name = &plan.name;
    let good = (1..=32).contains(&name.len()) && name.bytes().all(allowed);
    f.require(good, "name", || Problem::Name { name: name.clone() });
    f.require(!plan.dao.name.is_empty(), "dao.name", || Problem::Empty);
}
