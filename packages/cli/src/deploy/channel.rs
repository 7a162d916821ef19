//! The channel of the plan, before anything is sent.

use super::engine::Engine;
use super::{DeployError, Side};

impl Engine<'_> {
    /// Refuses a channel that does not exist, is closed or leads elsewhere: every denom follows from it.
    pub(super) fn ensure_channel(&self) -> Result<(), DeployError> {
        let (route, chains) = (&self.plan.route, &self.plan.chain);
        for (side, channel, other_side, other, chain_id) in [
            (
                Side::Home,
                &route.home_channel,
                Side::Dex,
                &route.dex_channel,
                &chains.dex.chain_id,
            ),
            (
                Side::Dex,
                &route.dex_channel,
                Side::Home,
                &route.home_channel,
                &chains.home.chain_id,
            ),
        ] {
            let wrong = |reason: String| DeployError::Channel {
                side,
                channel: channel.clone(),
                reason,
            };
            let end = self.chain_ref(side).channel(channel)?;
            let end = end.ok_or_else(|| wrong("does not exist".to_owned()))?;
            if !end.open {
                return Err(wrong("is not open".to_owned()));
            }
            if end.counterparty_channel != *other {
                return Err(wrong(format!("leads to {}", end.counterparty_channel)));
            }
            if end.client_chain.as_ref().is_some_and(|id| id != chain_id) {
                let id = end.client_chain.unwrap_or_default();
                return Err(wrong(format!("leads to the chain {id}")));
            }
            if let Some(block) = end.client_block {
                let there = self.chain_ref(other_side).app_hash(block.height)?;
                if there.is_some_and(|app_hash| app_hash != block.app_hash) {
                    let text = format!("leads to another chain that calls itself {chain_id}");
                    return Err(wrong(text));
                }
            }
        }
        Ok(())
    }
}
