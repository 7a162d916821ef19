//! Applies new guards to the record in force.

use qerun_messages::oracle::{Policy, PriceRecord, Status};

use crate::combine::agree;

/// The record as the new guards leave it. A shorter life binds it at once, a longer one only what is written from now on.
/// A live one is degraded when a figure of it lies outside the new bounds, or when bid and ask are further apart than
/// the new deviation allows: the next price may take a while, and until then nobody should take new risk at one that
/// governance has just ruled out.
///
/// A clamped bid can lie below what the sources reported. Then this errs on the side of caution, until their next price.
pub fn tighten(record: PriceRecord, old: &Policy, new: &Policy) -> PriceRecord {
    let PriceRecord { bid, mid, ask, .. } = record;
    let outside = bid < new.min_price || ask > new.max_price;
    let disagrees =
        new.max_deviation < old.max_deviation && !agree(bid, ask, mid, new.max_deviation);
    PriceRecord {
        expires: record.expires.min(record.as_of.saturating_add(new.max_age)),
        status: match record.status {
            Status::Live if outside || disagrees => Status::Degraded,
            other => other,
        },
        ..record
    }
}
