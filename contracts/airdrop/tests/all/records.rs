//! The published records: their keys and their JSON are part of the interface.

use crate::common::{addr, Airdrop, List, BEGIN, END};
use cosmwasm_std::{from_json, HexBinary, Uint128};
use qerun_math::{merkle_leaf, MerkleTree};
use qerun_messages::airdrop::{Entry, CLAIMED};
use qerun_mocks::Dump;
use serde::de::IgnoredAny;

fn record(dump: &Dump, key: &[u8]) -> Option<String> {
    let found = dump.iter().find(|(at, _)| at == key);
    found.map(|(_, value)| String::from_utf8(value.clone()).unwrap())
}

#[test]
fn keys_and_shapes() {
    let list = List::new(&[("alice", 5), ("bob", 7)]);
    let mut airdrop = Airdrop::open(list.clone());
    let (token, treasury, root) = (
        addr("token"),
        addr("timelock"),
        HexBinary::from(list.root()),
    );
    let config = format!(
        r#"{{"token":"{token}","treasury":"{treasury}","name":"first","root":"{root}","count":2,"total":"12","start":{BEGIN},"end":{END}}}"#
    );
    let none = r#"{"claimed":"0","claims":0,"returned":null}"#;
    assert_eq!(record(&airdrop.storage(), b"config"), Some(config.clone()));
    assert_eq!(record(&airdrop.storage(), b"totals").as_deref(), Some(none));
    airdrop.claim(1).unwrap();
    airdrop.at(END);
    airdrop.return_rest().unwrap();
    let stored = airdrop.storage();
    assert_eq!(record(&stored, b"config"), Some(config));
    let totals = r#"{"claimed":"7","claims":1,"returned":"5"}"#;
    assert_eq!(record(&stored, b"totals").as_deref(), Some(totals));
    let key = [b"\0\x01c".as_slice(), addr("bob").as_bytes()].concat();
    assert_eq!(CLAIMED.key(&addr("bob")).to_vec(), key);
    assert_eq!(record(&stored, &key).as_deref(), Some(r#""7""#));
    // And nothing else but the version.
    assert_eq!(stored.len(), 4);
    for (_, value) in stored {
        from_json::<IgnoredAny>(value).unwrap();
    }
}

/// The example of the README: hashes computed apart from this code, with Python's hashlib and RFC 6962's own recursive
/// definition of the tree.
#[test]
fn the_test_vector() {
    let rows = [
        (
            "home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv",
            1_000_000,
            "3767013a17094190feb6511b9af6df48dc86e8f6e74fcf6509e1772234091136",
        ),
        (
            "home1fd00yhshg9gwcs5c4eqp3pe077858044jryl9q",
            2_500_000,
            "97f1233485dcc28cd4c897877f5eef63dc7939e36aa81b6da49c2de1ff315abe",
        ),
        (
            "home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22",
            1,
            "480868e07f1f5d0d4716ceda3a911dec27a9b216fda39cf7b4dffd041d6c28d0",
        ),
    ];
    let mut leaves = vec![];
    for (index, (account, amount, leaf)) in (0..).zip(rows) {
        let entry = Entry {
            chain_id: "home-1",
            name: "localnet",
            index,
            account,
            amount: Uint128::new(amount),
        };
        assert_eq!(hex(&entry.leaf()), leaf);
        leaves.push(entry.leaf());
    }
    let tree = MerkleTree::new(leaves);
    let root = "acd91e5b95f90611fa4075a5a2b2a4ceba423bc12b0e80b1b66ade21902f6619";
    assert_eq!(hex(&tree.root().unwrap()), root);
    let proof: Vec<String> = tree.proof(2).unwrap().iter().map(hex).collect();
    assert_eq!(
        proof,
        ["6fc23fa38afd3187162b7c33dcdb88bb364357eec2dfa46a5de87ae4bf3e9efd"]
    );
}

/// The bytes of an entry, written down one by one.
#[test]
fn the_bytes_of_an_entry() {
    let entry = Entry {
        chain_id: "c-1",
        name: "n",
        index: 258,
        account: "a1",
        amount: Uint128::new(0x0102),
    };
    let mut bytes = b"qerun-airdrop-v1".to_vec();
    bytes.extend(b"\0\0\0\0\0\0\0\x03c-1");
    bytes.extend(b"\0\0\0\0\0\0\0\x01n");
    bytes.extend(b"\0\0\x01\x02");
    bytes.extend(b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x02");
    bytes.extend(b"\0\0\0\0\0\0\0\x02a1");
    assert_eq!(entry.leaf(), merkle_leaf(&bytes));
}

fn hex(hash: &[u8; 32]) -> String {
    HexBinary::from(*hash).to_hex()
}
