//! The bank, which may refuse payments from one account to another, as a send restriction of the SDK's
//! `x/bank` does.

use anyhow::{bail, Result};
use cosmwasm_std::{
    Addr, Api, BankMsg, BankQuery, Binary, BlockInfo, CustomMsg, CustomQuery, Empty, Querier,
    Storage,
};
use cw_multi_test::{AppResponse, Bank, BankKeeper, BankSudo, CosmosRouter, Module};
use cw_storage_plus::Map;
use serde::de::DeserializeOwned;

/// Payments that are refused, by payer and payee.
const REFUSED: Map<(&Addr, &Addr), Empty> = Map::new("bank_refused");

/// Refuses payments from one account to another, or no longer.
pub(crate) fn refuse(
    storage: &mut dyn Storage,
    from: &Addr,
    to: &Addr,
    refused: bool,
) -> Result<()> {
    match refused {
        true => REFUSED.save(storage, (from, to), &Empty {})?,
        false => REFUSED.remove(storage, (from, to)),
    }
    Ok(())
}

/// Whether payments from one account to another are refused.
pub(crate) fn is_refused(storage: &dyn Storage, from: &Addr, to: &Addr) -> bool {
    REFUSED.has(storage, (from, to))
}

/// cw-multi-test's bank behind that restriction.
#[derive(Default)]
pub struct RestrictedBank(BankKeeper);

impl Bank for RestrictedBank {}

impl Module for RestrictedBank {
    type ExecT = BankMsg;
    type QueryT = BankQuery;
    type SudoT = BankSudo;

    fn execute<ExecC, QueryC>(
        &self,
        api: &dyn Api,
        storage: &mut dyn Storage,
        router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        block: &BlockInfo,
        sender: Addr,
        msg: BankMsg,
    ) -> Result<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        if let BankMsg::Send { to_address, .. } = &msg {
            if is_refused(storage, &sender, &Addr::unchecked(to_address)) {
                bail!("the bank refuses payments of {sender} to {to_address}");
            }
        }
        self.0.execute(api, storage, router, block, sender, msg)
    }

    fn query(
        &self,
        api: &dyn Api,
        storage: &dyn Storage,
        querier: &dyn Querier,
        block: &BlockInfo,
        request: BankQuery,
    ) -> Result<Binary> {
        self.0.query(api, storage, querier, block, request)
    }

    fn sudo<ExecC, QueryC>(
        &self,
        api: &dyn Api,
        storage: &mut dyn Storage,
        router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        block: &BlockInfo,
        msg: BankSudo,
    ) -> Result<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        self.0.sudo(api, storage, router, block, msg)
    }
}
