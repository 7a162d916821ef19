//! Where the contracts are.

/// Addresses of the contracts. Empty where a contract does not exist yet and its address cannot be predicted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the contracts' own names
pub struct Addresses {
    /// The QER token.
    pub token: String,
    /// The DAO's core contract.
    pub dao: String,
    /// Our voting module; the core instantiates it.
    pub voting: String,
    /// Owner, wasm admin and guardian of the home chain's contracts, and minter of QER.
    pub timelock: String,
    pub oracle: String,
    pub market: String,
    pub reserve: String,
    /// On the DEX chain.
    pub outpost: String,
    /// Empty if the plan has none.
    pub airdrop: String,
    /// The pair of a test pool, on the DEX chain; the factory instantiates it.
    pub pair: String,
}
