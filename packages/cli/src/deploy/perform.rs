//! What a step sends.

use std::time::{SystemTime, UNIX_EPOCH};

use cosmwasm_std::{to_json_vec, Coin, StdResult};
use serde_json::json;

use super::engine::Engine;
use super::look::asset_infos;
use super::{DeployError, Part, State, Step};
use qerun_chain::Action;
use qerun_deployment::{Addresses, InstantiateMsgs};

impl Engine<'_> {
    /// The message of a step.
    pub(super) fn action(
        &self,
        step: Step,
        state: &State,
        at: &Addresses,
    ) -> Result<Action, DeployError> {
        let code_id = match step {
            Step::Create { part } => {
                let codes = &state.side(part.side()).codes;
                codes.get(part.code()).map_or(0, |code| code.id)
            }
            _ => 0,
        };
        self.action_at(step, code_id, at, self.now())
    }

    /// The same, with what only the chain knows given: the code's id and the time.
    pub(super) fn action_at(
        &self,
        step: Step,
        code_id: u64,
        at: &Addresses,
        now: u64,
    ) -> Result<Action, DeployError> {
        let json = |source| DeployError::Json { step, source };
        match step {
            Step::Store { code, .. } => Ok(Action::Store {
                wasm: self.artifacts.wasm(code)?,
            }),
            Step::Create { part } => Ok(Action::Instantiate {
                code_id,
                label: format!("{} {}", self.plan.name, part.name()),
                salt: self.salt(part),
                msg: self.first_message(part, at, now).map_err(json)?,
                admin: self.admin(part, at),
            }),
            Step::CreatePair => {
                let infos = asset_infos(self.plan);
                let msg = json!({"create_pair": {
                    "pair_type": {"xyk": {}}, "asset_infos": infos, "init_params": null,
                }});
                Ok(Action::Execute {
                    contract: self.predicted(Part::PoolFactory)?,
                    msg: to_json_vec(&msg).map_err(json)?,
                    funds: vec![],
                })
            }
            Step::Provide => self.provide(at).map_err(json),
        }
    }

    /// The message with which a contract is made; `now` starts the steward's time.
    pub(super) fn first_message(&self, part: Part, at: &Addresses, now: u64) -> StdResult<Vec<u8>> {
        let plan = self.plan;
        let write = InstantiateMsgs { plan, at };
        match part {
            Part::Token => to_json_vec(&write.token()),
            Part::Dao => to_json_vec(&write.dao()?),
            Part::Timelock => to_json_vec(&write.timelock(now)),
            Part::Oracle => to_json_vec(&write.oracle()),
            Part::Market => to_json_vec(&write.market()),
            Part::Reserve => to_json_vec(&write.reserve()),
            Part::Outpost => to_json_vec(&write.outpost()),
            Part::PoolFactory => to_json_vec(&write.pool_factory()),
        }
    }

    /// The home chain's time, or ours if it does not say.
    fn now(&self) -> u64 {
        let here = SystemTime::now().duration_since(UNIX_EPOCH);
        let here = here.map_or(0, |time| time.as_secs());
        self.chain_ref(super::Side::Home)
            .head()
            .map_or(here, |head| head.time)
    }

    /// The first liquidity; its LP tokens go to the outpost's owner.
    fn provide(&self, at: &Addresses) -> StdResult<Action> {
        let (stable, eth) = match &self.plan.dex_pool {
            Some(pool) => (pool.stable, pool.eth),
            None => Default::default(),
        };
        let mut funds = vec![
            Coin::new(stable, self.plan.stable_dex()),
            Coin::new(eth, self.plan.eth_dex()),
        ];
        let assets: Vec<_> = asset_infos(self.plan)
            .into_iter()
            .zip([stable, eth])
            .map(|(info, amount)| json!({"info": info, "amount": amount}))
            .collect();
        // The bank wants coins in order.
        funds.sort_by(|a, b| a.denom.cmp(&b.denom));
        let msg = to_json_vec(&json!({"provide_liquidity": {
            "assets": assets, "slippage_tolerance": "0.5", "auto_stake": false,
            "receiver": self.plan.outpost.owner,
        }}))?;
        Ok(Action::Execute {
            contract: at.pair.clone(),
            msg,
            funds,
        })
    }
}
