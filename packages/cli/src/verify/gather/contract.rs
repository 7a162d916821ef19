//! What the chain knows of any contract.

use serde_json::json;

use crate::verify::{ContractFacts, Role};
use qerun_chain::{ask, Chain, ChainError};
use qerun_deployment::{Contract, Module};

pub(super) fn contract_facts(
    chain: &dyn Chain,
    role: Role,
    address: String,
) -> Result<ContractFacts, ChainError> {
    let info = chain.contract(&address)?.unwrap_or_default();
    let code = chain.code(info.code_id)?.unwrap_or_default();
    let history = chain.history(&address)?;
    let first = history.first().map(|entry| entry.msg.as_slice());
    let made = serde_json::from_slice(first.unwrap_or_default()).unwrap_or_default();
    let (mut created_at, mut owner) = (None, None);
    if dates_count(role) {
        created_at = chain.time_at(info.created)?;
    }
    if is_owned(role) {
        owner = Some(ask(chain, &address, &json!({"ownership": {}}))?);
    }
    Ok(ContractFacts {
        address,
        info,
        code,
        codes: history.len(),
        made,
        created_at,
        owner,
    })
}

/// Whether dates of the plan count from its block.
fn dates_count(role: Role) -> bool {
    use Contract as C;
    matches!(
        role,
        Role::Made(C::Timelock | C::Airdrop | C::Emissions | C::Vesting(_))
    )
}

/// Whether it tells its owner.
fn is_owned(role: Role) -> bool {
    use Contract as C;
    match role {
        Role::Module(module) => module == Module::Voting,
        Role::Made(C::Dao | C::Timelock | C::Airdrop | C::PoolFactory | C::QerPoolFactory) => false,
        Role::Made(_) => true,
    }
}
