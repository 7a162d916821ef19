//! An account is paid its entry.

use cosmwasm_std::{DepsMut, Env, HexBinary, MessageInfo, Response, Uint128};
use qerun_controls::ensure_within;
use qerun_math::Hash;
use qerun_messages::airdrop::{Entry, CLAIMED, CONFIG, MAX_PROOF, TOTALS};

use crate::hash::hash_of;
use crate::pay::pay;
use crate::{events, ContractError};

/// What the sender says about an entry.
pub struct Claim {
    /// Its place in the list.
    pub index: u32,
    /// What it gives, smallest units.
    pub amount: Uint128,
    /// Siblings on the way to the root.
    pub proof: Vec<HexBinary>,
}

/// Pays the sender its entry, once. Errors: `NotStarted`, `Ended`, `Claimed`, `Parameter` (a proof too long), `Hash`,
/// `WrongProof`, `AboveTotal`.
pub fn claim(
    deps: DepsMut,
    env: &Env,
    info: MessageInfo,
    claim: Claim,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let (account, now) = (info.sender, env.block.time.seconds());
    if now < config.start {
        let start = config.start;
        return Err(ContractError::NotStarted { start, now });
    }
    if now >= config.end {
        let end = config.end;
        return Err(ContractError::Ended { end, now });
    }
    if let Some(amount) = CLAIMED.may_load(deps.storage, &account)? {
        return Err(ContractError::Claimed { account, amount });
    }
    let Claim {
        index,
        amount,
        proof,
    } = claim;
    ensure_within("proof", proof.len(), (0, MAX_PROOF))?;
    let proof: Vec<Hash> = proof.iter().map(hash_of).collect::<Result<_, _>>()?;
    let entry = Entry {
        chain_id: &env.block.chain_id,
        name: &config.name,
        index,
        account: account.as_str(),
        amount,
    };
    if !entry.is_in(&hash_of(&config.root)?, config.count, &proof) {
        return Err(ContractError::WrongProof {
            account,
            index,
            amount,
        });
    }
    let mut totals = TOTALS.load(deps.storage)?;
    let left = config.total.checked_sub(totals.claimed)?;
    if amount > left {
        return Err(ContractError::AboveTotal { amount, left });
    }
    totals.claimed = totals.claimed.checked_add(amount)?;
    totals.claims = totals.claims.saturating_add(1);
    TOTALS.save(deps.storage, &totals)?;
    CLAIMED.save(deps.storage, &account, &amount)?;
    let paid = events::claim(&account, index, amount, &totals);
    Ok(Response::new()
        .add_message(pay(&config.token, &account, amount)?)
        .add_event(paid))
}
