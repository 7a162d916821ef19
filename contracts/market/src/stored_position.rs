//! A position as it is stored: QER and debt without names, and by short names what many positions do not have. Whatever
//! moves money in it writes the record, at 30 gas a byte. The names and the order are the format, so a change of them is a
//! change of the records.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;
use qerun_math::DebtShares;

use crate::state::{Claim, Position};

/// QER pledged, debt shares, and the rest.
pub type StoredPosition = (Uint128, DebtShares, Rest);

/// The claim, the scale of the debt, the height of the last borrow, and whether the account is barred.
#[cw_serde]
pub struct Rest {
    #[serde(default, skip_serializing_if = "Uint128::is_zero")]
    e: Uint128,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    b: Vec<(u64, Uint128)>,
    #[serde(default, skip_serializing_if = "Uint128::is_zero")]
    s: Uint128,
    #[serde(default, skip_serializing_if = "is_zero")]
    n: u32,
    #[serde(default, skip_serializing_if = "is_zero_u64")]
    h: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    x: bool,
}

impl From<Position> for StoredPosition {
    fn from(p: Position) -> Self {
        let rest = Rest {
            e: p.claim.eth,
            b: p.claim.batches,
            s: p.claim.stable,
            n: p.scale,
            h: p.borrowed_at_height,
            x: p.barred,
        };
        (p.collateral, p.debt_shares, rest)
    }
}

impl From<StoredPosition> for Position {
    fn from((collateral, debt_shares, rest): StoredPosition) -> Self {
        Position {
            collateral,
            debt_shares,
            scale: rest.n,
            claim: Claim {
                eth: rest.e,
                batches: rest.b,
                stable: rest.s,
            },
            borrowed_at_height: rest.h,
            barred: rest.x,
        }
    }
}

fn is_zero_u64(n: &u64) -> bool {
    *n == 0
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}
