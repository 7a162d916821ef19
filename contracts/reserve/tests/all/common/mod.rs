//! One reserve with a mocked chain: bank balances that follow its messages, oracle records read
//! raw, and an IBC side that the test plays by hand.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use cosmwasm_std::testing::{mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    coin, coins, from_json, to_json_binary, to_json_string, Addr, BankMsg, Binary, Coin,
    ContractResult, CosmosMsg, Decimal, Env, Event, IbcAckCallbackMsg, IbcAcknowledgement,
    IbcDestinationCallbackMsg, IbcEndpoint, IbcMsg, IbcPacket, IbcSourceCallbackMsg,
    IbcTimeoutCallbackMsg, MessageInfo, MsgResponse, Order as Direction, OwnedDeps, Reply,
    Response, Storage, SubMsg, SubMsgResponse, SubMsgResult, SystemError, SystemResult, Uint128,
    WasmMsg, WasmQuery,
};
use prost::Message;
use qerun_messages::ibc::{
    denom_of_path, timeout_at, CallbackAddress, FungibleTokenPacketData, Memo, MsgTransferResponse,
    PurchaseOrder, PurchaseReturn, SkipOperation, SkipReturnMemo,
};
use qerun_messages::market;
use qerun_messages::oracle::{PriceRecord, Status, PRICES};
use qerun_messages::reserve::{
    Backing, Batch, Config, ExecuteMsg, InstantiateMsg, Order, OrderStatus, Params, QueryMsg,
    Resolution, Route, SkipRoute, Transport, BACKING, BATCHES,
};
use qerun_reserve::contract;
use qerun_reserve::state::{ORDERS, RETURNING, ROUTE, WAITING, WAITS_SINCE};
use qerun_reserve::ContractError;

pub const STABLE: &str = "uusdc";
pub const CHANNEL: &str = "channel-7";
pub const OUTPOST_CHANNEL: &str = "channel-3";
pub const OUTPOST: &str = "dex1outpost";
/// Skip's contracts, where the route goes by them.
pub const ENTRY_POINT: &str = "dex1entrypoint";
pub const ADAPTER: &str = "dex1adapter";
/// ETH and the stablecoin as the DEX chain's bank knows them.
pub const ETH_THERE: &str = "ibc/EA1D43981D5C9A1C4AAEA9C23BB1D4FA126BA9BC7020A25E0AE4AA841EA25DC5";
pub const STABLE_THERE: &str =
    "ibc/498A0751C798A0D9A389AA3691123DADA57DAA4FE165D5C75894505B876BA6E4";
/// ETH's path on the outpost's chain: a voucher there, so two hops here.
pub const ETH_PATH_THERE: &str = "transfer/channel-208/weth-wei";

pub type Prices = Rc<RefCell<BTreeMap<String, PriceRecord>>>;

pub struct World {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    pub prices: Prices,
    pub market: Addr,
    pub owner: Addr,
    pub guardian: Addr,
    pub anyone: Addr,
    /// Bank balances of the reserve.
    pub stable: u128,
    pub eth: u128,
    /// Sequence of the next packet.
    pub next_sequence: u64,
    /// Packets that left, in order.
    pub packets: Vec<(u64, IbcPacket)>,
    /// What was paid out, by bank messages.
    pub paid: Vec<(String, Coin)>,
    /// What was sent to the market, each with its one coin.
    pub to_market: Vec<(market::ExecuteMsg, Coin)>,
    /// ETH of lost orders that came after all.
    pub late_eth: u128,
    /// The protocol's own ETH that went to batches in the place of lost orders.
    pub made_good: u128,
}

pub fn eth_denom() -> String {
    denom_of_path(&format!("transfer/{CHANNEL}/{ETH_PATH_THERE}"))
}

pub fn usd(n: u128) -> u128 {
    n * 1_000_000
}

/// Millionths of an ETH in wei.
pub fn micro_eth(n: u128) -> u128 {
    n * 1_000_000_000_000
}

/// The average is none of the three.
pub fn record(bid: &str, mid: &str, ask: &str, now: u64) -> PriceRecord {
    let average = mid.parse::<Decimal>().unwrap() * Decimal::percent(93);
    PriceRecord {
        bid: bid.parse().unwrap(),
        ask: ask.parse().unwrap(),
        mid: mid.parse().unwrap(),
        average,
        depth: None,
        as_of: now,
        expires: now + 900,
        status: Status::Live,
    }
}

pub fn params() -> Params {
    Params {
        max_slippage: Decimal::percent(3),
        min_order: usd(100).into(),
        max_order: usd(1_000).into(),
        max_in_flight: usd(3_000).into(),
        max_open_orders: 4,
        max_open_batches: 5,
        grace: 3_600,
    }
}

pub fn route() -> Route {
    Route {
        channel: CHANNEL.into(),
        outpost: OUTPOST.into(),
        timeout: 900,
        transport: Transport::default(),
    }
}

/// The way by ibc-hooks.
pub fn hooks_route() -> Route {
    Route {
        transport: Transport::IbcHooks {},
        ..route()
    }
}

/// The way by Skip.
pub fn skip_route() -> Route {
    let step = |pool: &str, denom_in: &str, denom_out: &str| SkipOperation {
        pool: pool.into(),
        denom_in: denom_in.into(),
        denom_out: denom_out.into(),
    };
    let skip = SkipRoute {
        adapter: ADAPTER.into(),
        venue: "osmosis-poolmanager".into(),
        operations: vec![
            step("1464", STABLE_THERE, "uosmo"),
            step("1134", "uosmo", ETH_THERE),
        ],
        return_channel: OUTPOST_CHANNEL.into(),
        return_timeout: 1_200,
        recover_address: "dex1recover".into(),
    };
    Route {
        outpost: ENTRY_POINT.into(),
        transport: Transport::Skip(skip),
        ..route()
    }
}

pub fn instantiate_msg(api: &MockApi) -> InstantiateMsg {
    InstantiateMsg {
        owner: api.addr_make("owner").into(),
        config: Config {
            market: api.addr_make("market").into(),
            oracle: api.addr_make("oracle").into(),
            guardian: Some(api.addr_make("guardian").into()),
            stable_denom: STABLE.into(),
            stable_decimals: 6,
            stable_asset: "usdc".into(),
            eth_denom: eth_denom(),
            eth_decimals: 18,
            eth_asset: "eth".into(),
        },
        eth_path: format!("transfer/{CHANNEL}/{ETH_PATH_THERE}"),
        stable_path: STABLE.into(),
        route: route(),
        params: params(),
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut InstantiateMsg)) -> Self {
        let mut world = Self::blank();
        let mut msg = instantiate_msg(&world.deps.api);
        change(&mut msg);
        let info = MessageInfo {
            sender: world.owner.clone(),
            funds: vec![],
        };
        contract::instantiate(world.deps.as_mut(), world.env.clone(), info, msg).unwrap();
        world
    }

    /// A chain without a reserve.
    pub fn blank() -> Self {
        let api = MockApi::default();
        let mut env = mock_env();
        env.contract.address = api.addr_make("reserve");
        let now = env.block.time.seconds();
        let prices: Prices = Rc::default();
        prices
            .borrow_mut()
            .insert("usdc".into(), record("0.999", "1", "1.001", now));
        prices
            .borrow_mut()
            .insert("eth".into(), record("1990", "2000", "2010", now));
        let mut querier = MockQuerier::default();
        let oracle = api.addr_make("oracle").to_string();
        let shared = prices.clone();
        querier.update_wasm(move |query| match query {
            WasmQuery::Raw { contract_addr, key } if *contract_addr == oracle => {
                let prices = shared.borrow();
                let found = prices
                    .iter()
                    .find(|(asset, _)| raw_key(asset) == key.as_slice())
                    .map(|(_, record)| to_json_binary(record).unwrap())
                    .unwrap_or_default();
                SystemResult::Ok(ContractResult::Ok(found))
            }
            _ => SystemResult::Err(SystemError::UnsupportedRequest {
                kind: "not raw".into(),
            }),
        });
        Self {
            deps: OwnedDeps {
                storage: MockStorage::default(),
                api,
                querier,
                custom_query_type: Default::default(),
            },
            env,
            prices,
            market: api.addr_make("market"),
            owner: api.addr_make("owner"),
            guardian: api.addr_make("guardian"),
            anyone: api.addr_make("anyone"),
            stable: 0,
            eth: 0,
            next_sequence: 1,
            packets: vec![],
            paid: vec![],
            to_market: vec![],
            late_eth: 0,
            made_good: 0,
        }
    }

    pub fn this(&self) -> String {
        self.env.contract.address.to_string()
    }

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    /// Time passes; prices stay fresh.
    pub fn pass(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
        let now = self.now();
        for record in self.prices.borrow_mut().values_mut() {
            record.as_of = now;
            record.expires = now + 900;
        }
    }

    pub fn update_bank(&mut self) {
        let balance = vec![coin(self.stable, STABLE), coin(self.eth, eth_denom())];
        self.deps.querier.bank.update_balance(self.this(), balance);
    }

    /// Executes without playing the messages.
    pub fn raw(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = MessageInfo {
            sender: sender.clone(),
            funds: funds.to_vec(),
        };
        contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)
    }

    /// Executes as the chain would: funds arrive first, then the messages run; an error leaves
    /// everything as it was.
    pub fn execute(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let before = (self.dump(), self.stable, self.eth);
        for coin in funds {
            if coin.denom == STABLE {
                self.stable += coin.amount.u128();
            } else if coin.denom == eth_denom() {
                self.eth += coin.amount.u128();
            }
        }
        self.update_bank();
        match self.raw(sender, funds, msg) {
            Ok(response) => {
                self.play(&response.messages);
                self.note(&response.events);
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

    /// Keeps what only events tell.
    fn note(&mut self, events: &[Event]) {
        for event in events {
            match event.ty.as_str() {
                "qerun-reserve/late_eth" => {
                    self.late_eth += attribute(event, "eth").parse::<u128>().unwrap();
                }
                "qerun-reserve/lost" => {
                    self.made_good += attribute(event, "made_good").parse::<u128>().unwrap();
                }
                _ => {}
            }
        }
    }

    pub fn play(&mut self, messages: &[SubMsg]) {
        for sub in messages {
            match &sub.msg {
                CosmosMsg::Ibc(IbcMsg::Transfer {
                    channel_id,
                    to_address,
                    amount,
                    timeout,
                    memo,
                }) => {
                    let sequence = self.next_sequence;
                    self.next_sequence += 1;
                    self.stable -= amount.amount.u128();
                    let data = FungibleTokenPacketData {
                        denom: amount.denom.clone(),
                        amount: amount.amount,
                        sender: self.this(),
                        receiver: to_address.clone(),
                        memo: memo.clone().unwrap(),
                    };
                    let packet = IbcPacket::new(
                        to_json_binary(&data).unwrap(),
                        endpoint(channel_id),
                        endpoint(OUTPOST_CHANNEL),
                        sequence,
                        timeout.clone(),
                    );
                    let id: u64 = from_json(&sub.payload).unwrap();
                    self.packets.push((id, packet));
                    let reply = reply(sub.id, sub.payload.clone(), sequence);
                    let done =
                        contract::reply(self.deps.as_mut(), self.env.clone(), reply).unwrap();
                    assert!(done.messages.is_empty());
                }
                CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                    assert_eq!(amount.len(), 1);
                    assert_eq!(amount[0].denom, eth_denom());
                    self.eth -= amount[0].amount.u128();
                    self.paid.push((to_address.clone(), amount[0].clone()));
                }
                CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr,
                    msg,
                    funds,
                }) => {
                    assert_eq!(contract_addr, self.market.as_str());
                    assert_eq!(funds.len(), 1);
                    assert_eq!(funds[0].denom, STABLE);
                    self.stable -= funds[0].amount.u128();
                    self.to_market
                        .push((from_json(msg).unwrap(), funds[0].clone()));
                }
                other => panic!("unexpected {other:?}"),
            }
        }
        self.update_bank();
    }

    pub fn close_lost(
        &mut self,
        order: u64,
        make_good: Option<u128>,
    ) -> Result<Response, ContractError> {
        let owner = self.owner.clone();
        let msg = ExecuteMsg::CloseLost {
            order_id: order.into(),
            make_good: make_good.map(Into::into),
        };
        self.execute(&owner, &[], msg)
    }

    pub fn wind_down(&mut self, batch: u64) -> Result<Response, ContractError> {
        let owner = self.owner.clone();
        let msg = ExecuteMsg::WindDown {
            batch_id: batch.into(),
        };
        self.execute(&owner, &[], msg)
    }

    pub fn sync(&mut self, order: u64) -> Result<Response, ContractError> {
        let anyone = self.anyone.clone();
        let msg = ExecuteMsg::Sync {
            order_id: order.into(),
        };
        self.execute(&anyone, &[], msg)
    }

    pub fn resolve(
        &mut self,
        who: &Addr,
        order: u64,
        outcome: Resolution,
    ) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Resolve {
            order_id: order.into(),
            outcome,
        };
        self.execute(who, &[], msg)
    }

    /// Timeout and grace of what leaves now are over.
    pub fn pass_grace(&mut self) {
        self.pass(900 + 3_601);
    }

    pub fn purchase(
        &mut self,
        batch: u64,
        amount: u128,
        user_in: u128,
    ) -> Result<Response, ContractError> {
        let market = self.market.clone();
        let msg = ExecuteMsg::Purchase {
            batch_id: batch.into(),
            user_in: user_in.into(),
        };
        self.execute(&market, &coins(amount, STABLE), msg)
    }

    /// A purchase of which no order has heard yet that it left; `play` tells them.
    pub fn purchase_begun(&mut self, batch: u64, amount: u128, user_in: u128) -> Response {
        let market = self.market.clone();
        let msg = ExecuteMsg::Purchase {
            batch_id: batch.into(),
            user_in: user_in.into(),
        };
        self.stable += amount;
        self.update_bank();
        self.raw(&market, &coins(amount, STABLE), msg).unwrap()
    }

    pub fn flush(&mut self, limit: Option<u32>) -> Result<Response, ContractError> {
        let anyone = self.anyone.clone();
        self.execute(&anyone, &[], ExecuteMsg::Flush { limit })
    }

    /// The packet of an order.
    pub fn packet(&self, order_id: u64) -> IbcPacket {
        self.packets
            .iter()
            .find(|(id, _)| *id == order_id)
            .unwrap()
            .1
            .clone()
    }

    pub fn source(&mut self, msg: IbcSourceCallbackMsg) -> Vec<Event> {
        let env = self.env.clone();
        let done = contract::ibc_source_callback(self.deps.as_mut(), env, msg).unwrap();
        assert!(done.messages.is_empty());
        done.events
    }

    pub fn destination(&mut self, packet: IbcPacket) -> Vec<Event> {
        let ack = IbcAcknowledgement::new(br#"{"result":"AQ=="}"#);
        let env = self.env.clone();
        let msg = IbcDestinationCallbackMsg { packet, ack };
        let done = contract::ibc_destination_callback(self.deps.as_mut(), env, msg).unwrap();
        assert!(done.messages.is_empty());
        self.note(&done.events);
        done.events
    }

    /// A success is acknowledged.
    pub fn ack_ok(&mut self, order_id: u64) -> Vec<Event> {
        let packet = self.packet(order_id);
        let by_callbacks =
            ROUTE.load(&self.deps.storage).unwrap().transport == Transport::Callbacks {};
        // ibc-hooks answers with what the contract answered.
        let bytes: &[u8] = if by_callbacks {
            br#"{"result":"AQ=="}"#
        } else {
            br#"{"result":"eyJjb250cmFjdF9yZXN1bHQiOm51bGwsImliY19hY2siOiJleUp5WlhOMWJIUWlPaUpCVVQwOUluMD0ifQ=="}"#
        };
        self.source(ack(packet, bytes))
    }

    /// A failure is acknowledged: the refund first, as ICS-20 does it.
    pub fn ack_error(&mut self, order_id: u64) -> Vec<Event> {
        self.refund_in_bank(order_id);
        let packet = self.packet(order_id);
        self.source(ack(
            packet,
            br#"{"error":"ABCI code: 5: error handling packet"}"#,
        ))
    }

    pub fn time_out(&mut self, order_id: u64) -> Vec<Event> {
        self.refund_in_bank(order_id);
        let packet = self.packet(order_id);
        self.source(timeout(packet))
    }

    pub fn refund_in_bank(&mut self, order_id: u64) {
        let data = FungibleTokenPacketData::of(&self.packet(order_id)).unwrap();
        self.stable += data.amount.u128();
        self.update_bank();
    }

    /// ETH arrives in the bank, without any callback.
    pub fn eth_arrives(&mut self, wei: u128) {
        self.eth += wei;
        self.update_bank();
    }

    /// The return packet for an order, by the outpost or by Skip's adapter. A chain with ibc-hooks
    /// has taken the sender's own callback out of the memo.
    pub fn return_packet(&self, order_id: u64, wei: u128) -> IbcPacket {
        let order = ORDERS.may_load(&self.deps.storage, order_id).unwrap();
        let by_callbacks =
            ROUTE.load(&self.deps.storage).unwrap().transport == Transport::Callbacks {};
        return_packet(&self.this(), order_id, wei, |data| {
            if let Some(order) = order {
                data.sender = order.returned_by().to_owned();
            }
            if !by_callbacks {
                data.memo = hooked_memo(&data.receiver, order_id);
            }
        })
    }

    /// The return arrives: ETH in the bank, then the callback.
    pub fn credit(&mut self, order_id: u64, wei: u128) -> Vec<Event> {
        self.eth_arrives(wei);
        let packet = self.return_packet(order_id, wei);
        self.destination(packet)
    }

    pub fn order(&self, id: u64) -> Order {
        ORDERS.load(&self.deps.storage, id).unwrap()
    }

    pub fn batch(&self, id: u64) -> Batch {
        BATCHES.load(&self.deps.storage, id).unwrap()
    }

    pub fn backing(&self) -> Backing {
        BACKING.load(&self.deps.storage).unwrap()
    }

    pub fn waiting(&self, batch: u64) -> u128 {
        WAITING
            .may_load(&self.deps.storage, batch)
            .unwrap()
            .unwrap_or_default()
            .u128()
    }

    /// The whole storage.
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

    /// Everything that must hold between the records and the bank after any step.
    pub fn check(&self) {
        let storage = &self.deps.storage;
        let params = qerun_reserve::state::PARAMS.load(storage).unwrap();
        let backing = self.backing();
        let rows = |open: bool| {
            ORDERS
                .range(storage, None, None, Direction::Ascending)
                .map(|row| row.unwrap().1)
                .filter(move |order| order.status.is_open() == open)
        };
        let open: Vec<Order> = rows(true).collect();
        let in_flight: Uint128 = open.iter().map(|order| order.amount).sum();
        assert_eq!(backing.in_flight, in_flight, "in_flight");
        assert_eq!(backing.open_orders as usize, open.len(), "open_orders");
        let waiting: BTreeMap<u64, Uint128> = WAITING
            .range(storage, None, None, Direction::Ascending)
            .map(|row| row.unwrap())
            .collect();
        assert!(waiting.values().all(|amount| !amount.is_zero()));
        assert_eq!(
            backing.waiting,
            waiting.values().sum::<Uint128>(),
            "waiting"
        );

        let (mut open_batches, mut eth_out) = (0, Uint128::zero());
        for row in BATCHES.range(storage, None, None, Direction::Ascending) {
            let (id, batch) = row.unwrap();
            let flying: Uint128 = open
                .iter()
                .filter(|order| order.batch_id.u64() == id)
                .map(|order| order.amount)
                .sum();
            let waits = waiting.get(&id).copied().unwrap_or_default();
            assert_eq!(batch.open, flying + waits, "batch {id}");
            assert_eq!(batch.settled, batch.open.is_zero());
            let ended: Uint128 = rows(false)
                .filter(|order| order.batch_id.u64() == id)
                .filter(|order| order.status != OrderStatus::Refunded)
                .map(|order| order.amount)
                .sum();
            assert_eq!(
                batch.stable_in,
                ended + batch.open + batch.stable_out,
                "stablecoins of batch {id}"
            );
            let since = WAITS_SINCE.has(storage, id);
            assert!(!(since && batch.settled), "batch {id} is settled");
            assert!(since || waits.is_zero(), "batch {id} waits");
            open_batches += u32::from(!batch.settled);
            let all = open.iter().cloned().chain(rows(false));
            let bought: Uint128 = all
                .filter(|o| o.batch_id.u64() == id)
                .map(|order| order.eth_out)
                .sum();
            assert_eq!(batch.eth_out, bought, "eth of batch {id}");
            eth_out += bought;
        }
        assert_eq!(backing.open_batches, open_batches, "open_batches");
        let paid: Uint128 = self.paid.iter().map(|(_, coin)| coin.amount).sum();
        assert_eq!(
            backing.encumbered + backing.unencumbered + paid + Uint128::new(self.made_good),
            eth_out + Uint128::new(self.late_eth),
            "ETH booked"
        );
        let returning: Vec<u64> = RETURNING
            .keys(storage, None, None, Direction::Ascending)
            .map(|id| id.unwrap())
            .collect();
        let expected: Vec<u64> = ORDERS
            .range(storage, None, None, Direction::Ascending)
            .map(|row| row.unwrap())
            .filter(|(_, order)| order.status == OrderStatus::Returning)
            .map(|(id, _)| id)
            .collect();
        assert_eq!(returning, expected, "index of what returns");
        assert_eq!(backing.min_order, params.min_order);
        assert!(
            backing.encumbered + backing.unencumbered <= Uint128::new(self.eth),
            "ETH held"
        );
        assert!(
            backing.waiting <= Uint128::new(self.stable),
            "stablecoins held"
        );
        assert_eq!(
            backing.capacity,
            params.max_in_flight.saturating_sub(backing.in_flight)
        );
        assert_eq!(
            backing.order_capacity,
            params.max_open_orders.saturating_sub(backing.open_orders)
        );
        assert_eq!(
            backing.batch_capacity,
            params.max_open_batches.saturating_sub(backing.open_batches)
        );
    }
}

pub fn raw_key(asset: &str) -> Vec<u8> {
    PRICES.key(asset).to_vec()
}

pub fn endpoint(channel: &str) -> IbcEndpoint {
    IbcEndpoint {
        port_id: "transfer".into(),
        channel_id: channel.into(),
    }
}

pub fn reply(id: u64, payload: Binary, sequence: u64) -> Reply {
    let value = MsgTransferResponse { sequence }.encode_to_vec().into();
    let type_url = "/ibc.applications.transfer.v1.MsgTransferResponse".into();
    #[allow(deprecated)]
    let result = SubMsgResult::Ok(SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![MsgResponse { type_url, value }],
    });
    Reply {
        id,
        payload,
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

/// The memo of a return packet from a chain with ibc-hooks, when it arrives.
pub fn hooked_memo(reserve: &str, order_id: u64) -> String {
    to_json_string(&SkipReturnMemo {
        dest_callback: CallbackAddress {
            address: reserve.into(),
        },
        qerun: PurchaseReturn {
            order_id: order_id.into(),
        },
    })
    .unwrap()
}

/// A return packet, changed at will.
pub fn return_packet(
    reserve: &str,
    order_id: u64,
    wei: u128,
    change: impl FnOnce(&mut FungibleTokenPacketData),
) -> IbcPacket {
    let memo = Memo {
        src_callback: CallbackAddress {
            address: OUTPOST.into(),
        },
        dest_callback: CallbackAddress {
            address: reserve.into(),
        },
        qerun: PurchaseReturn {
            order_id: order_id.into(),
        },
    };
    let mut data = FungibleTokenPacketData {
        denom: ETH_PATH_THERE.into(),
        amount: wei.into(),
        sender: OUTPOST.into(),
        receiver: reserve.into(),
        memo: to_json_string(&memo).unwrap(),
    };
    change(&mut data);
    IbcPacket::new(
        to_json_binary(&data).unwrap(),
        endpoint(OUTPOST_CHANNEL),
        endpoint(CHANNEL),
        1,
        timeout_at(2_000_000_000),
    )
}

/// The memo of the n-th transfer of a response.
pub fn memo_of(response: &Response, n: usize) -> (String, Memo<PurchaseOrder>) {
    match &response.messages[n].msg {
        CosmosMsg::Ibc(IbcMsg::Transfer {
            memo: Some(memo), ..
        }) => (memo.clone(), from_json(memo).unwrap()),
        other => panic!("unexpected {other:?}"),
    }
}

/// Amounts of the transfers of a response.
pub fn amounts(response: &Response) -> Vec<u128> {
    response
        .messages
        .iter()
        .map(|sub| match &sub.msg {
            CosmosMsg::Ibc(IbcMsg::Transfer { amount, .. }) => amount.amount.u128(),
            other => panic!("unexpected {other:?}"),
        })
        .collect()
}

pub fn types(events: &[Event]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event.ty.strip_prefix("qerun-reserve/").unwrap())
        .collect()
}

pub fn attribute<'a>(event: &'a Event, key: &str) -> &'a str {
    &event
        .attributes
        .iter()
        .find(|attribute| attribute.key == key)
        .unwrap()
        .value
}
