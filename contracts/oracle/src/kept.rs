//! What is kept of an asset besides its configuration and its record.

use cosmwasm_std::{Addr, StdResult, Storage};
use qerun_messages::oracle::AssetConfig;

use crate::history::{PastHistory, PriceHistory};
use crate::slots::{pack, unpack, SlotList, Slots};
use crate::state::{Present, PAST, PRESENT};

/// Slots of its feeders and history of its price, in memory. They are stored in two parts, because a byte written costs
/// ten times a byte read: [`PRESENT`] changes with every price, [`PAST`] with the end of a slot of clamps and averages.
/// So each is written only if it has changed.
pub struct Kept {
    /// Last prices of the feeders.
    pub slots: Slots,
    /// None before the first price.
    pub history: Option<PriceHistory>,
    found: Found,
}

/// What is stored.
struct Found {
    slots: SlotList,
    history: Option<PriceHistory>,
    past: PastHistory,
}

impl Kept {
    /// By the configuration in force.
    pub fn load(storage: &dyn Storage, asset: &str, config: &AssetConfig<Addr>) -> StdResult<Self> {
        let present = PRESENT.may_load(storage, asset)?.unwrap_or_default();
        let past = PAST.may_load(storage, asset)?.unwrap_or_default();
        let slots = unpack(&present);
        let history = present.history;
        let history = history.map(|history| PriceHistory::join(history, past.clone(), present.at));
        Ok(Kept {
            slots: Slots::of(&slots, config),
            history: history.clone(),
            found: Found {
                slots,
                history,
                past,
            },
        })
    }

    /// Writes what has changed, by the configuration that is in force from now on.
    pub fn save(
        self,
        storage: &mut dyn Storage,
        asset: &str,
        config: &AssetConfig<Addr>,
        now: u64,
    ) -> StdResult<()> {
        let list = self.slots.list(config);
        if list == self.found.slots && self.history == self.found.history {
            return Ok(());
        }
        let (history, past) = self.history.map(|history| history.split(now)).unzip();
        let present = Present {
            history,
            ..pack(&list, now)
        };
        PRESENT.save(storage, asset, &present)?;
        let past = past.unwrap_or_default();
        if past != self.found.past {
            PAST.save(storage, asset, &past)?;
        }
        Ok(())
    }
}
