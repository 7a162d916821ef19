use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use cw20::{Cw20Coin, MinterResponse};
use qerun_controls::ensure_within;
use qerun_messages::token::{InstantiateMsg, MAX_YEARLY_MINT_BPS};

use crate::marketing::ensure_marketing;
use crate::state::{Genesis, Ledger, CONTRACT_NAME, CONTRACT_VERSION, GENESIS, LEDGER};
use crate::ContractError;

/// Hands the cw20 part to cw20-base and writes the mint bound, for good.
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let bound = u32::from(msg.max_yearly_mint_bps);
    let bounds = (0, u32::from(MAX_YEARLY_MINT_BPS));
    ensure_within("max_yearly_mint_bps", bound, bounds)?;
    if let Some(minter) = msg.minter.as_ref().filter(|minter| **minter != msg.owner) {
        return Err(ContractError::MinterNotOwner {
            minter: minter.clone(),
        });
    }
    if let Some(marketing) = &msg.marketing {
        ensure_marketing(marketing)?;
    }
    let supply = total(&msg.initial_balances)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    cw20_base::contract::instantiate(
        deps.branch(),
        env.clone(),
        info,
        cw20_base::msg::InstantiateMsg {
            name: msg.name,
            symbol: msg.symbol,
            decimals: msg.decimals,
            initial_balances: msg.initial_balances,
            mint: msg
                .minter
                .map(|minter| MinterResponse { minter, cap: None }),
            marketing: msg.marketing,
        },
    )?;
    // After cw20-base, which writes its own name.
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    GENESIS.save(
        deps.storage,
        &Genesis {
            supply,
            time: env.block.time.seconds(),
            max_yearly_mint_bps: msg.max_yearly_mint_bps,
        },
    )?;
    LEDGER.save(deps.storage, &Ledger::default())?;
    Ok(Response::new())
}

/// cw20-base adds the balances up unchecked, so an overflow is refused before it.
fn total(balances: &[Cw20Coin]) -> Result<Uint128, ContractError> {
    balances
        .iter()
        .try_fold(Uint128::zero(), |sum, coin| sum.checked_add(coin.amount))
        .map_err(|_| ContractError::SupplyOverflow {})
}
