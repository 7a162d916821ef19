//! What a pause rule may send: two messages that stop something and the two that end it, as our contracts and the
//! oracle have them. Anything else is no pause.

use cosmwasm_schema::cw_serde;
use serde::{Deserialize, Deserializer};

/// The message of a rule that stops something. Unknown fields are refused.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum PauseMsg {
    /// Ends by itself.
    Pause {
        /// Which actions, where the contract has several to pause.
        #[serde(
            default,
            deserialize_with = "given",
            skip_serializing_if = "Option::is_none"
        )]
        actions: Option<Vec<String>>,
        /// Seconds.
        duration: u64,
    },
    /// Lasts until it is ended.
    Halt {
        /// Of which price.
        asset: String,
    },
}

/// The message that ends what a [`PauseMsg`] stopped. Unknown fields are refused.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum EndMsg {
    /// Ends a pause early.
    Unpause {
        /// Which actions, where the contract has several to pause.
        #[serde(
            default,
            deserialize_with = "given",
            skip_serializing_if = "Option::is_none"
        )]
        actions: Option<Vec<String>>,
    },
    /// Ends a halt.
    Resume {
        /// Of which price.
        asset: String,
    },
}

/// A field that may be missing, but is no null: contracts without it refuse it, those with it want a list.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}
