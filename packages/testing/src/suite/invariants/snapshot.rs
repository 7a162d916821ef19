//! What the invariants look at, read once a check from raw storage.

use std::collections::BTreeMap;

use anyhow::Result;
use cosmwasm_std::{from_json, Addr, Empty, Order, Storage, Uint128};
use cw_storage_plus::Map;
use qerun_market::state::{self, Claim, Position, State};
use qerun_math::SupplyShares;
use qerun_messages::market::{Earmark, WriteOffs};
use qerun_messages::outpost::Purchase;
use qerun_messages::reserve::{Backing, Batch, BATCHES};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::suite::Suite;

/// Records by id, decoded again only where their bytes have changed: most of them are closed and
/// every check sees every one of them.
#[derive(Clone, Debug)]
pub(super) struct Records<T>(BTreeMap<u64, (Vec<u8>, T)>);

impl<T> Default for Records<T> {
    fn default() -> Self {
        Records(BTreeMap::new())
    }
}

impl<T: Serialize + DeserializeOwned> Records<T> {
    fn refresh(&mut self, storage: &dyn Storage, map: &Map<u64, T>) -> Result<()> {
        let (first, end) = (map.key(0), map.key(u64::MAX));
        let mut old = std::mem::take(&mut self.0);
        for (key, bytes) in storage.range(Some(&*first), Some(&*end), Order::Ascending) {
            let id = u64::from_be_bytes(key[key.len() - 8..].try_into()?);
            let record = match old.remove(&id) {
                Some(known) if known.0 == bytes => known,
                _ => {
                    let decoded = from_json(&bytes)?;
                    (bytes, decoded)
                }
            };
            self.0.insert(id, record);
        }
        Ok(())
    }

    pub fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        self.0.iter().map(|(id, (_, record))| (*id, record))
    }

    pub fn get(&self, id: u64) -> Option<&T> {
        self.0.get(&id).map(|(_, record)| record)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Records that only grow in number.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub batches: Records<Batch>,
    pub orders: Records<qerun_reserve::state::StoredOrder>,
    pub purchases: Records<Purchase>,
}

/// All that is looked at.
pub(super) struct Snapshot {
    pub state: State,
    pub collateral: Uint128,
    pub positions: Vec<(Addr, Position)>,
    pub owed: Vec<(Addr, Claim)>,
    pub suppliers: Vec<(Addr, SupplyShares)>,
    pub by_health: Vec<(u128, Addr)>,
    pub backing: Backing,
    pub waiting: BTreeMap<u64, Uint128>,
    pub returned: BTreeMap<u64, Uint128>,
    pub earmark: Earmark,
    pub write_offs: WriteOffs,
    pub history: History,
}

impl Snapshot {
    /// Reads everything; `history` as it was read the last time.
    pub fn take(suite: &Suite, mut history: History) -> Result<Self> {
        let (up, home, dex) = (Order::Ascending, &suite.net.home.app, &suite.net.dex.app);
        let reserve = home.contract_storage(&suite.at.reserve);
        history.batches.refresh(&*reserve, &BATCHES)?;
        history
            .orders
            .refresh(&*reserve, &qerun_reserve::state::ORDERS)?;
        let outpost = dex.contract_storage(&suite.at.outpost);
        history
            .purchases
            .refresh(&*outpost, &qerun_outpost::state::PURCHASES)?;
        let market = home.contract_storage(&suite.at.market);
        Ok(Snapshot {
            state: state::STATE.load(&*market)?,
            collateral: qerun_market::seizure_cap::pledged(&*market)?,
            positions: suite.positions()?,
            owed: suite.all_owed()?,
            suppliers: state::SUPPLIERS
                .range(&*market, None, None, up)
                .collect::<Result<_, _>>()?,
            by_health: state::BY_HEALTH
                .range(&*market, None, None, up)
                .map(|e| e.map(|(key, _): (_, Empty)| key))
                .collect::<Result<_, _>>()?,
            backing: suite.backing()?,
            waiting: qerun_reserve::state::WAITING
                .range(&*reserve, None, None, up)
                .collect::<Result<_, _>>()?,
            returned: state::WOUND_DOWN
                .range(&*market, None, None, up)
                .collect::<Result<_, _>>()?,
            earmark: suite.earmark()?,
            write_offs: state::WRITE_OFFS.may_load(&*market)?.unwrap_or_default(),
            history,
        })
    }

    /// Claims of positions, and what is owed.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let claims = self.positions.iter().map(|(_, p)| &p.claim);
        claims.chain(self.owed.iter().map(|(_, c)| c))
    }

    /// What positions and owed claims have in a batch, stablecoins in.
    pub fn claimed_of(&self, batch: u64) -> Uint128 {
        let parts = self.claims().flat_map(|c| c.batches.iter());
        let of = parts.filter(|(id, _)| *id == batch);
        of.map(|(_, amount)| *amount).sum()
    }
}
