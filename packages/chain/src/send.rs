//! Building a transaction: sequence, simulation, fee and signature.

use cosmrs::proto::cosmos::auth::v1beta1::{QueryAccountRequest, QueryAccountResponse};
use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse};
use cosmrs::tendermint::chain::Id;
use cosmrs::tx::{Body, Fee, SignDoc, SignerInfo};
use cosmrs::Any;

use super::account::read_account;
use super::gas::{fee, gas_limit};
use super::{Account, ChainError, Gas, Key, Node, Sent};

/// Less than any transaction takes, so that the draft has a fee: paying it takes some 20,000 itself, which
/// in a small transaction is more than the margin.
const DRAFT_GAS: u64 = 50_000;

fn build(reason: impl ToString) -> ChainError {
    ChainError::Build {
        reason: reason.to_string(),
    }
}

impl Node {
    pub(super) fn sign_and_send(&self, messages: Vec<Any>) -> Result<Sent, ChainError> {
        let key = self.key.as_ref().ok_or(ChainError::NoKey)?;
        self.deliver(key, messages, Gas::Simulated)
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
        self.sign_until(key, account, messages, gas, 0)
    }

    /// The same, for blocks up to a height only: beyond it the chain refuses the transaction for good. Zero is no limit.
    ///
    /// # Errors
    /// As for [`Node::sign`].
    pub fn sign_until(
        &self,
        key: &Key,
        account: Account,
        messages: Vec<Any>,
        gas: u64,
        height: u32,
    ) -> Result<Vec<u8>, ChainError> {
        let body = Body::new(messages, "", height);
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
    /// [`ChainError::Simulation`] with the chain's message if it would fail.
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
        let gas = answer.gas_info.map(|gas| gas.gas_used);
        gas.filter(|gas| *gas > 0)
            .ok_or_else(|| ChainError::Unreadable {
                url: self.rpc.url.clone(),
                method: path.to_owned(),
                reason: "it tells no gas".to_owned(),
            })
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
            wallet: None,
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
