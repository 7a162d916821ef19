//! What a deployment must be. Pure: facts in, findings out.

mod books;
mod channel;
mod codes;
mod control;
mod door;
mod links;
mod supply;
mod terms;
mod tuned;

use super::{Audit, Facts};
use crate::deploy::Artifacts;
use crate::plan::PlanFile;

/// Judges a deployment.
#[must_use]
pub fn audit(facts: &Facts, plan: &PlanFile, artifacts: &Artifacts) -> Audit {
    let mut audit = Audit::default();
    codes::check(&mut audit, facts, artifacts);
    control::check(&mut audit, facts, plan);
    links::check(&mut audit, facts, plan);
    door::check(&mut audit, facts, plan);
    terms::check(&mut audit, facts, plan);
    tuned::check(&mut audit, facts, plan);
    channel::check(&mut audit, facts, plan);
    supply::check(&mut audit, facts, plan);
    books::check(&mut audit, facts);
    audit
}
