//! Each effect has one cool-down, whatever rule or operation stopped it: otherwise the guardian could keep an effect
//! stopped for good by several rules in turn.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use qerun_controls::{Pause as Stop, MIN_COOL_DOWN};
use qerun_messages::timelock::PauseRule;

use crate::error::ContractError;
use crate::state::{Pause, EFFECTS, PAUSES};

/// The name of a rule, and the rule.
pub type Row = (String, Pause);

/// All rules; `set_pause` bounds their number.
pub fn rules(storage: &dyn Storage) -> StdResult<Vec<Row>> {
    PAUSES
        .range(storage, None, None, Order::Ascending)
        .collect()
}

/// Records that the guardian stops what a rule stops. Errors: `PauseCoolDown`, `EffectHalted`.
pub fn start(
    storage: &mut dyn Storage,
    rows: &[Row],
    id: &str,
    rule: &PauseRule<Addr>,
    now: u64,
) -> Result<(), ContractError> {
    for effect in &rule.effects {
        let last = last(storage, effect)?;
        // It also refuses a duration out of bounds, which no rule has.
        let stop = last.start_with(rule.duration, rule.cool_down, now);
        let stop = stop.map_err(|_| ContractError::PauseCoolDown {
            id: id.to_string(),
            effect: effect.clone(),
            ready_at: last.ready_at(),
        })?;
        if let Some((halting, _)) = halting(rows, effect).next() {
            return Err(ContractError::EffectHalted {
                id: id.to_string(),
                effect: effect.clone(),
                rule: halting.clone(),
            });
        }
        EFFECTS.save(storage, effect, &stop)?;
    }
    Ok(())
}

/// Records that an operation stops what a rule stops, for `duration` seconds from now. It is never refused here:
/// whether governance may pause is decided by the paused contract.
pub fn extend(
    storage: &mut dyn Storage,
    rule: &PauseRule<Addr>,
    duration: u64,
    now: u64,
) -> StdResult<()> {
    let stop = Stop {
        until: now.saturating_add(duration),
        cool_down: duration.max(MIN_COOL_DOWN),
    };
    for effect in &rule.effects {
        let last = last(storage, effect)?;
        EFFECTS.save(storage, effect, &later(last, stop))?;
    }
    Ok(())
}

/// Records that what the rule `id` stopped ends now, so that its cool-down begins. An effect that another rule still
/// stops keeps its time.
pub fn end(
    storage: &mut dyn Storage,
    rows: &[Row],
    id: &str,
    pause: &Pause,
    now: u64,
) -> StdResult<()> {
    for effect in &pause.rule.effects {
        let last = last(storage, effect)?;
        let goes_on = rows.iter().any(|(other, row)| {
            other != id && !row.halts && now < row.until && row.rule.effects.contains(effect)
        });
        let mut ended = if goes_on { last } else { last.end(now) };
        // A halt lasts until somebody ends it, even beyond its duration.
        if pause.halts {
            let cool_down = pause.rule.cool_down;
            let until = now;
            ended = later(ended, Stop { until, cool_down });
        }
        if ended != last {
            EFFECTS.save(storage, effect, &ended)?;
        }
    }
    Ok(())
}

/// From when on the guardian can use a rule, Unix seconds. A halt counts as if it ended now.
pub fn ready_at(
    storage: &dyn Storage,
    rows: &[Row],
    rule: &PauseRule<Addr>,
    now: u64,
) -> StdResult<u64> {
    let mut ready_at = 0;
    for effect in &rule.effects {
        ready_at = ready_at.max(last(storage, effect)?.ready_at());
        for (_, row) in halting(rows, effect) {
            ready_at = ready_at.max(now.saturating_add(row.rule.cool_down));
        }
    }
    Ok(ready_at)
}

fn last(storage: &dyn Storage, effect: &str) -> StdResult<Stop> {
    Ok(EFFECTS.may_load(storage, effect)?.unwrap_or_default())
}

/// The rules that halt an effect.
fn halting<'a>(rows: &'a [Row], effect: &'a str) -> impl Iterator<Item = &'a Row> {
    rows.iter()
        .filter(move |(_, row)| row.is_halted() && row.rule.effects.iter().any(|one| one == effect))
}

/// Merges two pauses of one effect: the later end, and the later end of the cool-down.
fn later(a: Stop, b: Stop) -> Stop {
    let until = a.until.max(b.until);
    let ready_at = a.ready_at().max(b.ready_at());
    let cool_down = ready_at.saturating_sub(until);
    Stop { until, cool_down }
}
