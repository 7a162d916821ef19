//! `qerun deploy`: everything on both chains, by one command that may be stopped at any moment.
//!
//! Before each step the chain is asked whether it is done already; the state file only remembers ids and addresses, and
//! is replaced whole after each step. The file also keeps what the plan sends, with its hash: a run with an edited plan
//! is refused, and the contracts on the chains are compared with the plan before anything is sent. What is sent comes
//! from qerun-deployment.

mod adopt;
mod args;
mod artifacts;
mod channel;
mod compare;
mod deployment_file;
mod engine;
mod error;
mod inspect;
mod planned;
mod progress;
mod replace_file;
mod state;
mod summary;

pub use self::args::DeployArgs;
pub use self::artifacts::Artifacts;
pub use self::deployment_file::{
    AssetRecords, ChainRecord, CoinRecord, DeploymentFile, TokenRecord, FORMAT,
};
pub use self::engine::{Engine, Outcome};
pub use self::error::{ArtifactError, DeployError, Difference, StateError};
pub use self::planned::{hash, Planned};
pub use self::progress::{Progress, Silent, Terminal};
pub use self::replace_file::replace_file;
pub use self::state::{ChainState, CodeRecord, SentTransaction, State};
pub use qerun_deployment::plan::Side;
pub use qerun_deployment::{Contract, Step};

use qerun_chain::{load_key, Chain, Node};
use qerun_deployment::plan::Both;

/// Runs the command.
///
/// # Errors
/// [`DeployError`]; what was done until then stays and is found by the next run.
pub fn run(args: &DeployArgs) -> Result<(), DeployError> {
    let plan = args.deployment.load_plan()?;
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
    let path = args.deployment.state_path();
    let mut state = State::load(&path)?.unwrap_or_default();
    let mut progress = Terminal::new(args.quiet);
    let mut engine = Engine {
        plan: &plan,
        artifacts: &artifacts,
        chains: Both {
            home: &mut home,
            dex: &mut dex,
        },
    };
    let result = engine.run(&mut state, &mut |state| state.save(&path), &mut progress);
    progress.finish();
    let outcome = result?;
    let told = DeploymentFile::path(&path);
    DeploymentFile::new(&plan, &state).save(&told)?;
    if !args.quiet {
        println!("{}", summary::render(&state, &outcome, [&path, &told]));
    }
    Ok(())
}
