//! `qerun airdrop proof`: the message by which an address claims.

use std::path::Path;

use cosmwasm_std::HexBinary;
use qerun_math::Hash;
use qerun_messages::airdrop::{Entry, ExecuteMsg};

use super::error::AirdropError;
use super::files::{self, Proof, Summary};
use super::ProofArgs;

/// Runs the command: the message on one line.
///
/// # Errors
/// [`AirdropError`]: files that cannot be read or do not belong together; an address that is not in the list.
pub fn run(args: &ProofArgs) -> Result<(), AirdropError> {
    println!("{}", files::text(&claim(&args.dir, &args.address)?));
    Ok(())
}

/// The message, once its proof is found to be good.
///
/// # Errors
/// See [`run`].
pub fn claim(folder: &Path, address: &str) -> Result<ExecuteMsg, AirdropError> {
    let path = files::summary_path(folder);
    let text = String::from_utf8_lossy(&files::read(&path)?).into_owned();
    let summary: Summary = files::parse(&path, 1, &text)?;
    let found = find(folder, address)?;
    if !is_good(&summary, &found) {
        return Err(AirdropError::OtherRoot {
            address: address.to_owned(),
            root: summary.root.to_string(),
        });
    }
    Ok(ExecuteMsg::Claim {
        index: found.index,
        amount: found.amount,
        proof: found.proof,
    })
}

fn find(folder: &Path, address: &str) -> Result<Proof, AirdropError> {
    let path = files::proofs_path(folder);
    let text = String::from_utf8_lossy(&files::read(&path)?).into_owned();
    for (line, text) in (1..).zip(text.lines()) {
        let proof: Proof = files::parse(&path, line, text)?;
        if proof.account == address {
            return Ok(proof);
        }
    }
    let address = address.to_owned();
    Err(AirdropError::NotListed { address, path })
}

/// As the contract judges it.
fn is_good(summary: &Summary, found: &Proof) -> bool {
    let hash = |bytes: &HexBinary| bytes.to_array().ok();
    let entry = Entry {
        chain_id: &summary.chain_id,
        name: &summary.name,
        index: found.index,
        account: &found.account,
        amount: found.amount,
    };
    let proof: Option<Vec<Hash>> = found.proof.iter().map(hash).collect();
    let root = hash(&summary.root);
    match (root, proof) {
        (Some(root), Some(proof)) => entry.is_in(&root, summary.count, &proof),
        _ => false,
    }
}
