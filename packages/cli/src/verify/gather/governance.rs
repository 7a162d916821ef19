//! DAO, stake and timelock.

use std::collections::BTreeMap;

use cosmwasm_std::{CosmosMsg, Uint128, WasmMsg};
use qerun_messages::timelock::{Class, OperationRow, Status};
use qerun_messages::{timelock, voting};
use serde::Deserialize;
use serde_json::{json, Value};

use super::{pre_propose, Incomplete, PAGE};
use crate::verify::pages::read_all;
use crate::verify::{DaoFacts, DepositInfo, ProposalConfig, TimelockFacts, VotingFacts};
use qerun_chain::{ask, Chain, ChainError};

#[derive(Deserialize)]
struct PreProposeConfig {
    deposit_info: Option<DepositInfo>,
    submission_policy: Value,
}

#[derive(Deserialize)]
struct Nomination {
    nomination: Option<String>,
}

#[derive(Deserialize)]
struct Hooks {
    hooks: Vec<String>,
}

pub(super) fn dao_facts(
    home: &dyn Chain,
    core: &str,
    proposals: &str,
    modules: usize,
) -> Result<DaoFacts, ChainError> {
    let policy: Value = ask(home, proposals, &json!({"proposal_creation_policy": {}}))?;
    let mut hooks: Vec<String> = Vec::new();
    let mut told = |at: &str, question: Value| -> Result<(), ChainError> {
        let more: Hooks = ask(home, at, &question)?;
        hooks.extend(more.hooks);
        Ok(())
    };
    told(proposals, json!({"proposal_hooks": {}}))?;
    told(proposals, json!({"vote_hooks": {}}))?;
    let (mut deposit, mut submission, mut knows) = (None, Value::Null, None);
    if let Some(address) = pre_propose(&policy) {
        told(address, json!({"proposal_submitted_hooks": {}}))?;
        let config: PreProposeConfig = ask(home, address, &json!({"config": {}}))?;
        (deposit, submission) = (config.deposit_info, config.submission_policy);
        knows = Some([
            ask(home, address, &json!({"dao": {}}))?,
            ask(home, address, &json!({"proposal_module": {}}))?,
        ]);
    }
    let rules: ProposalConfig = ask(home, proposals, &json!({"config": {}}))?;
    let nominee: Nomination = ask(home, core, &json!({"admin_nomination": {}}))?;
    Ok(DaoFacts {
        admin: ask(home, core, &json!({"admin": {}}))?,
        nominee: nominee.nomination,
        core: ask(home, core, &json!({"config": {}}))?,
        modules,
        hooks,
        policy,
        rules,
        deposit,
        submission,
        pre_propose: knows,
    })
}

pub(super) fn voting_facts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<VotingFacts, ChainError> {
    use voting::QueryMsg as Q;
    let limit = Some(PAGE);
    let stakers = read_all(incomplete, "stakers", |last: Option<&voting::Staker>| {
        let start_after = last.map(|staker| staker.address.to_string());
        let page: voting::StakersResponse = ask(home, at, &Q::Stakers { start_after, limit })?;
        Ok(page.stakers)
    })?;
    let perks = read_all(incomplete, "perks", |last: Option<&voting::Perk>| {
        let start_after = last.map(|perk| perk.id.clone());
        let page: voting::PerksResponse = ask(home, at, &Q::Perks { start_after, limit })?;
        Ok(page.perks)
    })?;
    // The next height, because the list of stakers has their present power, too.
    let height = Some(home.head()?.height.saturating_add(1));
    let power: voting::PowerAtHeightResponse = ask(home, at, &Q::TotalPowerAtHeight { height })?;
    let active: voting::ActiveThresholdResponse = ask(home, at, &Q::ActiveThreshold {})?;
    let hooks: voting::GetHooksResponse = ask(home, at, &Q::GetHooks {})?;
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
        hooks: hooks.hooks,
        perks,
        settings: ask(home, at, &Q::Settings {})?,
        staked: totals.staked,
        power: power.power,
        sums,
        // Who has left is listed, too.
        stakers: stakers.iter().filter(|one| !one.power.is_zero()).count(),
    })
}

pub(super) fn timelock_facts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<TimelockFacts, ChainError> {
    use timelock::QueryMsg as Q;
    let limit = Some(PAGE);
    let classes = read_all(
        incomplete,
        "classes",
        |last: Option<&timelock::ClassRule<cosmwasm_std::Addr>>| {
            let start_after = last.map(|row| (row.contract.to_string(), row.key.clone()));
            let page: timelock::ClassesResponse =
                ask(home, at, &Q::Classes { start_after, limit })?;
            Ok(page.classes)
        },
    )?;
    let pauses = read_all(incomplete, "pauses", |last: Option<&timelock::PauseRow>| {
        let start_after = last.map(|row| row.id.clone());
        let page: timelock::PausesResponse = ask(home, at, &Q::Pauses { start_after, limit })?;
        Ok(page.pauses)
    })?;
    let limits = read_all(
        incomplete,
        "spending limits",
        |last: Option<&timelock::SpendLimitRow>| {
            let start_after = last.map(|row| row.key.clone());
            let page: timelock::SpendLimitsResponse =
                ask(home, at, &Q::SpendLimits { start_after, limit })?;
            Ok(page.limits)
        },
    )?;
    let bonds: timelock::BondsResponse = ask(home, at, &Q::Bonds {})?;
    let (mut waiting, mut migrations) = (Vec::new(), BTreeMap::new());
    for row in operations(home, at, incomplete)? {
        match row.status {
            Status::AwaitingBond | Status::Waiting | Status::Ready => waiting.push(row),
            // A migration is of no lower class.
            Status::Executed if row.operation.class == Class::Critical => {
                count_migrations(home, at, row.id, &mut migrations)?;
            }
            _ => {}
        }
    }
    Ok(TimelockFacts {
        config: ask(home, at, &Q::Config {})?,
        stage: ask(home, at, &Q::Stage {})?,
        classes,
        pauses,
        limits,
        bonds: bonds.held,
        waiting,
        migrations,
    })
}

/// Adds the migrations of an executed operation. Only its top-level messages run as the timelock, which is the admin.
fn count_migrations(
    home: &dyn Chain,
    at: &str,
    id: u64,
    migrations: &mut BTreeMap<String, usize>,
) -> Result<(), ChainError> {
    let question = timelock::QueryMsg::Operation { id };
    let operation: timelock::OperationResponse = ask(home, at, &question)?;
    for message in operation.messages {
        if let CosmosMsg::Wasm(WasmMsg::Migrate { contract_addr, .. }) = message {
            let count = migrations.entry(contract_addr).or_default();
            *count = count.saturating_add(1);
        }
    }
    Ok(())
}

/// All operations that there ever were, the newest first.
fn operations(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<Vec<OperationRow>, ChainError> {
    let (mut rows, mut start_after) = (Vec::new(), None);
    loop {
        let question = timelock::QueryMsg::Operations {
            status: None,
            start_after,
            limit: Some(PAGE),
        };
        let page: timelock::OperationsResponse = ask(home, at, &question)?;
        rows.extend(page.operations);
        match page.next {
            None => return Ok(rows),
            // Ids fall.
            Some(next) if start_after.is_none_or(|before| next < before) => {
                start_after = Some(next);
            }
            Some(_) => {
                incomplete.push("operations");
                return Ok(rows);
            }
        }
    }
}
