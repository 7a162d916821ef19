//! The registry that a deployment starts with. What is not here is critical.

use super::Class::{self, Routine, Sensitive};

/// Delay floors, routine, sensitive and critical, below which `verify` reports a deployment.
pub const RECOMMENDED_FLOORS: [u64; 3] = [43_200, 172_800, 432_000];

/// Contract of ours, message key, class.
///
/// Routine: what no money or risk depends on, and stopping something. Sensitive: risk parameters,
/// price sources, the IBC route, spending of the reserve, hooks of voting, ending a pause.
/// Missing, and so critical: supply, burners, ownership, guardians, admins, new tiers, forgetting an asset.
pub const RECOMMENDED_CLASSES: [(&str, &str, Class); 28] = [
    ("token", "update_marketing", Routine),
    ("token", "upload_logo", Routine),
    ("voting", "set_perk", Routine),
    ("voting", "remove_perk", Routine),
    ("voting", "pause", Routine),
    ("voting", "unpause", Sensitive),
    ("voting", "update_params", Sensitive),
    ("voting", "update_config", Sensitive),
    ("voting", "add_hook", Sensitive),
    ("voting", "remove_hook", Sensitive),
    ("oracle", "halt", Routine),
    ("oracle", "poke", Routine),
    ("oracle", "set_asset", Sensitive),
    ("oracle", "resume", Sensitive),
    ("market", "pause", Routine),
    ("market", "fund_insurance", Routine),
    ("market", "unpause", Sensitive),
    ("market", "update_params", Sensitive),
    ("market", "set_perk", Sensitive),
    ("market", "set_barred", Sensitive),
    ("reserve", "pause", Routine),
    ("reserve", "unpause", Sensitive),
    ("reserve", "update_params", Sensitive),
    ("reserve", "update_route", Sensitive),
    ("reserve", "resolve", Sensitive),
    ("reserve", "close_lost", Sensitive),
    ("reserve", "wind_down", Sensitive),
    ("reserve", "spend", Sensitive),
];

/// A pause rule by the name of its contract, see [`super::PauseRule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecommendedPause {
    /// Contract of ours.
    pub contract: &'static str,
    /// The rule's name.
    pub id: &'static str,
    /// The message that pauses, JSON.
    pub pause: &'static str,
    /// The message that ends it, if it does not end by itself, JSON.
    pub end: Option<&'static str>,
    /// Seconds.
    pub duration: u64,
    /// Seconds from its end.
    pub cool_down: u64,
    /// What it stops.
    pub effects: &'static [&'static str],
}

const WEEK: u64 = 604_800;

/// The pauses of the guardian that a deployment starts with: a week, and then nothing that stops the same for a week.
/// Time for a decision of a few days; a price that was halted comes back when anyone sends `end_pause`. Borrowing and
/// withdrawing under a debt need the prices of QER and of the stablecoin, purchases those of ETH and the stablecoin.
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
