//! Four years of release, day by day, while people stake, lock longer, raise and leave.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::rewards::model::Model;
use crate::rewards::setup::{days, Hooks, Rewards};
use crate::voting::setup::{DAY, USERS};

/// 40 % in the first year, then slower; a whole number of units neither a second nor a day.
const POINTS: [(u64, u128); 3] = [
    (365, 10_000_000_000_001),
    (730, 17_000_000_000_003),
    (1_460, 25_000_000_000_007),
];

#[test]
fn never_above_the_schedule_always_claimable_and_all_of_it_claimed() {
    let points = days(&POINTS);
    let mut rewards = Rewards::new(&points, 1_000_000, Hooks::EmissionsFirst);
    let mut model = Model::new(&points, 1_000_000);
    let mut random = ChaCha8Rng::seed_from_u64(13);
    // Two are there before the start, and never leave.
    for (who, tier) in [("alice", 0), ("bob", 2)] {
        let amount = 7_000_000_003;
        rewards.stake(who, tier, amount);
        model.change(0, who, |stakes| stakes[tier as usize] += amount);
    }
    for day in 1..=1_460 {
        // Somebody acts between two releases, at any second of the day.
        let second = random.gen_range(1..DAY);
        rewards.at((day - 1) * DAY + second);
        act(&mut rewards, &mut model, &mut random);
        rewards.at(day * DAY);
        rewards.release();
        model.releases += 1;
        assert!(model.pass(day * DAY));
        if day % 10 == 0 {
            let who = USERS.choose(&mut random).unwrap();
            model.claim(&mut rewards, who);
            model.ensure_solvent(&rewards);
        }
    }
    let stream = rewards.stream("lock");
    assert_eq!(stream.released, stream.total);
    for who in USERS {
        model.claim(&mut rewards, who);
    }
    model.ensure_claims();
    model.ensure_solvent(&rewards);
    // All but a unit for each settlement of an account.
    let dust = rewards.balance(&rewards.distributor);
    assert!(dust <= model.settlements, "{dust}");
    assert_eq!(model.all_claimed() + dust, stream.total.u128());
    assert_eq!(rewards.balance(&rewards.emissions), 0);
    // Nothing comes any more.
    rewards.at(3_000 * DAY);
    rewards.try_release("lock").unwrap_err();
    for who in USERS {
        assert_eq!(rewards.claim(who), 0);
    }
}

fn act(rewards: &mut Rewards, model: &mut Model, random: &mut ChaCha8Rng) {
    let (now, tier) = (rewards.elapsed(), random.gen_range(0..3usize));
    let who = *USERS.choose(random).unwrap();
    let there = model.stakes[who][tier];
    // The first two keep enough to be there.
    let kept = if there > 7_000_000_003 {
        7_000_000_003
    } else {
        there
    };
    match random.gen_range(0..10) {
        0..=2 => {
            let amount = random.gen_range(1..2_000_000_000);
            rewards.stake(who, tier as u32, amount);
            model.change(now, who, |stakes| stakes[tier] += amount);
        }
        3 | 4 if there > kept => {
            let amount = random.gen_range(1..=there - kept);
            // At most a hundred claims are outstanding.
            if rewards.unstake(who, tier as u32, amount).is_ok() {
                model.change(now, who, |stakes| stakes[tier] -= amount);
            }
        }
        5 if tier < 2 && there > 0 => {
            let to = random.gen_range(tier + 1..3);
            let amount = random.gen_range(1..=there);
            rewards.raise(who, tier as u32, to as u32, amount).unwrap();
            model.change(now, who, |stakes| {
                stakes[tier] -= amount;
                stakes[to] += amount;
            });
        }
        6 => model.claim(rewards, who),
        _ => {}
    }
}
