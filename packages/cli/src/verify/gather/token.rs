//! QER.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Addr, Uint128};
use qerun_messages::token;

use super::{Incomplete, PAGE};
use crate::verify::pages::{read_all, read_up_to};
use crate::verify::TokenFacts;
use qerun_chain::{ask, Chain, ChainError};

/// Accounts that are looked at at most. Each balance is a question of its own, and anybody makes as many accounts as he
/// sends a unit to.
const ACCOUNTS: usize = 3_000;

/// QER's instantiate message, from the chain's history.
pub(super) fn instantiate_msg(
    home: &dyn Chain,
    at: &str,
) -> Result<token::InstantiateMsg, ChainError> {
    let history = home.history(at)?;
    let message = history.first().map(|entry| entry.msg.clone());
    from_json(message.unwrap_or_default()).map_err(|source| ChainError::Json {
        contract: at.to_owned(),
        source,
    })
}

/// Everybody who holds or has held QER; none if they are too many to look at.
pub(super) fn accounts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<Option<Vec<String>>, ChainError> {
    let limit = Some(PAGE);
    let page = |last: Option<&String>| {
        let start_after = last.cloned();
        let question = token::QueryMsg::AllAccounts { start_after, limit };
        let page: cw20::AllAccountsResponse = ask(home, at, &question)?;
        Ok(page.accounts)
    };
    read_up_to(ACCOUNTS, incomplete, "accounts", page)
}

/// Balances of `ours` are read even if there are too many accounts to read all.
pub(super) fn token_facts(
    home: &dyn Chain,
    at: &str,
    instantiate_msg: token::InstantiateMsg,
    (treasury, accounts, ours): (&str, Option<&[String]>, &[String]),
    incomplete: &mut Incomplete,
) -> Result<TokenFacts, ChainError> {
    use token::QueryMsg as Q;
    let minter: Option<cw20::MinterResponse> = ask(home, at, &Q::Minter {})?;
    let marketing: cw20::MarketingInfoResponse = ask(home, at, &Q::MarketingInfo {})?;
    let limit = Some(PAGE);
    let burners = read_all(incomplete, "burners", |last: Option<&Addr>| {
        let start_after = last.map(Addr::to_string);
        let page: token::BurnersResponse = ask(home, at, &Q::Burners { start_after, limit })?;
        Ok(page.burners)
    })?;
    let allowances = read_all(
        incomplete,
        "allowances",
        |last: Option<&cw20::AllowanceInfo>| {
            let question = Q::AllAllowances {
                owner: treasury.to_owned(),
                start_after: last.map(|row| row.spender.clone()),
                limit,
            };
            let page: cw20::AllAllowancesResponse = ask(home, at, &question)?;
            Ok(page.allowances)
        },
    )?;
    let all_balances = accounts.is_some() && !incomplete.contains(&"accounts");
    let mut balances: BTreeMap<String, Uint128> = BTreeMap::new();
    for address in accounts.unwrap_or_default().iter().chain(ours) {
        if balances.contains_key(address) {
            continue;
        }
        let address = address.clone();
        let question = Q::Balance {
            address: address.clone(),
        };
        let answer: cw20::BalanceResponse = ask(home, at, &question)?;
        balances.insert(address, answer.balance);
    }
    Ok(TokenFacts {
        instantiate_msg,
        minter: minter.map(|minter| minter.minter),
        marketing: marketing.marketing.map(|address| address.to_string()),
        info: ask(home, at, &Q::TokenInfo {})?,
        allowances,
        supply: ask(home, at, &Q::Supply {})?,
        burners: burners.iter().map(Addr::to_string).collect(),
        balances,
        all_balances,
    })
}
