//! Collects what the rules find.

use super::file::ChainPlan;
use super::problem::{Finding, Problem};
use crate::address::is_address;

/// Collects what is wrong with a plan, so that one run reports everything.
#[derive(Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// All that were collected.
    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.0
    }

    /// A field is refused.
    pub(super) fn add(&mut self, field: impl Into<String>, problem: Problem) {
        let field = field.into();
        self.0.push(Finding { field, problem });
    }

    /// A field is refused unless the condition holds.
    pub(super) fn require(
        &mut self,
        holds: bool,
        field: impl Into<String>,
        problem: impl FnOnce() -> Problem,
    ) {
        if !holds {
            self.add(field, problem());
        }
    }

    /// An address of the chain in lower case, as the chain writes it: addresses are compared as text.
    pub(super) fn address(&mut self, field: impl Into<String>, address: &str, chain: &ChainPlan) {
        let field = field.into();
        let capitals = address.bytes().any(|c| c.is_ascii_uppercase());
        self.require(!capitals, field.as_str(), || Problem::Capitals);
        self.require(is_address(address, &chain.prefix), field, || {
            Problem::Address {
                address: address.to_owned(),
                prefix: chain.prefix.clone(),
            }
        });
    }
}
