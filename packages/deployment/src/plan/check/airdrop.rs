//! The airdrop: it gets what its list adds up to. That it is within the community's part follows from the rows. How long it
//! lasts is bounded by the contract, and further by `public`.

use super::emissions::described;
use crate::plan::findings::Findings;
use crate::plan::{Holder, PlanFile, Problem, AIRDROP};

/// A well-formed root, and a total that is given.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let Some(airdrop) = &plan.airdrop else {
        described(f, plan, Holder::Airdrop, "the airdrop", "an [airdrop]");
        return;
    };
    let bytes = airdrop.root.len();
    f.require(bytes == 32, "airdrop.root", || Problem::Root { bytes });
    let (total, given) = (airdrop.total, plan.given(Holder::Airdrop));
    f.require(total == given, "airdrop.total", || Problem::NotGiven {
        total,
        to: AIRDROP,
        given,
    });
}
