//! Signatures over the wrong bytes, which the chain must refuse.

use anyhow::{bail, Context, Result};
use cosmrs::proto::cosmos::tx::v1beta1::{GetTxRequest, GetTxResponse};
use qerun_chain::{ChainError, Key};

use super::super::amino::Escape;
use super::super::request::TEXT;
use super::super::sender::Wallet;
use super::super::sign::{Draft, Message, Mode};
use crate::net::LiveChain;

const SEPARATOR: &str = "line\u{2028}separator";
const GAS: u64 = 300_000;

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let alice = net.people.get("alice")?;
    let (live, key) = (&net.home, &alice.home);
    let coin = [net.stable(1)];
    let plain = Message::send(alice.at_home(), alice.at_home(), &coin);
    let amino = Mode::Amino;
    // In the memo.
    refused(live, key, &plain, "a < b", amino(Escape::Nothing))?;
    accepted(live, key, &plain, "a < b", amino(Escape::Html))?;
    // In a contract's message.
    let text = |text: &str| {
        let msg = serde_json::json!({"transfer": {"recipient": text, "amount": "1"}}).to_string();
        Message::execute(alice.at_home(), &net.at.token, &msg, &[])
    };
    refused(live, key, &text("a < b")?, "", amino(Escape::Nothing))?;
    // JavaScript leaves the line separator as it is, the chain's JSON does not: no amino wallet can send it.
    refused(live, key, &plain, SEPARATOR, amino(Escape::Html))?;
    refused(live, key, &text(SEPARATOR)?, "", amino(Escape::Html))?;
    accepted(live, key, &plain, SEPARATOR, amino(Escape::Go))?;
    accepted(live, key, &plain, SEPARATOR, Mode::Direct)?;
    // The chain reads numbers as doubles before it compares: 2^53 + 1 is not what was signed.
    let large = |number: u64| {
        let msg = format!(r#"{{"pause":{{"duration":{number}}}}}"#);
        Message::execute(alice.at_home(), &net.at.reserve, &msg, &[])
    };
    refused(live, key, &large((1 << 53) + 1)?, "", amino(Escape::Html))?;
    w.refuse(
        "reserve",
        alice,
        &serde_json::json!({"pause": {"duration": 1u64 << 53}}),
        "only the guardian or owner may",
    )?;
    w.send_refusals()?;
    memo(live, key, &plain)
}

/// Before any message runs, because the signature is of something else.
fn refused(live: &LiveChain, key: &Key, message: &Message, memo: &str, mode: Mode) -> Result<()> {
    match post(live, key, message, memo, mode) {
        Err(ChainError::Refused { log, .. }) if log.contains("signature verification failed") => {
            println!("{mode:?}, {memo:?}: refused, the signature is of something else");
            Ok(())
        }
        Err(error) => Err(error).with_context(|| format!("{mode:?}, {memo:?}")),
        Ok(_) => bail!("{mode:?}, {memo:?}: the chain took it"),
    }
}

fn accepted(live: &LiveChain, key: &Key, message: &Message, memo: &str, mode: Mode) -> Result<()> {
    let bytes =
        post(live, key, message, memo, mode).with_context(|| format!("{mode:?}, {memo:?}"))?;
    live.wait(&bytes)?;
    println!("{mode:?}, {memo:?}: accepted");
    Ok(())
}

fn post(
    live: &LiveChain,
    key: &Key,
    message: &Message,
    memo: &str,
    mode: Mode,
) -> Result<Vec<u8>, ChainError> {
    let account = live.account(&key.address)?;
    let messages = std::slice::from_ref(message);
    let gas = GAS;
    let draft = Draft {
        messages,
        memo,
        gas,
    };
    let bytes = draft
        .sign(live.plan(), key, account, mode)
        .map_err(|error| ChainError::Build {
            reason: error.to_string(),
        })?;
    live.broadcast(&bytes)?;
    Ok(bytes)
}

/// The memo as the chain gives it back.
fn memo(live: &LiveChain, key: &Key, message: &Message) -> Result<()> {
    let bytes = post(live, key, message, TEXT, Mode::Amino(Escape::Html))?;
    let hash = live.wait(&bytes)?.hash;
    let answer: GetTxResponse =
        live.read("/cosmos.tx.v1beta1.Service/GetTx", &GetTxRequest { hash })?;
    let body = answer.tx.and_then(|tx| tx.body).context("a body")?;
    anyhow::ensure!(body.memo == TEXT, "the memo came back as {:?}", body.memo);
    Ok(())
}
