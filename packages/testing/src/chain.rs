//! One chain: a cw-multi-test app with bech32 addresses and the transfer stack.

use anyhow::{anyhow, Result};
use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::{
    coin, from_json, to_json_binary, Addr, AnyMsg, BlockInfo, Coin, CosmosMsg, Empty, IbcMsg,
    IbcTimeout, Timestamp, Uint128, WasmMsg,
};
use cw_multi_test::{
    App, AppBuilder, AppResponse, BankSudo, DistributionKeeper, FailingModule, GovFailingModule,
    MockApiBech32, StakeKeeper, SudoMsg, WasmKeeper,
};
use prost::Message;
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::bank::{self, RestrictedBank};
use crate::ibc::{self, RelayModule, RelayMsg, TransferModule, View, RELAY_URL};
use crate::record::Recorder;
use crate::wrapper::Wrapper;

/// The app inside a [`Chain`].
pub type ChainApp = App<
    RestrictedBank,
    MockApiBech32,
    MockStorage,
    FailingModule<Empty, Empty, Empty>,
    WasmKeeper<Empty, Empty>,
    StakeKeeper,
    DistributionKeeper,
    TransferModule,
    GovFailingModule,
    RelayModule,
>;

/// Seconds per block.
pub const BLOCK_SECONDS: u64 = 5;
/// First block time of every chain, in seconds: 2026-01-01T00:00:00Z.
pub const GENESIS_SECONDS: u64 = 1_767_225_600;

/// A chain.
///
/// Use its methods rather than the app's where there is one: they mark the bounds of
/// transactions for the recorder.
pub struct Chain {
    /// The app itself.
    pub app: ChainApp,
    /// Records the contracts stored through [`Chain::store`].
    pub recorder: Recorder,
    prefix: &'static str,
    relayer: Addr,
}

impl Chain {
    /// A chain with this bech32 prefix and the chain id `{prefix}-1`.
    pub fn new(prefix: &'static str) -> Self {
        let api = MockApiBech32::new(prefix);
        let relayer = api.addr_make("relayer");
        let block = BlockInfo {
            height: 1,
            time: Timestamp::from_seconds(GENESIS_SECONDS),
            chain_id: format!("{prefix}-1"),
        };
        let app = AppBuilder::new()
            .with_api(api)
            .with_bank(RestrictedBank::default())
            .with_ibc(TransferModule)
            .with_stargate(RelayModule::new(relayer.clone()))
            .with_block(block)
            .build(|_, _, _| {});
        Chain {
            app,
            recorder: Recorder::default(),
            prefix,
            relayer,
        }
    }

    /// Puts ibc-hooks in the place of ADR-8 callbacks, as on Osmosis.
    pub fn use_ibc_hooks(&mut self) -> Result<()> {
        Ok(ibc::switch_hooks_on(self.app.storage_mut())?)
    }

    /// The account that ibc-hooks executes with for a sender on the other end of a channel.
    pub fn hook_account(&self, channel: &str, sender: &str) -> Result<Addr> {
        ibc::hook_account(self.app.api(), channel, sender)
    }

    /// The bech32 prefix, which names the chain.
    pub fn name(&self) -> &'static str {
        self.prefix
    }

    /// A valid address of this chain made from a label.
    pub fn addr(&self, label: &str) -> Addr {
        self.app.api().addr_make(label)
    }

    /// Gives new coins to an account.
    pub fn mint(&mut self, to: &Addr, amount: u128, denom: &str) -> Result<()> {
        let msg = BankSudo::Mint {
            to_address: to.to_string(),
            amount: vec![coin(amount, denom)],
        };
        self.app.sudo(SudoMsg::Bank(msg))?;
        Ok(())
    }

    /// From now on the bank refuses payments from one account to another, or no longer.
    pub fn refuse_payments(&mut self, from: &Addr, to: &Addr, refused: bool) -> Result<()> {
        bank::refuse(self.app.storage_mut(), from, to, refused)
    }

    /// Whether the bank refuses payments from one account to another.
    pub fn refuses(&self, from: &Addr, to: &Addr) -> bool {
        bank::is_refused(self.app.storage(), from, to)
    }

    /// An account's balance.
    pub fn balance(&self, of: &Addr, denom: &str) -> Result<Uint128> {
        Ok(self.app.wrap().query_balance(of, denom)?.amount)
    }

    /// The supply of a denom (walks all accounts).
    pub fn supply(&self, denom: &str) -> Result<Uint128> {
        Ok(self.app.wrap().query_supply(denom)?.amount)
    }

    /// Stores a contract, recorded by this chain's recorder.
    pub fn store(&mut self, contract: Wrapper) -> u64 {
        let creator = self.addr("creator");
        self.store_by(creator, contract)
    }

    /// Stores a contract in an account's name, recorded by this chain's recorder.
    pub fn store_by(&mut self, creator: Addr, contract: Wrapper) -> u64 {
        let contract = contract.recorded_by(self.recorder.clone());
        self.app
            .store_code_with_creator(creator, Box::new(contract))
    }

    /// Instantiates a contract and returns its address.
    pub fn instantiate<M: Serialize>(
        &mut self,
        code_id: u64,
        sender: &Addr,
        msg: &M,
        funds: &[Coin],
        label: &str,
        admin: Option<&Addr>,
    ) -> Result<Addr> {
        let msg = WasmMsg::Instantiate {
            admin: admin.map(Addr::to_string),
            code_id,
            msg: to_json_binary(msg)?,
            funds: funds.to_vec(),
            label: label.to_owned(),
        };
        let data = self
            .send_msg(sender, msg)?
            .data
            .ok_or_else(|| anyhow!("instantiation without data"))?;
        let response =
            InstantiateResponse::decode(data.as_slice()).map_err(|error| anyhow!("{error}"))?;
        Ok(Addr::unchecked(response.address))
    }

    /// Executes a contract.
    pub fn execute<M: Serialize>(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &M,
        funds: &[Coin],
    ) -> Result<AppResponse> {
        let msg = WasmMsg::Execute {
            contract_addr: contract.to_string(),
            msg: to_json_binary(msg)?,
            funds: funds.to_vec(),
        };
        self.send_msg(sender, msg)
    }

    /// Asks a contract.
    pub fn query<M: Serialize, R: DeserializeOwned>(&self, contract: &Addr, msg: &M) -> Result<R> {
        Ok(self.app.wrap().query_wasm_smart(contract, msg)?)
    }

    /// Runs one message as a transaction.
    pub fn send_msg(&mut self, sender: &Addr, msg: impl Into<CosmosMsg>) -> Result<AppResponse> {
        let mut responses = self.send_msgs(sender, vec![msg.into()])?;
        responses.pop().ok_or_else(|| anyhow!("no response"))
    }

    /// Runs messages as one transaction: all of them or none.
    pub fn send_msgs(&mut self, sender: &Addr, msgs: Vec<CosmosMsg>) -> Result<Vec<AppResponse>> {
        self.recorder.begin(|| label(&msgs), sender, &msgs);
        let result = self.app.execute_multi(sender.clone(), msgs);
        self.recorder.end(result.is_ok());
        result
    }

    /// Sends an ICS-20 transfer of an account and returns its sequence. It times out
    /// `timeout` seconds from now.
    pub fn transfer(
        &mut self,
        sender: &Addr,
        channel: &str,
        receiver: &str,
        coin: Coin,
        timeout: u64,
        memo: &str,
    ) -> Result<u64> {
        let at = self.app.block_info().time.plus_seconds(timeout);
        let msg = IbcMsg::Transfer {
            channel_id: channel.to_owned(),
            to_address: receiver.to_owned(),
            amount: coin,
            timeout: IbcTimeout::with_timestamp(at),
            memo: (!memo.is_empty()).then(|| memo.to_owned()),
        };
        self.send_msg(sender, msg)?;
        Ok(ibc::channel(self.app.storage(), channel)?.next_sequence - 1)
    }

    /// The escrow account of a channel.
    pub fn escrow(&self, channel: &str) -> Result<Addr> {
        ibc::escrow_address(self.app.api(), channel)
    }

    /// This chain's block time in seconds.
    pub fn now(&self) -> u64 {
        self.app.block_info().time.seconds()
    }

    /// This chain as the other one's light client sees it.
    pub fn view(&self) -> View {
        let block = self.app.block_info();
        View {
            height: block.height,
            time: block.time,
        }
    }

    /// Moves the time on, with at least one new block.
    pub fn advance(&mut self, seconds: u64) {
        let mut block = self.app.block_info();
        block.time = block.time.plus_seconds(seconds);
        block.height += (seconds / BLOCK_SECONDS).max(1);
        self.app.set_block(block);
    }

    /// Submits a relayed message.
    pub(crate) fn relay(&mut self, msg: &RelayMsg) -> Result<AppResponse> {
        let msg = CosmosMsg::Any(AnyMsg {
            type_url: RELAY_URL.to_owned(),
            value: to_json_binary(msg)?,
        });
        let relayer = self.relayer.clone();
        self.send_msg(&relayer, msg)
    }
}

/// `cosmwasm.wasm.v1.MsgInstantiateContractResponse`.
#[derive(Clone, PartialEq, Message)]
struct InstantiateResponse {
    #[prost(string, tag = "1")]
    address: String,
}

/// The messages' kinds, for people who read a recording.
fn label(msgs: &[CosmosMsg]) -> String {
    let kinds: Vec<String> = msgs
        .iter()
        .map(|msg| match msg {
            CosmosMsg::Wasm(WasmMsg::Execute { msg, .. }) => format!("execute {}", key(msg)),
            CosmosMsg::Wasm(WasmMsg::Instantiate { label, .. }) => format!("instantiate {label}"),
            CosmosMsg::Wasm(_) => "wasm".to_owned(),
            CosmosMsg::Bank(_) => "bank".to_owned(),
            CosmosMsg::Ibc(_) => "ibc transfer".to_owned(),
            CosmosMsg::Any(any) => match from_json::<RelayMsg>(&any.value) {
                Ok(relay) => format!("relay {}", relay.step.name()),
                Err(_) => any.type_url.clone(),
            },
            _ => "other".to_owned(),
        })
        .collect();
    kinds.join(", ")
}

/// The name of an execute message.
fn key(msg: &[u8]) -> String {
    match serde_json::from_slice(msg) {
        Ok(serde_json::Value::Object(map)) => map.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}
