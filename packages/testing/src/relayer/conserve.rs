//! No coin is made or lost between the chains.

use std::collections::BTreeSet;

use anyhow::{bail, Result};
use cosmwasm_std::Uint128;

use super::{Network, Pending, Side, Stage};
use crate::ibc;

impl Network {
    /// Ensures for every channel and denom that escrow on one chain equals the vouchers on
    /// the other plus what is on the way. Nothing may be sent to escrow accounts by hand.
    ///
    /// # Errors
    /// The first denom that does not add up.
    pub fn ensure_conservation(&self) -> Result<()> {
        let pending = self.pending()?;
        for side in [Side::Home, Side::Dex] {
            for id in ibc::channels(self.chain(side).app.storage())? {
                self.ensure_channel(side, &id, &pending)?;
            }
        }
        Ok(())
    }

    /// What `side` sent out over one channel.
    fn ensure_channel(&self, side: Side, id: &str, pending: &[Pending]) -> Result<()> {
        let (here, there) = (self.chain(side), self.chain(side.other()));
        let far = ibc::channel(here.app.storage(), id)?.counterparty;
        let hop = format!("{}/{far}/", ibc::PORT);
        let escrow = here.escrow(id)?;

        let mut paths = BTreeSet::new();
        #[allow(deprecated)]
        for coin in here.app.wrap().query_all_balances(&escrow)? {
            paths.insert(ibc::full_path(here.app.storage(), &coin.denom)?);
        }
        for trace in ibc::traces(there.app.storage())? {
            if let Some(path) = trace.strip_prefix(&hop) {
                paths.insert(path.to_owned());
            }
        }

        for path in paths {
            let voucher_path = format!("{hop}{path}");
            let escrowed = here.balance(&escrow, &ibc::local_denom(&path))?;
            let mut expected = there.supply(&ibc::local_denom(&voucher_path))?;
            for item in pending {
                let data = item.data()?;
                let out =
                    (item.id.from, item.id.channel.as_str()) == (side, id) && data.denom == path;
                let back = (item.id.from, item.id.channel.as_str()) == (side.other(), &far)
                    && data.denom == voucher_path;
                let settled = match &item.stage {
                    Stage::Received(ack) => ibc::is_success(ack)?,
                    Stage::Sent | Stage::Expired => false,
                };
                if (out || back) && !settled {
                    expected += data.amount;
                }
            }
            if escrowed != expected {
                bail!("{side:?} {id}: {escrowed} {path} in escrow, {expected} out or on the way");
            }
        }
        Ok(())
    }

    /// Supply of a denom of `side` outside of a channel's escrow, plus its vouchers over
    /// that channel: what holders can spend.
    pub fn circulating(&self, side: Side, denom: &str, channel: &str) -> Result<Uint128> {
        let here = self.chain(side);
        let far = ibc::channel(here.app.storage(), channel)?.counterparty;
        let path = ibc::full_path(here.app.storage(), denom)?;
        let vouchers = self
            .chain(side.other())
            .supply(&ibc::voucher_denom(&far, &path))?;
        let escrow = here.balance(&here.escrow(channel)?, denom)?;
        Ok(here.supply(denom)? - escrow + vouchers)
    }
}
