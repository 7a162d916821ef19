//! `qerun deploy`: everything on both chains, by one command that may be stopped at any moment.
//!
//! Before each step the chain is asked whether it is done already, so the chain is the truth and the
//! state file only remembers where to look. After each step the file is written anew and renamed into
//! place. The file also keeps what the plan sends, with its hash: an edited plan does not go on, and what
//! stands on the chains is compared with the plan before anything is sent. Addresses are known beforehand
//! (instantiate2): every contract is born with its owner, admin, minter and neighbours, and nothing is ever
//! in the deployer's hands.

mod adopt;
mod args;
mod artifacts;
mod compare;
mod engine;
mod error;
mod inspect;
mod planned;
mod progress;
mod state;
mod summary;

use std::path::{Path, PathBuf};

pub use self::args::DeployArgs;
pub use self::artifacts::Artifacts;
pub use self::engine::{Engine, Outcome};
pub use self::error::{ArtifactError, DeployError, Difference, StateError};
pub use self::planned::{hash, Planned};
pub use self::progress::{Silent, Terminal, Watcher};
pub use self::state::{ChainState, CodeRecord, SentTransaction, State};
pub use qerun_deployment::plan::Side;
pub use qerun_deployment::{Contract, Step};

use qerun_chain::{load_key, Chain, Node};
use qerun_deployment::plan::Both;
use qerun_deployment::Plan;

/// Where the state of a plan is kept unless the command line says otherwise: beside the plan.
#[must_use]
pub fn state_path(plan: &Path) -> PathBuf {
    plan.with_extension("state.json")
}

/// Runs the command.
///
/// # Errors
/// [`DeployError`]; what was done until then stays and is found by the next run.
pub fn run(args: &DeployArgs) -> Result<(), DeployError> {
    let plan = Plan::load_with(&args.plan, &(&args.nodes).into())?;
    let artifacts = Artifacts::open(&args.artifacts)?;
    let open = |side: Side| -> Result<Node, DeployError> {
        let (chain, source) = match side {
            Side::Home => (&plan.chain.home, &plan.key.home),
            Side::Dex => (&plan.chain.dex, &plan.key.dex),
        };
        let key = load_key(source, chain.coin_type, &chain.prefix)?;
        Ok(Node::open(chain, Some(key))?)
    };
    let (mut home, mut dex) = (open(Side::Home)?, open(Side::Dex)?);
    let findings = plan.left_with(&home.signer()?, &dex.signer()?);
    if !findings.is_empty() {
        return Err(DeployError::LeftWithDeployer { findings });
    }
    let path = args.state.clone().unwrap_or_else(|| state_path(&args.plan));
    let mut state = State::load(&path)?.unwrap_or_default();
    let mut watcher = Terminal::new(args.quiet);
    let mut engine = Engine {
        plan: &plan,
        artifacts: &artifacts,
        chains: Both {
            home: &mut home,
            dex: &mut dex,
        },
    };
    let result = engine.run(&mut state, &mut |state| state.save(&path), &mut watcher);
    watcher.finish();
    let outcome = result?;
    if !args.quiet {
        println!("{}", summary::render(&state, &outcome, &path));
    }
    Ok(())
}
