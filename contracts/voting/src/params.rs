//! Half-life and hook gas: bounds, step, cool-down.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::voting::{
    Params, COOL_DOWN, MAX_HALF_LIFE, MAX_HOOK_GAS, MIN_HALF_LIFE, MIN_HOOK_GAS,
};

use crate::state::{Settings, CLOCK, SETTINGS};
use crate::{events, ContractError};

/// Parameters within their bounds.
pub struct Checked(Params);

impl TryFrom<Params> for Checked {
    type Error = ContractError;

    fn try_from(params: Params) -> Result<Self, ContractError> {
        within("half_life", params.half_life, MIN_HALF_LIFE, MAX_HALF_LIFE)?;
        within("hook_gas", params.hook_gas, MIN_HOOK_GAS, MAX_HOOK_GAS)?;
        Ok(Checked(params))
    }
}

impl Checked {
    /// A step from the present ones: none is more than doubled or halved.
    fn step(self, old: &Params) -> Result<Self, ContractError> {
        let pairs = [
            ("half_life", self.0.half_life, old.half_life),
            ("hook_gas", self.0.hook_gas, old.hook_gas),
        ];
        for (parameter, new, old) in pairs {
            within(parameter, new, old.div_ceil(2), old.saturating_mul(2))?;
        }
        Ok(self)
    }

    /// The parameters.
    pub fn into_inner(self) -> Params {
        self.0
    }
}

/// Owner: replaces the parameters. A new half-life holds from now on; what has passed keeps the old one.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let mut clock = CLOCK.load(deps.storage)?;
    let settings = SETTINGS.load(deps.storage)?;
    let old = Params {
        half_life: clock.half_life(),
        hook_gas: settings.hook_gas,
    };
    let params = Checked::try_from(params)?.step(&old)?.into_inner();
    let ready_at = settings.changed_at.saturating_add(COOL_DOWN);
    if now < ready_at {
        return Err(ContractError::CoolDown {
            what: "change parameters",
            ready_at,
        });
    }
    clock.set(params.half_life, now)?;
    CLOCK.save(deps.storage, &clock)?;
    let settings = Settings {
        hook_gas: params.hook_gas,
        changed_at: now,
    };
    SETTINGS.save(deps.storage, &settings)?;
    Ok(Response::new().add_event(events::update_params(&params)))
}

fn within(parameter: &'static str, value: u64, min: u64, max: u64) -> Result<(), ContractError> {
    if value < min || value > max {
        return Err(ContractError::ParameterOutOfRange {
            parameter,
            value,
            min,
            max,
        });
    }
    Ok(())
}
