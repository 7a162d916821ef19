//! Where the contracts are.

/// Addresses of the contracts. Empty where a contract does not exist yet and its address cannot be predicted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// QER.
    pub token: String,
    /// The DAO's core.
    pub dao: String,
    /// Our voting module; the core instantiates it.
    pub voting: String,
    /// The timelock: owner, admin, minter and guardian of everything.
    pub timelock: String,
    /// The oracle.
    pub oracle: String,
    /// The market.
    pub market: String,
    /// The reserve.
    pub reserve: String,
    /// The outpost, on the DEX chain.
    pub outpost: String,
    /// The pair of a test pool, on the DEX chain; the factory instantiates it.
    pub pair: String,
}
