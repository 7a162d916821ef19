//! Delays, bonds and windows: what they may be, and how far and how often they may move.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use qerun_math::halving_range_ceil;
use qerun_messages::timelock::{Class, Params, Terms, PARAMS_COOL_DOWN};

use crate::error::ContractError;
use crate::state::{CONFIG, PARAMS, PARAMS_CHANGED_AT};
use crate::validate::{bounds, within, MAX_DELAY, MAX_WINDOW};
use crate::{events, roles};

const CLASSES: [Class; 3] = [Class::Routine, Class::Sensitive, Class::Critical];

/// Parameters within their bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checked(Params);

impl Checked {
    /// The bounds of the windows grow with the floors, so that no update can leave operations without time to be
    /// bonded or executed. Errors: `OutOfBounds`, `MilderThanBefore`.
    pub fn new(params: Params, max_bond: Uint128) -> Result<Self, ContractError> {
        let mut before: Option<&Terms> = None;
        for class in CLASSES {
            let terms = params.of(class);
            within("floor", terms.floor, 1, MAX_DELAY)?;
            within("delay", terms.delay, terms.floor, MAX_DELAY)?;
            bounds("bond", terms.bond, Uint128::zero(), max_bond)?;
            if let Some(before) = before {
                let milder = [
                    ("floor", terms.floor < before.floor),
                    ("delay", terms.delay < before.delay),
                    ("bond", terms.bond < before.bond),
                ];
                if let Some((name, _)) = milder.into_iter().find(|(_, milder)| *milder) {
                    return Err(ContractError::MilderThanBefore { name, class });
                }
            }
            before = Some(terms);
        }
        let least = params.routine.floor;
        within("bond_window", params.bond_window, least, MAX_WINDOW)?;
        within(
            "execution_window",
            params.execution_window,
            least,
            MAX_WINDOW,
        )?;
        Ok(Checked(params))
    }

    /// These in the place of `old`, last changed at `changed_at`. Floors only rise; everything is at most doubled or
    /// halved, once in [`PARAMS_COOL_DOWN`]: else one vote could put the floors at 30 days for good, or the bonds out
    /// of everybody's reach, or remove them. A bond may always move by a hundredth of `max_bond`, so that it can begin
    /// and end. Errors: `FloorLowered`, `AmountStep`, `CoolDown`.
    pub fn replace(
        self,
        old: &Params,
        max_bond: Uint128,
        changed_at: u64,
        now: u64,
    ) -> Result<Self, ContractError> {
        let new = &self.0;
        for class in CLASSES {
            let (old, new) = (old.of(class), new.of(class));
            if new.floor < old.floor {
                let (old, new) = (old.floor, new.floor);
                return Err(ContractError::FloorLowered { class, old, new });
            }
            step(
                "floor",
                new.floor.into(),
                halving_range_ceil(old.floor.into()),
            )?;
            step(
                "delay",
                new.delay.into(),
                halving_range_ceil(old.delay.into()),
            )?;
            step("bond", new.bond, bond_range(old.bond, max_bond))?;
        }
        for (name, new, old) in [
            ("bond_window", new.bond_window, old.bond_window),
            (
                "execution_window",
                new.execution_window,
                old.execution_window,
            ),
        ] {
            step(name, new.into(), halving_range_ceil(old.into()))?;
        }
        let ready_at = ready_at(changed_at);
        if now < ready_at {
            return Err(ContractError::CoolDown { ready_at });
        }
        Ok(self)
    }

    /// The parameters.
    pub fn into_inner(self) -> Params {
        self.0
    }
}

/// From when parameters that were last changed at `changed_at` may change again; zero if they never were.
pub fn ready_at(changed_at: u64) -> u64 {
    match changed_at {
        0 => 0,
        changed_at => changed_at.saturating_add(PARAMS_COOL_DOWN),
    }
}

/// Replaces delays, bonds and windows.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let now = env.block.time.seconds();
    let max_bond = CONFIG.load(deps.storage)?.max_bond;
    let old = PARAMS.load(deps.storage)?;
    let changed_at = PARAMS_CHANGED_AT.load(deps.storage)?;
    let params = Checked::new(params, max_bond)?
        .replace(&old, max_bond, changed_at, now)?
        .into_inner();
    PARAMS.save(deps.storage, &params)?;
    PARAMS_CHANGED_AT.save(deps.storage, &now)?;
    Ok(Response::new().add_event(events::update_params(&params)))
}

/// Half to double, and in any case a hundredth of the maximum, rounded up, either way.
fn bond_range(old: Uint128, max_bond: Uint128) -> (Uint128, Uint128) {
    let (half, double) = halving_range_ceil(old);
    let least = Uint128::new(max_bond.u128().div_ceil(100));
    (
        half.min(old.saturating_sub(least)),
        double.max(old.saturating_add(least)),
    )
}

fn step(
    name: &'static str,
    value: Uint128,
    (min, max): (Uint128, Uint128),
) -> Result<(), ContractError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(ContractError::AmountStep {
        name,
        value,
        min,
        max,
    })
}
