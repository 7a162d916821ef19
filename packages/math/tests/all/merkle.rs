//! Merkle trees: the test vectors of Certificate Transparency, and every way to change a proof.

use proptest::prelude::*;
use qerun_math::{merkle_leaf, merkle_node, merkle_verify, Hash, MerkleTree};

/// The entries with which Certificate Transparency's implementations are tested.
const ENTRIES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// Roots over the first one, two, .. of them: computed apart from this code with the recursive definition of RFC 6962,
/// 2.1. The last one is Certificate Transparency's own.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hash(text: &str) -> Hash {
    hex::decode(text).unwrap().try_into().unwrap()
}

/// The tree over the first `count` of [`ENTRIES`].
fn known(count: usize) -> MerkleTree {
    let entries = ENTRIES[..count].iter();
    MerkleTree::new(
        entries
            .map(|e| merkle_leaf(&hex::decode(e).unwrap()))
            .collect(),
    )
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    for (i, root) in ROOTS.iter().enumerate() {
        assert_eq!(known(i + 1).root(), Some(hash(root)), "{}", i + 1);
    }
}

/// Computed apart from this code with RFC 6962's definition, 2.1.1.
#[test]
fn proofs_are_those_of_certificate_transparency() {
    let first = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];
    assert_eq!(known(8).proof(0), Some(first.map(hash).to_vec()));
    let inner = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(known(7).proof(5), Some(inner.map(hash).to_vec()));
    // Without a sibling on the lowest level.
    let last = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(known(7).proof(6), Some(last.map(hash).to_vec()));
}

#[test]
fn lists_of_none_and_of_one() {
    let none = MerkleTree::new(vec![]);
    assert_eq!((none.root(), none.proof(0)), (None, None));
    let leaf = merkle_leaf(b"alone");
    assert!(!merkle_verify(&leaf, 0, 0, leaf, &[]));
    let one = MerkleTree::new(vec![leaf]);
    assert_eq!((one.root(), one.proof(0)), (Some(leaf), Some(vec![])));
    assert_eq!(one.proof(1), None);
    assert!(merkle_verify(&leaf, 1, 0, leaf, &[]));
    assert!(!merkle_verify(&leaf, 1, 1, leaf, &[]));
    assert!(!merkle_verify(&leaf, 2, 0, leaf, &[]));
    assert!(!merkle_verify(&leaf, 1, 0, leaf, &[leaf]));
    assert!(!merkle_verify(&leaf, u32::MAX, 0, leaf, &[leaf; 40]));
}

/// An inner node is no leaf, although its hash stands where a leaf of a shorter list would.
#[test]
fn a_node_is_no_entry() {
    let leaves: Vec<Hash> = (0..4u8).map(|i| merkle_leaf(&[i])).collect();
    let root = MerkleTree::new(leaves.clone()).root().unwrap();
    let (left, right) = (
        merkle_node(&leaves[0], &leaves[1]),
        merkle_node(&leaves[2], &leaves[3]),
    );
    // What an entry of these 64 bytes is hashed to is another hash.
    let entry = [leaves[0], leaves[1]].concat();
    assert_ne!(merkle_leaf(&entry), left);
    for count in 1..=4 {
        for index in 0..count {
            assert!(!merkle_verify(
                &root,
                count,
                index,
                merkle_leaf(&entry),
                &[right]
            ));
        }
    }
    // With the hash itself a list of two would be proven: so the length belongs to the root, and callers hash entries.
    assert!(merkle_verify(&root, 2, 0, left, &[right]));
    assert!(!merkle_verify(&root, 4, 0, left, &[right]));
    assert!(!merkle_verify(&root, 3, 0, left, &[right]));
}

/// Every proof of every list of up to 70 entries: there, and nowhere else.
#[test]
fn each_entry_is_at_its_own_place_only() {
    for count in 1..=70u32 {
        let leaves: Vec<Hash> = (0..count).map(|i| merkle_leaf(&i.to_be_bytes())).collect();
        let tree = MerkleTree::new(leaves.clone());
        let root = tree.root().unwrap();
        for (index, leaf) in (0..).zip(&leaves) {
            let proof = tree.proof(index).unwrap();
            assert!(proof.len() <= 7);
            for other in 0..=count {
                let there = merkle_verify(&root, count, other, *leaf, &proof);
                assert_eq!(there, other == index, "{index} of {count} at {other}");
            }
        }
        assert_eq!(tree.proof(count), None);
    }
}

proptest! {
    #[test]
    fn a_changed_proof_proves_nothing(
        count in 1u32..=2_000, at in any::<u32>(), bit in 0usize..256, other in any::<u32>(), cut in any::<usize>(),
    ) {
        let leaves: Vec<Hash> = (0..count).map(|i| merkle_leaf(&i.to_be_bytes())).collect();
        let tree = MerkleTree::new(leaves.clone());
        let (root, index) = (tree.root().unwrap(), at % count);
        let (leaf, proof) = (leaves[index as usize], tree.proof(index).unwrap());
        let proves = |index, leaf, proof: &[Hash]| merkle_verify(&root, count, index, leaf, proof);
        prop_assert!(proves(index, leaf, &proof));

        let flipped = |mut hash: Hash| { hash[bit / 8] ^= 1 << (bit % 8); hash };
        prop_assert!(!proves(index, flipped(leaf), &proof));
        prop_assert!(!merkle_verify(&flipped(root), count, index, leaf, &proof));
        prop_assert!(!proves(other, leaf, &proof) || other == index);
        let mut longer = proof.clone();
        longer.push(root);
        prop_assert!(!proves(index, leaf, &longer));
        for i in 0..proof.len() {
            let mut changed = proof.clone();
            changed[i] = flipped(changed[i]);
            prop_assert!(!proves(index, leaf, &changed), "hash {i}");
            let mut shorter = proof.clone();
            shorter.remove(i);
            prop_assert!(!proves(index, leaf, &shorter), "without {i}");
            if i > 0 {
                let mut swapped = proof.clone();
                swapped.swap(i - 1, i);
                prop_assert!(!proves(index, leaf, &swapped), "swapped {i}");
            }
        }
        // Cut, and the node that was reached by then in the place of the entry.
        if let Some(cut) = cut.checked_rem(proof.len()) {
            let (mut node, mut place, mut last) = (leaf, index, count - 1);
            let mut used = 0;
            while used <= cut {
                if place % 2 == 1 || place < last {
                    let sibling = &proof[used];
                    node = if place % 2 == 1 { merkle_node(sibling, &node) } else { merkle_node(&node, sibling) };
                    used += 1;
                }
                (place, last) = (place / 2, last / 2);
            }
            prop_assert!(!proves(place, node, &proof[used..]));
            prop_assert!(!proves(index, node, &proof[used..]));
        }
    }
}
