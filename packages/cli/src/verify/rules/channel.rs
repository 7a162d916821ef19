//! One open channel between the two chains, the same for reserve and outpost.

use qerun_messages::ibc::TRANSFER_PORT;

use crate::verify::{Audit, Facts};
use qerun_chain::ChannelEnd;

/// The version of a transfer channel.
const VERSION: &str = "ics20-1";

/// Where an end is to lead.
struct Other<'a> {
    channel: &'a str,
    chain: &'a str,
    /// Its app hash at the height that the end's light client knows.
    app_hash: Option<&'a [u8]>,
}

pub fn check(audit: &mut Audit, facts: &Facts) {
    let home = facts.reserve.config.route.channel.as_str();
    let dex = facts.far_channel();
    let (ends, blocks) = (&facts.channel, &facts.client_blocks);
    let to_dex = Other {
        channel: dex,
        chain: &facts.dex.chain_id,
        app_hash: blocks.home.as_deref(),
    };
    let to_home = Other {
        channel: home,
        chain: &facts.home.chain_id,
        app_hash: blocks.dex.as_deref(),
    };
    for (side, id, found, other) in [
        ("home", home, &ends.home, to_dex),
        ("dex", dex, &ends.dex, to_home),
    ] {
        audit.must(found.is_some(), "channel", || {
            format!("{side} has no channel {id}")
        });
        if let Some(found) = found {
            let end = format!("{id} of {side}");
            transfers(audit, &end, found, &other);
            client(audit, &end, found, &other);
        }
    }
}

fn transfers(audit: &mut Audit, end: &str, found: &ChannelEnd, other: &Other<'_>) {
    audit.must(found.open, "channel", || format!("{end} is not open"));
    audit.must(!found.ordered, "channel", || {
        format!("{end} is ordered: one packet that times out closes it")
    });
    audit.must(found.version == VERSION, "channel", || {
        format!("{end} speaks {}, not {VERSION}", found.version)
    });
    let (port, channel) = (&found.counterparty_port, &found.counterparty_channel);
    let leads = channel == other.channel && port == TRANSFER_PORT;
    audit.must(leads, "channel", || {
        let wanted = other.channel;
        format!("{end} leads to {port}/{channel}, not to {TRANSFER_PORT}/{wanted}")
    });
}

/// Its light client follows the other chain, and not one that somebody has given the same name: whoever makes the blocks of
/// such a chain takes what is sent there. Not found is one whose makers have copied the app hash of the real chain into the block
/// that is looked at.
fn client(audit: &mut Audit, end: &str, found: &ChannelEnd, other: &Other<'_>) {
    let (follows, chain) = (found.client_chain.as_deref(), other.chain);
    audit.must(follows.is_some(), "channel", || {
        format!("{end} stands on a light client of a kind that names no chain")
    });
    let named = follows.is_none_or(|found| found == chain);
    audit.must(named, "channel", || {
        let follows = follows.unwrap_or_default();
        format!("{end} leads to the chain {follows}")
    });
    let block = found.client_block.as_ref();
    let known = block.zip(other.app_hash);
    audit.should(known.is_some() || follows.is_none(), "channel", || {
        let height = block.map_or("none".to_owned(), |block| block.height.to_string());
        format!(
            "whether {end} leads to this {chain} is not known: of the block that its light client knows, {height}, the \
             node knows nothing; ask one that keeps all blocks"
        )
    });
    let same = known.is_none_or(|(block, app_hash)| block.app_hash == app_hash);
    audit.must(same, "channel", || {
        let height = block.map_or(0, |block| block.height);
        format!("{end} leads to another chain that calls itself {chain}: its block {height} has another state")
    });
}
