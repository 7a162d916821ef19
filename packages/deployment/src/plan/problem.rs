//! What can be wrong with a plan.

use std::fmt;

use cosmwasm_std::{Decimal, Uint128};
use thiserror::Error;

use super::decision::DecisionTime;
use super::mnemonic::{redact_message, redact_value};
use super::shares::Part;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The field as the file names it, e.g. `dao.quorum`.
    pub field: String,
    /// Why the field is refused.
    pub problem: Problem,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.problem)
    }
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum Problem {
    #[error("`{name}` is not 1 to 32 of a-z, 0-9 and -")]
    Name { name: String },
    #[error("is empty")]
    Empty,
    #[error("has {count} characters, not 1 to {most}")]
    Length { count: usize, most: usize },
    #[error("`{name}` is no folder of the chain registry, which are of a-z and 0-9: name it")]
    Registry { name: String },
    #[error("is a file that was not read")]
    Unread,
    #[error("`{url}` is not reached over {wanted}")]
    Url { url: String, wanted: &'static str },
    #[error("`{address}` is no address with the prefix `{prefix}`")]
    Address { address: String, prefix: String },
    /// Addresses are compared as they are written.
    #[error("is written in capitals: write it as the chain does")]
    Capitals,
    /// The name is not repeated: a mnemonic might stand in its place.
    #[error("is no name of an environment variable: 1 to 64 of A-Z, a-z, 0-9 and _")]
    Variable,
    #[error("is the same as {other}: {why}")]
    Same {
        other: &'static str,
        why: &'static str,
    },
    #[error(
        "{seconds} s must be more than the {} s that a decision may take: {decision}",
        decision.total()
    )]
    UnbondingTooShort {
        seconds: u64,
        /// Unbonding must be longer than the sum.
        decision: DecisionTime,
    },
    #[error("{found} of {least} that are needed on a public chain: {why}")]
    TooFew {
        found: usize,
        least: usize,
        why: &'static str,
    },
    #[error("{decimals} decimals are not between {min} and {max}: {why}")]
    Decimals {
        decimals: u8,
        min: u8,
        max: u8,
        why: &'static str,
    },
    #[error("{min} to {max} is wider than {most} times: {why}")]
    TooWide {
        min: Decimal,
        max: Decimal,
        /// How many times the lower bound the upper bound may be.
        most: u64,
        why: &'static str,
    },
    #[error("is the deployer, in whose hands nothing stays")]
    Deployer,
    #[error("`{name}` is there twice")]
    Twice { name: String },
    #[error("the parts are {parts}, the supply {supply}")]
    Sum { parts: String, supply: Uint128 },
    #[error("the shares add up to {sum}, not to 1")]
    Shares { sum: String },
    #[error("{share} is not more than {most}: {why}")]
    NoMajority {
        share: Decimal,
        most: Decimal,
        why: &'static str,
    },
    #[error("{share} of the supply, {supply}, is no whole amount")]
    Fraction { share: Decimal, supply: Uint128 },
    #[error("its {rows} add up to {given}, not to its share of the supply, {wanted}")]
    PartSum {
        /// `rows of supply` or `members`.
        rows: &'static str,
        given: String,
        wanted: Uint128,
    },
    #[error("is {part}, which has no rows of its own: {why}")]
    NoRows { part: Part, why: &'static str },
    #[error("is {part}, not {wanted}: {why}")]
    OtherPart {
        part: Part,
        wanted: Part,
        why: &'static str,
    },
    #[error("`{name}` is not 1 to {most} of a-z, 0-9 and -")]
    MemberName { name: String, most: usize },
    #[error("{found} are more than {most}: {why}")]
    TooMany {
        found: usize,
        most: usize,
        why: &'static str,
    },
    #[error("is {what}, which the plan does not describe: {section} is missing")]
    Undescribed {
        what: &'static str,
        section: &'static str,
    },
    #[error("needs {other}: {why}")]
    Needs {
        other: &'static str,
        why: &'static str,
    },
    #[error("a factory or the fee of one that is deployed, one of them")]
    FactoryOrFee,
    #[error("has {bytes} bytes, not 32")]
    Root { bytes: usize },
    #[error("{total} is not what the rows of supply give to `{to}`, {given}")]
    NotGiven {
        total: Uint128,
        to: &'static str,
        given: Uint128,
    },
    #[error("{value} is not between {min} and {max}")]
    OutOfRange {
        value: Decimal,
        min: Decimal,
        max: Decimal,
    },
    #[error("{amount} is more than {most}: {why}")]
    TooMuch {
        /// Smallest unit.
        amount: Uint128,
        most: Uint128,
        why: &'static str,
    },
    #[error("{amount} is less than {least}: {why}")]
    TooLittle {
        /// Smallest unit.
        amount: Uint128,
        least: Uint128,
        why: &'static str,
    },
    #[error("{seconds} s is less than {least} s: {why}")]
    TooShort {
        seconds: u64,
        least: u64,
        why: &'static str,
    },
    #[error("{seconds} s is more than {most} s: {why}")]
    TooLong {
        seconds: u64,
        most: u64,
        why: &'static str,
    },
    #[error("`{channel}` is no channel id")]
    Channel { channel: String },
    #[error("`{denom}` is no denom")]
    Denom { denom: String },
    #[error("the oracle has {found} entries of `{asset}`, not one")]
    OracleEntry { asset: String, found: usize },
    #[error("`{asset}` is none of the plan's assets")]
    UnknownAsset { asset: String },
    #[error("`{asset}` is priced by a pool itself: what it quotes would have no price of its own")]
    QuoteFromPool { asset: String },
    #[error("{value} is above {other}, {most}: {why}")]
    Above {
        value: Decimal,
        /// The field that bounds it.
        other: &'static str,
        most: Decimal,
        why: &'static str,
    },
    #[error("`{id}` is none of voting.perks")]
    UnknownPerk { id: String },
    #[error("the outpost needs a venue or a dex_pool, one of them")]
    Venue,
    #[error("must not be zero")]
    Zero,
    #[error("not on a public chain: {why}")]
    NotPublic { why: &'static str },
    #[error("needed on a public chain: {why}")]
    NeededPublic { why: &'static str },
    #[error("the contract refuses it: {reason}")]
    Refused { reason: String },
}

impl Problem {
    /// The same problem without the values that could be a mnemonic.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        match &mut self {
            Problem::Name { name: text }
            | Problem::Registry { name: text }
            | Problem::Url { url: text, .. }
            | Problem::Address { address: text, .. }
            | Problem::Twice { name: text }
            | Problem::MemberName { name: text, .. }
            | Problem::Channel { channel: text }
            | Problem::Denom { denom: text }
            | Problem::OracleEntry { asset: text, .. }
            | Problem::UnknownAsset { asset: text }
            | Problem::QuoteFromPool { asset: text }
            | Problem::UnknownPerk { id: text } => *text = redact_value(text),
            Problem::Refused { reason } => *reason = redact_message(reason),
            _ => {}
        }
        if let Problem::Address { prefix, .. } = &mut self {
            *prefix = redact_value(prefix);
        }
        self
    }
}
