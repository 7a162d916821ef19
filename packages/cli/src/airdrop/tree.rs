//! `qerun airdrop tree`: root and proofs of a list.

use std::fmt::Write;
use std::path::Path;

use cosmwasm_std::{HexBinary, Uint128};
use qerun_deployment::plan::{AirdropPlan, PlanFile, AIRDROP};
use qerun_deployment::Plan;
use qerun_display::{number, thousands, whole};
use qerun_math::MerkleTree;
use qerun_messages::airdrop::Entry;

use super::error::AirdropError;
use super::files::{self, Proof, Summary};
use super::list::{self, Rules};
use super::TreeArgs;

/// Runs the command.
///
/// # Errors
/// [`AirdropError`]: a list that is refused, with every line at once; files that cannot be read or written.
pub fn run(args: &TreeArgs) -> Result<(), AirdropError> {
    let plan = Plan::read(&args.plan)?;
    let rules = Rules {
        prefix: &plan.chain.home.prefix,
        most: plan.community_part(),
    };
    let text = files::read(&args.csv)?;
    let rows = list::read(&text, &rules).map_err(|problems| AirdropError::List {
        path: args.csv.clone(),
        problems,
    })?;
    let (summary, proofs) = make(&plan.chain.home.chain_id, &plan.name, &rows);
    files::write(&args.out, &summary, &proofs)?;
    print!("{}", render(&plan, &summary, &rows, &args.out));
    Ok(())
}

/// The tree over a list in its order, and the proof of each entry.
#[must_use]
pub fn make(chain_id: &str, name: &str, rows: &[(String, Uint128)]) -> (Summary, Vec<Proof>) {
    let entries = (0..).zip(rows).map(|(index, (account, amount))| Entry {
        chain_id,
        name,
        index,
        account,
        amount: *amount,
    });
    let tree = MerkleTree::new(entries.clone().map(|entry| entry.leaf()).collect());
    let proof = |entry: Entry| Proof {
        index: entry.index,
        account: entry.account.to_owned(),
        amount: entry.amount,
        proof: hashes(tree.proof(entry.index).unwrap_or_default()),
    };
    let total = rows.iter().map(|(_, amount)| *amount);
    let summary = Summary {
        chain_id: chain_id.to_owned(),
        name: name.to_owned(),
        root: HexBinary::from(tree.root().unwrap_or_default()),
        // A list is no longer than 2^20.
        count: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        total: total.fold(Uint128::zero(), Uint128::saturating_add),
    };
    (summary, entries.map(proof).collect())
}

fn hashes(proof: Vec<[u8; 32]>) -> Vec<HexBinary> {
    proof.into_iter().map(HexBinary::from).collect()
}

/// What was made, and what the plan must say. Pure.
fn render(plan: &PlanFile, made: &Summary, rows: &[(String, Uint128)], out: &Path) -> String {
    let Summary {
        chain_id,
        name,
        root,
        count,
        total,
    } = made;
    let qer = number(whole(*total, plan.token.decimals.into()), 2);
    let accounts = thousands((*count).into());
    let (summary, proofs) = (files::summary_path(out), files::proofs_path(out));
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "root: {root}");
    let _ = writeln!(
        text,
        "{qer} {} for {accounts} accounts of {chain_id}, by the name {name}",
        plan.token.symbol
    );
    let _ = writeln!(text, "written: {}, {}", summary.display(), proofs.display());
    // An account's address has 20 bytes, which are 32 letters; a contract's 32, which are 52.
    let long = |address: &str| address.len() > plan.chain.home.prefix.len().saturating_add(40);
    let contracts = rows.iter().filter(|(address, _)| long(address)).count();
    if contracts > 0 {
        let _ = writeln!(
            text,
            "{contracts} of the addresses are contracts or modules: each must be able to send its claim itself"
        );
    }
    let tells = |airdrop: &AirdropPlan| {
        (&airdrop.root, airdrop.count, airdrop.total) == (root, *count, *total)
    };
    match &plan.airdrop {
        Some(airdrop) if tells(airdrop) => {
            let _ = writeln!(text, "the plan's [airdrop] is this one");
        }
        _ => {
            let _ = write!(
                text,
                "\nfor the plan, whose treasury or another row gives as much less:\n\n\
                 [[supply]]\nto = \"{AIRDROP}\"\npart = \"community\"\namount = \"{total}\"\n\n\
                 [airdrop]\nroot = \"{root}\"\ncount = {count}\ntotal = \"{total}\"\n\
                 # seconds to claim, half a year here\nduration = 15_768_000\n"
            );
        }
    }
    text
}
