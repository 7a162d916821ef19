//! What each message does, and where DAO DAO's page offers the same but the timelock's ownership refuses it.

use qerun_messages::timelock::{GENESIS_CLASSES, RECOMMENDED_CLASSES};

use super::deployed::{kind, MEMBER};

/// A message that only the timelock can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As in `--message`: `market`, `reserve`, ...; [`MEMBER`] for the members' vesting contracts.
    pub contract: &'static str,
    /// The execute message's one key.
    pub key: &'static str,
    /// Shown to voters.
    pub description: &'static str,
    /// The action of DAO DAO's page that looks like it and fails.
    pub page_action: Option<&'static str>,
}

const STAKING: Option<&str> = Some("Update staking configuration");
const REWARDS: Option<&str> = Some("Rewards distributions: hook of the staking contract");
const MINT: Option<&str> = Some("Mint tokens");

/// Contract, key, description, the page's action.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const DESCRIPTIONS: &[Row] = &[
    (
        "token",
        "update_marketing",
        "project, description and marketing account of QER",
        None,
    ),
    ("token", "upload_logo", "logo of QER", None),
    (
        "token",
        "mint",
        "new QER, within the yearly bound of the deployment",
        MINT,
    ),
    (
        "token",
        "update_minter",
        "who may mint, or nobody for good",
        None,
    ),
    (
        "token",
        "add_burner",
        "who may burn QER: the reserve, before buyback is switched on",
        None,
    ),
    ("token", "remove_burner", "who may burn QER no more", None),
    ("voting", "set_perk", "a perk and what it takes", None),
    ("voting", "remove_perk", "the end of a perk", None),
    ("voting", "pause", "no staking for a time", None),
    ("voting", "unpause", "staking goes on", None),
    (
        "voting",
        "update_params",
        "half-life of reputation, gas of hooks",
        None,
    ),
    (
        "voting",
        "update_tiers",
        "one more tier of stake, above the last",
        STAKING,
    ),
    (
        "voting",
        "update_config",
        "unbonding of the lowest tier",
        STAKING,
    ),
    (
        "voting",
        "add_hook",
        "a receiver of stake changes, as a rewards distributor",
        REWARDS,
    ),
    (
        "voting",
        "remove_hook",
        "a receiver is told of stakes no more",
        REWARDS,
    ),
    ("voting", "set_guardian", "who may pause staking", None),
    ("oracle", "halt", "a price is refused from now on", None),
    ("oracle", "poke", "prices are read anew", None),
    (
        "oracle",
        "set_asset",
        "an asset: sources and guards of its price",
        None,
    ),
    ("oracle", "resume", "the end of a halt", None),
    (
        "oracle",
        "revert_asset",
        "the return to the price sources before the last change",
        None,
    ),
    ("oracle", "remove_asset", "an idle asset is forgotten", None),
    ("oracle", "set_guardian", "who may halt prices", None),
    (
        "market",
        "pause",
        "none of what it names of supplying, borrowing and withdrawing under debt, for a time",
        None,
    ),
    (
        "market",
        "fund_insurance",
        "stablecoins of the treasury go into the insurance",
        None,
    ),
    ("market", "unpause", "what it names goes on", None),
    (
        "market",
        "open_borrowing",
        "borrowing begins, for good: the market tells what is missing",
        None,
    ),
    (
        "market",
        "update_params",
        "risk parameters of lending and liquidation: one step a day",
        None,
    ),
    (
        "market",
        "set_perk",
        "the perk with which a borrower contributes less",
        None,
    ),
    ("market", "set_barred", "who may not borrow", None),
    ("market", "set_guardian", "who may pause lending", None),
    ("reserve", "pause", "no purchases for a time", None),
    ("reserve", "unpause", "purchases go on", None),
    (
        "reserve",
        "open_buyback",
        "buyback begins, for good: the reserve tells what is missing",
        None,
    ),
    (
        "reserve",
        "update_params",
        "bounds of purchases, storefront, buyback: one step a day",
        None,
    ),
    (
        "reserve",
        "update_route",
        "timeouts and far end of the way to the DEX chain",
        None,
    ),
    (
        "reserve",
        "resolve",
        "the outcome of an order whose callback did not run",
        None,
    ),
    (
        "reserve",
        "close_lost",
        "an order that never ends is given up",
        None,
    ),
    (
        "reserve",
        "wind_down",
        "a batch that cannot buy is settled in stablecoins",
        None,
    ),
    (
        "reserve",
        "spend",
        "ETH of the protocol's own, never of claims",
        None,
    ),
    ("reserve", "set_guardian", "who may pause purchases", None),
    (
        "emissions",
        "set_rate",
        "which part of its schedule a stream of rewards pays from now on",
        None,
    ),
    (
        "vesting",
        "cancel",
        "a member's vesting ends: paid is what has vested, the rest is the treasury's",
        None,
    ),
    ("timelock", "set_classes", "the class of messages", None),
    (
        "timelock",
        "set_spend_limit",
        "up to where spending is not critical",
        None,
    ),
    ("timelock", "set_pause", "what the guardian may pause", None),
    (
        "timelock",
        "update_params",
        "delays, bonds and windows: one step a day",
        None,
    ),
    ("timelock", "set_dao", "another DAO", None),
    (
        "timelock",
        "set_guardian",
        "another guardian, who cannot veto that",
        None,
    ),
    (
        "timelock",
        "set_steward",
        "another steward; the dates stay",
        None,
    ),
    (
        "timelock",
        "advance_stage",
        "the next stage before its date",
        None,
    ),
];

/// A message with its description, which is empty if we have none.
#[must_use]
pub fn entry(contract: &'static str, key: &'static str) -> Entry {
    // The page knows the DAO's own voting only.
    let action = row(contract, key).filter(|row| row.0 == contract);
    Entry {
        contract,
        key,
        description: description(contract, key),
        page_action: action.and_then(|row| row.3),
    }
}

fn row(contract: &str, key: &str) -> Option<&'static Row> {
    let mut rows = DESCRIPTIONS.iter();
    rows.find(|row| (row.0, row.1) == (kind(contract), key))
}

/// What a message does; empty if we do not know it.
#[must_use]
pub fn description(contract: &str, key: &str) -> &'static str {
    row(contract, key).map_or("", |row| row.2)
}

/// Every message that a deployment registers, then the critical ones; those of the second voting contract are the last of
/// either.
#[must_use]
pub fn all() -> Vec<Entry> {
    let registered = RECOMMENDED_CLASSES.iter().chain(&GENESIS_CLASSES);
    let mut list: Vec<Entry> = registered.map(|row| entry(listed(row.0), row.1)).collect();
    for (contract, key, ..) in DESCRIPTIONS {
        let contract = &listed(contract);
        let known = list
            .iter()
            .any(|one| (one.contract, one.key) == (*contract, *key));
        // What our contracts do not know yet is left out.
        if !known && super::message::has_message(contract, key) {
            list.push(entry(contract, key));
        }
    }
    let of_voting: Vec<&str> = list
        .iter()
        .filter(|one| one.contract == "voting")
        .map(|one| one.key)
        .collect();
    let second = |key| entry("liquidity_voting", key);
    list.extend(of_voting.into_iter().map(second));
    list
}

/// A contract of the tables as a list names it.
fn listed(contract: &'static str) -> &'static str {
    match contract {
        "vesting" => MEMBER,
        other => other,
    }
}
