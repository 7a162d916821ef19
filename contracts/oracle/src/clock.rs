//! How long a record has been live, and from when on it is good for liquidations. Pure.

use qerun_messages::oracle::{Policy, PriceRecord, Status};

/// The record with its uptime counted up to `now`. Whatever changes its status, its life or its figures begins here, so
/// that no second of the old state is counted by the new one.
pub fn bring_forward(record: PriceRecord, now: u64) -> PriceRecord {
    PriceRecord {
        uptime: record.uptime_at(now),
        updated_at: now,
        ..record
    }
}

/// The end of the grace of a record that is written now over `published`: a new grace begins when there was none to rely
/// on, because it is the first, the last one had expired, or its halt has ended. One that runs is never shortened.
pub fn grace_ends(published: Option<&PriceRecord>, halted: bool, policy: &Policy, now: u64) -> u64 {
    let begun = now.saturating_add(policy.grace);
    match published {
        None => begun,
        Some(last) if now > last.expires => last.grace_ends.max(begun),
        Some(last) if last.status == Status::Halted && !halted => last.grace_ends.max(begun),
        Some(last) => last.grace_ends,
    }
}

/// The record of sources and guards that were put back: nobody takes new risk at what the others reported, and nobody is
/// liquidated at it before the grace is over. A halt stays.
pub fn distrust(record: PriceRecord, policy: &Policy, now: u64) -> PriceRecord {
    let record = degrade(record, now);
    PriceRecord {
        grace_ends: record.grace_ends.max(now.saturating_add(policy.grace)),
        ..record
    }
}

/// A live record as a degraded one; its figures and age stay. Others stay as they are.
pub fn degrade(record: PriceRecord, now: u64) -> PriceRecord {
    match record.status {
        Status::Live => PriceRecord {
            status: Status::Degraded,
            ..bring_forward(record, now)
        },
        Status::Degraded | Status::Halted => record,
    }
}
