//! The airdrop of a deployment, on the chains of the suite: paid by the real token, claimed by accounts and by a contract,
//! and never more than the list.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Uint128};
use proptest::prelude::*;
use qerun_messages::airdrop::ExecuteMsg;
use qerun_messages::timelock::{Class, RECOMMENDED_PAUSES};
use qerun_messages::token;
use qerun_testing::suite::{call, qer, AirdropList, Setup, Suite};

const DAY: u64 = 86_400;
/// How long the airdrop of these tests can be claimed.
const OPEN: u64 = 90 * DAY;

fn deployed(rows: Vec<(Addr, Uint128)>) -> (Suite, AirdropList) {
    let mut setup = Setup::default();
    let list = setup.give_airdrop(rows, OPEN).unwrap();
    (setup.build().unwrap(), list)
}

fn named(rows: &[(&str, &str)]) -> Vec<(Addr, Uint128)> {
    let setup = Setup::default();
    let account = |name| setup.home_account(name).unwrap();
    rows.iter()
        .map(|(name, amount)| (account(name), qer(amount)))
        .collect()
}

/// The airdrop's own balance.
fn held(suite: &Suite) -> Uint128 {
    suite.qer_of(&suite.at.airdrop.clone()).unwrap()
}

fn ended(suite: &mut Suite) {
    suite.net.advance(OPEN);
}

fn return_rest(suite: &mut Suite) -> anyhow::Result<()> {
    let anyone = suite.net.home.addr("anyone");
    suite
        .airdrop(&anyone, &ExecuteMsg::ReturnRest {})
        .map(|_| ())
}

fn refused<T: std::fmt::Debug>(result: anyhow::Result<T>, words: &str) {
    let error = format!("{:#}", result.unwrap_err());
    assert!(error.contains(words), "{error}");
}

#[test]
fn the_token_pays_claims_and_the_rest() {
    let rows = named(&[("alice", "1000"), ("bob", "250.5"), ("carol", "0.000001")]);
    let (mut suite, list) = deployed(rows);
    let (alice, bob) = (list.rows[0].0.clone(), list.rows[1].0.clone());
    let total = qer("1250.500001");
    assert_eq!(held(&suite), total);
    suite.claim_airdrop(&list, 1).unwrap();
    assert_eq!(suite.qer_of(&bob).unwrap(), qer("250.5"));
    assert_eq!(
        (held(&suite), suite.airdrop_claimed(&bob).unwrap()),
        (qer("1000.000001"), Some(qer("250.5")))
    );
    // What was claimed is QER like any other: bob stakes it.
    suite.stake(&bob, qer("250.5"), None).unwrap();

    refused(suite.claim_airdrop(&list, 1), "has claimed");
    refused(
        suite.airdrop(&alice, &list.claim(2).unwrap()),
        "the proof does not show",
    );
    refused(return_rest(&mut suite), "until then nothing is returned");
    assert_eq!(held(&suite), qer("1000.000001"));

    ended(&mut suite);
    refused(suite.claim_airdrop(&list, 0), "claims ended at");
    let timelock = suite.at.timelock.clone();
    let before = suite.qer_of(&timelock).unwrap();
    return_rest(&mut suite).unwrap();
    assert_eq!(
        suite.qer_of(&timelock).unwrap() - before,
        qer("1000.000001")
    );
    assert_eq!(held(&suite), Uint128::zero());
    refused(return_rest(&mut suite), "was returned already");
    let totals = suite.airdrop_totals().unwrap();
    assert_eq!(
        (totals.claimed, totals.returned),
        (qer("250.5"), qer("1000.000001"))
    );
    assert_eq!(
        (totals.total, totals.left, totals.claims),
        (total, Uint128::zero(), 1)
    );
}

/// No pause of the guardian's stops a claim, and the DAO has no message to the airdrop.
#[test]
fn claims_under_every_pause() {
    let (mut suite, list) = deployed(named(&[("alice", "5"), ("bob", "7")]));
    let guardian = suite.at.guardian.clone();
    // These three are all effects: no other can be started beside them.
    for id in ["market", "purchases", "staking"] {
        suite.guardian_pause(id).unwrap();
    }
    for row in &RECOMMENDED_PAUSES {
        refused(suite.guardian_pause(row.id), "cannot be used before");
    }
    suite.claim_airdrop(&list, 0).unwrap();
    let timelock = suite.at.timelock.clone();
    for sender in [guardian, timelock.clone(), suite.dao.core.clone()] {
        refused(
            suite.airdrop(&sender, &list.claim(1).unwrap()),
            "the proof does not show",
        );
        refused(
            suite.airdrop(&sender, &ExecuteMsg::ReturnRest {}),
            "until then nothing is returned",
        );
    }
    // Whatever it would try is critical: nothing about the airdrop is in the registry.
    let rest = call(&suite.at.airdrop.clone(), &ExecuteMsg::ReturnRest {}).unwrap();
    let class = suite.class_of(vec![rest]).unwrap();
    assert_eq!(class.class, Class::Critical);
    suite.claim_airdrop(&list, 1).unwrap();
}

/// A contract that can send the message claims as an account does: the treasury itself, by a decision of the DAO.
#[test]
fn a_contract_claims_for_itself() {
    // Addresses do not depend on the list.
    let (first, _) = deployed(named(&[("alice", "5")]));
    let timelock = first.at.timelock.clone();
    let alice = Setup::default().home_account("alice").unwrap();
    let (mut suite, list) = deployed(vec![(alice, qer("500000")), (timelock.clone(), qer("77"))]);
    assert_eq!(
        (&suite.at.timelock, &suite.at.airdrop),
        (&timelock, &first.at.airdrop)
    );
    let alice = suite.user("alice");
    suite.claim_airdrop(&list, 0).unwrap();
    suite.stake(&alice, qer("300000"), None).unwrap();
    suite.net.advance(6);
    let claim = call(&suite.at.airdrop.clone(), &list.claim(1).unwrap()).unwrap();
    let id = suite.decide(&alice, &[], "Claim.", vec![claim]).unwrap();
    suite.post_bond(&alice, id).unwrap();
    suite.net.advance(7 * DAY);
    let before = suite.qer_of(&timelock).unwrap();
    let bond = suite.operation(id).unwrap().operation.bond;
    suite.execute_operation(id).unwrap();
    assert_eq!(suite.qer_of(&timelock).unwrap() + bond - before, qer("77"));
    assert_eq!(suite.airdrop_claimed(&timelock).unwrap(), Some(qer("77")));
}

/// Tokens that somebody sends it change nothing: not what others get, not what is returned. It takes no `send`.
#[test]
fn donations() {
    let (mut suite, list) = deployed(named(&[("alice", "5"), ("bob", "7")]));
    let (eve, airdrop) = (suite.user("eve"), suite.at.airdrop.clone());
    suite.fund_qer(&eve, qer("100")).unwrap();
    let transfer = token::ExecuteMsg::Transfer {
        recipient: airdrop.to_string(),
        amount: qer("90"),
    };
    let token = suite.at.token.clone();
    suite
        .net
        .home
        .execute(&eve, &token, &transfer, &[])
        .unwrap();
    let claim = list.claim(0).unwrap();
    assert!(suite.send_qer(&eve, &airdrop, qer("10"), &claim).is_err());
    suite.claim_airdrop(&list, 0).unwrap();
    ended(&mut suite);
    let timelock = suite.at.timelock.clone();
    let before = suite.qer_of(&timelock).unwrap();
    return_rest(&mut suite).unwrap();
    assert_eq!(suite.qer_of(&timelock).unwrap() - before, qer("7"));
    assert_eq!(
        (held(&suite), suite.qer_of(&eve).unwrap()),
        (qer("90"), qer("10"))
    );
}

/// Only the timelock can put other code on it.
#[test]
fn only_the_timelock_migrates_it() {
    let (mut suite, _) = deployed(named(&[("alice", "5")]));
    let (airdrop, timelock) = (suite.at.airdrop.clone(), suite.at.timelock.clone());
    let info = suite.net.home.app.contract_data(&airdrop).unwrap();
    assert_eq!(info.admin, Some(timelock.clone()));
    let migrate = |sender: &Addr, suite: &mut Suite| {
        let msg = cosmwasm_std::WasmMsg::Migrate {
            contract_addr: airdrop.to_string(),
            new_code_id: info.code_id,
            msg: b"{}".into(),
        };
        suite.net.home.send_msg(sender, msg)
    };
    for name in ["deployer", "alice", "guardian"] {
        let sender = suite.net.home.addr(name);
        assert!(migrate(&sender, &mut suite).is_err(), "{name}");
    }
    migrate(&timelock, &mut suite).unwrap();
    assert_eq!(held(&suite), qer("5"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Whoever comes, in whatever order, with whose proof ever: nobody has more than the list gives, and all QER is
    /// where it should be.
    #[test]
    fn nobody_gets_more_than_the_list(
        amounts in prop::collection::vec(1u128..5_000_000_000, 1..60),
        visits in prop::collection::vec((any::<u32>(), any::<u32>(), 0u64..3 * DAY), 1..60),
    ) {
        let setup = Setup::default();
        let home = setup.network().unwrap().home;
        let row = |(i, amount): (usize, &u128)| (home.addr(&format!("holder {i}")), Uint128::new(*amount));
        let rows: Vec<_> = amounts.iter().enumerate().map(row).collect();
        let count = u32::try_from(rows.len()).unwrap();
        let (mut suite, list) = deployed(rows);
        let (total, mut paid, mut came) = (held(&suite), Uint128::zero(), BTreeSet::new());
        let timelock = suite.at.timelock.clone();
        let treasury = suite.qer_of(&timelock).unwrap();
        let end = suite.net.home.now() + OPEN;
        for (who, whose, wait) in visits {
            let (who, whose) = (who % count, if whose % 3 == 0 { who % count } else { whose % count });
            suite.net.advance(wait);
            let account = list.rows[who as usize].0.clone();
            let before = suite.qer_of(&account).unwrap();
            let result = suite.airdrop(&account, &list.claim(whose).unwrap());
            // The contract was made some blocks before.
            let open = suite.net.home.now() + 3_600 < end;
            let right = who == whose && !came.contains(&who);
            if result.is_ok() {
                prop_assert!(right);
                came.insert(who);
                let amount = list.rows[who as usize].1;
                prop_assert_eq!(suite.qer_of(&account).unwrap() - before, amount);
                paid += amount;
            } else {
                prop_assert!(!(right && open));
                prop_assert_eq!(suite.qer_of(&account).unwrap(), before);
            }
            prop_assert_eq!(held(&suite), total - paid);
        }
        ended(&mut suite);
        return_rest(&mut suite).unwrap();
        prop_assert_eq!(held(&suite), Uint128::zero());
        prop_assert_eq!(suite.qer_of(&timelock).unwrap() - treasury, total - paid);
    }
}
