//! The plan as it is written. `deploy/localnet.toml` is one, with comments.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::outpost::Venue;
use qerun_messages::{market, oracle, outpost, reserve, timelock, voting};
use serde::{Deserialize, Serialize};

use super::both::Both;
use super::key_source::KeySource;

/// A plan that is not checked yet; [`crate::Plan`] is a checked one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// The name of the deployment, 1 to 32 of `a-z 0-9 -`. It is part of the salt of every address, so that one deployer
    /// can deploy twice.
    pub name: String,
    /// The two chains.
    pub chain: Both<ChainPlan>,
    /// The deployers, who sign and keep no role.
    pub key: Both<KeySource>,
    /// QER.
    pub token: TokenPlan,
    /// Who receives the supply; sums to it.
    pub supply: Vec<Allocation>,
    /// May veto and pause, through the timelock; an address of the home chain.
    pub guardian: String,
    /// The DAO.
    pub dao: DaoPlan,
    /// Stake and power.
    pub voting: VotingPlan,
    /// Delays, bonds, stages.
    pub timelock: TimelockPlan,
    /// What is lent and bought.
    pub assets: Assets,
    /// Prices; one entry for each of the three assets.
    pub oracle: Vec<oracle::AssetEntry>,
    /// Risk parameters.
    pub market: market::Params,
    /// The perk of `voting.perks` with which a borrower contributes less; nobody without.
    pub market_perk: Option<String>,
    /// Bounds on buying.
    pub reserve: reserve::Params,
    /// The channel between the chains.
    pub route: RoutePlan,
    /// The DEX chain's side.
    pub outpost: OutpostPlan,
    /// A pool to create where there is none; only on a test chain.
    pub dex_pool: Option<PoolPlan>,
}

impl PlanFile {
    /// Reads the text of a plan. Nothing is checked but its shape.
    ///
    /// # Errors
    /// The text is no TOML, or a field is missing, unknown or of another type.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

/// How to reach and pay a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainPlan {
    /// Its id.
    pub chain_id: String,
    /// A node's RPC, `http://..` or `https://..`.
    pub rpc: String,
    /// Prefix of its addresses.
    pub prefix: String,
    /// Denom of the fees.
    pub fee_denom: String,
    /// Price of a unit of gas.
    pub gas_price: Decimal,
    /// The factor between simulated gas and the gas that is asked for.
    #[serde(default = "default_margin")]
    pub gas_margin: Decimal,
    /// Seconds to wait for a transaction to be in a block.
    #[serde(default = "default_timeout")]
    pub timeout: u64,
    /// SLIP-44 number in the key's derivation path.
    #[serde(default = "default_coin_type")]
    pub coin_type: u32,
    /// Whether money is at stake: the design's floors apply.
    pub public: bool,
}

fn default_margin() -> Decimal {
    Decimal::percent(130)
}

fn default_timeout() -> u64 {
    60
}

fn default_coin_type() -> u32 {
    118
}

/// QER.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenPlan {
    /// 3 to 50 bytes.
    pub name: String,
    /// 3 to 12 letters.
    pub symbol: String,
    /// At most 18.
    pub decimals: u8,
    /// All of it, smallest units.
    pub supply: Uint128,
    /// Basis points that may be minted in a year.
    #[serde(default)]
    pub max_yearly_mint_bps: u16,
}

/// A part of the supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// `timelock`, the treasury, or an address of the home chain.
    pub to: String,
    /// Smallest units.
    pub amount: Uint128,
}

/// The word for the treasury in an [`Allocation`].
pub const TREASURY: &str = "timelock";

/// The DAO.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaoPlan {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The part of all power that must vote.
    pub quorum: Decimal,
    /// Seconds in which votes are taken.
    pub voting_period: u64,
    /// Seconds for which a proposal stays open at least.
    pub min_voting_period: u64,
    /// QER that a proposer deposits, smallest unit; zero for none.
    pub deposit: Uint128,
    /// When the deposit is refunded.
    pub refund: Refund,
}

/// When the deposit of a proposal comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refund {
    /// Always.
    Always,
    /// If it passes.
    OnlyPassed,
    /// Never.
    Never,
}

/// Stake and power.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VotingPlan {
    /// Unbonding and multiplier, rising.
    pub tiers: Vec<voting::Tier>,
    /// Seconds; no tier unbonds faster.
    pub min_unbonding: u64,
    /// The stake from which on the DAO is active; with less nobody can propose. Without it a single unit of stake decides
    /// while nobody else has staked.
    pub active_threshold: Option<voting::ActiveThreshold>,
    /// Half-life of reputation and gas of hooks.
    pub params: voting::Params,
    /// First perks.
    #[serde(default)]
    pub perks: Vec<voting::Perk>,
}

/// Delays, bonds, stages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelockPlan {
    /// The highest bond that governance may ever set, smallest unit.
    pub max_bond: Uint128,
    /// Delays, bonds, windows.
    pub params: timelock::Params,
    /// The steward and its end; none: the DAO alone from the start.
    pub stewardship: Option<StewardshipPlan>,
    /// Up to which amounts spending is not critical.
    #[serde(default)]
    pub spend_limits: Vec<SpendLimitPlan>,
}

/// The steward's time, counted from the deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StewardshipPlan {
    /// An address of the home chain.
    pub steward: String,
    /// Seconds until the stage `shared` at the latest.
    pub shared_after: u64,
    /// Seconds until the stage `community` at the latest.
    pub community_after: u64,
}

/// One of the three assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetName {
    /// The token.
    Qer,
    /// The stablecoin.
    Stable,
    /// ETH.
    Eth,
}

/// A limit on what the treasury spends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpendLimitPlan {
    /// The asset that is spent.
    pub asset: AssetName,
    /// Routine up to this much in 30 days.
    pub routine: Uint128,
    /// Sensitive up to this much.
    pub sensitive: Uint128,
}

/// What is lent and bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assets {
    /// The oracle's id of QER.
    pub qer: String,
    /// The stablecoin.
    pub stable: AssetPlan,
    /// ETH.
    pub eth: AssetPlan,
}

/// A coin of the DEX chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetPlan {
    /// The oracle's id.
    pub oracle: String,
    /// Its trace path on the DEX chain: the denom of a coin at home there, as `uusdc`, or
    /// `transfer/channel-750/uusdc` of a voucher. All bank denoms follow from it.
    pub path: String,
    /// Decimals.
    pub decimals: u8,
}

/// The channel between the chains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutePlan {
    /// The home chain's end.
    pub home_channel: String,
    /// The DEX chain's end.
    pub dex_channel: String,
    /// Seconds until a purchase's packet times out.
    pub timeout: u64,
    /// Seconds until a return's packet times out.
    pub return_timeout: u64,
    /// How orders reach our outpost: what the DEX chain offers.
    #[serde(default)]
    pub transport: outpost::Transport,
}

/// The DEX chain's side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutpostPlan {
    /// Owner and admin of the outpost: a time-locked account of the DEX chain, not the deployer.
    pub owner: String,
    /// Where it swaps; none with a [`PoolPlan`].
    pub venue: Option<Venue<String>>,
}

/// An Astroport pool of the stablecoin and ETH. It is the outpost owner's, liquidity included; the
/// deployer puts the coins in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolPlan {
    /// Its fee, basis points.
    pub fee_bps: u16,
    /// Stablecoins put in.
    pub stable: Uint128,
    /// ETH put in.
    pub eth: Uint128,
}
