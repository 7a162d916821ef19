//! `qerun verify`: audits a deployment from the chains alone. The plan says what was wanted and where
//! the nodes are; the timelock's address is enough to find everything else.
//!
//! Reading ([`gather`]) and judging ([`audit`]) are apart: the rules are pure.

mod args;
mod audit;
mod error;
mod facts;
mod gather;
mod pages;
mod rules;

pub use self::args::VerifyArgs;
pub use self::audit::{Audit, Finding, Severity};
pub use self::error::VerifyError;
pub use self::facts::*;
pub use self::gather::gather;
pub use self::rules::audit;

use crate::deploy::{Artifacts, Side, State};
use crate::DeploymentArgs;
use qerun_chain::Node;
use qerun_deployment::plan::Both;
use qerun_deployment::Plan;

/// Opens both chains for reading, each fixed to one height.
///
/// # Errors
/// [`VerifyError::Chain`].
pub fn open(plan: &Plan) -> Result<Both<Node>, VerifyError> {
    let mut chains = Both {
        home: Node::open(&plan.chain.home, None)?,
        dex: Node::open(&plan.chain.dex, None)?,
    };
    chains.home.pin()?;
    chains.dex.pin()?;
    Ok(chains)
}

/// The timelock's address: given, or remembered by the deployment.
///
/// # Errors
/// [`VerifyError::NoRoot`], [`VerifyError::State`].
pub fn root(deployment: &DeploymentArgs, given: Option<&str>) -> Result<String, VerifyError> {
    if let Some(root) = given {
        return Ok(root.to_owned());
    }
    let path = deployment.state_path();
    let state = State::load(&path)?.unwrap_or_default();
    match state.address(Side::Home, "timelock") {
        Some(address) => Ok(address.to_owned()),
        None => Err(VerifyError::NoRoot { path }),
    }
}

/// Runs the command: findings and a count on stdout.
///
/// # Errors
/// [`VerifyError::Failed`] if anything is wrong; others if something could not be read.
pub fn run(args: &VerifyArgs) -> Result<(), VerifyError> {
    let plan = args.deployment.load_plan()?;
    let artifacts = Artifacts::open(&args.artifacts)?;
    let root = root(&args.deployment, args.root.as_deref())?;
    let chains = open(&plan)?;
    let facts = gather(&chains.home, &chains.dex, &root)?;
    let audit = audit(&facts, &plan, &artifacts);
    for finding in &audit.findings {
        println!("{finding}");
    }
    let (failed, warned) = (audit.count(Severity::Fail), audit.count(Severity::Warn));
    println!(
        "{} checks at height {} of {} and {} of {}: {failed} failed, {warned} warnings",
        audit.checks, facts.home.height, facts.home.chain_id, facts.dex.height, facts.dex.chain_id,
    );
    match failed {
        0 => Ok(()),
        findings => Err(VerifyError::Failed { findings }),
    }
}
