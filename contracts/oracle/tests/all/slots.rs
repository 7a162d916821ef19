//! The slots of feeders lie in the order of a configuration, without names: whatever is done to the asset, each feeder keeps
//! its own.

use std::collections::BTreeMap;

use crate::common::*;
use cosmwasm_std::{Addr, Decimal};
use proptest::prelude::*;
use qerun_messages::oracle::{
    ExecuteMsg, FeederPrice, FeederSlot, PriceSource, QueryMsg, Slot, SlotsResponse,
};

const FEEDERS: usize = 6;

/// What is done to the asset. Whatever the contract refuses changes nothing.
#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    /// A feeder reports: its number, the price, a depth, and how many seconds ago it was observed.
    Submit(usize, u128, Option<u128>, u64),
    Poke,
    /// The owner names these feeders in sources of so many.
    Set(Vec<usize>, usize),
    Revert,
    Halt(bool),
    /// Forgets the asset and adds it again with the same sources.
    Renew,
}

fn steps() -> impl Strategy<Value = Step> {
    let order = Just((0..FEEDERS).collect::<Vec<_>>()).prop_shuffle();
    let some = (order, 1..=FEEDERS).prop_map(|(mut feeders, count)| {
        feeders.truncate(count);
        feeders
    });
    let depth = prop::option::of(1..1_000_000u128);
    prop_oneof![
        3 => prop_oneof![0..700u64, 86_400..90_000u64, 180_000..400_000u64].prop_map(Step::Wait),
        6 => (0..FEEDERS, 990..1_010u128, depth, 0..800u64)
            .prop_map(|(feeder, price, depth, age)| Step::Submit(feeder, price, depth, age)),
        1 => Just(Step::Poke),
        3 => (some, 1..4usize).prop_map(|(feeders, size)| Step::Set(feeders, size)),
        1 => Just(Step::Revert),
        1 => any::<bool>().prop_map(Step::Halt),
        1 => Just(Step::Renew),
    ]
}

fn sources(feeders: &[usize], size: usize) -> Vec<PriceSource<String>> {
    let source = |feeders: &[usize]| PriceSource::Feeder {
        feeders: feeders.iter().map(|i| addr(&feeder(*i)).into()).collect(),
        max_age: 900,
    };
    feeders.chunks(size).take(5).map(source).collect()
}

/// The feeders that the sources name, in their order.
fn named(sources: &[PriceSource<String>]) -> Vec<String> {
    let lists = sources.iter().map(|source| match source {
        PriceSource::Feeder { feeders, .. } => feeders.clone(),
        _ => vec![],
    });
    lists.flatten().collect()
}

/// What the slots must be.
struct Model {
    sources: Vec<PriceSource<String>>,
    /// Sources that may be put back.
    previous: Option<Vec<PriceSource<String>>>,
    changed_at: u64,
    slots: BTreeMap<String, Slot>,
}

impl Model {
    fn replace(&mut self, sources: Vec<PriceSource<String>>) {
        let stay = named(&sources);
        self.slots.retain(|feeder, _| stay.contains(feeder));
        self.sources = sources;
    }

    fn expected(&self) -> Vec<FeederSlot> {
        let slot = |feeder: String| FeederSlot {
            slot: self.slots.get(&feeder).copied(),
            feeder: Addr::unchecked(feeder),
        };
        named(&self.sources).into_iter().map(slot).collect()
    }
}

fn take(oracle: &mut Oracle, model: &mut Model, step: Step) {
    let asset = q();
    match step {
        Step::Wait(seconds) => oracle.wait(seconds),
        Step::Submit(number, price, depth, age) => {
            let slot = Slot {
                price: Decimal::from_ratio(price, 997u128),
                depth: depth.map(|depth| Decimal::from_ratio(depth, 7u128)),
                timestamp: oracle.now() - age,
            };
            let prices = vec![FeederPrice {
                asset,
                price: slot.price,
                depth: slot.depth,
                timestamp: slot.timestamp,
            }];
            let sent = oracle.execute(&feeder(number), ExecuteMsg::SubmitPrices { prices });
            let sender = addr(&feeder(number)).to_string();
            let last = model.slots.get(&sender).map(|slot| slot.timestamp);
            let accepted = named(&model.sources).contains(&sender)
                && last.is_none_or(|last| last < slot.timestamp);
            assert_eq!(sent.is_ok(), accepted, "{sent:?}");
            if accepted {
                model.slots.insert(sender, slot);
            }
        }
        Step::Poke => drop(oracle.poke()),
        Step::Set(feeders, size) => {
            let sources = sources(&feeders, size);
            if oracle.try_set(sources.clone(), clamped()).is_ok() {
                // Changes of an idle asset that follow each other within a day count as one.
                if oracle.now() >= model.changed_at + DAY {
                    model.previous = Some(model.sources.clone());
                }
                model.changed_at = oracle.now();
                model.replace(sources);
            }
        }
        Step::Revert => {
            if oracle
                .execute("guardian", ExecuteMsg::RevertAsset { asset })
                .is_ok()
            {
                let previous = model.previous.take().unwrap();
                model.changed_at = 0;
                model.replace(previous);
            }
        }
        Step::Halt(true) => drop(oracle.execute("guardian", ExecuteMsg::Halt { asset })),
        Step::Halt(false) => drop(oracle.execute("timelock", ExecuteMsg::Resume { asset })),
        Step::Renew => {
            if oracle
                .execute("timelock", ExecuteMsg::RemoveAsset { asset })
                .is_ok()
            {
                oracle.set(model.sources.clone(), clamped());
                model.slots.clear();
                model.previous = None;
                model.changed_at = 0;
            }
        }
    }
}

proptest! {
    #[test]
    fn each_feeder_keeps_its_own(steps in prop::collection::vec(steps(), 1..60)) {
        let first = sources(&[0, 1, 2, 3], 2);
        let mut oracle = Oracle::of(first.clone(), clamped());
        oracle.wait(1_000);
        let mut model = Model {
            sources: first,
            previous: None,
            changed_at: 0,
            slots: BTreeMap::new(),
        };
        for step in steps {
            let told = format!("{step:?}");
            take(&mut oracle, &mut model, step);
            let slots: SlotsResponse = oracle.query(QueryMsg::Slots { asset: q() });
            prop_assert_eq!(slots.slots, model.expected(), "after {}", told);
        }
    }
}
