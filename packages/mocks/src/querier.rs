//! The chain's own modules, beside the contracts and the bank that cosmwasm-std mocks.

use std::ops::{Deref, DerefMut};

use cosmwasm_std::testing::MockQuerier;
use cosmwasm_std::{from_json, Binary, ContractResult, Querier, QuerierResult, SystemResult};

use crate::OtherContracts;

/// cosmwasm-std's mocked querier, which refuses every query of a module, and the answers of [`OtherContracts`] to those.
pub struct ChainQuerier {
    inner: MockQuerier,
    others: OtherContracts,
}

/// A query of a module, as it leaves a contract. Declared here, because cosmwasm-std has it behind a feature that most
/// contracts do without.
#[derive(serde::Deserialize)]
enum ModuleRequest {
    #[serde(rename = "stargate")]
    Module { path: String, data: Binary },
}

impl ChainQuerier {
    pub(crate) fn new(inner: MockQuerier, others: OtherContracts) -> Self {
        ChainQuerier { inner, others }
    }
}

impl Querier for ChainQuerier {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        match from_json(request) {
            Ok(ModuleRequest::Module { path, data }) => match self.others.module(&path, &data) {
                Some(answer) => SystemResult::Ok(ContractResult::from(answer)),
                None => self.inner.raw_query(request),
            },
            Err(_) => self.inner.raw_query(request),
        }
    }
}

impl Deref for ChainQuerier {
    type Target = MockQuerier;

    fn deref(&self) -> &MockQuerier {
        &self.inner
    }
}

impl DerefMut for ChainQuerier {
    fn deref_mut(&mut self) -> &mut MockQuerier {
        &mut self.inner
    }
}
