//! What can be wrong with a plan.

use std::fmt;

use cosmwasm_std::{Decimal, Uint128};
use thiserror::Error;

use super::words::{redact, shown};
use super::DecisionTime;

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
    /// An address in capitals, which would be another one to whoever compares.
    #[error("is written in capitals: write it as the chain does")]
    Capitals,
    /// Not the name of an environment variable. It is not repeated: words might stand in its place.
    #[error("is no name of an environment variable: 1 to 64 of A-Z, a-z, 0-9 and _")]
    Variable,
    /// Twice the same where two things are meant.
    #[error("is the same as {other}: {why}")]
    Same {
        /// The other field.
        other: &'static str,
        /// Why.
        why: &'static str,
    },
    /// Stake could be gone before what it decided is done.
    #[error(
        "{seconds} s must be more than the {} s that a decision may take: {decision}",
        decision.total()
    )]
    Outlasted {
        /// The unbonding.
        seconds: u64,
        /// Of what it must be more than the sum.
        decision: DecisionTime,
    },
    /// Too few of something.
    #[error("{found} of {least} that are needed on a public chain: {why}")]
    Few {
        /// How many.
        found: usize,
        /// The least.
        least: usize,
        /// Why.
        why: &'static str,
    },
    /// Decimals that no such coin has.
    #[error("{decimals} decimals are not between {min} and {max}: {why}")]
    Decimals {
        /// The plan's.
        decimals: u8,
        /// The least.
        min: u8,
        /// The most.
        max: u8,
        /// Why.
        why: &'static str,
    },
    /// Bounds so wide that they bound nothing.
    #[error("{min} to {max} is wider than {most} times: {why}")]
    Wide {
        /// The lower bound.
        min: Decimal,
        /// The upper bound.
        max: Decimal,
        /// How many times the lower one the upper one may be.
        most: u64,
        /// Why.
        why: &'static str,
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

impl Problem {
    /// The same, without what of the plan could be a mnemonic.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        match &mut self {
            Problem::Name { name: text }
            | Problem::Url { url: text, .. }
            | Problem::Address { address: text, .. }
            | Problem::Twice { name: text }
            | Problem::Channel { channel: text }
            | Problem::Denom { denom: text }
            | Problem::OracleEntry { asset: text, .. }
            | Problem::UnknownAsset { asset: text }
            | Problem::UnknownPerk { id: text } => *text = shown(text),
            Problem::Refused { reason } => *reason = redact(reason),
            _ => {}
        }
        if let Problem::Address { prefix, .. } = &mut self {
            *prefix = shown(prefix);
        }
        self
    }
}
