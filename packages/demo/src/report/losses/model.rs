//! The figures of liquidations, write-offs and sales. Amounts are whole tokens, or US dollars where the name ends in `_usd`.

use cosmwasm_std::{Decimal, SignedDecimal};
use serde::{Deserialize, Serialize};

/// Liquidations, losses and sales over the whole run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Losses {
    /// The crash, if the run has one.
    pub crash: Option<CrashRow>,
    /// One entry a liquidation, in order.
    pub liquidations: Vec<LiquidationRow>,
    /// What was written off, and who bore it.
    pub written_off: WrittenOff,
    /// Debt written off against earmarked ETH that is not sold yet, stablecoins.
    pub deficit: Decimal,
    /// ETH that is set aside for it.
    pub earmarked_eth: Decimal,
    /// What a supplied stablecoin was worth just before the crash, in stablecoins; none without a crash.
    pub share_price_before: Option<Decimal>,
    /// What it is worth at the end.
    pub share_price: Decimal,
    /// One entry a sale of the reserve's own ETH, in order.
    pub sales: Vec<SaleRow>,
    /// One entry a keeper.
    pub keepers: Vec<KeeperRow>,
}

/// A fall within an hour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrashRow {
    /// The day that it belongs to.
    pub date: String,
    /// The part of QER's price that is lost.
    pub qer_fall: Decimal,
    /// The part of ETH's price that is lost.
    pub eth_fall: Decimal,
    /// The fall of QER that the stress bound covers.
    pub stress_qer_fall: Decimal,
    /// The fall of ETH that the stress bound covers.
    pub stress_eth_fall: Decimal,
    /// All debt just before it, stablecoins.
    pub debt: Decimal,
    /// The insurance just before it, stablecoins.
    pub insurance: Decimal,
    /// The reserve's own ETH just before it.
    pub own_eth: Decimal,
}

/// One liquidation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiquidationRow {
    /// The day.
    pub date: String,
    /// Whose position.
    pub borrower: String,
    /// Who liquidated it.
    pub keeper: String,
    /// Before, by QER alone at the liquidation price.
    pub health: Decimal,
    /// The bonus on QER.
    pub bonus: Decimal,
    /// Stablecoins repaid.
    pub repaid: Decimal,
    /// QER paid to the keeper.
    pub qer: Decimal,
    /// ETH of the claim, paid at once.
    pub eth: Decimal,
    /// Stablecoins of the claim: paid at once, or pending and owed.
    pub stable: Decimal,
    /// Worth of what was paid beyond what was repaid, at the liquidation prices. Negative never but by rounding.
    pub bonus_usd: SignedDecimal,
    /// Debt written off with it, stablecoins.
    pub written_off: Decimal,
    /// What the insurance paid of that.
    pub insurance: Decimal,
    /// What is booked of it against the reserve's own ETH.
    pub earmarked: Decimal,
    /// What the suppliers bore of it.
    pub suppliers: Decimal,
}

/// What was written off over the run, stablecoins: `debt = insurance + earmarked + suppliers`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenOff {
    /// Debt for which nothing was left to seize, and sales below the booked value.
    pub debt: Decimal,
    /// Paid by the insurance.
    pub insurance: Decimal,
    /// Booked against the reserve's own ETH.
    pub earmarked: Decimal,
    /// Borne by the suppliers.
    pub suppliers: Decimal,
    /// What earmarked ETH was sold for so far.
    pub proceeds: Decimal,
    /// What sales brought beyond the booked value.
    pub recovered: Decimal,
}

/// Which of the two sales.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaleKind {
    /// Earmarked ETH for stablecoins into the deficit.
    #[default]
    Storefront,
    /// Surplus ETH for QER that is burned.
    Buyback,
}

impl SaleKind {
    /// In words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Storefront => "storefront",
            Self::Buyback => "buyback",
        }
    }
}

/// A sale of the reserve's own ETH.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleRow {
    /// The day.
    pub date: String,
    /// Which of the two.
    pub kind: SaleKind,
    /// Who bought.
    pub buyer: String,
    /// ETH sold.
    pub eth: Decimal,
    /// US dollars per ETH.
    pub price: Decimal,
    /// Storefront: stablecoins into the deficit. Buyback: QER burned.
    pub paid: Decimal,
}

/// A keeper over the whole run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeeperRow {
    /// Name in the list of keepers.
    pub name: String,
    /// Stablecoins in the wallet at the start.
    pub capital: Decimal,
    /// Number of liquidations.
    pub liquidations: u64,
    /// Stablecoins repaid in them.
    pub repaid: Decimal,
    /// Bonus by the liquidation prices, before price impact and fees.
    pub bonus_usd: SignedDecimal,
    /// Wallet at the end less capital, after price impact and fees: trades at the storefront included.
    pub profit_usd: SignedDecimal,
}
