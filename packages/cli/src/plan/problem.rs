//! What can be wrong with a plan.

use std::fmt;

use cosmwasm_std::{Decimal, Uint128};
use thiserror::Error;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The field, as in the file.
    pub field: String,
    /// What.
    pub problem: Problem,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.problem)
    }
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Problem {
    /// A name in letters that salts and labels do not take.
    #[error("`{name}` is not 1 to 32 of a-z, 0-9 and -")]
    Name {
        /// The name.
        name: String,
    },
    /// Empty.
    #[error("is empty")]
    Empty,
    /// A node's address of a kind that cannot be reached.
    #[error("`{url}` is not reached over {wanted}")]
    Url {
        /// The address.
        url: String,
        /// The scheme.
        wanted: &'static str,
    },
    /// Not an address of the chain.
    #[error("`{address}` is no address with the prefix `{prefix}`")]
    Address {
        /// The address.
        address: String,
        /// The chain's prefix.
        prefix: String,
    },
    /// The deployer would keep something.
    #[error("is the deployer, in whose hands nothing stays")]
    Deployer,
    /// Named twice.
    #[error("`{name}` is there twice")]
    Twice {
        /// What.
        name: String,
    },
    /// Parts do not add up.
    #[error("the parts are {parts}, the supply {supply}")]
    Sum {
        /// Of the allocations.
        parts: String,
        /// Of the token.
        supply: Uint128,
    },
    /// Outside its bounds.
    #[error("{value} is not between {min} and {max}")]
    Range {
        /// The value.
        value: Decimal,
        /// The least.
        min: Decimal,
        /// The greatest.
        max: Decimal,
    },
    /// More than there is.
    #[error("{amount} is more than {most}: {why}")]
    Above {
        /// The amount, smallest unit.
        amount: Uint128,
        /// The most.
        most: Uint128,
        /// Why.
        why: &'static str,
    },
    /// Less than it takes.
    #[error("{amount} is less than {least}: {why}")]
    Below {
        /// The amount, smallest unit.
        amount: Uint128,
        /// The least.
        least: Uint128,
        /// Why.
        why: &'static str,
    },
    /// Too short a time.
    #[error("{seconds} s is less than {least} s: {why}")]
    Short {
        /// The time.
        seconds: u64,
        /// The least.
        least: u64,
        /// Why.
        why: &'static str,
    },
    /// Too long a time.
    #[error("{seconds} s is more than {most} s: {why}")]
    Long {
        /// The time.
        seconds: u64,
        /// The most.
        most: u64,
        /// Why.
        why: &'static str,
    },
    /// Not a channel's id.
    #[error("`{channel}` is no channel id")]
    Channel {
        /// The text.
        channel: String,
    },
    /// Not a denom.
    #[error("`{denom}` is no denom")]
    Denom {
        /// The text.
        denom: String,
    },
    /// An oracle entry is missing, or is of nothing.
    #[error("the oracle has {found} entries of `{asset}`, not one")]
    OracleEntry {
        /// The asset.
        asset: String,
        /// Entries.
        found: usize,
    },
    /// Entries for assets that nobody asks for.
    #[error("`{asset}` is none of the plan's assets")]
    UnknownAsset {
        /// The asset.
        asset: String,
    },
    /// A perk that is not among the first perks.
    #[error("`{id}` is none of voting.perks")]
    UnknownPerk {
        /// Its id.
        id: String,
    },
    /// The outpost has no venue, or two.
    #[error("the outpost needs a venue or a dex_pool, one of them")]
    Venue,
    /// Nothing to be had for.
    #[error("must not be zero")]
    Zero,
    /// A test chain's convenience in a plan for a public chain.
    #[error("not on a public chain: {why}")]
    NotPublic {
        /// Why.
        why: &'static str,
    },
    /// Missing in a plan for a public chain.
    #[error("needed on a public chain: {why}")]
    NeededPublic {
        /// Why.
        why: &'static str,
    },
    /// The contract itself would refuse its first message.
    #[error("the contract refuses it: {reason}")]
    Refused {
        /// The contract's words.
        reason: String,
    },
}
