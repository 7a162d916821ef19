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
    /// The official rewards distributor, whose owner is emissions. Empty if the plan has no emissions.
    pub distributor: String,
    /// Empty if the plan has none.
    pub emissions: String,
    /// A second instance of voting over the LP token of `qer_pair`. Empty if the plan has none.
    pub liquidity_voting: String,
    /// Astroport's factory of `qer_pair`: the plan's, or one that is deployed. Empty if the plan has no such pair.
    pub qer_factory: String,
    /// The pair of QER and the stablecoin on the home chain; the factory instantiates it. Empty before, and if the plan has
    /// none.
    pub qer_pair: String,
    /// Its LP token, a cw20; the pair instantiates it. Empty before, and if the plan has none.
    pub lp_token: String,
    /// The members' vesting contracts, in the plan's order.
    pub vesting: Vec<String>,
    /// The home chain's deployer: it is given the team's part at the genesis, and funds the vesting contracts with it.
    pub deployer: String,
    /// The pair of a test pool, on the DEX chain; the factory instantiates it.
    pub pair: String,
}
