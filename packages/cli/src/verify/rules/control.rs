//! Who can change what: all of it is the timelock's.

use serde_json::Value;

use crate::verify::{Audit, Facts, Role};
use qerun_deployment::plan::PlanFile;
use qerun_deployment::{Contract, Module};

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    admins(audit, facts, plan);
    owners(audit, facts, plan);
    guardians(audit, facts);
}

/// Who is to own a contract. The distributor's owner could take back what was released, which emissions never do.
fn expected_owner<'a>(role: Role, facts: &'a Facts, plan: &'a PlanFile) -> &'a str {
    match role {
        Role::Made(Contract::Outpost) => &plan.outpost.owner,
        Role::Made(Contract::Distributor) => facts.at(Contract::Emissions),
        _ => facts.at(Contract::Timelock),
    }
}

/// Who is to be able to migrate a contract. New code could give a member more or less than was promised.
fn expected_admin<'a>(role: Role, facts: &'a Facts, plan: &'a PlanFile) -> Option<&'a str> {
    match role {
        Role::Made(Contract::Outpost) => Some(&plan.outpost.owner),
        Role::Made(Contract::Vesting(_)) => None,
        _ => Some(facts.at(Contract::Timelock)),
    }
}

fn admins(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    for (role, contract) in &facts.contracts {
        let (found, wanted) = (
            contract.info.admin.as_deref(),
            expected_admin(*role, facts, plan),
        );
        audit.must(found == wanted, "admin", || {
            let [found, wanted] = [found, wanted].map(|admin| admin.unwrap_or("nobody"));
            format!("{role} can be migrated by {found}, not by {wanted}")
        });
    }
    let (found, core) = (&facts.dao.admin, facts.at(Contract::Dao));
    audit.must(found == core, "admin", || {
        format!("the DAO's own admin is {found}, not itself")
    });
    let nominee = facts.dao.nominee.as_deref();
    audit.must(nominee.is_none(), "admin", || {
        let nominee = nominee.unwrap_or_default();
        format!("{nominee} is nominated as the DAO's own admin")
    });
}

fn owners(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    for (role, contract) in &facts.contracts {
        let Some(ownership) = &contract.owner else {
            continue;
        };
        let (found, wanted) = (
            ownership.owner.as_deref(),
            expected_owner(*role, facts, plan),
        );
        audit.must(found == Some(wanted), "owner", || {
            let found = found.unwrap_or("nobody");
            format!("{role} belongs to {found}, not to {wanted}")
        });
        // On the other chain it may pass from one to the next without any contract.
        let first = contract.made.get("owner").and_then(Value::as_str);
        let first = first.filter(|_| *role != Contract::Outpost.into());
        audit.must(first.is_none_or(|first| first == wanted), "owner", || {
            let first = first.unwrap_or_default();
            format!("{role} was made for {first}, not for {wanted}: whatever it keeps may be of that time")
        });
        audit.must(ownership.pending_owner.is_none(), "pending-owner", || {
            let pending = ownership.pending_owner.as_deref().unwrap_or_default();
            format!("{role} is being handed to {pending}")
        });
    }
    let timelock = facts.at(Contract::Timelock);
    let minter = facts.token.minter.as_deref();
    audit.must(
        minter.is_none() || minter == Some(timelock),
        "minter",
        || format!("{} may mint", minter.unwrap_or_default()),
    );
}

/// The contracts' guardian is the timelock, so that its rules of pauses hold.
fn guardians(audit: &mut Audit, facts: &Facts) {
    let timelock = facts.at(Contract::Timelock);
    let text = |address: Option<&cosmwasm_std::Addr>| address.map(ToString::to_string);
    for (role, found) in [
        (Role::from(Contract::Oracle), facts.oracle.guardian.clone()),
        (
            Contract::Market.into(),
            text(facts.market.config.guardian.as_ref()),
        ),
        (
            Contract::Reserve.into(),
            text(facts.reserve.config.config.guardian.as_ref()),
        ),
        (
            Module::Voting.into(),
            text(facts.voting.settings.guardian.as_ref()),
        ),
    ]
    .into_iter()
    .chain(facts.liquidity.iter().map(|found| {
        let guardian = found.voting.settings.guardian.as_ref();
        (Contract::LiquidityVoting.into(), text(guardian))
    })) {
        audit.must(found.as_deref() == Some(timelock), "guardian", || {
            let found = found.as_deref().unwrap_or("nobody");
            format!("{role} is paused by {found}, not through the timelock")
        });
    }
}
