//! Queries. Everything is accrued to the block's time; nothing is written.

mod positions;
mod quotes;
mod state;
mod suppliers;

use cosmwasm_schema::serde::{de::DeserializeOwned, Serialize};
use cosmwasm_std::{to_json_binary, Addr, Binary, Decimal, Deps, Env, Order, Uint128};
use cw_storage_plus::{Bound, Map};
use qerun_messages::market::{Config, Params, QueryMsg};
use qerun_messages::reserve::{read_backing, Backing};

use crate::error::ContractError;
use crate::limits::Scene;
use crate::params::in_force;
use crate::prices::{eth_bid, Prices};
use crate::state::{State, CONFIG, PARAMS, STATE};

/// Routes a query.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    use QueryMsg::*;
    let look = || Look::new(deps, &env);
    Ok(match msg {
        Config {} => to_json_binary(&CONFIG.load(deps.storage)?)?,
        Params {} => to_json_binary(PARAMS.load(deps.storage)?.set())?,
        Threshold {} => to_json_binary(&state::threshold(deps, &env)?)?,
        State {} => to_json_binary(&state::state(deps, &look()?)?)?,
        Pauses {} => to_json_binary(&state::pauses(deps)?)?,
        Position { user } => to_json_binary(&positions::one(deps, &look()?, user)?)?,
        PositionsByHealth { start_after, limit } => {
            to_json_binary(&positions::by_health(deps, &look()?, start_after, limit)?)?
        }
        Positions { start_after, limit } => {
            to_json_binary(&positions::by_address(deps, &look()?, start_after, limit)?)?
        }
        Owed { user } => to_json_binary(&positions::owed(deps, &look()?, user)?)?,
        OwedList { start_after, limit } => {
            to_json_binary(&positions::owed_list(deps, &look()?, start_after, limit)?)?
        }
        Supplier { user } => to_json_binary(&suppliers::one(deps, &look()?, user)?)?,
        Suppliers { start_after, limit } => {
            to_json_binary(&suppliers::list(deps, &look()?, start_after, limit)?)?
        }
        MaxBorrow { user } => to_json_binary(&quotes::max_borrow(deps, &look()?, user)?)?,
        MaxWithdraw { user } => to_json_binary(&quotes::max_withdraw(deps, &look()?, user)?)?,
        QuoteBorrow {
            user,
            amount,
            use_perk,
        } => {
            let use_perk = use_perk.unwrap_or_default();
            to_json_binary(&quotes::quote_borrow(
                deps,
                &look()?,
                user,
                amount,
                use_perk,
            )?)?
        }
        Barred { start_after, limit } => {
            to_json_binary(&positions::barred(deps, start_after, limit)?)?
        }
        QuoteFlush {} => to_json_binary(&quotes::quote_flush(deps, &look()?)?)?,
        Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?)?,
    })
}

/// What every query looks at: the accrued state and, where they are fresh, prices.
struct Look {
    config: Config<Addr>,
    /// As in force.
    params: Params,
    state: State,
    prices: Result<Prices, ContractError>,
    eth_bid: Option<Decimal>,
    backing: Option<Backing>,
    now: u64,
}

impl Look {
    fn new(deps: Deps, env: &Env) -> Result<Self, ContractError> {
        let now = env.block.time.seconds();
        let config = CONFIG.load(deps.storage)?;
        let params = in_force(deps.storage, now)?;
        let mut state = STATE.load(deps.storage)?;
        state.accrue(&(&params).into(), now)?;
        Ok(Look {
            prices: Prices::read(&deps.querier, &config, now),
            eth_bid: eth_bid(&deps.querier, &config, now).ok(),
            backing: read_backing(&deps.querier, &config.reserve).ok(),
            config,
            params,
            state,
            now,
        })
    }

    /// The scene of limits; the price error when there is no fresh price.
    fn scene(&self) -> Result<Scene<'_>, &ContractError> {
        Ok(Scene {
            config: &self.config,
            params: &self.params,
            state: &self.state,
            prices: self.prices.as_ref()?,
            backing: self.backing.as_ref(),
            eth_bid: self.eth_bid,
        })
    }
}

/// Length of a page: 10 if not given, else from 1 to `max`.
fn page(limit: Option<u32>, max: u32) -> usize {
    limit.unwrap_or(10).clamp(1, max) as usize
}

/// Entries by address, and the `start_after` of the next page if there is one.
type Page<T> = (Vec<(Addr, T)>, Option<String>);

/// A page of entries by address, at most 30 of them, and where the next one starts if there are more.
fn by_address<T>(
    deps: Deps,
    map: &Map<&Addr, T>,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Page<T>, ContractError>
where
    T: Serialize + DeserializeOwned,
{
    let start = after(deps, start_after)?;
    let limit = page(limit, 30);
    // One more than the page tells whether it is the last.
    let mut entries = map
        .range(deps.storage, exclusive(&start), None, Order::Ascending)
        .take(limit.saturating_add(1))
        .collect::<Result<Vec<_>, _>>()?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let last = entries.last().filter(|_| more);
    let next = last.map(|(user, _)| user.to_string());
    Ok((entries, next))
}

/// Start of a page by address.
fn after(deps: Deps, start_after: Option<String>) -> Result<Option<Addr>, ContractError> {
    Ok(start_after
        .map(|a| deps.api.addr_validate(&a))
        .transpose()?)
}

/// The bound that goes with [`after`].
fn exclusive(start: &Option<Addr>) -> Option<Bound<'_, &Addr>> {
    start.as_ref().map(Bound::exclusive)
}

/// The smallest of some limits.
fn least(amounts: &[Uint128]) -> Uint128 {
    amounts.iter().copied().min().unwrap_or_default()
}
