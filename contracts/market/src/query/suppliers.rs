//! Suppliers, one or a page.

use cosmwasm_std::Addr;
use qerun_math::{supply_assets_floor, SupplyShares};
use qerun_messages::market::{SupplierResponse, SuppliersResponse};

use super::context::QueryContext;
use super::pages::by_address;
use crate::error::ContractError;
use crate::state::SUPPLIERS;

pub fn one(query: &QueryContext, user: String) -> Result<SupplierResponse, ContractError> {
    let user = query.deps.api.addr_validate(&user)?;
    let shares = SUPPLIERS
        .may_load(query.deps.storage, &user)?
        .unwrap_or_default();
    describe(query, user, shares)
}

pub fn list(
    query: &QueryContext,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<SuppliersResponse, ContractError> {
    let (page, next) = by_address(query.deps, &SUPPLIERS, start_after, limit)?;
    let suppliers = page
        .into_iter()
        .map(|(user, shares)| describe(query, user, shares))
        .collect::<Result<_, ContractError>>()?;
    Ok(SuppliersResponse { suppliers, next })
}

fn describe(
    query: &QueryContext,
    user: Addr,
    shares: SupplyShares,
) -> Result<SupplierResponse, ContractError> {
    let state = &query.market.state;
    let assets = supply_assets_floor(shares, state.supplied()?, state.supply_shares)?;
    Ok(SupplierResponse {
        user,
        shares,
        assets,
    })
}
