//! The coins and tokens of the home chain, as lists of assets name them.

use qerun_deployment::plan::{AssetPlan, PlanFile, Side};
use qerun_messages::ibc::denom_of_path;

use crate::deploy::State;

/// Decimals of an LP token of Astroport.
const LP_DECIMALS: u8 = 6;

/// A coin or token of the home chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// For people.
    pub symbol: String,
    /// Its full name, at most 30 characters.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// The smallest unit is 10^-`decimals` of a whole one.
    pub decimals: u8,
    /// Where it comes from.
    pub kind: Kind,
}

/// Where a coin or token comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A contract of the home chain.
    Cw20 {
        /// Its address.
        address: String,
    },
    /// A voucher of the route's channel.
    Voucher {
        /// Trace path on the home chain.
        path: String,
        /// Denom on the DEX chain.
        there: String,
    },
}

impl Token {
    /// Its name for the chain, as the chain registry writes it.
    #[must_use]
    pub fn base(&self) -> String {
        match &self.kind {
            Kind::Cw20 { address } => format!("cw20:{address}"),
            Kind::Voucher { path, .. } => denom_of_path(path),
        }
    }

    /// The name of a whole one: the symbol in small letters, without what a denom may not have.
    #[must_use]
    pub fn display(&self) -> String {
        let allowed = |c: &char| c.is_ascii_alphanumeric() || "/:._-".contains(*c);
        let name: String = self.symbol.chars().filter(allowed).collect();
        name.to_ascii_lowercase()
    }
}

/// QER, its LP token if there is one, the stablecoin and ETH.
#[must_use]
pub fn tokens(plan: &PlanFile, state: &State) -> Vec<Token> {
    let token = &plan.token;
    let (stable, eth) = (&plan.assets.stable, &plan.assets.eth);
    let address = |name| state.address(Side::Home, name).map(str::to_owned);
    let told = token.marketing.as_ref();
    let told = told.and_then(|marketing| marketing.description.clone());
    let own = Token {
        symbol: token.symbol.clone(),
        name: token.name.chars().take(30).collect(),
        description: told.unwrap_or_else(|| format!("The governance token of {}", token.name)),
        decimals: token.decimals,
        kind: Kind::Cw20 {
            address: address("token").unwrap_or_default(),
        },
    };
    let lp = address("lp_token").map(|address| Token {
        symbol: format!("{}-{}-LP", token.symbol, stable.symbol()),
        name: format!("{}-{} liquidity", token.symbol, stable.symbol()),
        description: format!(
            "A share of the Astroport pool of {} and {}",
            token.symbol,
            stable.symbol()
        ),
        decimals: LP_DECIMALS,
        kind: Kind::Cw20 { address },
    });
    let voucher = |asset: &AssetPlan, there: String, what: &str| Token {
        symbol: asset.symbol(),
        name: asset.name(),
        description: format!("{} over IBC: what {} {what}", asset.name(), token.name),
        decimals: asset.decimals,
        kind: Kind::Voucher {
            path: plan.home_path(&asset.path),
            there,
        },
    };
    let mut found = vec![own];
    found.extend(lp);
    found.push(voucher(stable, plan.stable_dex(), "lends"));
    found.push(voucher(eth, plan.eth_dex(), "buys for its reserve"));
    found
}
