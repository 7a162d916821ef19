//! Suppliers, one or a page.

use cosmwasm_std::{Addr, Deps, Order, Uint128};
use qerun_math::supply_assets_floor;
use qerun_messages::market::{SupplierResponse, SuppliersResponse};

use super::{after, exclusive, page, Look};
use crate::error::ContractError;
use crate::state::SUPPLIERS;

pub fn one(deps: Deps, look: &Look, user: String) -> Result<SupplierResponse, ContractError> {
    let user = deps.api.addr_validate(&user)?;
    let shares = SUPPLIERS.may_load(deps.storage, &user)?.unwrap_or_default();
    describe(look, user, shares)
}

pub fn list(
    deps: Deps,
    look: &Look,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<SuppliersResponse, ContractError> {
    let start = after(deps, start_after)?;
    let suppliers = SUPPLIERS
        .range(deps.storage, exclusive(&start), None, Order::Ascending)
        .take(page(limit, 30))
        .map(|entry| {
            let (user, shares) = entry?;
            describe(look, user, shares)
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(SuppliersResponse { suppliers })
}

fn describe(look: &Look, user: Addr, shares: Uint128) -> Result<SupplierResponse, ContractError> {
    let assets = supply_assets_floor(shares, look.state.supplied()?, look.state.supply_shares)?;
    Ok(SupplierResponse {
        user,
        shares,
        assets,
    })
}
