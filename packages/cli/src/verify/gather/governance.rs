//! Token, DAO, stake and timelock.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Addr, Uint128};
use qerun_messages::timelock::Status;
use qerun_messages::{timelock, token, voting};
use serde::Deserialize;
use serde_json::{json, Value};

use super::{pre_propose, PAGE};
use crate::chain::{ask, Chain, ChainError};
use crate::verify::pages::all;
use crate::verify::{
    DaoFacts, DepositInfo, ProposalConfig, TimelockFacts, TokenFacts, VotingFacts,
};

/// Balances that are summed up at most.
const BALANCES: usize = 3_000;

#[derive(Deserialize)]
struct PreProposeConfig {
    deposit_info: Option<DepositInfo>,
}

pub(super) fn token_facts(home: &dyn Chain, at: &str) -> Result<TokenFacts, ChainError> {
    use token::QueryMsg as Q;
    let history = home.history(at)?;
    let first = history.first().map(|entry| entry.msg.clone());
    let first = from_json(first.unwrap_or_default()).map_err(|source| ChainError::Json {
        contract: at.to_owned(),
        source,
    })?;
    let minter: Option<cw20::MinterResponse> = ask(home, at, &Q::Minter {})?;
    let marketing: cw20::MarketingInfoResponse = ask(home, at, &Q::MarketingInfo {})?;
    let limit = Some(PAGE);
    let (burners, _) = all(PAGE as usize, |last: Option<&Addr>| {
        let start_after = last.map(Addr::to_string);
        let page: token::BurnersResponse = ask(home, at, &Q::Burners { start_after, limit })?;
        Ok(page.burners)
    })?;
    let (accounts, mut all_balances) = all(PAGE as usize, |last: Option<&String>| {
        let start_after = last.cloned();
        let page: cw20::AllAccountsResponse =
            ask(home, at, &Q::AllAccounts { start_after, limit })?;
        Ok(page.accounts)
    })?;
    all_balances &= accounts.len() <= BALANCES;
    let mut balances = BTreeMap::new();
    for address in accounts.into_iter().take(BALANCES) {
        let question = Q::Balance {
            address: address.clone(),
        };
        let answer: cw20::BalanceResponse = ask(home, at, &question)?;
        balances.insert(address, answer.balance);
    }
    Ok(TokenFacts {
        first,
        minter: minter.map(|minter| minter.minter),
        marketing: marketing.marketing.map(|address| address.to_string()),
        supply: ask(home, at, &Q::Supply {})?,
        burners: burners.iter().map(Addr::to_string).collect(),
        balances,
        all_balances,
    })
}

pub(super) fn dao_facts(
    home: &dyn Chain,
    core: &str,
    proposals: &str,
    modules: usize,
) -> Result<DaoFacts, ChainError> {
    let policy: Value = ask(home, proposals, &json!({"proposal_creation_policy": {}}))?;
    let deposit = match pre_propose(&policy) {
        Some(address) => {
            let config: PreProposeConfig = ask(home, address, &json!({"config": {}}))?;
            config.deposit_info
        }
        None => None,
    };
    let rules: ProposalConfig = ask(home, proposals, &json!({"config": {}}))?;
    Ok(DaoFacts {
        admin: ask(home, core, &json!({"admin": {}}))?,
        modules,
        policy,
        rules,
        deposit,
    })
}

pub(super) fn voting_facts(home: &dyn Chain, at: &str) -> Result<VotingFacts, ChainError> {
    use voting::QueryMsg as Q;
    let (stakers, _) = all(PAGE as usize, |last: Option<&voting::Staker>| {
        let start_after = last.map(|staker| staker.address.to_string());
        let limit = Some(PAGE);
        let page: voting::StakersResponse = ask(home, at, &Q::Stakers { start_after, limit })?;
        Ok(page.stakers)
    })?;
    // Of the block after: stakers are told as they stand now.
    let height = Some(home.head()?.height.saturating_add(1));
    let power: voting::PowerAtHeightResponse = ask(home, at, &Q::TotalPowerAtHeight { height })?;
    let active: voting::ActiveThresholdResponse = ask(home, at, &Q::ActiveThreshold {})?;
    let totals: voting::TotalsResponse = ask(home, at, &Q::Totals {})?;
    let sums = stakers.iter().fold(
        Default::default(),
        |(stake, power): (Uint128, Uint128), one| {
            (
                stake.saturating_add(one.staked),
                power.saturating_add(one.power),
            )
        },
    );
    Ok(VotingFacts {
        dao: ask(home, at, &Q::Dao {})?,
        token: ask(home, at, &Q::TokenContract {})?,
        tiers: ask(home, at, &Q::Tiers {})?,
        threshold: active.active_threshold,
        settings: ask(home, at, &Q::Settings {})?,
        staked: totals.staked,
        power: power.power,
        sums,
        // Who has left is listed, too.
        stakers: stakers.iter().filter(|one| !one.power.is_zero()).count(),
    })
}

pub(super) fn timelock_facts(home: &dyn Chain, at: &str) -> Result<TimelockFacts, ChainError> {
    use timelock::QueryMsg as Q;
    let limit = Some(PAGE);
    let (classes, _) = all(PAGE as usize, |last: Option<&timelock::ClassRule<Addr>>| {
        let start_after = last.map(|row| (row.contract.to_string(), row.key.clone()));
        let page: timelock::ClassesResponse = ask(home, at, &Q::Classes { start_after, limit })?;
        Ok(page.classes)
    })?;
    let (pauses, _) = all(PAGE as usize, |last: Option<&timelock::PauseRow>| {
        let start_after = last.map(|row| row.id.clone());
        let page: timelock::PausesResponse = ask(home, at, &Q::Pauses { start_after, limit })?;
        Ok(page.pauses)
    })?;
    let newest = Q::Operations {
        status: None,
        start_after: None,
        limit,
    };
    let newest: timelock::OperationsResponse = ask(home, at, &newest)?;
    let open = [Status::AwaitingBond, Status::Waiting, Status::Ready];
    let waiting = newest
        .operations
        .into_iter()
        .filter(|row| open.contains(&row.status));
    let bonds: timelock::BondsResponse = ask(home, at, &Q::Bonds {})?;
    Ok(TimelockFacts {
        config: ask(home, at, &Q::Config {})?,
        stage: ask(home, at, &Q::Stage {})?,
        classes,
        pauses,
        bonds: bonds.held,
        waiting: waiting.collect(),
    })
}
