//! Size and habits of the crowd.

/// Size and habits of the crowd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrowdParams {
    /// Number of suppliers; the first 6 have names, others numbers.
    pub suppliers: usize,
    /// Number of borrowers; the first 16 have names, others numbers.
    pub borrowers: usize,
    /// A supplier's funds, whole USD, from and to.
    pub supply_usd: (u64, u64),
    /// What a supplier has beyond the funds and supplies only at good rates, percent of the funds.
    pub standby_percent: u64,
    /// A borrower's collateral, whole USD at the first day's price, from and to. Drawn uniformly, which keeps the smallest
    /// borrow above the market's minimum debt.
    pub collateral_usd: (u64, u64),
    /// The part of the collateral that is deposited on arrival, percent; the rest is added later.
    pub first_deposit_percent: u64,
    /// Stablecoins for repaying, percent of the collateral's USD value. A borrower is paid out half of the debt, so
    /// closing takes the other half and the interest out of these.
    pub savings_percent: u64,
    /// The first part of the days, percent, within which all borrowers arrive.
    pub arrival_percent: u64,
    /// Chance a day that a borrower borrows up to the target again, percent.
    pub borrow_again_percent: u32,
    /// Chance a day of repaying 10-50 % of the debt, percent.
    pub repay_percent: u32,
    /// Chance a day of depositing half of the collateral that is left, percent.
    pub top_up_percent: u32,
    /// Chance a day that a supplier withdraws 10-40 %, percent.
    pub withdraw_percent: u32,
    /// How many of every four borrowers close their positions before the end.
    pub closers_of_four: usize,
}

impl Default for CrowdParams {
    fn default() -> Self {
        Self {
            suppliers: 4,
            borrowers: 12,
            supply_usd: (30_000, 55_000),
            standby_percent: 150,
            collateral_usd: (5_000, 60_000),
            first_deposit_percent: 70,
            savings_percent: 60,
            arrival_percent: 35,
            borrow_again_percent: 12,
            repay_percent: 2,
            top_up_percent: 3,
            withdraw_percent: 2,
            closers_of_four: 2,
        }
    }
}
