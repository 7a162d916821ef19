//! A contract that sends transfers, answers callbacks as told, and remembers what it saw.

use cosmwasm_std::{
    from_json, to_json_binary, Binary, Coin, Deps, DepsMut, Env, IbcBasicResponse,
    IbcDestinationCallbackMsg, IbcMsg, IbcSourceCallbackMsg, IbcTimeout, MessageInfo, Reply,
    Response, StdError, StdResult, SubMsg, SubMsgResult, Uint128, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use qerun_testing::ibc::TransferData;
use qerun_testing::{Chain, Network, Wrapper};
use serde::{Deserialize, Serialize};

/// What the callbacks do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Behaviour {
    /// The source callback fails (after it has written).
    pub source_fails: bool,
    /// The source callback succeeds, but a message that it returns fails.
    #[serde(default)]
    pub source_message_fails: bool,
    /// The destination callback fails (after it has written).
    pub destination_fails: bool,
    /// The destination callback sends this denom of what it got back over this channel.
    pub bounce: Option<(String, String)>,
    /// The denom whose own balance callbacks note.
    pub denom: String,
}

/// One line of what it saw: what happened, and the balance of that denom at that moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "(String, Uint128)", into = "(String, Uint128)")]
pub struct Seen(pub String, pub Uint128);

impl From<(String, Uint128)> for Seen {
    fn from((text, balance): (String, Uint128)) -> Self {
        Seen(text, balance)
    }
}

impl From<Seen> for (String, Uint128) {
    fn from(seen: Seen) -> Self {
        (seen.0, seen.1)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exec {
    Behave(Behaviour),
    Transfer {
        channel: String,
        to: String,
        coin: Coin,
        timeout: u64,
        memo: String,
        then_fail: bool,
    },
    Fail {},
}

#[derive(Serialize, Deserialize)]
pub struct Empty {}

const BEHAVIOUR: Item<Behaviour> = Item::new("behaviour");
const SEEN: Item<Vec<Seen>> = Item::new("seen");

pub fn instantiate(
    deps: DepsMut,
    _: Env,
    _: MessageInfo,
    behaviour: Behaviour,
) -> StdResult<Response> {
    BEHAVIOUR.save(deps.storage, &behaviour)?;
    SEEN.save(deps.storage, &vec![])?;
    Ok(Response::new())
}

pub fn execute(deps: DepsMut, env: Env, _: MessageInfo, msg: Exec) -> StdResult<Response> {
    match msg {
        Exec::Behave(behaviour) => {
            BEHAVIOUR.save(deps.storage, &behaviour)?;
            Ok(Response::new())
        }
        Exec::Transfer {
            channel,
            to,
            coin,
            timeout,
            memo,
            then_fail,
        } => {
            let msg = IbcMsg::Transfer {
                channel_id: channel,
                to_address: to,
                amount: coin,
                timeout: IbcTimeout::with_timestamp(env.block.time.plus_seconds(timeout)),
                memo: Some(memo),
            };
            let mut response =
                Response::new().add_submessage(SubMsg::reply_always(msg, 1).with_payload(b"p"));
            if then_fail {
                response = response.add_message(WasmMsg::Execute {
                    contract_addr: env.contract.address.to_string(),
                    msg: to_json_binary(&Exec::Fail {})?,
                    funds: vec![],
                });
            }
            Ok(response)
        }
        Exec::Fail {} => Err(StdError::generic_err("told to fail")),
    }
}

pub fn reply(deps: DepsMut, env: Env, reply: Reply) -> StdResult<Response> {
    let text = match reply.result {
        SubMsgResult::Err(_) => "refused".to_owned(),
        SubMsgResult::Ok(response) => {
            let msg = &response.msg_responses[0];
            #[allow(deprecated)]
            let data = response.data.unwrap();
            assert_eq!(data, msg.value);
            assert_eq!(response.msg_responses.len(), 1);
            assert_eq!(reply.payload.as_slice(), b"p");
            format!("{} {}", msg.type_url, hex::encode(&msg.value))
        }
    };
    note(deps, &env, text)?;
    Ok(Response::new())
}

pub fn source(deps: DepsMut, env: Env, msg: IbcSourceCallbackMsg) -> StdResult<IbcBasicResponse> {
    let behaviour = BEHAVIOUR.load(deps.storage)?;
    let text = match msg {
        IbcSourceCallbackMsg::Acknowledgement(msg) => {
            let ack = String::from_utf8(msg.acknowledgement.data.to_vec()).unwrap();
            format!("ack {} {ack}", msg.original_packet.sequence)
        }
        IbcSourceCallbackMsg::Timeout(msg) => format!("timeout {}", msg.packet.sequence),
    };
    note(deps, &env, text)?;
    if behaviour.source_fails {
        return Err(StdError::generic_err("told to fail"));
    }
    let mut response = IbcBasicResponse::new().add_attribute("probe", "source");
    if behaviour.source_message_fails {
        response = response.add_message(WasmMsg::Execute {
            contract_addr: env.contract.address.to_string(),
            msg: to_json_binary(&Exec::Fail {})?,
            funds: vec![],
        });
    }
    Ok(response)
}

pub fn destination(
    deps: DepsMut,
    env: Env,
    msg: IbcDestinationCallbackMsg,
) -> StdResult<IbcBasicResponse> {
    let behaviour = BEHAVIOUR.load(deps.storage)?;
    let data: TransferData = from_json(&msg.packet.data)?;
    assert_eq!(msg.packet.dest.port_id, "transfer");
    let ack = String::from_utf8(msg.ack.data.to_vec()).unwrap();
    note(deps, &env, format!("got {} {ack}", data.amount))?;
    if behaviour.destination_fails {
        return Err(StdError::generic_err("told to fail"));
    }
    let mut response = IbcBasicResponse::new();
    if let Some((channel, denom)) = behaviour.bounce {
        let msg = IbcMsg::Transfer {
            channel_id: channel,
            to_address: data.sender,
            amount: Coin::new(data.amount, denom),
            timeout: IbcTimeout::with_timestamp(env.block.time.plus_seconds(600)),
            memo: None,
        };
        response = response.add_submessage(SubMsg::reply_always(msg, 2).with_payload(b"p"));
    }
    Ok(response)
}

fn note(deps: DepsMut, env: &Env, text: String) -> StdResult<()> {
    let denom = BEHAVIOUR.load(deps.storage)?.denom;
    let balance = deps.querier.query_balance(&env.contract.address, denom)?;
    SEEN.update(deps.storage, |mut seen| {
        seen.push(Seen(text, balance.amount));
        StdResult::Ok(seen)
    })?;
    Ok(())
}

pub fn query(deps: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    to_json_binary(&SEEN.load(deps.storage)?)
}

/// The probe with both callbacks.
pub fn probe() -> Wrapper {
    Wrapper::new(
        "probe",
        ContractWrapper::new(execute, instantiate, query).with_reply(reply),
    )
    .with_source_callback(source)
    .with_destination_callback(destination)
}

/// A contract without callbacks.
pub fn without_callbacks() -> Wrapper {
    Wrapper::new(
        "without_callbacks",
        ContractWrapper::new(execute, instantiate, query).with_reply(reply),
    )
}

/// Deploys a probe that notes its balance of `denom`.
pub fn deploy(chain: &mut Chain, wrapper: Wrapper, denom: &str) -> cosmwasm_std::Addr {
    let code = chain.store(wrapper);
    let creator = chain.addr("creator");
    let behaviour = Behaviour {
        denom: denom.to_owned(),
        ..Behaviour::default()
    };
    chain
        .instantiate(code, &creator, &behaviour, &[], "probe", None)
        .unwrap()
}

/// What a probe saw.
pub fn seen(chain: &Chain, probe: &cosmwasm_std::Addr) -> Vec<Seen> {
    chain.query(probe, &Empty {}).unwrap()
}

/// Channel ids that differ on the two chains, so that mixing them up is noticed.
pub const HOME: &str = "channel-3";
/// See [`HOME`].
pub const DEX: &str = "channel-750";

/// Two chains with one channel; `alice` on home has 1,000 uusdc.
pub fn network() -> Network {
    let mut net = Network::new();
    net.open_channel(HOME, DEX).unwrap();
    let alice = net.home.addr("alice");
    net.home.mint(&alice, 1_000, "uusdc").unwrap();
    net
}
