//! Shares of debt and of supply as types of their own, so that the compiler keeps them from amounts and from each
//! other. In JSON, in storage and in the schema they are what `Uint128` is there.

use cosmwasm_std::{OverflowError, Uint128};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number of shares with the arithmetic that makes sense: sums and differences of its own kind. What shares are
/// worth, and how many an amount takes, is said by the functions of this crate alone.
macro_rules! shares {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord,
        )]
        #[serde(transparent)]
        pub struct $name(Uint128);

        impl $name {
            /// So many shares.
            pub const fn new(number: u128) -> Self {
                Self(Uint128::new(number))
            }

            /// No shares.
            pub const fn zero() -> Self {
                Self(Uint128::zero())
            }

            /// How many they are.
            pub const fn u128(self) -> u128 {
                self.0.u128()
            }

            /// Whether there are none.
            pub fn is_zero(&self) -> bool {
                self.0.is_zero()
            }

            /// The sum; an error when it fits no 128 bits.
            pub fn checked_add(self, other: Self) -> Result<Self, OverflowError> {
                self.0.checked_add(other.0).map(Self)
            }

            /// The sum, at most the largest number.
            pub fn saturating_add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }

            /// What is left without `other`; an error when that is more.
            pub fn checked_sub(self, other: Self) -> Result<Self, OverflowError> {
                self.0.checked_sub(other.0).map(Self)
            }

            /// So many shares, for the functions that convert amounts.
            pub(crate) const fn of(number: Uint128) -> Self {
                Self(number)
            }

            /// How many they are, for the functions that convert shares.
            pub(crate) const fn number(self) -> Uint128 {
                self.0
            }
        }

        impl From<$name> for String {
            fn from(shares: $name) -> Self {
                shares.0.into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

shares! {
    /// Shares of the debt, at one scale of the index. Shares of different scales do not add up: bring them to one by
    /// [`scale_shares`](crate::scale_shares) first.
    ///
    /// An amount is no number of shares:
    ///
    /// ```compile_fail,E0308
    /// use cosmwasm_std::{Decimal, Uint128};
    /// qerun_math::debt_ceil(Uint128::new(1), Decimal::one());
    /// ```
    ///
    /// and cannot be added to them:
    ///
    /// ```compile_fail,E0308
    /// use cosmwasm_std::Uint128;
    /// qerun_math::DebtShares::new(1).checked_add(Uint128::new(1));
    /// ```
    DebtShares
}

shares! {
    /// Shares of what suppliers own.
    ///
    /// They are not worth what debt shares are worth, so neither stands for the other:
    ///
    /// ```compile_fail,E0308
    /// use qerun_math::{DebtShares, SupplyShares};
    /// SupplyShares::new(1).checked_add(DebtShares::new(1));
    /// ```
    ///
    /// nor are they compared with an amount:
    ///
    /// ```compile_fail,E0308
    /// use cosmwasm_std::Uint128;
    /// let _ = qerun_math::SupplyShares::new(1) < Uint128::new(1);
    /// ```
    SupplyShares
}
