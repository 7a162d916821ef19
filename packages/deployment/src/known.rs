//! What only the chains can tell.

use std::collections::BTreeMap;

use crate::plan::{Both, Side};

/// What the chains have told so far: ids of the stored codes, and addresses of contracts that other
/// contracts instantiate. Empty before the first step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Ids of the stored codes, by the name of their file without `.wasm`.
    pub codes: Both<BTreeMap<String, u64>>,
    /// The voting module, after the DAO's core is instantiated.
    pub voting: String,
    /// The test pool's pair, after it is created.
    pub pair: String,
    /// The pair of QER and the stablecoin, after it is created.
    pub qer_pair: String,
    /// Its LP token.
    pub lp_token: String,
}

impl Known {
    /// The id of a code; zero before it is stored.
    #[must_use]
    pub fn code(&self, side: Side, name: &str) -> u64 {
        self.codes.get(side).get(name).copied().unwrap_or_default()
    }

    /// Keeps the id of a stored code.
    pub fn learn_code(&mut self, side: Side, name: &str, id: u64) {
        self.codes.get_mut(side).insert(name.to_owned(), id);
    }
}
