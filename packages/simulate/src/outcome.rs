//! What a path led to.

use serde::Serialize;

/// The figures of a path. US dollars, whole tokens, steps of ten minutes.
///
/// Losses are rounded against the protocol (see [`crate::EPSILON`] and [`crate::ROUNDING_UNITS`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Outcome {
    /// Debt that was written off, stablecoins.
    pub written_off: f64,
    /// Of it the suppliers bore this, at once.
    pub supplier_loss: f64,
    /// Of it the insurance paid this.
    pub insurance_used: f64,
    /// Of it this was booked against own ETH.
    pub eth_booked: f64,
    /// Own ETH that was earmarked for that, whole ETH.
    pub eth_earmarked: f64,
    /// What the storefront brought beyond what was booked. What it fell short by is in `written_off` already.
    pub recovered: f64,
    /// The part of it that came back to suppliers, who get no more than they have borne. The rest joined the insurance.
    pub to_suppliers: f64,
    /// What the suppliers would bear besides if everybody who is below health 1 at the end were liquidated then without a
    /// seizure cap, and if earmarked ETH brought what it would be booked at then.
    pub expected_loss: f64,
    /// Booked and not sold yet at the end of the path.
    pub deficit_left: f64,
    /// Liquidations.
    pub liquidations: u32,
    /// Debts that were written off.
    pub write_offs: u32,
    /// What liquidators repaid.
    pub repaid: f64,
    /// QER that they received.
    pub seized: f64,
    /// ETH of claims that they received.
    pub eth_paid: f64,
    /// Stablecoins of claims that they received.
    pub stable_paid: f64,
    /// Their profit after price impact.
    pub liquidators_profit: f64,
    /// Steps in which a position could be liquidated.
    pub unhealthy_steps: u32,
    /// Steps in which a position was worth less than its debt at the oracle's mid: time under water.
    pub insolvent_steps: u32,
    /// Steps in which a deficit waited for the storefront.
    pub deficit_steps: u32,
    /// The lowest health at the oracle's mid of any position, before it was liquidated; with the debt of the day's end.
    /// Infinite if nobody owed anything.
    pub worst_health: f64,
    /// The lowest price of QER in the market.
    pub lowest_price: f64,
    /// What the attacker made of borrowing, beyond what dumping alone brings; 0 without an attack.
    pub attacker_profit: f64,
    /// The insurance in the end, with what is due to it.
    pub insurance_after: f64,
    /// Debt in the end.
    pub debt_after: f64,
}

impl Outcome {
    /// What suppliers bear: at once, and what is certain to be borne yet. What comes back to them later does not lessen
    /// it, and a debt that nobody closes because it pays nobody counts.
    #[must_use]
    pub fn borne_by_suppliers(&self) -> f64 {
        self.supplier_loss + self.expected_loss
    }

    /// What suppliers lost in the end: their loss and what is certain to be lost yet, less what came back to them; at
    /// least zero.
    #[must_use]
    pub fn net_supplier_loss(&self) -> f64 {
        (self.supplier_loss + self.expected_loss - self.to_suppliers).max(0.0)
    }
}
