//! A live chain: its node, what we pay there, and the key if we act.

use std::time::Duration;

use cosmrs::tendermint::block::Height;
use cosmwasm_std::{Uint128, WasmMsg};
use tendermint_rpc::endpoint::{abci_info, status};

use super::rpc::Rpc;
use super::{
    store_message, wasm_message, Chain, ChainError, ChannelEnd, CodeInfo, ContractInfo, Head,
    HistoryEntry, Key, Sent, SyncState,
};
use qerun_deployment::plan::ChainPlan;

/// A live chain.
pub struct Node {
    pub(super) rpc: Rpc,
    pub(super) plan: ChainPlan,
    pub(super) key: Option<Key>,
    /// All questions are about this block, so that figures belong together.
    pub(super) at: Option<Head>,
}

impl Node {
    /// Opens a chain; with a key it can also be acted on.
    ///
    /// # Errors
    /// [`ChainError::Unreachable`]; [`ChainError::WrongChain`] when the node is of another chain.
    pub fn open(plan: &ChainPlan, key: Option<Key>) -> Result<Self, ChainError> {
        let node = Node {
            rpc: Rpc::new(&plan.rpc),
            plan: plan.clone(),
            key,
            at: None,
        };
        let found = node.head()?.chain_id;
        if found != plan.chain_id {
            return Err(ChainError::WrongChain {
                url: plan.rpc.clone(),
                found,
                wanted: plan.chain_id.clone(),
            });
        }
        Ok(node)
    }

    /// A chain whose node is asked each question once, within a time: for callers that have another node to turn to.
    /// Nothing is asked yet, not even which chain it is.
    #[must_use]
    pub fn unopened(plan: &ChainPlan, timeout: Duration) -> Self {
        Node {
            rpc: Rpc::once_within(&plan.rpc, timeout),
            plan: plan.clone(),
            key: None,
            at: None,
        }
    }

    /// Its newest block, and whether it is still catching up with its chain.
    ///
    /// # Errors
    /// [`ChainError::Unreachable`], [`ChainError::Unreadable`].
    pub fn sync_state(&self) -> Result<SyncState, ChainError> {
        let status = self.rpc.call(&status::Request)?;
        let time = status.sync_info.latest_block_time.unix_timestamp();
        Ok(SyncState {
            head: Head {
                chain_id: status.node_info.network.to_string(),
                height: status.sync_info.latest_block_height.value(),
                time: u64::try_from(time).unwrap_or_default(),
            },
            catching_up: status.sync_info.catching_up,
        })
    }

    /// From now on answers are those of the newest block that the chain has executed: one moment for all
    /// questions.
    ///
    /// # Errors
    /// [`ChainError::Unreachable`].
    pub fn pin(&mut self) -> Result<Head, ChainError> {
        let mut head = self.head()?;
        // The node may have a newer block already, which is being executed.
        let executed = self.rpc.call(&abci_info::Request)?;
        head.height = executed.response.last_block_height.value();
        self.at = Some(head.clone());
        Ok(head)
    }

    /// How the chain is reached and paid.
    #[must_use]
    pub fn plan(&self) -> &ChainPlan {
        &self.plan
    }

    /// The height of all questions, if it is fixed.
    pub(super) fn height(&self) -> Option<Height> {
        let head = self.at.as_ref()?;
        Height::try_from(head.height).ok()
    }
}

impl Chain for Node {
    fn head(&self) -> Result<Head, ChainError> {
        if let Some(pinned) = &self.at {
            return Ok(pinned.clone());
        }
        Ok(self.sync_state()?.head)
    }

    fn time_at(&self, height: u64) -> Result<Option<u64>, ChainError> {
        let header = self.read_header(height)?;
        Ok(header.and_then(|header| u64::try_from(header.time.unix_timestamp()).ok()))
    }

    fn app_hash(&self, height: u64) -> Result<Option<Vec<u8>>, ChainError> {
        let header = self.read_header(height)?;
        Ok(header.map(|header| header.app_hash.as_bytes().to_vec()))
    }

    fn smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        self.read_smart(contract, msg)
    }

    fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        self.read_raw(contract, key)
    }

    fn contract(&self, address: &str) -> Result<Option<ContractInfo>, ChainError> {
        self.read_contract(address)
    }

    fn contracts_of(&self, creator: &str) -> Result<Vec<String>, ChainError> {
        self.read_contracts_of(creator)
    }

    fn history(&self, address: &str) -> Result<Vec<HistoryEntry>, ChainError> {
        self.read_history(address)
    }

    fn code(&self, id: u64) -> Result<Option<CodeInfo>, ChainError> {
        self.read_code(id)
    }

    fn find_code(&self, checksum: &str, creator: &str) -> Result<Option<u64>, ChainError> {
        self.search_code(checksum, creator)
    }

    fn balance(&self, address: &str, denom: &str) -> Result<Uint128, ChainError> {
        self.read_balance(address, denom)
    }

    fn channel(&self, id: &str) -> Result<Option<ChannelEnd>, ChainError> {
        self.read_channel(id)
    }

    fn signer(&self) -> Result<String, ChainError> {
        let key = self.key.as_ref().ok_or(ChainError::NoKey)?;
        Ok(key.address.clone())
    }

    fn store(&mut self, wasm: &[u8]) -> Result<Sent, ChainError> {
        let message = store_message(&self.signer()?, wasm)?;
        self.sign_and_send(vec![message])
    }

    fn send(&mut self, messages: &[WasmMsg]) -> Result<Sent, ChainError> {
        let signer = self.signer()?;
        let messages = messages.iter().map(|one| wasm_message(&signer, one));
        self.sign_and_send(messages.collect::<Result<_, _>>()?)
    }
}
