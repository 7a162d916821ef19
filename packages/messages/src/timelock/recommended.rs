//! The registry that a deployment starts with. What is not here is critical.

use super::Class::{self, Routine, Sensitive};

/// Delay floors, routine, sensitive and critical, below which `verify` reports a deployment.
pub const RECOMMENDED_FLOORS: [u64; 3] = [43_200, 172_800, 432_000];

/// Contract of ours, message key, class.
///
/// Routine: what no money or risk depends on. Sensitive: risk parameters, price sources, the IBC
/// route, spending of the reserve, ending a pause. Missing, and so critical: supply, burners,
/// ownership, guardians, admins.
pub const RECOMMENDED_CLASSES: [(&str, &str, Class); 15] = [
    ("token", "update_marketing", Routine),
    ("token", "upload_logo", Routine),
    ("oracle", "halt", Routine),
    ("oracle", "poke", Routine),
    ("oracle", "set_asset", Sensitive),
    ("oracle", "resume", Sensitive),
    ("market", "pause", Routine),
    ("market", "fund_insurance", Routine),
    ("market", "unpause", Sensitive),
    ("market", "update_params", Sensitive),
    ("reserve", "pause", Routine),
    ("reserve", "unpause", Sensitive),
    ("reserve", "update_params", Sensitive),
    ("reserve", "update_route", Sensitive),
    ("reserve", "spend", Sensitive),
];
