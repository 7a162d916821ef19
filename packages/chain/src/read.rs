//! What is asked of a live chain.

use cosmrs::proto::cosmos::bank::v1beta1::{QueryBalanceRequest, QueryBalanceResponse};
use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::tendermint::block::{Header, Height};
use cosmwasm_std::Uint128;
use prost::Message;
use tendermint_rpc::endpoint::header;

use super::ibc::{
    ChannelRequest, ChannelResponse, ClientHeight, ClientStateResponse, CodeInfoRequest,
    CodeInfoResponse, ConsensusStateRequest, ConsensusStateResponse, TendermintClientState,
    TendermintConsensusState, TENDERMINT_CLIENT, TENDERMINT_CONSENSUS,
};
use super::{ChainError, ChannelEnd, ClientBlock, CodeInfo, ContractInfo, HistoryEntry, Node};

/// How many pages of codes are searched, the newest first, and how long a page is.
const CODE_PAGES: u64 = 5;
const CODE_PAGE: u64 = 100;

/// How many pages of a creator's contracts are read, and how long a page is.
const CONTRACT_PAGES: u64 = 10;
const CONTRACT_PAGE: u64 = 100;

/// A refusal that means "there is none" becomes `None`.
fn found<T>(result: Result<T, ChainError>) -> Result<Option<T>, ChainError> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(ChainError::Query { log, .. })
            if ["no such", "not found", "key not found"]
                .iter()
                .any(|words| log.contains(words)) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

impl Node {
    /// A question to one of the chain's modules.
    ///
    /// # Errors
    /// [`ChainError::Query`] with the chain's message.
    pub fn read<Q: Message, A: Message + Default>(
        &self,
        path: &str,
        question: &Q,
    ) -> Result<A, ChainError> {
        self.rpc.ask(path, question, self.height())
    }

    pub(super) fn read_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        let question = wasm::QuerySmartContractStateRequest {
            address: contract.to_owned(),
            query_data: msg.to_vec(),
        };
        let path = "/cosmwasm.wasm.v1.Query/SmartContractState";
        let answer: wasm::QuerySmartContractStateResponse = self.read(path, &question)?;
        Ok(answer.data)
    }

    pub(super) fn read_raw(
        &self,
        contract: &str,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, ChainError> {
        let question = wasm::QueryRawContractStateRequest {
            address: contract.to_owned(),
            query_data: key.to_vec(),
        };
        let path = "/cosmwasm.wasm.v1.Query/RawContractState";
        let answer: wasm::QueryRawContractStateResponse = self.read(path, &question)?;
        Ok((!answer.data.is_empty()).then_some(answer.data))
    }

    pub(super) fn read_contract(&self, address: &str) -> Result<Option<ContractInfo>, ChainError> {
        let question = wasm::QueryContractInfoRequest {
            address: address.to_owned(),
        };
        let path = "/cosmwasm.wasm.v1.Query/ContractInfo";
        let answer: Option<wasm::QueryContractInfoResponse> = found(self.read(path, &question))?;
        let info = answer.and_then(|answer| answer.contract_info);
        Ok(info.map(|info| ContractInfo {
            code_id: info.code_id,
            creator: info.creator,
            admin: (!info.admin.is_empty()).then_some(info.admin),
            label: info.label,
            created: info.created.map(|at| at.block_height).unwrap_or_default(),
        }))
    }

    pub(super) fn read_contracts_of(&self, creator: &str) -> Result<Vec<String>, ChainError> {
        let path = "/cosmwasm.wasm.v1.Query/ContractsByCreator";
        let (mut found, mut key) = (Vec::new(), Vec::new());
        for _ in 0..CONTRACT_PAGES {
            let question = wasm::QueryContractsByCreatorRequest {
                creator_address: creator.to_owned(),
                pagination: Some(PageRequest {
                    key,
                    limit: CONTRACT_PAGE,
                    ..PageRequest::default()
                }),
            };
            let answer: wasm::QueryContractsByCreatorResponse = self.read(path, &question)?;
            found.extend(answer.contract_addresses);
            let next = answer.pagination.map(|page| page.next_key);
            key = next.unwrap_or_default();
            if key.is_empty() {
                break;
            }
        }
        Ok(found)
    }

    /// None if the node does not keep the block any more.
    pub(super) fn read_header(&self, height: u64) -> Result<Option<Header>, ChainError> {
        let Ok(at) = Height::try_from(height) else {
            return Ok(None);
        };
        match self.rpc.call(&header::Request::new(at)) {
            Ok(answer) => Ok(Some(answer.header)),
            // The node answered, but not with a header: it has pruned the block.
            Err(ChainError::Unreadable { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn read_history(&self, address: &str) -> Result<Vec<HistoryEntry>, ChainError> {
        let question = wasm::QueryContractHistoryRequest {
            address: address.to_owned(),
            pagination: None,
        };
        let path = "/cosmwasm.wasm.v1.Query/ContractHistory";
        let answer: wasm::QueryContractHistoryResponse = self.read(path, &question)?;
        let entries = answer.entries.into_iter().map(|entry| HistoryEntry {
            code_id: entry.code_id,
            msg: entry.msg,
        });
        Ok(entries.collect())
    }

    pub(super) fn read_code(&self, id: u64) -> Result<Option<CodeInfo>, ChainError> {
        let path = "/cosmwasm.wasm.v1.Query/CodeInfo";
        let answer: Option<CodeInfoResponse> =
            found(self.read(path, &CodeInfoRequest { code_id: id }))?;
        Ok(answer.map(|info| CodeInfo {
            creator: info.creator,
            checksum: hex::encode(info.checksum),
        }))
    }

    pub(super) fn search_code(
        &self,
        checksum: &str,
        creator: &str,
    ) -> Result<Option<u64>, ChainError> {
        let path = "/cosmwasm.wasm.v1.Query/Codes";
        let mut key = Vec::new();
        for _ in 0..CODE_PAGES {
            let question = wasm::QueryCodesRequest {
                pagination: Some(PageRequest {
                    key,
                    limit: CODE_PAGE,
                    reverse: true,
                    ..PageRequest::default()
                }),
            };
            let answer: wasm::QueryCodesResponse = self.read(path, &question)?;
            let hit = answer
                .code_infos
                .iter()
                .find(|code| code.creator == creator && hex::encode(&code.data_hash) == checksum);
            if let Some(code) = hit {
                return Ok(Some(code.code_id));
            }
            key = answer
                .pagination
                .map(|page| page.next_key)
                .unwrap_or_default();
            if key.is_empty() {
                break;
            }
        }
        Ok(None)
    }

    pub(super) fn read_balance(&self, address: &str, denom: &str) -> Result<Uint128, ChainError> {
        let question = QueryBalanceRequest {
            address: address.to_owned(),
            denom: denom.to_owned(),
        };
        let path = "/cosmos.bank.v1beta1.Query/Balance";
        let answer: QueryBalanceResponse = self.read(path, &question)?;
        let Some(amount) = answer.balance.map(|coin| coin.amount) else {
            return Ok(Uint128::zero());
        };
        amount.parse().map_err(|_| ChainError::Unreadable {
            url: self.rpc.url.clone(),
            method: path.to_owned(),
            reason: format!("`{amount}` is no amount"),
        })
    }

    pub(super) fn read_channel(&self, id: &str) -> Result<Option<ChannelEnd>, ChainError> {
        let question = ChannelRequest {
            port_id: qerun_messages::ibc::TRANSFER_PORT.to_owned(),
            channel_id: id.to_owned(),
        };
        let path = "/ibc.core.channel.v1.Query/Channel";
        let answer: Option<ChannelResponse> = found(self.read(path, &question))?;
        let Some(channel) = answer.and_then(|answer| answer.channel) else {
            return Ok(None);
        };
        let path = "/ibc.core.channel.v1.Query/ChannelClientState";
        let client: ClientStateResponse = self.read(path, &question)?;
        let state = client.identified_client_state.and_then(|c| c.client_state);
        let follows = state
            .filter(|state| state.type_url == TENDERMINT_CLIENT)
            .and_then(|state| TendermintClientState::decode(state.value.as_slice()).ok());
        let latest = follows.as_ref().and_then(|client| client.latest_height);
        let client_block = match latest {
            Some(latest) => self.read_client_block(question, latest)?,
            None => None,
        };
        let other = channel.counterparty.unwrap_or_default();
        Ok(Some(ChannelEnd {
            open: channel.state == 3,
            ordered: channel.ordering == 2,
            version: channel.version,
            counterparty_port: other.port_id,
            counterparty_channel: other.channel_id,
            client_chain: follows.map(|client| client.chain_id),
            client_block,
        }))
    }

    /// What the light client behind a channel knows of its chain at a height.
    fn read_client_block(
        &self,
        channel: ChannelRequest,
        at: ClientHeight,
    ) -> Result<Option<ClientBlock>, ChainError> {
        let question = ConsensusStateRequest {
            port_id: channel.port_id,
            channel_id: channel.channel_id,
            revision_number: at.revision_number,
            revision_height: at.revision_height,
        };
        let path = "/ibc.core.channel.v1.Query/ChannelConsensusState";
        let answer: Option<ConsensusStateResponse> = found(self.read(path, &question))?;
        let state = answer.and_then(|answer| answer.consensus_state);
        let state = state.filter(|state| state.type_url == TENDERMINT_CONSENSUS);
        let state =
            state.and_then(|state| TendermintConsensusState::decode(state.value.as_slice()).ok());
        let root = state.and_then(|state| state.root);
        Ok(root.map(|root| ClientBlock {
            height: at.revision_height,
            app_hash: root.hash,
        }))
    }
}
