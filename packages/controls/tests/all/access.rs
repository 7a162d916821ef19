//! Who may send a message.

use cosmwasm_std::testing::mock_dependencies;
use cosmwasm_std::{Addr, Storage};
use cw_ownable::{initialize_owner, update_ownership, Action};
use qerun_controls::{ensure_guardian_or_owner, ensure_sender, AccessError};
use qerun_mocks::{addr, env_at, START};

fn refused(sender: &Addr, role: &'static str) -> Result<(), AccessError> {
    let sender = sender.clone();
    Err(AccessError::Unauthorized { sender, role })
}

#[test]
fn only_the_holder_of_a_role() {
    let (market, other) = (addr("market"), addr("other"));
    assert_eq!(ensure_sender(&market, &market, "market"), Ok(()));
    let result = ensure_sender(&other, &market, "market");
    assert_eq!(result, refused(&other, "market"));
    let text = format!("only the market may do this, not {other}");
    assert_eq!(result.unwrap_err().to_string(), text);
}

#[test]
fn guardian_and_owner_and_nobody_else() {
    let mut deps = mock_dependencies();
    let [owner, guardian, other] = ["owner", "guardian", "other"].map(addr);
    initialize_owner(&mut deps.storage, &deps.api, Some(owner.as_str())).unwrap();
    let ensure = |storage: &dyn Storage, guardian: Option<&Addr>, sender: &Addr| {
        ensure_guardian_or_owner(storage, guardian, sender)
    };
    let no = |sender: &Addr| refused(sender, "guardian or owner");
    for (named, sender, expected) in [
        (Some(&guardian), &guardian, Ok(())),
        (Some(&guardian), &owner, Ok(())),
        (Some(&guardian), &other, no(&other)),
        (Some(&owner), &owner, Ok(())),
        (None, &owner, Ok(())),
        (None, &guardian, no(&guardian)),
    ] {
        assert_eq!(ensure(&deps.storage, named, sender), expected);
    }
    // A pending owner is none yet; once nobody owns the contract the guardian alone is left.
    let (block, next) = (env_at("contract", START).block, addr("next"));
    let transfer = Action::TransferOwnership {
        new_owner: next.to_string(),
        expiry: None,
    };
    update_ownership(deps.as_mut(), &block, &owner, transfer).unwrap();
    assert_eq!(ensure(&deps.storage, None, &next), no(&next));
    update_ownership(deps.as_mut(), &block, &owner, Action::RenounceOwnership).unwrap();
    assert_eq!(ensure(&deps.storage, Some(&guardian), &owner), no(&owner));
    assert_eq!(ensure(&deps.storage, Some(&guardian), &guardian), Ok(()));
}

/// Without a record of the owner the guardian still passes, and nobody else does.
#[test]
fn an_owner_that_cannot_be_read() {
    let deps = mock_dependencies();
    let guardian = addr("guardian");
    let ensure = |sender: &Addr| ensure_guardian_or_owner(&deps.storage, Some(&guardian), sender);
    assert_eq!(ensure(&guardian), Ok(()));
    assert!(matches!(ensure(&addr("owner")), Err(AccessError::Std(_))));
}
