//! What a load run comes to.

/// Totals at the end, smallest units.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// Stablecoins of all users.
    pub users_stable: u128,
    /// ETH of all users.
    pub users_eth: u128,
    /// QER of all users.
    pub qer: u128,
    /// Batches bought.
    pub batches: usize,
    /// Orders sent.
    pub orders: usize,
    /// Orders that were refunded and sent again.
    pub refunds: usize,
    /// Stablecoins that bought ETH.
    pub bought_with: u128,
    /// ETH bought.
    pub bought: u128,
    /// The protocol's own ETH.
    pub own_eth: u128,
    /// ETH that rounding down left in claims.
    pub rounding_rest: u128,
}
