//! Pauses of guardian and owner, chained at random through the timelock and past it, against a model of the rule: what
//! stops the same cools down together, whatever stops it, and each contract holds both to its own cool-down.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use qerun_messages::oracle::{read_price, Status};
use qerun_messages::timelock::{ExecuteMsg, RecommendedPause, RECOMMENDED_PAUSES};
use qerun_testing::{Setup, Suite};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{json, Value};

const DAY: u64 = 86_400;
const PAUSES: [&str; 3] = ["market", "purchases", "staking"];

/// What was stopped last: until when, and from when it may be again.
#[derive(Clone, Copy, Default)]
struct Stop {
    until: u64,
    ready: u64,
}

struct World {
    suite: Suite,
    rng: ChaCha8Rng,
    guardian: Addr,
    timelock: Addr,
    /// By effect, as the timelock counts.
    effects: BTreeMap<&'static str, Stop>,
    /// By pause, as the contract counts.
    contracts: BTreeMap<&'static str, Stop>,
    /// Halts that the guardian started, until when at least.
    halts: BTreeMap<&'static str, u64>,
    /// Seconds for which each effect was stopped.
    closed: BTreeMap<&'static str, u64>,
    /// Uses, refusals while stopped or cooling down.
    used: u64,
    refused: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let suite = Setup::default().build().unwrap();
        World {
            guardian: suite.at.guardian.clone(),
            timelock: suite.at.timelock.clone(),
            rng: ChaCha8Rng::seed_from_u64(seed),
            suite,
            effects: BTreeMap::new(),
            contracts: BTreeMap::new(),
            halts: BTreeMap::new(),
            closed: BTreeMap::new(),
            used: 0,
            refused: 0,
        }
    }

    fn now(&self) -> u64 {
        self.suite.net.home.now()
    }

    fn send(&mut self, by: &Addr, to: &str, msg: &Value) -> bool {
        let to = match to {
            "timelock" => self.timelock.clone(),
            other => self.suite.at.contract(other).clone(),
        };
        let done = self.suite.net.home.execute(by, &to, msg, &[]);
        done.is_ok()
    }

    fn count(&mut self, done: bool, may: bool, what: &str) {
        assert_eq!(done, may, "{what} at {}", self.now());
        match done {
            true => self.used += 1,
            false => self.refused += 1,
        }
    }

    /// Whether an effect is stopped by the guardian now.
    fn is_closed(&self, effect: &str) -> bool {
        let now = self.now();
        let paused = self.effects.get(effect).is_some_and(|s| now < s.until);
        let rules = RECOMMENDED_PAUSES
            .iter()
            .filter(|r| r.effects.contains(&effect));
        paused || rules.into_iter().any(|r| self.halts.contains_key(r.id))
    }

    /// The guardian sets one off.
    fn pause(&mut self, rule: &RecommendedPause) {
        let now = self.now();
        let free = |effect: &&&'static str| {
            let ready = self.effects.get(**effect).map_or(0, |s| s.ready);
            now >= ready && !self.is_closed(effect)
        };
        let mut may = rule.effects.iter().filter(free).count() == rule.effects.len();
        if PAUSES.contains(&rule.id) {
            let last = self.contracts.get(rule.id).copied().unwrap_or_default();
            may &= now >= last.ready;
        }
        let (guardian, msg) = (self.guardian.clone(), json!({"pause": {"id": rule.id}}));
        let done = self.send(&guardian, "timelock", &msg);
        self.count(done, may, rule.id);
        if !done {
            return;
        }
        let until = now + rule.duration;
        let ready = until + rule.cool_down;
        for effect in rule.effects {
            self.effects.insert(effect, Stop { until, ready });
        }
        if rule.end.is_some() {
            self.halts.insert(rule.id, until);
        } else {
            let ready = until + rule.duration.max(DAY);
            self.contracts.insert(rule.id, Stop { until, ready });
        }
    }

    /// Anyone ends a halt, when its time is over.
    fn end(&mut self, rule: &RecommendedPause) {
        let now = self.now();
        let may = self.halts.get(rule.id).is_some_and(|until| now >= *until);
        let (anyone, id) = (self.suite.net.home.addr("anyone"), rule.id.to_owned());
        let done = self.suite.timelock(&anyone, &ExecuteMsg::EndPause { id });
        assert_eq!(done.is_ok(), may, "end of {} at {now}: {done:?}", rule.id);
        if may {
            self.halts.remove(rule.id);
            for effect in rule.effects {
                let stop = self.effects.entry(effect).or_default();
                stop.ready = stop.ready.max(now + rule.cool_down);
            }
        }
    }

    /// The timelock pauses a contract by itself, as an operation of a majority would.
    fn by_owner(&mut self, id: &'static str) {
        let (now, owner) = (self.now(), self.timelock.clone());
        let duration = self.rng.gen_range(DAY / 2..14 * DAY);
        let last = self.contracts.get(id).copied().unwrap_or_default();
        let (to, msg) = match id {
            "market" => (
                "market",
                json!({"pause": {"duration": duration,
                    "actions": ["supply", "borrow", "withdraw_collateral"]}}),
            ),
            "purchases" => ("reserve", json!({"pause": {"duration": duration}})),
            _ => ("voting", json!({"pause": {"duration": duration}})),
        };
        let done = self.send(&owner, to, &msg);
        self.count(done, now >= last.ready, id);
        if done {
            let until = now + duration;
            let ready = until + duration.max(DAY);
            self.contracts.insert(id, Stop { until, ready });
        }
    }

    /// Time passes; what is due is ended in its second, so that nothing is closed for longer.
    fn wait(&mut self, mut seconds: u64) {
        while seconds > 0 {
            let now = self.now();
            let due = self
                .halts
                .values()
                .copied()
                .filter(|until| *until > now)
                .min();
            let open = self
                .effects
                .values()
                .map(|s| s.until)
                .filter(|until| *until > now);
            let next = open
                .chain(due)
                .min()
                .map_or(seconds, |at| seconds.min(at - now));
            for rule in &RECOMMENDED_PAUSES {
                for effect in rule.effects {
                    self.closed.entry(effect).or_default();
                }
            }
            let effects: Vec<_> = self.closed.keys().copied().collect();
            for effect in effects {
                if self.is_closed(effect) {
                    *self.closed.get_mut(effect).unwrap() += next;
                }
            }
            self.suite.net.advance(next);
            seconds -= next;
            let now = self.now();
            for rule in &RECOMMENDED_PAUSES {
                if self.halts.get(rule.id).is_some_and(|until| now >= *until) {
                    self.end(rule);
                }
            }
        }
    }

    /// The chain says what the model says.
    fn check(&mut self) {
        self.suite.refresh().unwrap();
        let market = json!({"pauses": {}});
        let pauses: Value = self
            .suite
            .net
            .home
            .query(&self.suite.at.market, &market)
            .unwrap();
        let known = |id| self.contracts.get(id).map_or(0, |s: &Stop| s.until);
        for action in ["supply", "borrow", "withdraw_collateral"] {
            assert_eq!(pauses[action].as_u64(), Some(known("market")), "{action}");
        }
        assert_eq!(
            self.suite.backing().unwrap().paused_until,
            known("purchases")
        );
        for asset in ["qer", "eth", "usdc"] {
            let app = self.suite.net.home.app.wrap();
            let price = read_price(&app, &self.suite.at.oracle, asset)
                .unwrap()
                .unwrap();
            let halted = self.halts.contains_key(format!("price-{asset}").as_str());
            assert_eq!(price.status == Status::Halted, halted, "{asset}");
        }
    }

    fn run(&mut self, steps: usize, with_owner: bool) -> u64 {
        let begun = self.now();
        for _ in 0..steps {
            let at = self.rng.gen_range(0..RECOMMENDED_PAUSES.len());
            let rule = &RECOMMENDED_PAUSES[at];
            match self.rng.gen_range(0..10) {
                0..=6 => self.pause(rule),
                7 => self.end(rule),
                _ if with_owner => self.by_owner(PAUSES[at % 3]),
                _ => self.pause(rule),
            }
            let seconds = match self.rng.gen_range(0..4) {
                0 => self.rng.gen_range(1..DAY),
                1 => self.rng.gen_range(1..9 * DAY),
                _ => 1,
            };
            self.wait(seconds);
            self.check();
        }
        self.now() - begun
    }
}

/// A guardian that presses whatever it can, whenever it can, closes nothing for more than half of the time.
#[test]
fn a_guardian_alone_closes_nothing_for_longer_than_it_is_open() {
    let mut world = World::new(1);
    let all = world.run(400, false);
    assert!(
        world.used >= 40 && world.refused >= 100,
        "{} {}",
        world.used,
        world.refused
    );
    for (effect, closed) in &world.closed {
        assert!(*closed <= all / 2 + 7 * DAY, "{effect}: {closed} of {all}");
        assert!(*closed >= all / 10, "{effect}: {closed} of {all}");
    }
}

/// With operations of a majority in between each use and each refusal is the one that the rules say.
#[test]
fn guardian_and_owner_share_each_cool_down() {
    let mut world = World::new(2);
    world.run(400, true);
    assert!(
        world.used >= 40 && world.refused >= 100,
        "{} {}",
        world.used,
        world.refused
    );
}
