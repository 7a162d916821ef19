//! Queries, ownership, configuration and migration.

use crate::common::*;
use cosmwasm_std::to_json_string;
use cw_ownable::{Action, Ownership};
use qerun_controls::{Figure, MigrationError, ParameterError};
use qerun_messages::outpost::{
    Config, ExecuteMsg, MigrateMsg, PurchaseResponse, PurchasesResponse, QueryMsg, COOL_DOWN,
};
use qerun_outpost::contract;
use qerun_outpost::ContractError;

#[test]
fn purchases_are_paged_and_their_json_is_pinned() {
    let mut outpost = TestOutpost::new();
    for order in 1..=35 {
        let packet = outpost.order_packet(order, 500, 90);
        outpost.serve(packet, 100).unwrap();
    }
    let list = |start: Option<u64>, limit| QueryMsg::Purchases {
        start_after: start.map(Into::into),
        limit,
    };
    let page: PurchasesResponse = outpost.query(list(None, None)).unwrap();
    assert_eq!(page.purchases.len(), 10);
    let page: PurchasesResponse = outpost.query(list(Some(3), Some(99))).unwrap();
    assert_eq!(
        (page.purchases.len(), page.purchases[0].order_id.u64()),
        (30, 4)
    );
    let query = |order: u64| QueryMsg::Purchase {
        order_id: order.into(),
    };
    let one: PurchaseResponse = outpost.query(query(2)).unwrap();
    let expected = format!(
        concat!(
            r#"{{"order_id":"2","purchase":{{"stable_in":"500","eth_out":"100","eth_denom":"{}","#,
            r#""recipient":"qerun1reserve","channel":"channel-3","#,
            r#""status":{{"in_transit":{{"channel":"channel-3","sequence":"2"}}}}}}}}"#
        ),
        eth_denom()
    );
    assert_eq!(to_json_string(&one).unwrap(), expected);
    let unknown = outpost.query::<PurchaseResponse>(query(99)).unwrap_err();
    assert_eq!(unknown, ContractError::UnknownOrder { order_id: 99 });
}

#[test]
fn the_owner_replaces_the_configuration() {
    let mut outpost = TestOutpost::new();
    let owner = outpost.owner.clone();
    let mut new = config();
    // Nothing was bought yet, so a wrong reserve can still be corrected.
    new.reserve = "qerun1other".into();
    new.return_timeout = 600;
    outpost
        .execute(
            &owner,
            &[],
            ExecuteMsg::UpdateConfig {
                config: new.clone(),
            },
        )
        .unwrap();
    let told: Config<String> = outpost.query(QueryMsg::Config {}).unwrap();
    assert_eq!(told, new);
    assert!(outpost.stable == 0 && outpost.eth == 0);
}

#[test]
fn the_timeout_moves_step_by_step_and_the_rest_at_once() {
    let mut outpost = TestOutpost::new();
    let owner = outpost.owner.clone();
    let update = |outpost: &mut TestOutpost, timeout: u64, channel: &str| {
        let mut config = config();
        config.return_timeout = timeout;
        config.channel = channel.into();
        let msg = ExecuteMsg::UpdateConfig { config };
        outpost.execute(&owner, &[], msg).map(|_| ())
    };
    let told = |outpost: &TestOutpost| -> (u64, String) {
        let config: Config<String> = outpost.query(QueryMsg::Config {}).unwrap();
        (config.return_timeout, config.channel)
    };
    let before = outpost.dump();
    for value in [599u64, 2_401] {
        let [figure, min, max] = [value, 600, 2_400].map(Figure::from);
        let step = ParameterError::Step {
            name: "return_timeout",
            value: figure,
            min,
            max,
        };
        let refused = update(&mut outpost, value, "channel-9");
        assert_eq!(refused, Err(step.into()));
        assert_eq!(outpost.dump(), before);
    }
    update(&mut outpost, 2_400, "channel-9").unwrap();
    let ready_at = outpost.now() + COOL_DOWN;
    let cool_down = ParameterError::CoolDown { ready_at };
    outpost.wait(COOL_DOWN - 1);
    let refused = update(&mut outpost, 1_200, "channel-10");
    assert_eq!(refused, Err(cool_down.into()));
    assert_eq!(told(&outpost), (2_400, "channel-9".into()));
    // Without a change of the timeout there is no cool-down, and the one of the timeout goes on.
    update(&mut outpost, 2_400, "channel-10").unwrap();
    update(&mut outpost, 2_400, "channel-11").unwrap();
    assert_eq!(told(&outpost), (2_400, "channel-11".into()));
    outpost.wait(1);
    update(&mut outpost, 1_200, "channel-11").unwrap();
    assert_eq!(told(&outpost), (1_200, "channel-11".into()));
}

#[test]
fn ownership_moves_in_two_steps() {
    let mut outpost = TestOutpost::new();
    let (owner, next) = (outpost.owner.clone(), outpost.anyone.clone());
    let offer = Action::TransferOwnership {
        new_owner: next.to_string(),
        expiry: None,
    };
    outpost
        .execute(&owner, &[], ExecuteMsg::UpdateOwnership(offer))
        .unwrap();
    outpost
        .execute(
            &next,
            &[],
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
        )
        .unwrap();
    let ownership: Ownership<String> = outpost.query(QueryMsg::Ownership {}).unwrap();
    assert_eq!(ownership.owner, Some(next.to_string()));
}

#[test]
fn migrate_takes_older_versions_of_itself_only() {
    let mut outpost = TestOutpost::new();
    let env = outpost.env.clone();
    contract::migrate(outpost.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap();
    let storage = &mut outpost.deps.storage;
    cw2::set_contract_version(storage, "crate:qerun-outpost", "0.1.0").unwrap();
    let refused = contract::migrate(outpost.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap_err();
    let (found, oldest) = ("0.1.0".parse().unwrap(), "0.2.0".parse().unwrap());
    assert_eq!(refused, MigrationError::TooOld { found, oldest }.into());
    cw2::set_contract_version(&mut outpost.deps.storage, "crate:other", "0.0.1").unwrap();
    contract::migrate(outpost.deps.as_mut(), env, MigrateMsg {}).unwrap_err();
}
