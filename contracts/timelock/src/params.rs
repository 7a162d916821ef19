//! Delays, bonds and windows: what they may be, and how far one update may move them.

use cosmwasm_std::Uint128;
use qerun_controls::{ensure_step, ensure_within};
use qerun_math::halving_range_ceil;
use qerun_messages::timelock::{Class, Params, Terms};

use crate::error::ContractError;
use crate::validate::{MAX_DELAY, MAX_WINDOW};

const CLASSES: [Class; 3] = [Class::Routine, Class::Sensitive, Class::Critical];

/// Parameters within their bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValidParams(Params);

impl ValidParams {
    /// The bounds of the windows grow with the floors, so that no update can leave operations without time to be
    /// bonded or executed. Errors: `OutOfBounds`, `MilderThanBefore`.
    pub fn new(params: Params, max_bond: Uint128) -> Result<Self, ContractError> {
        let mut before: Option<&Terms> = None;
        for class in CLASSES {
            let terms = params.of(class);
            ensure_within("floor", terms.floor, (1, MAX_DELAY))?;
            ensure_within("delay", terms.delay, (terms.floor, MAX_DELAY))?;
            ensure_within("bond", terms.bond, (Uint128::zero(), max_bond))?;
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
        let window = (params.routine.floor, MAX_WINDOW);
        ensure_within("bond_window", params.bond_window, window)?;
        ensure_within("execution_window", params.execution_window, window)?;
        Ok(ValidParams(params))
    }

    /// Refuses what is more than one step from `old`. Floors only rise; everything is at most doubled or halved: else
    /// one vote could put the floors at 30 days for good, or the bonds out of everybody's reach, or remove them. A bond
    /// may always move by a hundredth of `max_bond`, so that it can begin and end. Errors: `FloorLowered`, `Step`.
    pub fn ensure_step(&self, old: &Params, max_bond: Uint128) -> Result<(), ContractError> {
        let new = &self.0;
        for class in CLASSES {
            let (old, new) = (old.of(class), new.of(class));
            if new.floor < old.floor {
                let (old, new) = (old.floor, new.floor);
                return Err(ContractError::FloorLowered { class, old, new });
            }
            ensure_duration_step("floor", new.floor, old.floor)?;
            ensure_duration_step("delay", new.delay, old.delay)?;
            ensure_step("bond", new.bond, bond_range(old.bond, max_bond))?;
        }
        ensure_duration_step("bond_window", new.bond_window, old.bond_window)?;
        ensure_duration_step(
            "execution_window",
            new.execution_window,
            old.execution_window,
        )
    }

    /// The parameters.
    pub fn into_inner(self) -> Params {
        self.0
    }
}

/// Refuses what is not half to double of `old`, seconds. Errors: `Step`.
fn ensure_duration_step(name: &'static str, new: u64, old: u64) -> Result<(), ContractError> {
    let range = halving_range_ceil(old.into());
    Ok(ensure_step(name, Uint128::from(new), range)?)
}

/// Half to double of a bond, and in any case a hundredth of the maximum, rounded up, below and above it.
fn bond_range(old: Uint128, max_bond: Uint128) -> (Uint128, Uint128) {
    let (half, double) = halving_range_ceil(old);
    let least = Uint128::new(max_bond.u128().div_ceil(100));
    (
        half.min(old.saturating_sub(least)),
        double.max(old.saturating_add(least)),
    )
}
