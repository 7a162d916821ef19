//! The plan as it is written. `deploy/localnet.toml` is one, with comments.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::outpost::Venue;
use qerun_messages::{market, oracle, outpost, reserve};
use serde::{Deserialize, Serialize};

use super::airdrop::AirdropPlan;
use super::allocation::Allocation;
use super::asset::Assets;
use super::both::Both;
use super::emissions::EmissionsPlan;
use super::governance::{DaoPlan, TimelockPlan, VotingPlan};
use super::key_source::KeySource;
use super::marketing::MarketingPlan;
use super::qer_pool::QerPoolPlan;
use super::shares::SharesPlan;
use super::team::MemberPlan;
use super::wallet::WalletPlan;

/// A plan that is not checked yet; [`crate::Plan`] is a checked one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// The name of the deployment, 1 to 32 of `a-z 0-9 -`. It is part of the salt of every address, so that one deployer
    /// can deploy twice.
    pub name: String,
    /// Ids, nodes, fees.
    pub chain: Both<ChainPlan>,
    /// The deployers, who sign and keep no role.
    pub key: Both<KeySource>,
    /// Name, decimals and supply of QER.
    pub token: TokenPlan,
    /// How the supply is divided.
    pub shares: SharesPlan,
    /// Who receives the parts but the team's; the rows of each part add up to its share.
    pub supply: Vec<Allocation>,
    /// Who receives the team's part, over time; at most 32, who add up to its share.
    #[serde(default)]
    pub team: Vec<MemberPlan>,
    /// What people claim of the community's part; none without.
    pub airdrop: Option<AirdropPlan>,
    /// What is released as rewards; none without.
    pub emissions: Option<EmissionsPlan>,
    /// The pair whose LP token liquidity rewards are for; none without those.
    pub qer_pool: Option<QerPoolPlan>,
    /// May veto and pause, through the timelock; an address of the home chain.
    pub guardian: String,
    /// Name, votes and deposit of the DAO.
    pub dao: DaoPlan,
    /// Tiers of stake, perks, active threshold.
    pub voting: VotingPlan,
    /// Delays, bonds, stages.
    pub timelock: TimelockPlan,
    /// What is lent and bought.
    pub assets: Assets,
    /// Prices; one entry for each of the three assets.
    pub oracle: Vec<oracle::AssetEntry>,
    /// Limits, rates and batch rules, as the contract takes them.
    pub market: market::Params,
    /// The perk of `voting.perks` with which a borrower contributes less; nobody without.
    pub market_perk: Option<String>,
    /// Bounds on orders, as the contract takes them.
    pub reserve: reserve::Params,
    /// The channel between the chains.
    pub route: RoutePlan,
    /// Owner of the outpost, and where it swaps.
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
    /// As in genesis, `osmosis-1`.
    pub chain_id: String,
    /// A node's RPC, `http://..` or `https://..`.
    pub rpc: String,
    /// Human-readable part of its bech32 addresses.
    pub prefix: String,
    /// Denom of the fees.
    pub fee_denom: String,
    /// Of one unit of gas, in `fee_denom`.
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
    /// What wallets and web pages are told; `qerun integrate` needs it.
    pub wallet: Option<WalletPlan>,
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

/// The QER token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenPlan {
    /// 3 to 50 bytes.
    pub name: String,
    /// 3 to 12 letters.
    pub symbol: String,
    /// At most 18.
    pub decimals: u8,
    /// What wallets show beside the name.
    pub marketing: Option<MarketingPlan>,
    /// At genesis, smallest units.
    pub supply: Uint128,
    /// Basis points that may be minted in a year.
    #[serde(default)]
    pub max_yearly_mint_bps: u16,
}

/// The channel between the chains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutePlan {
    /// The channel's id on the home chain.
    pub home_channel: String,
    /// The channel's id on the DEX chain.
    pub dex_channel: String,
    /// Seconds until a purchase's packet times out.
    pub timeout: u64,
    /// Seconds until a return's packet times out.
    pub return_timeout: u64,
    /// How orders reach our outpost: what the DEX chain offers.
    #[serde(default)]
    pub transport: outpost::Transport,
}

/// The outpost on the DEX chain.
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
    /// Of each swap, basis points.
    pub fee_bps: u16,
    /// First liquidity, smallest units.
    pub stable: Uint128,
    /// First liquidity, smallest units.
    pub eth: Uint128,
}
