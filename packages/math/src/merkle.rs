//! Merkle trees as RFC 6962 has them (Certificate Transparency), over SHA-256: the root of a list, and the proof that an
//! entry is at its place in a list of that length.
//!
//! A leaf is `sha256(0x00 || entry)`, an inner node `sha256(0x01 || left || right)`, so that no node passes for an entry. A
//! node without a sibling moves up a level as it is: nothing is hashed with itself. Place and length of the list decide
//! how many hashes a proof has and on which side each one stands, so that a proof cannot be cut, extended or reordered.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Before the bytes of an entry.
const LEAF: u8 = 0;
/// Before the two hashes of an inner node.
const NODE: u8 = 1;

/// The hash of an entry.
pub fn merkle_leaf(entry: &[u8]) -> Hash {
    let hash = Sha256::new().chain_update([LEAF]).chain_update(entry);
    hash.finalize().into()
}

/// The hash of an inner node over its two parts.
pub fn merkle_node(left: &Hash, right: &Hash) -> Hash {
    let hash = Sha256::new().chain_update([NODE]);
    hash.chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// Whether `leaf` is the hash at place `index` of a list of `count` entries with this root. `proof` begins with the
/// leaf's sibling. Reads at most 32 hashes of it, as many as a list of that length can ask for (RFC 9162, 2.1.3.2).
pub fn merkle_verify(root: &Hash, count: u32, index: u32, leaf: Hash, proof: &[Hash]) -> bool {
    let Some(last) = count.checked_sub(1) else {
        return false;
    };
    // Places on the present level: of the node that is proven, and of the last node.
    let (mut place, mut last) = (index, last);
    if place > last {
        return false;
    }
    let (mut node, mut proof) = (leaf, proof.iter());
    while last > 0 {
        // The last node of an uneven level has no sibling.
        if place % 2 == 1 || place < last {
            let Some(sibling) = proof.next() else {
                return false;
            };
            node = match place % 2 {
                1 => merkle_node(sibling, &node),
                _ => merkle_node(&node, sibling),
            };
        }
        place /= 2;
        last /= 2;
    }
    proof.next().is_none() && node == *root
}

/// A tree over the hashes of all entries, which makes proofs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerkleTree {
    /// From the leaves to the root; at least one level, the last one with at most one hash.
    levels: Vec<Vec<Hash>>,
}

impl MerkleTree {
    /// The tree over these leaves, in their order.
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let level = below.chunks(2).map(|pair| match pair {
                [left, right] => merkle_node(left, right),
                // `chunks` gives one or two.
                alone => alone.first().copied().unwrap_or_default(),
            });
            levels.push(level.collect());
        }
        MerkleTree { levels }
    }

    /// The root; none of a list without entries.
    pub fn root(&self) -> Option<Hash> {
        self.levels.last()?.first().copied()
    }

    /// The proof of the entry at a place, beginning with its sibling; none if there is no such place.
    pub fn proof(&self, index: u32) -> Option<Vec<Hash>> {
        let mut place = usize::try_from(index).ok()?;
        self.levels.first()?.get(place)?;
        let mut proof = Vec::new();
        for level in &self.levels {
            // The other one of the pair.
            proof.extend(level.get(place ^ 1));
            place /= 2;
        }
        Some(proof)
    }
}
