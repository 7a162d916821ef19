//! The last price of each feeder of an asset.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, StdResult, Storage};
use qerun_messages::oracle::{AssetConfig, Slot};

use crate::sources::feeders;
use crate::state::{Present, PRESENT};

/// Slots by feeder. Stored without addresses, in the order of the feeders of the configuration in force: whoever changes
/// that loads them by the old one and saves them by the new one, and those who are named in both keep theirs.
#[derive(Clone, Debug, Default)]
pub struct Slots(BTreeMap<Addr, Slot>);

/// Slots in the order of a configuration's feeders.
pub type SlotList = Vec<Option<Slot>>;

impl Slots {
    /// The slots of an asset, by its configuration in force.
    pub fn load(storage: &dyn Storage, asset: &str, config: &AssetConfig<Addr>) -> StdResult<Self> {
        let present = PRESENT.may_load(storage, asset)?.unwrap_or_default();
        Ok(Self::of(&unpack(&present), config))
    }

    /// From their list.
    pub fn of(list: &[Option<Slot>], config: &AssetConfig<Addr>) -> Self {
        let filled = feeders(config).zip(list);
        let filled = filled.filter_map(|(feeder, slot)| Some((feeder.clone(), (*slot)?)));
        Slots(filled.collect())
    }

    /// Their list; empty before the first one is filled.
    pub fn list(&self, config: &AssetConfig<Addr>) -> SlotList {
        let list: SlotList = feeders(config).map(|feeder| self.get(feeder)).collect();
        match list.iter().any(Option::is_some) {
            true => list,
            false => vec![],
        }
    }

    /// A feeder's last price; none before its first one.
    pub fn get(&self, feeder: &Addr) -> Option<Slot> {
        self.0.get(feeder).copied()
    }

    /// Puts a feeder's price in the place of its last one.
    pub fn fill(&mut self, feeder: &Addr, slot: Slot) {
        self.0.insert(feeder.clone(), slot);
    }
}

/// The list as it is stored.
pub fn unpack(present: &Present) -> SlotList {
    let depths = present
        .depths
        .iter()
        .copied()
        .chain(std::iter::repeat(None));
    present
        .slots
        .iter()
        .zip(depths)
        .map(|(slot, depth)| {
            let (price, age) = (*slot)?;
            Some(Slot {
                price,
                depth,
                timestamp: present.at.saturating_sub(age),
            })
        })
        .collect()
}

/// The list for storage at a time that no slot is later than; without a history.
pub fn pack(list: &[Option<Slot>], at: u64) -> Present {
    let depth = |slot: &Option<Slot>| slot.and_then(|slot| slot.depth);
    let any_depth = list.iter().any(|slot| depth(slot).is_some());
    let age = |slot: &Slot| at.saturating_sub(slot.timestamp);
    Present {
        at,
        slots: list
            .iter()
            .map(|slot| slot.as_ref().map(|slot| (slot.price, age(slot))))
            .collect(),
        depths: if any_depth {
            list.iter().map(depth).collect()
        } else {
            vec![]
        },
        history: None,
    }
}
