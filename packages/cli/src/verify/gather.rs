//! Reads a deployment, beginning with its timelock.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Addr, Uint128};
use cw_ownable::Ownership;
use qerun_messages::outpost::ReturnStatus;
use qerun_messages::reserve::OrderStatus;
use qerun_messages::timelock::Status;
use qerun_messages::{market, oracle, outpost, reserve, timelock, token, voting};
use serde::Deserialize;
use serde_json::{json, Value};

use super::pages::all;
use super::{
    ContractFacts, DaoFacts, DepositInfo, Facts, MarketFacts, OracleFacts, OutpostFacts,
    PositionSums, ProposalConfig, ReserveFacts, Role, TimelockFacts, TokenFacts, VerifyError,
    VotingFacts,
};
use crate::chain::{ask, Chain, ChainError};
use crate::plan::Both;

/// Rows that our contracts give at a time.
const PAGE: u32 = 30;
/// Balances that are summed up at most.
const BALANCES: usize = 3_000;

#[derive(Deserialize)]
struct Module {
    address: String,
}

#[derive(Deserialize)]
struct PreProposeConfig {
    deposit_info: Option<DepositInfo>,
}

#[derive(Deserialize)]
struct ContractVersion {
    contract: String,
}

/// Reads everything. `root` is the timelock.
///
/// # Errors
/// [`VerifyError::Chain`] when something cannot be read, [`VerifyError::Missing`] when a contract
/// cannot be found from the timelock.
pub fn gather(home: &dyn Chain, dex: &dyn Chain, root: &str) -> Result<Facts, VerifyError> {
    let timelock = timelock_facts(home, root)?;
    let mut at = found(home, root, &timelock)?;
    let missing = |role: Role| VerifyError::Missing {
        role,
        root: root.to_owned(),
    };
    let dao_at = timelock.config.dao.to_string();
    at.insert(Role::Timelock, root.to_owned());
    at.insert(Role::Token, timelock.config.token.to_string());
    let voting_at: String = ask(home, &dao_at, &json!({"voting_module": {}}))?;
    let modules: Vec<Module> = ask(home, &dao_at, &json!({"active_proposal_modules": {}}))?;
    let first = modules.first().ok_or_else(|| missing(Role::Proposals))?;
    let proposals_at = first.address.clone();
    let dao = dao_facts(home, &dao_at, &proposals_at, modules.len())?;
    if let Some(address) = pre_propose(&dao.policy) {
        at.insert(Role::PrePropose, address.to_owned());
    }
    at.insert(Role::Dao, dao_at);
    at.insert(Role::Proposals, proposals_at);
    at.insert(Role::Voting, voting_at);
    let place =
        |at: &BTreeMap<Role, String>, role: Role| at.get(&role).cloned().ok_or(missing(role));

    let market = market_facts(home, &place(&at, Role::Market)?)?;
    let reserve = reserve_facts(home, &place(&at, Role::Reserve)?)?;
    at.insert(Role::Outpost, reserve.config.route.outpost.clone());
    let outpost = outpost_facts(dex, &reserve.config.route.outpost)?;
    let oracle = oracle_facts(home, &place(&at, Role::Oracle)?, &market.config)?;
    let token = token_facts(home, &place(&at, Role::Token)?)?;
    let voting = voting_facts(home, &place(&at, Role::Voting)?)?;

    let mut contracts = BTreeMap::new();
    for (role, address) in at {
        let chain = if role == Role::Outpost { dex } else { home };
        contracts.insert(role, contract_facts(chain, role, address)?);
    }
    let bonds = timelock.bonds;
    let qer = token.balances.get(root).copied().unwrap_or_default();
    let treasury = [
        home.balance(root, &market.config.stable_denom)?,
        home.balance(root, &reserve.config.config.eth_denom)?,
        qer.saturating_sub(bonds),
    ];
    Ok(Facts {
        home: home.head()?,
        dex: dex.head()?,
        channel: Both {
            home: home.channel(&reserve.config.route.channel)?,
            dex: dex.channel(&outpost.config.channel)?,
        },
        contracts,
        token,
        dao,
        voting,
        timelock,
        oracle,
        market,
        reserve,
        outpost,
        treasury,
    })
}

/// The contracts that the timelock's registry and pauses name, by what they say they are (cw2).
fn found(
    home: &dyn Chain,
    root: &str,
    facts: &TimelockFacts,
) -> Result<BTreeMap<Role, String>, VerifyError> {
    let mut at = BTreeMap::new();
    let registry = facts.classes.iter().map(|row| &row.contract);
    let named = registry.chain(facts.pauses.iter().map(|row| &row.rule.contract));
    let mut seen: Vec<&Addr> = named.collect();
    seen.sort();
    seen.dedup();
    for address in seen {
        let Some(raw) = home.raw(address.as_str(), b"contract_info")? else {
            continue;
        };
        let role = match from_json::<ContractVersion>(&raw) {
            Ok(version) => match version.contract.as_str() {
                "crate:qerun-oracle" => Role::Oracle,
                "crate:qerun-market" => Role::Market,
                "crate:qerun-reserve" => Role::Reserve,
                _ => continue,
            },
            Err(_) => continue,
        };
        at.entry(role).or_insert_with(|| address.to_string());
    }
    for role in [Role::Oracle, Role::Market, Role::Reserve] {
        if !at.contains_key(&role) {
            let root = root.to_owned();
            return Err(VerifyError::Missing { role, root });
        }
    }
    Ok(at)
}

/// The address in a creation policy that is a module's.
fn pre_propose(policy: &Value) -> Option<&str> {
    policy.get("module")?.get("addr")?.as_str()
}

fn contract_facts(
    chain: &dyn Chain,
    role: Role,
    address: String,
) -> Result<ContractFacts, ChainError> {
    let info = chain.contract(&address)?.unwrap_or_default();
    let code = chain.code(info.code_id)?.unwrap_or_default();
    let codes = chain.history(&address)?.len();
    let owner = match role {
        Role::Token
        | Role::Voting
        | Role::Oracle
        | Role::Market
        | Role::Reserve
        | Role::Outpost => Some(ask::<_, Ownership<String>>(
            chain,
            &address,
            &json!({"ownership": {}}),
        )?),
        _ => None,
    };
    Ok(ContractFacts {
        address,
        info,
        code,
        codes,
        owner,
    })
}

fn token_facts(home: &dyn Chain, at: &str) -> Result<TokenFacts, ChainError> {
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

fn dao_facts(
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

fn voting_facts(home: &dyn Chain, at: &str) -> Result<VotingFacts, ChainError> {
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
    let staked: voting::TotalValueResponse = ask(home, at, &Q::TotalValue {})?;
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
        settings: ask(home, at, &Q::Settings {})?,
        staked: staked.total,
        power: power.power,
        sums,
        stakers: stakers.len(),
    })
}

fn timelock_facts(home: &dyn Chain, at: &str) -> Result<TimelockFacts, ChainError> {
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

fn oracle_facts(
    home: &dyn Chain,
    at: &str,
    market: &market::Config<Addr>,
) -> Result<OracleFacts, ChainError> {
    use oracle::QueryMsg as Q;
    let config: oracle::ConfigResponse = ask(home, at, &Q::Config {})?;
    let page = Q::Prices {
        start_after: None,
        limit: Some(PAGE),
    };
    let prices: oracle::PricesResponse = ask(home, at, &page)?;
    let mut assets = Vec::new();
    for asset in [
        &market.collateral_asset,
        &market.stable_asset,
        &market.eth_asset,
    ] {
        let asset = asset.clone();
        match ask(home, at, &Q::Asset { asset }) {
            Ok(found) => assets.push(found),
            // The contract knows no such asset; the rules say so.
            Err(ChainError::Query { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(OracleFacts {
        guardian: config.guardian.map(|address| address.to_string()),
        assets,
        prices: prices.prices,
    })
}

fn market_facts(home: &dyn Chain, at: &str) -> Result<MarketFacts, ChainError> {
    use market::QueryMsg as Q;
    let (size, limit) = (PAGE as usize, Some(PAGE));
    let (positions, _) = all(size, |last: Option<&market::PositionResponse>| {
        let start_after = last.map(|row| row.user.to_string());
        let page: market::PositionsResponse = ask(home, at, &Q::Positions { start_after, limit })?;
        Ok(page.positions)
    })?;
    let (owed, _) = all(size, |last: Option<&market::OwedResponse>| {
        let start_after = last.map(|row| row.user.to_string());
        let page: market::OwedListResponse = ask(home, at, &Q::OwedList { start_after, limit })?;
        Ok(page.owed)
    })?;
    let (suppliers, _) = all(size, |last: Option<&market::SupplierResponse>| {
        let start_after = last.map(|row| row.user.to_string());
        let page: market::SuppliersResponse = ask(home, at, &Q::Suppliers { start_after, limit })?;
        Ok(page.suppliers)
    })?;
    let mut sums = PositionSums::default();
    for row in &positions {
        sums.collateral = sums.collateral.saturating_add(row.collateral);
        sums.debt_shares = sums.debt_shares.saturating_add(row.debt_shares);
        sums.eth = sums.eth.saturating_add(row.claim.eth);
        sums.unsent = sums.unsent.saturating_add(row.claim.unsent);
    }
    for row in &owed {
        let settled = row.batches.iter().filter_map(|batch| batch.eth);
        sums.eth = settled.fold(sums.eth.saturating_add(row.eth), Uint128::saturating_add);
    }
    let config: market::Config<Addr> = ask(home, at, &Q::Config {})?;
    Ok(MarketFacts {
        params: ask(home, at, &Q::Params {})?,
        state: ask(home, at, &Q::State {})?,
        pauses: ask(home, at, &Q::Pauses {})?,
        positions: positions.len(),
        sums,
        supply_shares: suppliers.iter().map(|row| row.shares).sum(),
        suppliers: suppliers.len(),
        held: home.balance(at, &config.stable_denom)?,
        config,
    })
}

fn reserve_facts(home: &dyn Chain, at: &str) -> Result<ReserveFacts, ChainError> {
    use reserve::QueryMsg as Q;
    let (size, limit) = (PAGE as usize, Some(PAGE));
    let (orders, _) = all(size, |last: Option<&reserve::OrderResponse>| {
        let start_after = last.map(|row| row.order_id);
        let page: reserve::OrdersResponse = ask(home, at, &Q::Orders { start_after, limit })?;
        Ok(page.orders)
    })?;
    let (batches, _) = all(size, |last: Option<&reserve::BatchResponse>| {
        let start_after = last.map(|row| row.batch_id);
        let page: reserve::BatchesResponse = ask(home, at, &Q::Batches { start_after, limit })?;
        Ok(page.batches)
    })?;
    let (waiting, _) = all(size, |last: Option<&reserve::WaitingBatch>| {
        let start_after = last.map(|row| row.batch_id);
        let page: reserve::WaitingResponse = ask(home, at, &Q::Waiting { start_after, limit })?;
        Ok(page.waiting)
    })?;
    let open = |row: &reserve::OrderResponse| {
        !matches!(
            row.order.status,
            OrderStatus::Settled | OrderStatus::Refunded
        )
    };
    let config: reserve::ConfigResponse = ask(home, at, &Q::Config {})?;
    Ok(ReserveFacts {
        backing: ask(home, at, &Q::Backing {})?,
        orders: orders.len(),
        open_orders: orders.into_iter().filter(open).collect(),
        open_batches: batches
            .into_iter()
            .filter(|row| !row.batch.settled)
            .collect(),
        waiting: waiting.iter().map(|row| row.amount).sum(),
        held_eth: home.balance(at, &config.config.eth_denom)?,
        held_stable: home.balance(at, &config.config.stable_denom)?,
        config,
    })
}

fn outpost_facts(dex: &dyn Chain, at: &str) -> Result<OutpostFacts, ChainError> {
    use outpost::QueryMsg as Q;
    let (purchases, _) = all(PAGE as usize, |last: Option<&outpost::PurchaseResponse>| {
        let start_after = last.map(|row| row.order_id);
        let limit = Some(PAGE);
        let page: outpost::PurchasesResponse = ask(dex, at, &Q::Purchases { start_after, limit })?;
        Ok(page.purchases)
    })?;
    let config: outpost::Config<Addr> = ask(dex, at, &Q::Config {})?;
    let held = purchases
        .iter()
        .map(|row| &row.purchase)
        .filter(|p| p.status == ReturnStatus::Held {} && p.eth_denom == config.eth_denom);
    Ok(OutpostFacts {
        held: held.map(|purchase| purchase.eth_out).sum(),
        balance: dex.balance(at, &config.eth_denom)?,
        purchases: purchases.len(),
        config,
    })
}
