//! Suppliers, one or a page.

use cosmwasm_std::{Addr, Deps};
use qerun_math::{supply_assets_floor, SupplyShares};
use qerun_messages::market::{SupplierResponse, SuppliersResponse};

use super::{by_address, Look};
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
    let (page, next) = by_address(deps, &SUPPLIERS, start_after, limit)?;
    let suppliers = page
        .into_iter()
        .map(|(user, shares)| describe(look, user, shares))
        .collect::<Result<_, ContractError>>()?;
    Ok(SuppliersResponse { suppliers, next })
}

fn describe(
    look: &Look,
    user: Addr,
    shares: SupplyShares,
) -> Result<SupplierResponse, ContractError> {
    let assets = supply_assets_floor(shares, look.state.supplied()?, look.state.supply_shares)?;
    Ok(SupplierResponse {
        user,
        shares,
        assets,
    })
}
