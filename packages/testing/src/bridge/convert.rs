//! Values of 2.x as those of 1.x, and responses back.

use anyhow::Result;
use cosmwasm_std as v2;
use cosmwasm_std_v1 as v1;

pub(super) fn old_env(env: v2::Env) -> v1::Env {
    v1::Env {
        block: v1::BlockInfo {
            height: env.block.height,
            time: v1::Timestamp::from_nanos(env.block.time.nanos()),
            chain_id: env.block.chain_id,
        },
        transaction: env.transaction.map(|transaction| v1::TransactionInfo {
            index: transaction.index,
        }),
        contract: v1::ContractInfo {
            address: v1::Addr::unchecked(env.contract.address),
        },
    }
}

pub(super) fn old_info(info: v2::MessageInfo) -> v1::MessageInfo {
    v1::MessageInfo {
        sender: v1::Addr::unchecked(info.sender),
        funds: info
            .funds
            .into_iter()
            .map(|coin| v1::coin(coin.amount.u128(), coin.denom))
            .collect(),
    }
}

pub(super) fn old_reply(reply: v2::Reply) -> v1::Reply {
    let result = match reply.result {
        v2::SubMsgResult::Err(error) => v1::SubMsgResult::Err(error),
        v2::SubMsgResult::Ok(response) => v1::SubMsgResult::Ok(v1::SubMsgResponse {
            events: response.events.into_iter().map(old_event).collect(),
            #[allow(deprecated)]
            data: response.data.map(|data| v1::Binary(data.to_vec())),
        }),
    };
    v1::Reply {
        id: reply.id,
        result,
    }
}

fn old_event(event: v2::Event) -> v1::Event {
    let mut old = v1::Event::new(event.ty);
    // Not through `Attribute::new`, which panics on the chain's own `_contract_address`.
    old.attributes = event
        .attributes
        .into_iter()
        .map(|attribute| v1::Attribute {
            key: attribute.key,
            value: attribute.value,
        })
        .collect();
    old
}

pub(super) fn new_response(old: v1::Response) -> Result<v2::Response> {
    let mut response = v2::Response::new();
    for msg in old.messages {
        response.messages.push(new_submsg(msg)?);
    }
    response.attributes = new_attributes(old.attributes);
    response.events = old
        .events
        .into_iter()
        .map(|event| v2::Event::new(event.ty).add_attributes(new_attributes(event.attributes)))
        .collect();
    response.data = old.data.map(|data| data.0.into());
    Ok(response)
}

fn new_attributes(old: Vec<v1::Attribute>) -> Vec<v2::Attribute> {
    old.into_iter()
        .map(|attribute| v2::Attribute {
            key: attribute.key,
            value: attribute.value,
        })
        .collect()
}

fn new_coins(old: Vec<v1::Coin>) -> Vec<v2::Coin> {
    old.into_iter()
        .map(|coin| v2::coin(coin.amount.u128(), coin.denom))
        .collect()
}

fn new_submsg(old: v1::SubMsg) -> Result<v2::SubMsg> {
    let msg: v2::CosmosMsg = match old.msg {
        v1::CosmosMsg::Bank(v1::BankMsg::Send { to_address, amount }) => v2::BankMsg::Send {
            to_address,
            amount: new_coins(amount),
        }
        .into(),
        v1::CosmosMsg::Wasm(v1::WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => v2::WasmMsg::Execute {
            contract_addr,
            msg: msg.0.into(),
            funds: new_coins(funds),
        }
        .into(),
        other => v2::from_json(v1::to_json_vec(&other)?)?,
    };
    let reply_on = match old.reply_on {
        v1::ReplyOn::Always => v2::ReplyOn::Always,
        v1::ReplyOn::Error => v2::ReplyOn::Error,
        v1::ReplyOn::Success => v2::ReplyOn::Success,
        v1::ReplyOn::Never => v2::ReplyOn::Never,
    };
    Ok(v2::SubMsg {
        id: old.id,
        payload: v2::Binary::default(),
        msg,
        gas_limit: old.gas_limit,
        reply_on,
    })
}
