//! Bank and wasm as the IBC modules use them.

use anyhow::Result;
use cosmwasm_std::{
    to_json_binary, Addr, Api, BankMsg, Binary, BlockInfo, Coin, CustomMsg, CustomQuery, Storage,
};
use cw_multi_test::{AppResponse, BankSudo, CosmosRouter, SudoMsg, WasmSudo};

use super::callbacks::CallbackSudo;
use super::state::View;

/// The environment of one message: router, api and block.
pub(super) struct Keeper<'a, E, Q> {
    pub api: &'a dyn Api,
    pub router: &'a dyn CosmosRouter<ExecC = E, QueryC = Q>,
    pub block: &'a BlockInfo,
}

impl<E: CustomMsg, Q: CustomQuery> Keeper<'_, E, Q> {
    /// This block.
    pub fn here(&self) -> View {
        View {
            height: self.block.height,
            time: self.block.time,
        }
    }

    pub fn send(&self, storage: &mut dyn Storage, from: &Addr, to: &str, coin: Coin) -> Result<()> {
        let msg = BankMsg::Send {
            to_address: to.to_owned(),
            amount: vec![coin],
        };
        self.router
            .execute(self.api, storage, self.block, from.clone(), msg.into())?;
        Ok(())
    }

    pub fn burn(&self, storage: &mut dyn Storage, from: &Addr, coin: Coin) -> Result<()> {
        let msg = BankMsg::Burn { amount: vec![coin] };
        self.router
            .execute(self.api, storage, self.block, from.clone(), msg.into())?;
        Ok(())
    }

    pub fn mint(&self, storage: &mut dyn Storage, to: &str, coin: Coin) -> Result<()> {
        let msg = SudoMsg::Bank(BankSudo::Mint {
            to_address: to.to_owned(),
            amount: vec![coin],
        });
        self.router.sudo(self.api, storage, self.block, msg)?;
        Ok(())
    }

    /// Calls a contract's callback; its submessages and replies run as well.
    pub fn call(
        &self,
        storage: &mut dyn Storage,
        contract: &str,
        msg: &CallbackSudo,
    ) -> Result<AppResponse> {
        self.sudo(storage, contract, to_json_binary(msg)?)
    }

    /// Calls a contract's `sudo`.
    pub fn sudo(
        &self,
        storage: &mut dyn Storage,
        contract: &str,
        message: Binary,
    ) -> Result<AppResponse> {
        let sudo = SudoMsg::Wasm(WasmSudo {
            contract_addr: self.api.addr_validate(contract)?,
            message,
        });
        self.router.sudo(self.api, storage, self.block, sudo)
    }
}
