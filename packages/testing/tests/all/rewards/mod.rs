//! Emissions over voting and the official dao-rewards-distributor 2.6.0, and the official staking contracts beside ours.

mod any_order;
mod equal_shares;
mod first_staker;
mod four_years;
mod funding;
mod model;
mod order;
mod outage;
mod setup;
mod whole_units;
