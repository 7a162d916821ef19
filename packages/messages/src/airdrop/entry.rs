//! An entry of the list, and the one way to prove it: for the contract, for `qerun airdrop` and for a web page.

use cosmwasm_std::Uint128;
use qerun_math::{merkle_leaf, merkle_verify, Hash};

/// Begins the bytes of every entry. Another encoding gets another version.
pub const ENTRY_PREFIX: &[u8; 16] = b"qerun-airdrop-v1";

/// What an account may claim.
///
/// Its leaf in the tree of [`qerun_math::MerkleTree`] is the hash of these bytes, integers being big-endian and a text
/// its length (8 bytes) and its bytes: [`ENTRY_PREFIX`], chain id, name of the airdrop, index (4 bytes), amount (16
/// bytes), account. Each part has a fixed length or says its own, so that two entries never have the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The chain on which it is claimed.
    pub chain_id: &'a str,
    /// The name in the airdrop's configuration.
    pub name: &'a str,
    /// Its place in the list, from 0.
    pub index: u32,
    /// Address of whoever may claim it, as the chain writes it, in lower case.
    pub account: &'a str,
    /// Smallest units.
    pub amount: Uint128,
}

impl Entry<'_> {
    /// Its hash in the tree.
    pub fn leaf(&self) -> Hash {
        let mut bytes = ENTRY_PREFIX.to_vec();
        put_text(&mut bytes, self.chain_id);
        put_text(&mut bytes, self.name);
        bytes.extend(self.index.to_be_bytes());
        bytes.extend(self.amount.to_be_bytes());
        put_text(&mut bytes, self.account);
        merkle_leaf(&bytes)
    }

    /// Whether it is in the list of `count` entries with this root. `proof` begins with the entry's sibling.
    pub fn is_in(&self, root: &Hash, count: u32, proof: &[Hash]) -> bool {
        merkle_verify(root, count, self.index, self.leaf(), proof)
    }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    // No text is longer than 64 bits can count.
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    bytes.extend(length.to_be_bytes());
    bytes.extend(text.as_bytes());
}
