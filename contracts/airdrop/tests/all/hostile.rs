//! What somebody would try who wants more than the list gives.

use crate::common::{addr, Airdrop, List, BEGIN, CHAIN, END, NAME};
use cosmwasm_std::{Addr, HexBinary, Uint128};
use qerun_airdrop::ContractError;
use qerun_math::{merkle_node, Hash};
use qerun_messages::airdrop::{Entry, ExecuteMsg};

fn list() -> List {
    List::new(&[
        ("alice", 5),
        ("bob", 7),
        ("carol", 11),
        ("dave", 13),
        ("erin", 17),
    ])
}

fn wrong(account: &Addr, index: u32, amount: Uint128) -> ContractError {
    ContractError::WrongProof {
        account: account.clone(),
        index,
        amount,
    }
}

/// Proofs are public: whoever copies one gets nothing, be it before or after its owner.
#[test]
fn anothers_proof() {
    let mut airdrop = Airdrop::open(list());
    for thief in ["mallory", "erin"] {
        for index in 0..4 {
            let (msg, amount) = (airdrop.list.claim(index), airdrop.list.amount(index));
            airdrop.refused(&addr(thief), msg, &wrong(&addr(thief), index, amount));
        }
    }
    airdrop.claim(0).unwrap();
    let (msg, amount) = (airdrop.list.claim(0), airdrop.list.amount(0));
    airdrop.refused(&addr("mallory"), msg, &wrong(&addr("mallory"), 0, amount));
    airdrop.claim(4).unwrap();
}

/// Twice with the same proof, with another's, and after the end.
#[test]
fn again() {
    let mut airdrop = Airdrop::open(list());
    airdrop.claim(0).unwrap();
    let (alice, amount) = (addr("alice"), Uint128::new(5));
    let claimed = || ContractError::Claimed {
        account: alice.clone(),
        amount,
    };
    for index in 0..5 {
        let msg = airdrop.list.claim(index);
        airdrop.refused(&alice, msg, &claimed());
    }
    airdrop.at(END);
    let msg = airdrop.list.claim(0);
    airdrop.refused(&alice, msg, &ContractError::Ended { end: END, now: END });
}

/// The proof of an inner node in the place of an entry. The contract hashes what the sender says about an entry itself,
/// with a prefix of its own, and the list's length decides how many hashes a proof has.
#[test]
fn an_inner_node_as_an_entry() {
    let list = list();
    let hash = |bytes: &HexBinary| -> Hash { bytes.to_array().unwrap() };
    let leaf = |index: u32| {
        let (account, amount) = &list.rows[index as usize];
        Entry {
            chain_id: CHAIN,
            name: NAME,
            index,
            account: account.as_str(),
            amount: *amount,
        }
        .leaf()
    };
    // Nodes over 0 and 1, over 2 and 3.
    let (left, right) = (
        merkle_node(&leaf(0), &leaf(1)),
        merkle_node(&leaf(2), &leaf(3)),
    );
    assert_eq!(hash(&list.proof(0)[1]), right);
    assert_eq!(hash(&list.proof(2)[1]), left);
    let above = &list.proof(0)[1..];
    let mut airdrop = Airdrop::open(list.clone());
    let mallory = addr("mallory");
    // As much as the node's own bytes could say: 16 bytes of it as the amount, its place as the index.
    let amounts = left
        .chunks(16)
        .map(|part| u128::from_be_bytes(part.try_into().unwrap()));
    for amount in amounts.chain([1, u128::MAX]) {
        for index in 0..5 {
            let amount = Uint128::new(amount);
            for proof in [above.to_vec(), list.proof(0), vec![right.into()]] {
                let msg = ExecuteMsg::Claim {
                    index,
                    amount,
                    proof,
                };
                airdrop.refused(&mallory, msg, &wrong(&mallory, index, amount));
            }
        }
    }
    assert_eq!(airdrop.totals().claimed, Uint128::zero());
}

/// Proofs of the same list for another chain, another name, or another airdrop's root.
#[test]
fn proofs_of_another_airdrop() {
    let rows = list().rows;
    let mut airdrop = Airdrop::open(list());
    let mut longer = rows.clone();
    longer.push((addr("mallory"), Uint128::new(1_000)));
    for other in [
        List::of("cosmoshub-4", NAME, rows.clone()),
        List::of(CHAIN, "second", rows.clone()),
        // Texts that run together, did they not say their lengths.
        List::of("cosmos-testnet-14002f", "irst", rows.clone()),
        List::of("cosmos-testnet-1400", "2first", rows),
        List::of(CHAIN, NAME, longer),
    ] {
        for index in 0..other.count() {
            let (account, amount) = other.rows[index as usize].clone();
            airdrop.refused(
                &account,
                other.claim(index),
                &wrong(&account, index, amount),
            );
        }
    }
    for index in 0..5 {
        airdrop.claim(index).unwrap();
    }
}

/// Whoever deploys or owns has no way to another root, end or treasury: there is no such message.
#[test]
fn nothing_can_be_set() {
    for text in [
        r#"{"update_config":{"config":{}}}"#,
        r#"{"register_merkle_root":{"merkle_root":"00"}}"#,
        r#"{"update_ownership":"accept_ownership"}"#,
        r#"{"withdraw":{}}"#,
        r#"{"return_rest":{"to":"x"}}"#,
        r#"{"claim":{"index":0,"amount":"5","proof":[],"account":"x"}}"#,
        r#"{"claim":{"index":-1,"amount":"5","proof":[]}}"#,
        r#"{"claim":{"index":0,"amount":5,"proof":[]}}"#,
        r#"{"claim":{"index":0,"amount":"5","proof":["zz"]}}"#,
        r#"{"claim":{"amount":"5","proof":[]}}"#,
    ] {
        let read = cosmwasm_std::from_json::<ExecuteMsg>(text.as_bytes());
        assert!(read.is_err(), "{text}");
    }
}

/// The rest cannot be taken early to rob those who have not claimed, nor twice to rob whoever sent tokens later.
#[test]
fn the_rest_too_early_and_twice() {
    let mut airdrop = Airdrop::open(list());
    for now in [BEGIN, END - 1] {
        airdrop.at(now);
        let error = ContractError::NotEnded { end: END, now };
        airdrop.refused(&addr("timelock"), ExecuteMsg::ReturnRest {}, &error);
    }
    airdrop.at(END);
    airdrop.return_rest().unwrap();
    let amount = Uint128::new(53);
    airdrop.refused(
        &addr("timelock"),
        ExecuteMsg::ReturnRest {},
        &ContractError::Returned { amount },
    );
}
