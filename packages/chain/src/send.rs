//! Signing and sending: sequence, simulation, fee, broadcast, and waiting for the block.

use std::thread::sleep;
use std::time::{Duration, Instant};

use cosmrs::proto::cosmos::auth::v1beta1::{QueryAccountRequest, QueryAccountResponse};
use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse};
use cosmrs::tendermint::chain::Id;
use cosmrs::tendermint::Hash;
use cosmrs::tx::{Body, Fee, SignDoc, SignerInfo};
use cosmrs::Any;
use sha2::{Digest, Sha256};
use tendermint_rpc::endpoint::{broadcast::tx_sync, tx};

use super::account::read_account;
use super::gas::{fee, gas_limit};
use super::{Account, ChainError, Event, Gas, Key, Node, Sent};

/// The SDK's code of a wrong sequence, codespace `sdk`.
const WRONG_SEQUENCE: u32 = 32;
/// The SDK's code of a transaction that the node has already, codespace `sdk`.
const KNOWN_ALREADY: u32 = 19;
/// Less than any transaction takes, so that the draft has a fee: paying it takes some 20,000 itself, which
/// in a small transaction is more than the margin.
const DRAFT_GAS: u64 = 50_000;

fn build(reason: impl ToString) -> ChainError {
    ChainError::Build {
        reason: reason.to_string(),
    }
}

impl Node {
    pub(super) fn sign_and_send(&self, message: Any) -> Result<Sent, ChainError> {
        let key = self.key.as_ref().ok_or(ChainError::NoKey)?;
        self.deliver(key, vec![message], Gas::Simulated)
    }

    /// Signs messages for any key, sends them in one transaction, and waits until it is in a block.
    ///
    /// # Errors
    /// As for [`super::Chain::send`].
    pub fn deliver(&self, key: &Key, messages: Vec<Any>, gas: Gas) -> Result<Sent, ChainError> {
        let account = self.account(&key.address)?;
        let simulated = || {
            let draft = self.draft(key, account, messages.clone())?;
            self.simulate(draft)
        };
        let gas = match gas {
            Gas::Limit(gas) => gas,
            Gas::Simulated => gas_limit(simulated()?, self.plan.gas_margin)?,
            Gas::SimulatedAnd(more) => {
                gas_limit(simulated()?.saturating_add(more), self.plan.gas_margin)?
            }
        };
        let bytes = self.sign(key, account, messages, gas)?;
        self.broadcast(&bytes)?;
        self.wait(&bytes)
    }

    /// What is simulated: the transaction with a fee.
    fn draft(
        &self,
        key: &Key,
        account: Account,
        messages: Vec<Any>,
    ) -> Result<Vec<u8>, ChainError> {
        self.sign(key, account, messages, DRAFT_GAS)
    }

    /// Number and sequence as of the last block.
    ///
    /// # Errors
    /// [`ChainError::NoAccount`]; those of [`read_account`].
    pub fn account(&self, address: &str) -> Result<Account, ChainError> {
        let question = QueryAccountRequest {
            address: address.to_owned(),
        };
        let path = "/cosmos.auth.v1beta1.Query/Account";
        let answer: QueryAccountResponse = match self.read(path, &question) {
            Err(ChainError::Query { log, .. }) if log.contains("not found") => {
                return Err(ChainError::NoAccount {
                    address: address.to_owned(),
                })
            }
            answer => answer?,
        };
        read_account(address, &answer.account.unwrap_or_default())
    }

    /// A transaction in the direct mode, signed.
    ///
    /// # Errors
    /// [`ChainError::Build`], [`ChainError::Fee`].
    pub fn sign(
        &self,
        key: &Key,
        account: Account,
        messages: Vec<Any>,
        gas: u64,
    ) -> Result<Vec<u8>, ChainError> {
        let body = Body::new(messages, "", 0u8);
        let amount = fee(gas, self.plan.gas_price)?;
        let denom = self.plan.fee_denom.parse().map_err(build)?;
        let mut fee = Fee::from_amount_and_gas(cosmrs::Coin { denom, amount }, gas);
        // The chain takes no coins of nothing.
        fee.amount.retain(|coin| coin.amount > 0);
        let signer = SignerInfo::single_direct(Some(key.signing.public_key()), account.sequence);
        let chain: Id = self.plan.chain_id.parse().map_err(build)?;
        SignDoc::new(&body, &signer.auth_info(fee), &chain, account.number)
            .and_then(|document| document.sign(&key.signing))
            .and_then(|signed| signed.to_bytes())
            .map_err(build)
    }

    /// The gas that a transaction would take now; its signature is not looked at.
    ///
    /// # Errors
    /// [`ChainError::Simulation`] with the chain's words if it would fail.
    pub fn simulate(&self, tx_bytes: Vec<u8>) -> Result<u64, ChainError> {
        #[allow(deprecated)]
        let question = SimulateRequest { tx: None, tx_bytes };
        let path = "/cosmos.tx.v1beta1.Service/Simulate";
        let answer: SimulateResponse = match self.rpc.ask(path, &question, None) {
            Err(ChainError::Query { log, .. }) if log.contains("sequence mismatch") => {
                return Err(ChainError::Sequence { log })
            }
            Err(ChainError::Query { log, .. }) => return Err(ChainError::Simulation { log }),
            answer => answer?,
        };
        Ok(answer.gas_info.map(|gas| gas.gas_used).unwrap_or_default())
    }

    /// Hands the transaction to the node. A broken line is no answer: the transaction may have
    /// arrived, so the same bytes go again, and waiting tells.
    ///
    /// # Errors
    /// [`ChainError::Sequence`], [`ChainError::Refused`].
    pub fn broadcast(&self, bytes: &[u8]) -> Result<(), ChainError> {
        let answer = match self.rpc.call(&tx_sync::Request::new(bytes)) {
            // CometBFT's own cache, before the application is asked.
            Err(ChainError::Unreadable { reason, .. }) if reason.contains("already exists") => {
                return Ok(())
            }
            answer => answer?,
        };
        let (codespace, code) = (answer.codespace, answer.code.value());
        match (codespace.as_str(), code) {
            (_, 0) | ("sdk", KNOWN_ALREADY) => Ok(()),
            ("sdk", WRONG_SEQUENCE) => Err(ChainError::Sequence { log: answer.log }),
            _ => Err(ChainError::Refused {
                codespace,
                code,
                log: answer.log,
            }),
        }
    }

    /// Asks for the transaction until it is in a block.
    ///
    /// # Errors
    /// [`ChainError::Failed`], [`ChainError::Timeout`].
    pub fn wait(&self, bytes: &[u8]) -> Result<Sent, ChainError> {
        let (start, mut pause) = (Instant::now(), Duration::from_millis(300));
        let longest = Duration::from_secs(self.plan.timeout);
        loop {
            sleep(pause);
            if let Some(sent) = self.look_up(bytes)? {
                return Ok(sent);
            }
            if start.elapsed() > longest {
                return Err(ChainError::Timeout {
                    hash: hex::encode_upper(Sha256::digest(bytes)),
                    seconds: self.plan.timeout,
                });
            }
            pause = (pause * 3 / 2).min(Duration::from_secs(1));
        }
    }

    /// Asks once for the transaction; none while it is in no block.
    ///
    /// # Errors
    /// [`ChainError::Failed`].
    pub fn look_up(&self, bytes: &[u8]) -> Result<Option<Sent>, ChainError> {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let request = tx::Request::new(Hash::Sha256(digest), false);
        match self.rpc.call(&request) {
            Ok(found) => outcome(hex::encode_upper(digest), &found).map(Some),
            Err(ChainError::Unreadable { reason, .. }) if reason.contains("not found") => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn outcome(hash: String, found: &tx::Response) -> Result<Sent, ChainError> {
    let result = &found.tx_result;
    if result.code.is_err() {
        return Err(ChainError::Failed {
            hash,
            codespace: result.codespace.clone(),
            code: result.code.value(),
            log: result.log.clone(),
        });
    }
    Ok(Sent {
        hash,
        height: found.height.value(),
        gas_used: u64::try_from(result.gas_used).unwrap_or_default(),
        gas_wanted: u64::try_from(result.gas_wanted).unwrap_or_default(),
        events: result.events.iter().map(event).collect(),
    })
}

/// What is not UTF-8 is not shown.
fn event(raw: &cosmrs::tendermint::abci::Event) -> Event {
    let text = |found: Result<&str, _>| found.map(str::to_owned).unwrap_or_default();
    let attributes = raw
        .attributes
        .iter()
        .map(|a| (text(a.key_str()), text(a.value_str())));
    Event {
        kind: raw.kind.clone(),
        attributes: attributes.collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use cosmrs::crypto::secp256k1::SigningKey;
    use cosmrs::proto::cosmos::tx::v1beta1::{AuthInfo, TxRaw};
    use cosmwasm_std::Decimal;
    use prost::Message;

    use super::*;
    use crate::rpc::Rpc;
    use qerun_deployment::plan::ChainPlan;

    /// Paying takes gas, which the simulation must see.
    #[test]
    fn a_draft_pays_a_fee() {
        let plan = ChainPlan {
            chain_id: "home-1".to_owned(),
            rpc: "http://127.0.0.1:1".to_owned(),
            prefix: "home".to_owned(),
            fee_denom: "stake".to_owned(),
            gas_price: Decimal::permille(1),
            gas_margin: Decimal::one(),
            timeout: 1,
            coin_type: 118,
            public: false,
        };
        let node = Node {
            rpc: Rpc::new(&plan.rpc),
            plan,
            key: None,
            at: None,
        };
        let key = Key {
            signing: SigningKey::from_slice(&[1; 32]).unwrap(),
            address: String::new(),
        };
        let draft = node.draft(&key, Account::default(), vec![]).unwrap();
        let draft = TxRaw::decode(draft.as_slice()).unwrap();
        let info = AuthInfo::decode(draft.auth_info_bytes.as_slice()).unwrap();
        let paid = info.fee.unwrap().amount.pop().unwrap();
        assert_eq!((paid.amount.as_str(), paid.denom.as_str()), ("50", "stake"));
    }
}
