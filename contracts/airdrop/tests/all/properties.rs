//! Random lists: every member is paid what the list says, and nothing else is.

use std::collections::BTreeSet;

use crate::common::{addr, transfers, Airdrop, List, BEGIN, CHAIN, END, NAME};
use cosmwasm_std::{Addr, HexBinary, Uint128};
use proptest::prelude::*;
use qerun_airdrop::ContractError;
use qerun_messages::airdrop::ExecuteMsg;

/// Most of the supply for an entry.
const MOST: u128 = 111_111_111_000_000;

/// How a claim is falsified.
#[derive(Clone, Debug)]
enum Change {
    Amount(u128),
    Index(u32),
    Account(u32),
    Cut(usize),
    Swap(usize),
    Bit(usize, usize),
    More,
}

fn change() -> impl Strategy<Value = Change> {
    use Change::*;
    prop_oneof![
        (1u128..MOST).prop_map(Amount),
        any::<u32>().prop_map(Index),
        any::<u32>().prop_map(Account),
        (0usize..11).prop_map(Cut),
        (1usize..11).prop_map(Swap),
        (0usize..11, 0usize..256).prop_map(|(hash, bit)| Bit(hash, bit)),
        Just(More),
    ]
}

/// Sender and message of a changed claim; none if nothing is changed.
fn falsified(list: &List, index: u32, change: &Change) -> Option<(Addr, ExecuteMsg)> {
    let (mut account, mut amount) = list.rows[index as usize].clone();
    let (mut place, mut proof) = (index, list.proof(index));
    match *change {
        Change::Amount(other) => amount = Uint128::new(other),
        // Of the list in most cases.
        Change::Index(other) => place = other % (list.count() + 3),
        Change::Account(other) => account = addr(&format!("holder {}", other % (list.count() + 3))),
        Change::Cut(at) if at < proof.len() => drop(proof.remove(at)),
        Change::Swap(at) if at < proof.len() => proof.swap(at - 1, at),
        Change::Bit(at, bit) if at < proof.len() => {
            let mut hash: [u8; 32] = proof[at].to_array().unwrap();
            hash[bit / 8] ^= 1 << (bit % 8);
            proof[at] = HexBinary::from(hash);
        }
        Change::More => proof.push(HexBinary::from(list.root())),
        _ => return None,
    }
    let same = (&account, amount) == (&list.rows[index as usize].0, list.amount(index));
    if same && place == index && proof == list.proof(index) {
        return None;
    }
    let msg = ExecuteMsg::Claim {
        index: place,
        amount,
        proof,
    };
    Some((account, msg))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_member_is_paid_and_nobody_else(
        amounts in prop::collection::vec(1u128..MOST, 1..=2_000),
        changes in prop::collection::vec((any::<u32>(), change()), 40),
        come in prop::collection::vec(any::<u32>(), 0..60),
    ) {
        let row = |(i, amount): (usize, &u128)| (addr(&format!("holder {i}")), Uint128::new(*amount));
        let list = List::of(CHAIN, NAME, amounts.iter().enumerate().map(row).collect());
        let mut airdrop = Airdrop::open(list.clone());
        for (at, change) in &changes {
            let index = at % list.count();
            let Some((sender, msg)) = falsified(&list, index, change) else { continue };
            let before = airdrop.storage();
            let error = airdrop.execute(&sender, msg).unwrap_err();
            prop_assert!(matches!(error, ContractError::WrongProof { .. }), "{change:?}: {error}");
            prop_assert_eq!(airdrop.storage(), before);
        }
        let come: BTreeSet<u32> = come.iter().map(|at| at % list.count()).collect();
        let mut paid = Uint128::zero();
        for index in &come {
            let (account, amount) = list.rows[*index as usize].clone();
            let response = airdrop.claim(*index).unwrap();
            prop_assert_eq!(transfers(&response), [(account.to_string(), amount)]);
            paid += amount;
            let totals = airdrop.totals();
            prop_assert_eq!(totals.claimed, paid);
            prop_assert_eq!(totals.left + paid, totals.total);
        }
        airdrop.at(END);
        let rest = list.total() - paid;
        let sent: Vec<_> = (!rest.is_zero()).then(|| (addr("timelock").to_string(), rest)).into_iter().collect();
        prop_assert_eq!(transfers(&airdrop.return_rest().unwrap()), sent);
        prop_assert_eq!(airdrop.totals().claims as usize, come.len());
    }
}

/// All entries of lists of every length from 1 to 40, and of one of 2,000.
#[test]
fn every_proof_of_a_list_is_good() {
    for count in (1..=40).chain([2_000]) {
        let list = List::long(count);
        let mut airdrop = Airdrop::open(list.clone());
        for index in 0..count {
            airdrop.claim(index).unwrap();
        }
        let totals = airdrop.totals();
        assert_eq!((totals.claimed, totals.claims), (list.total(), count));
        assert_eq!(totals.left, Uint128::zero());
        airdrop.at(BEGIN);
    }
}
