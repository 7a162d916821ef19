//! Reputation over random histories: against a simulation day by day, and against who tries to gain from it.

use crate::common::*;
use proptest::prelude::*;
use qerun_messages::voting::{ExecuteMsg, Params};

const NAMES: [&str; 3] = ["alice", "bob", "carol"];
/// A whole token of 18 decimals: units beside which the answer's rounding to one unit is nothing.
const E18: u128 = 1_000_000_000_000_000_000;

/// One account: what it did, and days that pass after.
#[derive(Debug, Clone)]
struct Event {
    who: usize,
    kind: u8,
    tier: u32,
    part: u32,
    days: u32,
}

fn events(most: usize) -> impl Strategy<Value = Vec<Event>> {
    let event = (
        0..NAMES.len(),
        any::<u8>(),
        0..4u32,
        1..=1_000_000u32,
        0..150u32,
    );
    let event = event.prop_map(|(who, kind, tier, part, days)| Event {
        who,
        kind,
        tier,
        part,
        days,
    });
    prop::collection::vec(event, 1..most)
}

fn amount(part: u32) -> u128 {
    u128::from(part) * E18 + u128::from(part) * 7_919
}

/// A part in a million of what a tier holds, in units.
fn part_of(stake: u128, part: u32) -> u128 {
    stake / 1_000_000 * u128::from(part)
}

/// Applies it; nothing if it makes no sense.
fn apply(voting: &mut Voting, event: &Event) {
    let who = NAMES[event.who];
    let stake = match voting.account(who).stakes.get(event.tier as usize) {
        Some(stake) => stake.u128(),
        None => 0,
    };
    match event.kind % 8 {
        0..=2 => {
            voting
                .stake_in(who, event.tier, amount(event.part))
                .unwrap();
        }
        3 | 4 => {
            let amount = part_of(stake, event.part);
            if amount > 0 && voting.claims(who).len() < 100 {
                voting.unstake_from(who, event.tier, amount).unwrap();
            }
        }
        5 | 6 => {
            let (amount, to) = (part_of(stake, event.part), event.tier + 1);
            if amount > 0 && to < 4 {
                voting.raise(who, event.tier, to, amount).unwrap();
            }
        }
        _ => {
            let _ = voting.claim(who);
        }
    }
}

fn set_half_life(voting: &mut Voting, half_life: u64) -> bool {
    let hook_gas = params().hook_gas;
    let params = Params {
        half_life,
        hook_gas,
    };
    voting
        .execute("dao", ExecuteMsg::UpdateParams { params })
        .is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Accounts that stake, unstake, raise and claim while governance moves the half-life: the closed form, asked of the
    /// contract, and steps of a day in floating point agree to 1e-9.
    #[test]
    fn equals_a_day_by_day_simulation_within_1e_9(
        events in events(40),
        half_lives in prop::collection::vec(1..731u64, 1..6),
    ) {
        let mut voting = Voting::default();
        let mut half_life = 90 * DAY;
        let mut simulated = [0f64; 3];
        let mut compared = 0;
        voting.stake("alice", 1_000 * E18);
        voting.stake("bob", 3 * E18);
        for (i, event) in events.iter().enumerate() {
            apply(&mut voting, event);
            if event.kind % 5 == 0 {
                let wanted = half_lives[i % half_lives.len()] * DAY;
                let wanted = wanted.clamp(half_life.div_ceil(2), half_life * 2);
                if set_half_life(&mut voting, wanted) {
                    half_life = wanted;
                }
            }
            let daily = (-(DAY as f64) / half_life as f64).exp2();
            let staked: Vec<f64> = NAMES.iter()
                .map(|name| voting.account(name).staked.u128() as f64).collect();
            let days = event.days + 1;
            for _ in 0..days {
                for (r, s) in simulated.iter_mut().zip(&staked) {
                    *r = s + (*r - s) * daily;
                }
            }
            voting.wait(u64::from(days) * DAY);
            for (name, simulated) in NAMES.iter().zip(simulated) {
                let shown = voting.reputation(name) as f64;
                let error = (shown - simulated).abs();
                if simulated > 1e11 {
                    prop_assert!(error < 1e-9 * simulated, "{}: {} {}", name, shown, simulated);
                    compared += 1;
                } else {
                    prop_assert!(error <= 1. + 1e-9 * simulated, "{}: {} {}", name, shown, simulated);
                }
            }
        }
        prop_assert!(compared > 0, "alice and bob have reputation after the first day");
    }

    /// Whatever is staked and unstaked within a block leaves the reputation of that moment and of all later ones alone.
    #[test]
    fn flash_stakes_change_nothing_ever(
        events in events(25),
        flashes in prop::collection::vec((0..4u32, 1..1_000_000u32), 1..6),
    ) {
        let (mut plain, mut flashed) = (Voting::default(), Voting::default());
        for (i, event) in events.iter().enumerate() {
            let (tier, part) = flashes[i % flashes.len()];
            let who = NAMES[event.who];
            let flash = amount(part) * 1_000_000;
            if flashed.claims(who).len() < 50 {
                flashed.stake_in(who, tier, flash).unwrap();
                flashed.unstake_from(who, tier, flash).unwrap();
            }
            apply(&mut plain, event);
            apply(&mut flashed, event);
            let wait = u64::from(event.days) * DAY + 5;
            plain.wait(wait);
            flashed.wait(wait);
            for name in NAMES {
                prop_assert_eq!(plain.account(name).staked, flashed.account(name).staked);
                let (a, b) = (plain.reputation(name), flashed.reputation(name));
                prop_assert!(a.abs_diff(b) <= 1, "{} {}", a, b);
            }
        }
    }

    /// One stake on one address, or the same in parts on many and in any tiers: the same sum, within a unit each.
    #[test]
    fn splitting_over_addresses_and_tiers_gains_nothing(
        moves in prop::collection::vec((any::<bool>(), 1..1_000_000u32, 0..200u32), 1..20),
        cuts in prop::collection::vec((1..100u32, 0..4u32), 2..7),
    ) {
        let mut voting = Voting::default();
        let parts: Vec<String> = (0..cuts.len()).map(|i| format!("part{i}")).collect();
        let shares: u128 = cuts.iter().map(|(cut, _)| u128::from(*cut)).sum();
        for (up, part, days) in moves {
            // A multiple of the shares, so that the parts sum to it.
            let amount = u128::from(part) * E18 * shares;
            let staked = voting.account("whole").staked.u128();
            let down = !up && staked >= amount && voting.claims("whole").len() < 100;
            if down {
                voting.unstake("whole", amount).unwrap();
            } else {
                voting.stake("whole", amount);
            }
            for (name, (cut, tier)) in parts.iter().zip(&cuts) {
                let amount = amount / shares * u128::from(*cut);
                if down {
                    voting.unstake_from(name, *tier, amount).unwrap();
                } else {
                    voting.stake_in(name, *tier, amount).unwrap();
                }
            }
            voting.wait(u64::from(days) * DAY + 1);
            let sum: u128 = parts.iter().map(|name| voting.reputation(name)).sum();
            let whole = voting.reputation("whole");
            prop_assert!(sum.abs_diff(whole) <= parts.len() as u128, "{} {}", sum, whole);
        }
    }

    /// Going up tier by tier, in any parts and at any time, is as good as staying: reputation counts stake, not power.
    #[test]
    fn raising_gains_nothing(
        raises in prop::collection::vec((0..3u32, 1..=1_000_000u32, 0..100u32), 1..25),
    ) {
        let mut voting = Voting::default();
        voting.stake("mover", 1_000 * E18);
        voting.stake("still", 1_000 * E18);
        for (from, part, days) in raises {
            let stake = voting.account("mover").stakes[from as usize].u128();
            let amount = part_of(stake, part);
            if amount > 0 {
                voting.raise("mover", from, from + 1, amount).unwrap();
            }
            voting.wait(u64::from(days) * DAY + 1);
            let (moved, still) = (voting.reputation("mover"), voting.reputation("still"));
            prop_assert!(moved.abs_diff(still) <= 1, "{} {}", moved, still);
        }
    }

    /// Moving tokens between addresses never gains reputation: what unbonds earns none, and the old address loses it as
    /// fast as the new one gains it.
    #[test]
    fn moving_tokens_between_addresses_only_loses(
        stays in prop::collection::vec((0..4usize, 0..300u32), 1..20),
    ) {
        let mut voting = Voting::default();
        let homes = ["home0", "home1", "home2", "home3"];
        let mut at = 0;
        voting.stake("still", 1_000 * E18);
        voting.stake(homes[at], 1_000 * E18);
        for (to, days) in stays {
            voting.wait(u64::from(days) * DAY + 1);
            voting.unstake(homes[at], 1_000 * E18).unwrap();
            voting.wait(14 * DAY);
            voting.claim(homes[at]).unwrap();
            at = to;
            voting.stake(homes[at], 1_000 * E18);
            let sum: u128 = homes.iter().map(|home| voting.reputation(home)).sum();
            prop_assert!(sum < voting.reputation("still"));
        }
    }
}
