//! The registry and the pauses with which a deployment starts. A message that is not in the registry is critical.

use super::Class::{self, Routine, Sensitive};

/// Floors of the delays of routine, sensitive and critical, seconds; `verify` reports a deployment with lower ones.
pub const RECOMMENDED_FLOORS: [u64; 3] = [43_200, 172_800, 432_000];

/// The registry: contract, message key, class.
///
/// Routine is what neither money nor risk depends on, and whatever stops something. Sensitive are risk parameters,
/// price sources, the IBC route, spending of the reserve, ending a pause, and the milestones that open
/// borrowing and buyback. Missing here, and
/// therefore critical, are supply, burners, ownership, guardians, admins, new tiers, removing an asset from the
/// oracle, and hooks of voting: without the receiver of a distributor, or in another order, newcomers are paid for the past.
pub const RECOMMENDED_CLASSES: [(&str, &str, Class); 29] = [
    ("token", "update_marketing", Routine),
    ("token", "upload_logo", Routine),
    ("voting", "set_perk", Routine),
    ("voting", "remove_perk", Routine),
    ("voting", "pause", Routine),
    ("voting", "unpause", Sensitive),
    ("voting", "update_params", Sensitive),
    ("voting", "update_config", Sensitive),
    ("oracle", "halt", Routine),
    ("oracle", "poke", Routine),
    ("oracle", "set_asset", Sensitive),
    ("oracle", "revert_asset", Sensitive),
    ("oracle", "resume", Sensitive),
    ("market", "pause", Routine),
    ("market", "fund_insurance", Routine),
    ("market", "unpause", Sensitive),
    ("market", "open_borrowing", Sensitive),
    ("market", "update_params", Sensitive),
    ("market", "set_perk", Sensitive),
    ("market", "set_barred", Sensitive),
    ("reserve", "pause", Routine),
    ("reserve", "unpause", Sensitive),
    ("reserve", "open_buyback", Sensitive),
    ("reserve", "update_params", Sensitive),
    ("reserve", "update_route", Sensitive),
    ("reserve", "resolve", Sensitive),
    ("reserve", "close_lost", Sensitive),
    ("reserve", "wind_down", Sensitive),
    ("reserve", "spend", Sensitive),
];

/// The same for contracts that only some deployments have, and of which one may have several: emissions, and the members'
/// vesting contracts. The rows of `voting` are also those of a second voting contract, over an LP token.
pub const GENESIS_CLASSES: [(&str, &str, Class); 2] = [
    ("emissions", "set_rate", Routine),
    ("vesting", "cancel", Sensitive),
];

/// A pause rule whose contract is given by name, see [`super::PauseRule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecommendedPause {
    /// Name of the contract, as in the deployment's addresses.
    pub contract: &'static str,
    /// Name of the rule.
    pub id: &'static str,
    /// The message that pauses, JSON.
    pub pause: &'static str,
    /// The message that ends it, if it does not end by itself, JSON.
    pub end: Option<&'static str>,
    /// Seconds after which the pause is over.
    pub duration: u64,
    /// Seconds after its end in which none of its effects can be paused again.
    pub cool_down: u64,
    /// Ids of what it stops.
    pub effects: &'static [&'static str],
}

const HOUR: u64 = 3_600;
const WEEK: u64 = 604_800;

/// The pauses of the guardian with which a deployment starts. Each lasts a week, time for a decision of a few days;
/// in the week after it nothing that it stopped can be paused again. A price that was halted comes back when anyone
/// sends `end_pause`. Borrowing and withdrawing under a debt need the prices of QER and of the stablecoin, purchases
/// those of ETH and the stablecoin.
pub const RECOMMENDED_PAUSES: [RecommendedPause; 6] = [
    RecommendedPause {
        contract: "market",
        id: "market",
        pause: r#"{"pause":{"actions":["supply","borrow","withdraw_collateral"],"duration":604800}}"#,
        end: None,
        duration: WEEK,
        cool_down: WEEK,
        effects: &["supply", "borrow", "withdraw"],
    },
    RecommendedPause {
        contract: "reserve",
        id: "purchases",
        pause: r#"{"pause":{"duration":604800}}"#,
        end: None,
        duration: WEEK,
        cool_down: WEEK,
        effects: &["purchases"],
    },
    RecommendedPause {
        contract: "voting",
        id: "staking",
        pause: r#"{"pause":{"duration":604800}}"#,
        end: None,
        duration: WEEK,
        cool_down: WEEK,
        effects: &["stake"],
    },
    RecommendedPause {
        contract: "oracle",
        id: "price-qer",
        pause: r#"{"halt":{"asset":"qer"}}"#,
        end: Some(r#"{"resume":{"asset":"qer"}}"#),
        duration: WEEK,
        cool_down: WEEK,
        effects: &["borrow", "withdraw"],
    },
    RecommendedPause {
        contract: "oracle",
        id: "price-eth",
        pause: r#"{"halt":{"asset":"eth"}}"#,
        end: Some(r#"{"resume":{"asset":"eth"}}"#),
        duration: WEEK,
        cool_down: WEEK,
        effects: &["purchases"],
    },
    RecommendedPause {
        contract: "oracle",
        id: "price-usdc",
        pause: r#"{"halt":{"asset":"usdc"}}"#,
        end: Some(r#"{"resume":{"asset":"usdc"}}"#),
        duration: WEEK,
        cool_down: WEEK,
        effects: &["borrow", "withdraw", "purchases"],
    },
];

/// The rules by which the guardian returns to the sources of before a change, one for each price. The oracle takes it for a
/// week after a change, once. It stops new risk and liquidations until a price passes the guards and for the grace, at
/// most an hour: that is its duration. Its effects are its own, so that the guardian can halt a price as well, and what
/// it reverts takes no pause from it.
pub const RECOMMENDED_REVERTS: [RecommendedPause; 3] = [
    RecommendedPause {
        contract: "oracle",
        id: "sources-qer",
        pause: r#"{"revert_asset":{"asset":"qer"}}"#,
        end: None,
        duration: HOUR,
        cool_down: WEEK,
        effects: &["sources-qer"],
    },
    RecommendedPause {
        contract: "oracle",
        id: "sources-eth",
        pause: r#"{"revert_asset":{"asset":"eth"}}"#,
        end: None,
        duration: HOUR,
        cool_down: WEEK,
        effects: &["sources-eth"],
    },
    RecommendedPause {
        contract: "oracle",
        id: "sources-usdc",
        pause: r#"{"revert_asset":{"asset":"usdc"}}"#,
        end: None,
        duration: HOUR,
        cool_down: WEEK,
        effects: &["sources-usdc"],
    },
];
