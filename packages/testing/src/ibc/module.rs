//! The two cw-multi-test modules: what contracts send, and what relayers submit.

use anyhow::{bail, Result};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, AnyMsg, Api, Binary, BlockInfo, ChannelResponse, CustomMsg,
    CustomQuery, Empty, IbcChannel, IbcEndpoint, IbcMsg, IbcOrder, IbcQuery, Querier, Storage,
};
use cw_multi_test::{AppResponse, CosmosRouter, Ibc, Module, Stargate};
use serde::de::DeserializeOwned;

use super::keeper::Keeper;
use super::send::{send, Transfer};
use super::state::CHANNELS;
use super::{receive, settle, RelayMsg, RelayStep, PORT, RELAY_URL};

/// Handles `IbcMsg::Transfer` and `IbcQuery::Channel`; other IBC messages are errors.
#[derive(Clone, Debug, Default)]
pub struct TransferModule;

impl Ibc for TransferModule {}

impl Module for TransferModule {
    type ExecT = IbcMsg;
    type QueryT = IbcQuery;
    type SudoT = Empty;

    fn execute<ExecC, QueryC>(
        &self,
        api: &dyn Api,
        storage: &mut dyn Storage,
        router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        block: &BlockInfo,
        sender: Addr,
        msg: IbcMsg,
    ) -> Result<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        let keeper = Keeper { api, router, block };
        match msg {
            IbcMsg::Transfer {
                channel_id,
                to_address,
                amount,
                timeout,
                memo,
            } => {
                let transfer = Transfer {
                    channel: channel_id,
                    receiver: to_address,
                    coin: amount,
                    timeout,
                    memo: memo.unwrap_or_default(),
                };
                send(&keeper, storage, sender, transfer)
            }
            other => bail!("unsupported IBC message {other:?} from {sender}"),
        }
    }

    fn query(
        &self,
        _api: &dyn Api,
        storage: &dyn Storage,
        _querier: &dyn Querier,
        _block: &BlockInfo,
        request: IbcQuery,
    ) -> Result<Binary> {
        match request {
            IbcQuery::Channel {
                channel_id,
                port_id,
            } if port_id.as_deref() == Some(PORT) => {
                // As wasmd: only open channels are shown.
                let channel = CHANNELS
                    .may_load(storage, &channel_id)?
                    .filter(|channel| channel.open)
                    .map(|channel| {
                        let endpoint = |channel_id| IbcEndpoint {
                            port_id: PORT.to_owned(),
                            channel_id,
                        };
                        IbcChannel::new(
                            endpoint(channel_id),
                            endpoint(channel.counterparty),
                            IbcOrder::Unordered,
                            "ics20-1",
                            "connection-0",
                        )
                    });
                Ok(to_json_binary(&ChannelResponse::new(channel))?)
            }
            other => bail!("unsupported IBC query {other:?}"),
        }
    }

    fn sudo<ExecC, QueryC>(
        &self,
        _api: &dyn Api,
        _storage: &mut dyn Storage,
        _router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        _block: &BlockInfo,
        _msg: Empty,
    ) -> Result<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        bail!("the transfer module has no sudo messages")
    }
}

/// Executes the messages of the relayer. Each is one transaction of the chain.
#[derive(Clone, Debug)]
pub struct RelayModule {
    relayer: Addr,
}

impl RelayModule {
    /// Takes messages from `relayer` only, because they carry no proofs.
    pub fn new(relayer: Addr) -> Self {
        RelayModule { relayer }
    }
}

impl Stargate for RelayModule {
    fn execute_any<ExecC, QueryC>(
        &self,
        api: &dyn Api,
        storage: &mut dyn Storage,
        router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        block: &BlockInfo,
        sender: Addr,
        msg: AnyMsg,
    ) -> Result<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        if msg.type_url != RELAY_URL || sender != self.relayer {
            bail!("unexpected message {} from {sender}", msg.type_url);
        }
        let RelayMsg {
            packet,
            counterparty,
            step,
        } = from_json(&msg.value)?;
        let keeper = Keeper { api, router, block };
        let own_channel = match step {
            RelayStep::Receive => &packet.dest.channel_id,
            _ => &packet.src.channel_id,
        };
        if let Some(mut channel) = CHANNELS.may_load(storage, own_channel)? {
            channel.client = counterparty.clone();
            CHANNELS.save(storage, own_channel, &channel)?;
        }
        let (data, events) = match step {
            RelayStep::Receive => {
                let (receipt, events) = receive::receive(&keeper, storage, &packet)?;
                (to_json_binary(&receipt)?, events)
            }
            RelayStep::Acknowledge { ack } => {
                let (settlement, events) =
                    settle::acknowledge(&keeper, storage, sender, &packet, ack)?;
                (to_json_binary(&settlement)?, events)
            }
            RelayStep::Timeout { received } => {
                let (settlement, events) =
                    settle::timeout(&keeper, storage, sender, &packet, &counterparty, received)?;
                (to_json_binary(&settlement)?, events)
            }
        };
        Ok(AppResponse {
            events,
            data: Some(data),
            msg_responses: vec![],
        })
    }
}
