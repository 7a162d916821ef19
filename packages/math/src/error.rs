//! What can go wrong in arithmetic.

use cosmwasm_std::{Decimal, Uint128};

/// Why a calculation has no result. Every error leaves the arguments as they were.
#[derive(thiserror::Error, Debug, PartialEq, Eq, Clone)]
pub enum MathError {
    /// The result (never an intermediate, within the stated ranges) does not fit its type.
    #[error("the result of {op} is too large")]
    Overflow {
        /// The function that was called.
        op: &'static str,
    },
    /// A divisor is zero: a price, an index, or a whole of which a part is asked.
    #[error("{op} would divide by zero")]
    DivisionByZero {
        /// The function that was called.
        op: &'static str,
    },
    /// An argument is outside its valid range.
    #[error("{name} must be from {min} to {max}, not {value}")]
    OutOfRange {
        /// The argument.
        name: &'static str,
        /// The smallest valid value; itself valid unless the function says otherwise.
        min: Decimal,
        /// The largest valid value; itself valid unless the function says otherwise.
        max: Decimal,
        /// The refused value.
        value: Decimal,
    },
    /// A part is larger than the whole it is said to belong to.
    #[error("{name}: the part {part} exceeds the whole {whole}")]
    PartExceedsWhole {
        /// The argument that names the part.
        name: &'static str,
        /// The part, in smallest units.
        part: Uint128,
        /// The whole, in smallest units.
        whole: Uint128,
    },
}
