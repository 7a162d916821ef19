//! One open channel between the two chains, the same for reserve and outpost.

use qerun_messages::ibc::TRANSFER_PORT;

use crate::verify::{Audit, Facts};
use qerun_chain::ChannelEnd;

/// The version of a transfer channel.
const VERSION: &str = "ics20-1";

pub fn check(audit: &mut Audit, facts: &Facts) {
    let home = facts.reserve.config.route.channel.as_str();
    let dex = facts.far_channel();
    end(
        audit,
        "home",
        home,
        facts.channel.home.as_ref(),
        dex,
        &facts.dex.chain_id,
    );
    end(
        audit,
        "dex",
        dex,
        facts.channel.dex.as_ref(),
        home,
        &facts.home.chain_id,
    );
}

fn end(
    audit: &mut Audit,
    side: &str,
    id: &str,
    end: Option<&ChannelEnd>,
    other: &str,
    chain: &str,
) {
    audit.must(end.is_some(), "channel", || {
        format!("{side} has no channel {id}")
    });
    let Some(end) = end else {
        return;
    };
    audit.must(end.open, "channel", || {
        format!("{id} of {side} is not open")
    });
    audit.must(!end.ordered, "channel", || {
        format!("{id} of {side} is ordered: one packet that times out closes it")
    });
    audit.must(end.version == VERSION, "channel", || {
        format!("{id} of {side} speaks {}, not {VERSION}", end.version)
    });
    let leads = end.counterparty_channel == other && end.counterparty_port == TRANSFER_PORT;
    audit.must(leads, "channel", || {
        let (port, channel) = (&end.counterparty_port, &end.counterparty_channel);
        format!("{id} of {side} leads to {port}/{channel}, not to {TRANSFER_PORT}/{other}")
    });
    let follows = end.client_chain.as_deref();
    audit.must(follows.is_some(), "channel", || {
        format!("{id} of {side} stands on a light client of a kind that names no chain")
    });
    audit.must(
        follows.is_none_or(|found| found == chain),
        "channel",
        || {
            format!(
                "{id} of {side} leads to the chain {}",
                follows.unwrap_or_default()
            )
        },
    );
}
