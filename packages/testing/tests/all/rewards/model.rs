//! What each user earns, by another calculation: in floating point, from stakes, multipliers and the line of the schedule
//! alone. It knows no index and no snapshot.

use std::collections::BTreeMap;

use crate::rewards::setup::Rewards;
use crate::voting::setup::USERS;

/// Power of a unit of stake in each tier, of `TIERS`.
const MULTIPLIERS: [f64; 3] = [1.0, 1.5, 4.0];

/// Stakes of the users, and what they have earned since the start.
pub struct Model {
    /// Seconds after the start, and units in all by then.
    line: Vec<(u64, u128)>,
    min_power: f64,
    pub stakes: BTreeMap<&'static str, [u128; 3]>,
    pub earned: BTreeMap<&'static str, f64>,
    rate: f64,
    until: u64,
    /// To be paid and not released for lack of power.
    waiting: f64,
    /// Settlements of accounts in the distributor: each rounds down once.
    pub settlements: u128,
    pub releases: u128,
    pub claimed: BTreeMap<&'static str, u128>,
}

impl Model {
    pub fn new(line: &[(u64, u128)], min_power: u128) -> Self {
        Model {
            line: line.to_vec(),
            min_power: min_power as f64,
            stakes: USERS.map(|who| (who, [0; 3])).into(),
            earned: USERS.map(|who| (who, 0.0)).into(),
            rate: 1.0,
            until: 0,
            waiting: 0.0,
            settlements: 0,
            releases: 0,
            claimed: USERS.map(|who| (who, 0)).into(),
        }
    }

    /// What the line lets out from one time to another: the sum over its parts of speed times time.
    fn let_out(&self, from: u64, to: u64) -> f64 {
        let (mut sum, mut begin, mut below) = (0.0, 0, 0);
        for (end, amount) in &self.line {
            let speed = (amount - below) as f64 / (end - begin) as f64;
            let time = to.clamp(begin, *end) - from.clamp(begin, *end);
            sum += speed * time as f64;
            (begin, below) = (*end, *amount);
        }
        sum
    }

    pub fn power(&self, who: &str) -> f64 {
        let tiers = self.stakes[who].iter().zip(MULTIPLIERS);
        tiers
            .map(|(stake, factor)| *stake as f64 * factor)
            .sum::<f64>()
            .floor()
    }

    pub fn total_power(&self) -> f64 {
        USERS.iter().map(|who| self.power(who)).sum()
    }

    /// Time has come to `now` with the powers as they stand. Whether anything can be released.
    pub fn pass(&mut self, now: u64) -> bool {
        self.waiting += self.rate * self.let_out(self.until, now);
        self.until = now;
        let total = self.total_power();
        if total < self.min_power.max(1.0) {
            return false;
        }
        for who in USERS {
            let part = self.waiting * self.power(who) / total;
            *self.earned.get_mut(who).unwrap() += part;
        }
        self.waiting = 0.0;
        true
    }

    /// A change of power at `now`, which settles the user's account.
    pub fn change(&mut self, now: u64, who: &'static str, change: impl FnOnce(&mut [u128; 3])) {
        self.pass(now);
        self.settlements += 1;
        self.releases += 1;
        change(self.stakes.get_mut(who).unwrap());
    }

    pub fn set_rate(&mut self, now: u64, rate: f64) {
        self.waiting += self.rate * self.let_out(self.until, now);
        self.until = now;
        self.rate = rate;
    }

    pub fn claim(&mut self, rewards: &mut Rewards, who: &'static str) {
        self.settlements += 1;
        *self.claimed.get_mut(who).unwrap() += rewards.claim(who);
    }

    pub fn all_claimed(&self) -> u128 {
        self.claimed.values().sum()
    }

    /// Everything that was sent can be claimed, and no more was sent than the schedule has by now.
    pub fn ensure_solvent(&self, rewards: &Rewards) {
        let stream = rewards.stream("lock");
        let released = stream.released.u128();
        let line = self.let_out(0, rewards.elapsed());
        assert!(released as f64 <= line * (1.0 + 1e-12), "{released} {line}");
        let held = rewards.balance(&rewards.distributor);
        assert_eq!(held + self.all_claimed(), released);
        let pending: u128 = USERS.iter().map(|who| rewards.pending(who, 1)).sum();
        assert!(pending <= held, "{pending} of {held}");
        let dust = held - pending;
        let most = self.settlements + USERS.len() as u128 + 1;
        assert!(dust <= most, "{dust} {most}");
        assert_eq!(
            rewards.balance(&rewards.emissions) + released + stream.returned.u128(),
            stream.total.u128()
        );
    }

    /// What each user has claimed in all is what this calculation says: to 1e-6, and to a unit for each rounding.
    pub fn ensure_claims(&self) {
        let roundings = (self.settlements + self.releases) as f64;
        for who in USERS {
            let (paid, earned) = (self.claimed[who] as f64, self.earned[who]);
            let near = (paid - earned).abs() <= earned * 1e-6 + roundings;
            assert!(near, "{who}: {paid} paid, {earned} earned");
        }
    }
}
