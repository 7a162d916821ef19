//! Ownership goes over in two steps, and rates with it.

use crate::common::*;
use cosmwasm_std::from_json;
use cosmwasm_std::testing::mock_env;
use cw_ownable::{Action, Ownership, OwnershipError};
use qerun_emissions::contract::migrate;
use qerun_emissions::ContractError;
use qerun_messages::emissions::{ExecuteMsg, MigrateMsg, QueryMsg};

#[test]
fn in_two_steps() {
    let mut emissions = Emissions::default();
    let offer = ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
        new_owner: addr("other").into(),
        expiry: None,
    });
    let not_owner = ContractError::Ownership(OwnershipError::NotOwner);
    emissions.refused("alice", offer.clone(), &not_owner);
    emissions.execute("timelock", offer).unwrap();
    emissions.refused("other", set_rate("lock", "0.5"), &not_owner);
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    let response = emissions.execute("other", accept).unwrap();
    assert_eq!(response.events[0].ty, "qerun-emissions/update_ownership");
    let now: Ownership<String> =
        from_json(emissions.query(QueryMsg::Ownership {}).unwrap()).unwrap();
    assert_eq!(now.owner, Some(addr("other").into()));
    emissions.refused("timelock", set_rate("lock", "0.5"), &not_owner);
    emissions.execute("other", set_rate("lock", "0.5")).unwrap();
}

#[test]
fn code_of_another_contract_is_refused() {
    let mut emissions = Emissions::default();
    migrate(emissions.deps.as_mut(), mock_env(), MigrateMsg {}).unwrap();
    cw2::set_contract_version(
        emissions.deps.as_mut().storage,
        "crate:qerun-airdrop",
        "0.3.0",
    )
    .unwrap();
    let error = migrate(emissions.deps.as_mut(), mock_env(), MigrateMsg {});
    assert!(matches!(error, Err(ContractError::Migration(_))));
}
