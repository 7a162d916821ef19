//! Random sequences on both; after each operation everything is compared.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::voting::compare::{compare, number, powers};
use crate::voting::pair::Pair;
use crate::voting::setup::{DAY, INITIAL_BALANCE, USERS};
use crate::voting::side::Target;
use Target::{Staking, Token, Voting};

/// Five of these make 2,500 operations.
const OPERATIONS: usize = 500;

struct Player {
    pair: Pair,
    rng: ChaCha8Rng,
    /// Who administers: `dao` until it hands over to `successor`.
    owner: &'static str,
    /// Operations that changed something, by kind.
    done: std::collections::BTreeMap<&'static str, usize>,
}

impl Player {
    fn pick(&mut self, names: &[&'static str]) -> &'static str {
        names.choose(&mut self.rng).unwrap()
    }

    /// Mostly the owner, sometimes somebody.
    fn official(&mut self) -> &'static str {
        match self.rng.gen_range(0..8) {
            0 => self.pick(&["alice", "dao", "successor"]),
            _ => self.owner,
        }
    }

    /// Small and large, never 0.
    fn amount(&mut self, most: u128) -> u128 {
        let most = match self.rng.gen_range(0..4) {
            0 => 10,
            1 => 1_000_000,
            _ => most,
        };
        self.rng.gen_range(1..=most)
    }

    fn staked(&self, who: &str) -> u128 {
        let query = format!(r#"{{"staked_value":{{"address":"${who}"}}}}"#);
        number(&self.pair.ask_both(Staking, &query)["value"])
    }

    fn note(&mut self, kind: &'static str, possible: bool) {
        *self.done.entry(kind).or_default() += usize::from(possible);
    }

    fn step(&mut self) {
        let who = self.pick(&USERS);
        match self.rng.gen_range(0..100) {
            0..=24 => {
                let amount = self.amount(INITIAL_BALANCE / 8);
                let done = self.pair.stake(who, amount);
                self.note("stake", done);
            }
            25..=49 => self.unstake(who),
            50..=59 => {
                let done = self.pair.both(who, Staking, r#"{"claim":{}}"#);
                self.note("claim", done);
            }
            60..=77 => {
                let (blocks, seconds) = match self.rng.gen_range(0..6) {
                    0 => (self.rng.gen_range(1..20), self.rng.gen_range(1..12 * DAY)),
                    _ => (1, 5),
                };
                self.pair.advance(blocks, seconds);
            }
            78..=82 => self.duration(),
            83..=87 => {
                let (sender, hook) = (self.official(), self.rng.gen_range(0..3));
                let verb = self.pick(&["add_hook", "remove_hook"]);
                let text = format!(r#"{{"{verb}":{{"addr":"$hook{hook}"}}}}"#);
                let done = self.pair.both(sender, Staking, &text);
                self.note(verb, done);
            }
            88..=91 => self.threshold(),
            92..=96 => {
                let (to, amount) = (self.pick(&USERS), self.amount(INITIAL_BALANCE / 4));
                let text = match self.rng.gen_range(0..6) {
                    0 => format!(r#"{{"burn":{{"amount":"{amount}"}}}}"#),
                    1 => format!(
                        r#"{{"transfer":{{"recipient":"$staking","amount":"{}"}}}}"#,
                        amount.min(1_000)
                    ),
                    _ => format!(r#"{{"transfer":{{"recipient":"${to}","amount":"{amount}"}}}}"#),
                };
                let done = self.pair.both(who, Token, &text);
                self.note("token", done);
            }
            _ => self.ownership(),
        }
    }

    /// A part, all, too much, or twice in the block.
    fn unstake(&mut self, who: &str) {
        let staked = self.staked(who);
        let (amount, times) = match self.rng.gen_range(0..8) {
            0 => (staked + 1, 1),
            1 => (staked, 1),
            2 => (staked / 2, 2),
            3 => (self.amount(INITIAL_BALANCE), 1),
            _ => (self.amount(staked.max(1)).min(staked.max(1)), 1),
        };
        for _ in 0..times {
            // 0 is an exception.
            let text = format!(r#"{{"unstake":{{"amount":"{}"}}}}"#, amount.max(1));
            let done = self.pair.both(who, Staking, &text);
            self.note("unstake", done);
        }
    }

    /// Ours goes first: what only its bounds forbid is not sent to the official contract.
    fn duration(&mut self) {
        let (sender, seconds) = (self.official(), self.rng.gen_range(0..20 * DAY));
        let duration = match self.rng.gen_range(0..5) {
            0 => "null".to_owned(),
            1 => r#"{"time":0}"#.to_owned(),
            _ => format!(r#"{{"time":{seconds}}}"#),
        };
        let text = format!(r#"{{"update_config":{{"duration":{duration}}}}}"#);
        let [ours, _] = self.pair.sides();
        let before = self.pair.chain.app.dump_wasm_raw(&ours.voting);
        let bound = match self.pair.send(&ours, sender, Staking, &text) {
            Ok(()) => {
                let [_, official] = self.pair.sides();
                self.pair.send(&official, sender, Staking, &text).unwrap();
                self.note("duration", true);
                return;
            }
            Err(error) => {
                let why = format!("{error:#} {}", error.root_cause());
                why.contains("raise unbonding again") || why.contains("unbonding of tier 0")
            }
        };
        assert_eq!(self.pair.chain.app.dump_wasm_raw(&ours.voting), before);
        if bound {
            self.note("duration refused by ours", true);
        } else {
            assert!(!self.pair.both(sender, Staking, &text));
        }
    }

    fn threshold(&mut self) {
        let sender = self.pick(&["dao", "dao", "dao", "alice"]);
        let new = match self.rng.gen_range(0..4) {
            0 => "null".to_owned(),
            1 => {
                let count = self.rng.gen_range(0..INITIAL_BALANCE * 6);
                format!(r#"{{"absolute_count":{{"count":"{count}"}}}}"#)
            }
            _ => {
                let atomics: u64 = self.rng.gen_range(0..1_100_000_000_000_000_000);
                let shift = self.rng.gen_range(0..19);
                let percent = cosmwasm_std::Decimal::raw(u128::from(atomics) >> shift);
                format!(r#"{{"percentage":{{"percent":"{percent}"}}}}"#)
            }
        };
        let text = format!(r#"{{"update_active_threshold":{{"new_threshold":{new}}}}}"#);
        let done = self.pair.both(sender, Voting, &text);
        self.note("threshold", done);
    }

    fn ownership(&mut self) {
        let successor = if self.owner == "dao" {
            "successor"
        } else {
            "dao"
        };
        let sender = self.official();
        let height = self.pair.height() + self.rng.gen_range(0..3);
        let expiry = match self.rng.gen_range(0..3) {
            0 => format!(r#"{{"at_height":{height}}}"#),
            _ => "null".to_owned(),
        };
        let text = format!(
            r#"{{"update_ownership":{{"transfer_ownership":{{"new_owner":"${successor}","expiry":{expiry}}}}}}}"#
        );
        self.pair.both(sender, Staking, &text);
        self.pair.advance(self.rng.gen_range(0..2), 5);
        let accept = r#"{"update_ownership":"accept_ownership"}"#;
        let successor = *[successor, successor, "alice"]
            .choose(&mut self.rng)
            .unwrap();
        if self.pair.both(successor, Staking, accept) {
            self.owner = successor;
            self.note("ownership", true);
        }
    }
}

fn run(seed: u64) {
    let mut player = Player {
        pair: Pair::new(10 * DAY),
        rng: ChaCha8Rng::seed_from_u64(seed),
        owner: "dao",
        done: Default::default(),
    };
    for _ in 0..OPERATIONS {
        player.step();
        let now = player.pair.height();
        let past = player.rng.gen_range(0..=now);
        compare(&player.pair, &[past]);
    }
    for height in 0..=player.pair.height() + 1 {
        powers(&player.pair, height);
    }
    for (kind, done) in &player.done {
        assert!(*done > 0, "no {kind} in seed {seed}");
    }
    let received = player.pair.received(&player.pair.ours);
    assert!(received.iter().flatten().count() > 9, "seed {seed}");
    println!("seed {seed}: {:?}", player.done);
}

macro_rules! seeds {
    ($($name:ident: $seed:literal),+ $(,)?) => {
        $(#[test] fn $name() { run($seed); })+
    };
}

seeds! {
    random_sequence_1: 1,
    random_sequence_2: 2,
    random_sequence_3: 3,
    random_sequence_4: 4,
    random_sequence_5: 5,
}

/// The 101st pending claim is refused by both; after claiming, both accept another.
#[test]
fn the_claims_limit_and_recovery_are_the_same() {
    let mut pair = Pair::new(10 * DAY);
    let unstake = r#"{"unstake":{"amount":"7"}}"#;
    assert!(pair.stake("alice", 1_000));
    for _ in 0..100 {
        assert!(pair.both("alice", Staking, unstake));
    }
    assert!(!pair.both("alice", Staking, unstake));
    compare(&pair, &[pair.height()]);
    pair.advance(1, 10 * DAY);
    assert!(!pair.both("alice", Staking, unstake));
    assert!(pair.both("alice", Staking, r#"{"claim":{}}"#));
    assert!(pair.both("alice", Staking, unstake));
    compare(&pair, &[pair.height()]);
}
