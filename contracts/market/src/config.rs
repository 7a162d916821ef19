//! The configuration, unchecked to checked.

use cosmwasm_std::{Addr, Api};
use qerun_controls::ensure_within;
use qerun_messages::market::{Config, PerkGate};
use qerun_messages::voting::MAX_PERK_ID;

use crate::error::ContractError;

/// Validates addresses, denoms and decimals of a configuration.
pub fn valid_config(api: &dyn Api, c: Config<String>) -> Result<Config<Addr>, ContractError> {
    for (name, value) in [
        ("stable_denom", &c.stable_denom),
        ("stable_asset", &c.stable_asset),
        ("collateral_asset", &c.collateral_asset),
        ("eth_asset", &c.eth_asset),
    ] {
        if value.is_empty() {
            return Err(ContractError::Empty { name });
        }
    }
    for (name, value) in [
        ("stable_decimals", c.stable_decimals),
        ("collateral_decimals", c.collateral_decimals),
        ("eth_decimals", c.eth_decimals),
    ] {
        ensure_within(name, u64::from(value), (0, 18))?;
    }
    // Else the order of health (debt shares x 1e18 / collateral in 128 bits) could saturate.
    let finest = u64::from(c.collateral_decimals).saturating_add(6);
    ensure_within("stable_decimals", u64::from(c.stable_decimals), (0, finest))?;
    let [stable, collateral, eth] = [&c.stable_asset, &c.collateral_asset, &c.eth_asset];
    if stable == collateral || stable == eth || collateral == eth {
        return Err(ContractError::SameAsset {});
    }
    Ok(Config {
        token: api.addr_validate(&c.token)?,
        oracle: api.addr_validate(&c.oracle)?,
        reserve: api.addr_validate(&c.reserve)?,
        guardian: c.guardian.map(|g| api.addr_validate(&g)).transpose()?,
        perk: c.perk.map(|p| valid_perk(api, p)).transpose()?,
        stable_denom: c.stable_denom,
        stable_decimals: c.stable_decimals,
        stable_asset: c.stable_asset,
        collateral_decimals: c.collateral_decimals,
        collateral_asset: c.collateral_asset,
        eth_decimals: c.eth_decimals,
        eth_asset: c.eth_asset,
    })
}

/// Validates the gate to the lower contribution share. Errors: `PerkId`, a bad address.
pub fn valid_perk(api: &dyn Api, gate: PerkGate<String>) -> Result<PerkGate<Addr>, ContractError> {
    if gate.id.is_empty() || gate.id.len() > MAX_PERK_ID {
        return Err(ContractError::PerkId {
            id: gate.id,
            max: MAX_PERK_ID,
        });
    }
    Ok(PerkGate {
        voting: api.addr_validate(&gate.voting)?,
        id: gate.id,
    })
}
