//! What a pause rule may send: `pause` or `halt`, which stop something, `unpause` or `resume`, which end that, and
//! `revert_asset`, which takes back a change of governance. A rule with any other message is refused.

use cosmwasm_schema::cw_serde;
use serde::{Deserialize, Deserializer};

/// The message of a rule that stops or takes back something. A message with other fields is refused.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum PauseMsg {
    /// Stops actions for a time; it ends by itself.
    Pause {
        /// The actions, for a contract that has several; without the field for one that has not.
        #[serde(
            default,
            deserialize_with = "given",
            skip_serializing_if = "Option::is_none"
        )]
        actions: Option<Vec<String>>,
        /// Seconds from now.
        duration: u64,
    },
    /// Stops the use of a price until `resume`.
    Halt {
        /// Id of the asset in the oracle.
        asset: String,
    },
    /// Puts back the sources and guards that were in force before the last change of a price. Nothing ends it: governance
    /// may change them again at once.
    RevertAsset {
        /// Id of the asset in the oracle.
        asset: String,
    },
}

/// The message that ends what a [`PauseMsg`] stopped. A message with other fields is refused.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum EndMsg {
    /// Ends a pause early.
    Unpause {
        /// The actions, for a contract that has several; without the field for one that has not.
        #[serde(
            default,
            deserialize_with = "given",
            skip_serializing_if = "Option::is_none"
        )]
        actions: Option<Vec<String>>,
    },
    /// Ends a halt.
    Resume {
        /// Id of the asset in the oracle.
        asset: String,
    },
}

/// A field that may be missing, but cannot be null: a contract without it would refuse it, one with it needs a list.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}
