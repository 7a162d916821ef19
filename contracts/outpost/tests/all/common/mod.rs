//! One outpost with a mocked chain: bank balances that follow its messages, a venue and an IBC
//! side that the test plays by hand.

use cosmwasm_std::testing::{mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    coin, coins, from_json, to_json_binary, to_json_string, Addr, Binary, Coin, CosmosMsg, Env,
    Event, IbcAckCallbackMsg, IbcAcknowledgement, IbcBasicResponse, IbcDestinationCallbackMsg,
    IbcEndpoint, IbcMsg, IbcPacket, IbcSourceCallbackMsg, IbcTimeoutCallbackMsg, MessageInfo,
    MsgResponse, Order as Direction, OwnedDeps, Reply, Response, Storage, SubMsg, SubMsgResponse,
    SubMsgResult,
};
use prost::Message;
use qerun_messages::ibc::{
    denom_of_path, timeout_at, CallbackAddress, FungibleTokenPacketData, Memo, MsgTransferResponse,
    PurchaseOrder,
};
use qerun_messages::outpost::{
    Config, ExecuteMsg, InstantiateMsg, Purchase, QueryMsg, ReturnStatus, SudoMsg, Transport, Venue,
};
use qerun_outpost::contract;
use qerun_outpost::reply::REPLY_SWAPPED;
use qerun_outpost::send_back::REPLY_SENT;
use qerun_outpost::state::PURCHASES;
use qerun_outpost::ContractError;

pub const CHANNEL: &str = "channel-3";
pub const RESERVE_CHANNEL: &str = "channel-7";
pub const RESERVE: &str = "qerun1reserve";
/// The stablecoin's path on the reserve's chain: it went out over this very channel once.
pub const STABLE_PATH_THERE: &str = "transfer/channel-7/uusdc";
/// So it is native here.
pub const STABLE: &str = "uusdc";
/// What ibc-hooks derives from `channel-3/qerun1reserve` on a chain with the prefix of the mocked api.
/// Computed apart, with Python's hashlib and BIP 173's bech32.
pub const HOOK_ACCOUNT: &str =
    "cosmwasm1j2xuetqmxa2kxh3wreunydw0mvezz47ncj7t4jpad3cgj9gka0ws4fz2ql";

pub struct World {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    pub owner: Addr,
    pub anyone: Addr,
    pub stable: u128,
    pub eth: u128,
    pub next_sequence: u64,
    /// Return packets that left, in order.
    pub packets: Vec<IbcPacket>,
}

pub fn eth_denom() -> String {
    denom_of_path("transfer/channel-208/weth-wei")
}

pub fn config(api: &MockApi) -> Config<String> {
    Config {
        channel: CHANNEL.into(),
        reserve: RESERVE.into(),
        stable_denom: STABLE.into(),
        eth_denom: eth_denom(),
        venue: Venue::AstroportPair {
            pair: api.addr_make("pair").into(),
        },
        return_timeout: 1_200,
        transport: Transport::default(),
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Config<String>)) -> Self {
        let mut world = Self::blank();
        let mut config = config(&world.deps.api);
        change(&mut config);
        let msg = InstantiateMsg {
            owner: world.owner.to_string(),
            config,
        };
        let info = MessageInfo {
            sender: world.anyone.clone(),
            funds: vec![],
        };
        contract::instantiate(world.deps.as_mut(), world.env.clone(), info, msg).unwrap();
        world
    }

    pub fn blank() -> Self {
        let api = MockApi::default();
        let mut env = mock_env();
        env.contract.address = api.addr_make("outpost");
        Self {
            deps: OwnedDeps {
                storage: MockStorage::default(),
                api,
                querier: MockQuerier::default(),
                custom_query_type: Default::default(),
            },
            env,
            owner: api.addr_make("owner"),
            anyone: api.addr_make("anyone"),
            stable: 0,
            eth: 0,
            next_sequence: 1,
            packets: vec![],
        }
    }

    pub fn this(&self) -> String {
        self.env.contract.address.to_string()
    }

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    pub fn update_bank(&mut self) {
        let balance = vec![coin(self.stable, STABLE), coin(self.eth, eth_denom())];
        self.deps.querier.bank.update_balance(self.this(), balance);
    }

    pub fn execute(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = MessageInfo {
            sender: sender.clone(),
            funds: funds.to_vec(),
        };
        let response = contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)?;
        self.play_returns(&response.messages);
        Ok(response)
    }

    /// The reserve's packet for an order.
    pub fn order_packet(&self, order_id: u64, amount: u128, min_out: u128) -> IbcPacket {
        self.packet(order_id, amount, min_out, |_| {})
    }

    /// The same, changed at will.
    pub fn packet(
        &self,
        order_id: u64,
        amount: u128,
        min_out: u128,
        change: impl FnOnce(&mut FungibleTokenPacketData),
    ) -> IbcPacket {
        let deadline = self.now() + 900;
        let memo = Memo {
            src_callback: CallbackAddress {
                address: RESERVE.into(),
            },
            dest_callback: CallbackAddress {
                address: self.this(),
            },
            qerun: PurchaseOrder {
                order_id: order_id.into(),
                min_out: min_out.into(),
                deadline: deadline.into(),
            },
        };
        let mut data = FungibleTokenPacketData {
            denom: STABLE_PATH_THERE.into(),
            amount: amount.into(),
            sender: RESERVE.into(),
            receiver: self.this(),
            memo: to_json_string(&memo).unwrap(),
        };
        change(&mut data);
        IbcPacket::new(
            to_json_binary(&data).unwrap(),
            endpoint(RESERVE_CHANNEL),
            endpoint(CHANNEL),
            order_id,
            timeout_at(deadline),
        )
    }

    /// The first half of a packet's arrival: the swap is asked for.
    pub fn receive(&mut self, packet: IbcPacket) -> Result<IbcBasicResponse, ContractError> {
        let ack = IbcAcknowledgement::new(br#"{"result":"AQ=="}"#);
        self.receive_with(packet, ack)
    }

    pub fn receive_with(
        &mut self,
        packet: IbcPacket,
        ack: IbcAcknowledgement,
    ) -> Result<IbcBasicResponse, ContractError> {
        let msg = IbcDestinationCallbackMsg { packet, ack };
        contract::ibc_destination_callback(self.deps.as_mut(), self.env.clone(), msg)
    }

    /// A packet's whole arrival as the chain plays it: the venue takes the stablecoins and gives
    /// `bought` ETH; an error undoes everything.
    pub fn serve(&mut self, packet: IbcPacket, bought: u128) -> Result<Response, ContractError> {
        let data = FungibleTokenPacketData::of(&packet).unwrap();
        self.play(data.amount.u128(), bought, |world| {
            world.receive(packet).map(|_| ())
        })
    }

    /// The same by ibc-hooks.
    pub fn serve_by_hooks(
        &mut self,
        order_id: u64,
        amount: u128,
        min_out: u128,
        bought: u128,
    ) -> Result<Response, ContractError> {
        let order = self.order(order_id, min_out);
        self.play(amount, bought, |world| {
            let funds = coins(amount, STABLE);
            world.buy(HOOK_ACCOUNT, &funds, order).map(|_| ())
        })
    }

    /// What the reserve asks for.
    pub fn order(&self, order_id: u64, min_out: u128) -> PurchaseOrder {
        PurchaseOrder {
            order_id: order_id.into(),
            min_out: min_out.into(),
            deadline: (self.now() + 900).into(),
        }
    }

    /// The first half of an arrival by ibc-hooks: the swap is asked for.
    pub fn buy(
        &mut self,
        sender: &str,
        funds: &[Coin],
        order: PurchaseOrder,
    ) -> Result<Response, ContractError> {
        let info = MessageInfo {
            sender: Addr::unchecked(sender),
            funds: funds.to_vec(),
        };
        let msg = ExecuteMsg::Buy { order };
        contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)
    }

    /// What the chain says by `sudo`, in its own words.
    pub fn sudo(&mut self, json: &str) -> Vec<Event> {
        let msg: SudoMsg = from_json(json).unwrap();
        let done = contract::sudo(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        assert!(done.messages.is_empty());
        done.events
    }

    fn play(
        &mut self,
        stable: u128,
        bought: u128,
        arrive: impl FnOnce(&mut Self) -> Result<(), ContractError>,
    ) -> Result<Response, ContractError> {
        let before = (self.dump(), self.stable, self.eth);
        self.stable += stable;
        self.update_bank();
        let done = arrive(self).and_then(|()| {
            self.stable -= stable;
            self.eth += bought;
            self.update_bank();
            contract::reply(self.deps.as_mut(), self.env.clone(), swap_reply())
        });
        match done {
            Ok(response) => {
                self.play_returns(&response.messages);
                Ok(response)
            }
            Err(error) => {
                self.restore(before.0);
                (self.stable, self.eth) = (before.1, before.2);
                self.update_bank();
                Err(error)
            }
        }
    }

    fn play_returns(&mut self, messages: &[SubMsg]) {
        for sub in messages {
            assert_eq!(sub.id, REPLY_SENT);
            let (packet, sequence) = self.send(sub);
            self.packets.push(packet);
            let reply = sent_reply(from_json(&sub.payload).unwrap(), sequence);
            let done = contract::reply(self.deps.as_mut(), self.env.clone(), reply).unwrap();
            assert!(done.messages.is_empty());
        }
    }

    fn send(&mut self, sub: &SubMsg) -> (IbcPacket, u64) {
        let CosmosMsg::Ibc(IbcMsg::Transfer {
            channel_id,
            to_address,
            amount,
            timeout,
            memo,
        }) = &sub.msg
        else {
            panic!("not a transfer: {sub:?}")
        };
        assert_eq!(amount.denom, eth_denom());
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        self.eth -= amount.amount.u128();
        self.update_bank();
        let data = FungibleTokenPacketData {
            denom: "transfer/channel-208/weth-wei".into(),
            amount: amount.amount,
            sender: self.this(),
            receiver: to_address.clone(),
            memo: memo.clone().unwrap(),
        };
        let packet = IbcPacket::new(
            to_json_binary(&data).unwrap(),
            endpoint(channel_id),
            endpoint(RESERVE_CHANNEL),
            sequence,
            timeout.clone(),
        );
        (packet, sequence)
    }

    pub fn source(&mut self, msg: IbcSourceCallbackMsg) -> Vec<Event> {
        let env = self.env.clone();
        let done = contract::ibc_source_callback(self.deps.as_mut(), env, msg).unwrap();
        assert!(done.messages.is_empty());
        done.events
    }

    /// A return packet failed: ICS-20 gives the ETH back first.
    pub fn bounce(&mut self, n: usize, by_timeout: bool) -> Vec<Event> {
        let packet = self.packets[n].clone();
        self.eth += FungibleTokenPacketData::of(&packet).unwrap().amount.u128();
        self.update_bank();
        self.source(if by_timeout {
            timeout(packet)
        } else {
            ack(packet, br#"{"error":"x"}"#)
        })
    }

    /// The same where the chain tells it by ibc-hooks.
    pub fn bounce_by_hooks(&mut self, n: usize, by_timeout: bool) -> Vec<Event> {
        let packet = self.packets[n].clone();
        self.eth += FungibleTokenPacketData::of(&packet).unwrap().amount.u128();
        self.update_bank();
        let (channel, sequence) = (&packet.src.channel_id, packet.sequence);
        self.sudo(&if by_timeout {
            hook_timeout(channel, sequence)
        } else {
            hook_ack(channel, sequence, br#"{"error":"x"}"#, false)
        })
    }

    pub fn purchase(&self, order_id: u64) -> Purchase {
        PURCHASES.load(&self.deps.storage, order_id).unwrap()
    }

    pub fn dump(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.deps
            .storage
            .range(None, None, Direction::Ascending)
            .collect()
    }

    pub fn restore(&mut self, dump: Vec<(Vec<u8>, Vec<u8>)>) {
        let mut storage = MockStorage::default();
        for (key, value) in dump {
            storage.set(&key, &value);
        }
        self.deps.storage = storage;
    }

    pub fn query<T: serde::de::DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, ContractError> {
        let answer = contract::query(self.deps.as_ref(), self.env.clone(), msg)?;
        Ok(from_json(answer).unwrap())
    }
}

pub fn endpoint(channel: &str) -> IbcEndpoint {
    IbcEndpoint {
        port_id: "transfer".into(),
        channel_id: channel.into(),
    }
}

pub fn swap_reply() -> Reply {
    #[allow(deprecated)]
    let result = SubMsgResult::Ok(SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![],
    });
    Reply {
        id: REPLY_SWAPPED,
        payload: Default::default(),
        gas_used: 0,
        result,
    }
}

pub fn sent_reply(order_id: u64, sequence: u64) -> Reply {
    let value = MsgTransferResponse { sequence }.encode_to_vec().into();
    let type_url = "/ibc.applications.transfer.v1.MsgTransferResponse".into();
    #[allow(deprecated)]
    let result = SubMsgResult::Ok(SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![MsgResponse { type_url, value }],
    });
    Reply {
        id: REPLY_SENT,
        payload: to_json_binary(&order_id).unwrap(),
        gas_used: 0,
        result,
    }
}

pub fn ack(packet: IbcPacket, bytes: &[u8]) -> IbcSourceCallbackMsg {
    let relayer = MockApi::default().addr_make("relayer");
    IbcSourceCallbackMsg::Acknowledgement(IbcAckCallbackMsg::new(
        IbcAcknowledgement::new(bytes),
        packet,
        relayer,
    ))
}

pub fn timeout(packet: IbcPacket) -> IbcSourceCallbackMsg {
    let relayer = MockApi::default().addr_make("relayer");
    IbcSourceCallbackMsg::Timeout(IbcTimeoutCallbackMsg::new(packet, relayer))
}

/// What osmosis' `wasm_hook.go` prints for an acknowledgement: its bytes as Go marshals them, base64.
pub fn hook_ack(channel: &str, sequence: u64, ack: &[u8], success: bool) -> String {
    let ack = Binary::from(ack).to_base64();
    format!(
        concat!(
            r#"{{"ibc_lifecycle_complete": {{"ibc_ack": {{"channel": "{}", "sequence": {}, "#,
            r#""ack": "{}", "success": {}}}}}}}"#
        ),
        channel, sequence, ack, success
    )
}

/// The same for a timeout.
pub fn hook_timeout(channel: &str, sequence: u64) -> String {
    format!(
        concat!(
            r#"{{"ibc_lifecycle_complete": {{"ibc_timeout": {{"channel": "{}", "#,
            r#""sequence": {}}}}}}}"#
        ),
        channel, sequence
    )
}

pub fn in_transit(sequence: u64) -> ReturnStatus {
    ReturnStatus::InTransit {
        channel: CHANNEL.into(),
        sequence: sequence.into(),
    }
}

pub fn types(events: &[Event]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event.ty.strip_prefix("qerun-outpost/").unwrap())
        .collect()
}
