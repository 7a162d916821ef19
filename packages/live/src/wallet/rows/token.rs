//! QER.

use anyhow::Result;
use cosmwasm_std::to_json_binary;
use cw20::{Expiration, Logo};
use qerun_messages::market::ReceiveMsg;
use qerun_messages::token::ExecuteMsg as M;

use super::super::request::TEXT;
use super::super::sender::Wallet;
use super::{offer, NOT_OWNER, ONE};

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let (alice, bob) = (net.people.get("alice")?, net.people.get("bob")?);
    let (owner, spender) = (alice.at_home().to_owned(), bob.at_home().to_owned());
    let amount = (10 * ONE).into();
    let before = net.qer(&spender)?;
    let msg = M::Transfer {
        recipient: spender.clone(),
        amount,
    };
    w.both("token", alice, &msg, &[])?;
    let expires = Some(Expiration::AtTime(cosmwasm_std::Timestamp::from_seconds(
        1_900_000_000,
    )));
    let msg = M::IncreaseAllowance {
        spender: spender.clone(),
        amount: (1_000 * ONE).into(),
        expires,
    };
    w.both("token", alice, &msg, &[])?;
    let msg = M::DecreaseAllowance {
        spender: spender.clone(),
        amount,
        expires: None,
    };
    w.both("token", alice, &msg, &[])?;
    let msg = M::TransferFrom {
        owner: owner.clone(),
        recipient: spender.clone(),
        amount,
    };
    w.both("token", bob, &msg, &[])?;
    let got = net.qer(&spender)?.checked_sub(before)?;
    anyhow::ensure!(got.u128() == 40 * ONE, "bob got {got}");
    let contract = net.at.market.clone();
    let msg = to_json_binary(&ReceiveMsg::DepositCollateral {
        on_behalf_of: Some(owner.clone()),
    })?;
    let send = M::Send {
        contract: contract.clone(),
        amount,
        msg: msg.clone(),
    };
    w.both("token", bob, &send, &[])?;
    let send = M::SendFrom {
        owner: owner.clone(),
        contract,
        amount,
        msg,
    };
    w.both("token", bob, &send, &[])?;
    let held = net.position(&owner)?.collateral;
    anyhow::ensure!(held.u128() == 40 * ONE, "alice has {held} of collateral");
    refused(w)
}

fn refused(w: &mut Wallet<'_>) -> Result<()> {
    let (alice, carol) = (w.net.people.get("alice")?, w.net.people.get("carol")?);
    let owner = alice.at_home().to_owned();
    let amount = 1u128.into();
    let burner = "only burners named by governance can burn";
    w.refuse("token", carol, &M::Burn { amount }, burner)?;
    let burn_from = M::BurnFrom {
        owner: owner.clone(),
        amount,
    };
    w.refuse("token", carol, &burn_from, burner)?;
    let recipient = owner.clone();
    w.refuse(
        "token",
        carol,
        &M::Mint { recipient, amount },
        "Unauthorized",
    )?;
    let minter = M::UpdateMinter { new_minter: None };
    w.refuse("token", carol, &minter, "Unauthorized")?;
    let texts = M::UpdateMarketing {
        project: Some(TEXT.to_owned()),
        description: Some(TEXT.to_owned()),
        marketing: None,
    };
    w.refuse("token", carol, &texts, "Unauthorized")?;
    let logo = M::UploadLogo(Logo::Url("https://qerun.example/?a=1&b=<2>".to_owned()));
    w.refuse("token", carol, &logo, "Unauthorized")?;
    let transfer = M::UpdateOwnership(offer(&owner));
    w.refuse("token", carol, &transfer, NOT_OWNER)?;
    let address = owner;
    let add = M::AddBurner {
        address: address.clone(),
    };
    w.refuse("token", carol, &add, NOT_OWNER)?;
    w.refuse("token", carol, &M::RemoveBurner { address }, NOT_OWNER)
}
