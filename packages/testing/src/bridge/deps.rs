//! Storage, api and querier of 2.x as those of 1.x.

use anyhow::Result;
use cosmwasm_std as v2;
use cosmwasm_std_v1 as v1;

use super::convert::new_response;

/// Runs a query on wrapped dependencies.
pub(super) fn with_deps(
    deps: v2::Deps,
    action: impl FnOnce(v1::Deps) -> Result<v1::Binary>,
) -> Result<v2::Binary> {
    let storage = ReadStorage(deps.storage);
    let api = Api(deps.api);
    let querier = Querier(&*deps.querier);
    let data = action(v1::Deps {
        storage: &storage,
        api: &api,
        querier: v1::QuerierWrapper::new(&querier),
    })?;
    Ok(data.0.into())
}

/// Runs any other entry point on wrapped dependencies.
pub(super) fn with_deps_mut(
    deps: v2::DepsMut,
    action: impl FnOnce(v1::DepsMut) -> Result<v1::Response>,
) -> Result<v2::Response> {
    let mut storage = WriteStorage(deps.storage);
    let api = Api(deps.api);
    let querier = Querier(&*deps.querier);
    new_response(action(v1::DepsMut {
        storage: &mut storage,
        api: &api,
        querier: v1::QuerierWrapper::new(&querier),
    })?)
}

struct ReadStorage<'a>(&'a dyn v2::Storage);
struct WriteStorage<'a>(&'a mut dyn v2::Storage);
struct Api<'a>(&'a dyn v2::Api);
struct Querier<'a>(&'a dyn v2::Querier);

fn range<'a>(
    storage: &'a dyn v2::Storage,
    start: Option<&[u8]>,
    end: Option<&[u8]>,
    order: v1::Order,
) -> Box<dyn Iterator<Item = v1::Record> + 'a> {
    let order = match order {
        v1::Order::Ascending => v2::Order::Ascending,
        v1::Order::Descending => v2::Order::Descending,
    };
    storage.range(start, end, order)
}

impl v1::Storage for ReadStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.0.get(key)
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: v1::Order,
    ) -> Box<dyn Iterator<Item = v1::Record> + 'a> {
        range(self.0, start, end, order)
    }

    fn set(&mut self, _key: &[u8], _value: &[u8]) {
        unreachable!("a query has no writable storage");
    }

    fn remove(&mut self, _key: &[u8]) {
        unreachable!("a query has no writable storage");
    }
}

impl v1::Storage for WriteStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.0.get(key)
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: v1::Order,
    ) -> Box<dyn Iterator<Item = v1::Record> + 'a> {
        range(self.0, start, end, order)
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.0.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.0.remove(key);
    }
}

fn old_error(error: v2::StdError) -> v1::StdError {
    v1::StdError::generic_err(error.to_string())
}

impl v1::Api for Api<'_> {
    fn addr_validate(&self, human: &str) -> v1::StdResult<v1::Addr> {
        let addr = self.0.addr_validate(human).map_err(old_error)?;
        Ok(v1::Addr::unchecked(addr))
    }

    fn addr_canonicalize(&self, human: &str) -> v1::StdResult<v1::CanonicalAddr> {
        let addr = self.0.addr_canonicalize(human).map_err(old_error)?;
        Ok(addr.as_slice().to_vec().into())
    }

    fn addr_humanize(&self, canonical: &v1::CanonicalAddr) -> v1::StdResult<v1::Addr> {
        let canonical = canonical.as_slice().to_vec().into();
        let addr = self.0.addr_humanize(&canonical).map_err(old_error)?;
        Ok(v1::Addr::unchecked(addr))
    }

    fn secp256k1_verify(
        &self,
        hash: &[u8],
        signature: &[u8],
        key: &[u8],
    ) -> Result<bool, v1::VerificationError> {
        self.0
            .secp256k1_verify(hash, signature, key)
            .map_err(|_| v1::VerificationError::GenericErr)
    }

    fn secp256k1_recover_pubkey(
        &self,
        hash: &[u8],
        signature: &[u8],
        recovery: u8,
    ) -> Result<Vec<u8>, v1::RecoverPubkeyError> {
        self.0
            .secp256k1_recover_pubkey(hash, signature, recovery)
            .map_err(|_| v1::RecoverPubkeyError::InvalidSignatureFormat)
    }

    fn ed25519_verify(
        &self,
        message: &[u8],
        signature: &[u8],
        key: &[u8],
    ) -> Result<bool, v1::VerificationError> {
        self.0
            .ed25519_verify(message, signature, key)
            .map_err(|_| v1::VerificationError::GenericErr)
    }

    fn ed25519_batch_verify(
        &self,
        messages: &[&[u8]],
        signatures: &[&[u8]],
        keys: &[&[u8]],
    ) -> Result<bool, v1::VerificationError> {
        self.0
            .ed25519_batch_verify(messages, signatures, keys)
            .map_err(|_| v1::VerificationError::GenericErr)
    }

    fn debug(&self, message: &str) {
        self.0.debug(message);
    }
}

impl v1::Querier for Querier<'_> {
    /// The request is JSON of the same shape in both lines and passes as it is.
    fn raw_query(&self, request: &[u8]) -> v1::QuerierResult {
        match self.0.raw_query(request) {
            v2::SystemResult::Ok(v2::ContractResult::Ok(data)) => {
                v1::SystemResult::Ok(v1::ContractResult::Ok(v1::Binary(data.to_vec())))
            }
            v2::SystemResult::Ok(v2::ContractResult::Err(error)) => {
                v1::SystemResult::Ok(v1::ContractResult::Err(error))
            }
            v2::SystemResult::Err(error) => v1::SystemResult::Err(match error {
                v2::SystemError::NoSuchContract { addr } => {
                    v1::SystemError::NoSuchContract { addr }
                }
                v2::SystemError::NoSuchCode { code_id } => v1::SystemError::NoSuchCode { code_id },
                v2::SystemError::UnsupportedRequest { kind } => {
                    v1::SystemError::UnsupportedRequest { kind }
                }
                other => v1::SystemError::InvalidRequest {
                    error: other.to_string(),
                    request: request.to_vec().into(),
                },
            }),
        }
    }
}
