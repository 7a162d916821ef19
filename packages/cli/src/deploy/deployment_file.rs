//! `*.deployment.json`: what clients, pages and wallets need of a deployment, in one file without secrets. The client in
//! TypeScript (clients/ts) reads it. Fields are added, never renamed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cosmwasm_std::Decimal;
use qerun_deployment::plan::{AssetPlan, Both, ChainPlan, GasPrices, PlanFile};
use serde::{Deserialize, Serialize};

use super::{replace_file, ChainState, CodeRecord, Side, State, StateError};

/// The version of the file's format.
pub const FORMAT: u32 = 1;

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentFile {
    /// [`FORMAT`].
    pub format: u32,
    /// The deployment's name: that of its plan.
    pub name: String,
    /// Whether every step of the deployment is done. If not, contracts are missing.
    pub complete: bool,
    /// Whether money is at stake: one of the chains is public.
    pub public: bool,
    /// Both chains and what is on them.
    pub chain: Both<ChainRecord>,
    /// Each chain's end of the channel between them.
    pub channel: Both<String>,
    /// What is lent, bought and voted with.
    pub assets: AssetRecords,
    /// DAO DAO's page, where proposals are made and voted on; absent where none lists the chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dao_dao: Option<String>,
}

/// A chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainRecord {
    /// As in genesis.
    pub chain_id: String,
    /// For people: the chain id if the plan has no other name.
    pub name: String,
    /// Nodes' RPC that everyone may use; empty if none is known.
    pub rpc: Vec<String>,
    /// Nodes' REST interfaces; empty if none is known.
    pub rest: Vec<String>,
    /// Human-readable part of its bech32 addresses.
    pub prefix: String,
    /// SLIP-44 number in the path of a key.
    pub coin_type: u32,
    /// Whether money is at stake.
    pub public: bool,
    /// Bank denom of the fees.
    pub fee_denom: String,
    /// What people call it; null if the plan does not tell.
    pub fee_symbol: Option<String>,
    /// Its smallest unit is 10^-`fee_decimals` of a whole coin; null if the plan does not tell.
    pub fee_decimals: Option<u8>,
    /// Of one unit of gas in `fee_denom`, decimal as text.
    pub gas_price: Decimal,
    /// What a user may choose between.
    pub gas_prices: GasPrices,
    /// The factor between simulated gas and the gas to ask for, decimal as text.
    pub gas_margin: Decimal,
    /// Addresses by the contract's name, as `market`.
    pub contracts: BTreeMap<String, String>,
    /// Stored codes by the name of their file, without `.wasm`.
    pub codes: BTreeMap<String, CodeRecord>,
}

/// What is lent, bought and voted with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetRecords {
    /// QER, a cw20 token of the home chain.
    pub qer: TokenRecord,
    /// The coin that is lent.
    pub stable: CoinRecord,
    /// The coin that the reserve buys.
    pub eth: CoinRecord,
}

/// A cw20 token of the home chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRecord {
    /// For people.
    pub symbol: String,
    /// Its full name.
    pub name: String,
    /// The smallest unit is 10^-`decimals` of a whole token.
    pub decimals: u8,
    /// The oracle's id.
    pub oracle: String,
    /// Address of the token; empty before it exists.
    pub address: String,
}

/// A coin of both chains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoinRecord {
    /// For people.
    pub symbol: String,
    /// Its full name.
    pub name: String,
    /// The smallest unit is 10^-`decimals` of a whole coin.
    pub decimals: u8,
    /// The oracle's id.
    pub oracle: String,
    /// Bank denom on each chain.
    pub denom: Both<String>,
    /// Trace path on each chain: the denom itself where the coin is at home.
    pub path: Both<String>,
}

impl DeploymentFile {
    /// What is known of a deployment: of the plan, and of the state as far as it has come.
    #[must_use]
    pub fn new(plan: &PlanFile, state: &State) -> Self {
        let chain = |side: Side| chain(plan.chain.get(side), state.side(side));
        let token = state.address(Side::Home, "token").unwrap_or_default();
        let (stable, eth) = (&plan.assets.stable, &plan.assets.eth);
        DeploymentFile {
            format: FORMAT,
            name: plan.name.clone(),
            complete: state.complete,
            public: plan.is_public(),
            chain: Both {
                home: chain(Side::Home),
                dex: chain(Side::Dex),
            },
            channel: Both {
                home: plan.route.home_channel.clone(),
                dex: plan.route.dex_channel.clone(),
            },
            assets: AssetRecords {
                qer: TokenRecord {
                    symbol: plan.token.symbol.clone(),
                    name: plan.token.name.clone(),
                    decimals: plan.token.decimals,
                    oracle: plan.assets.qer.clone(),
                    address: token.to_owned(),
                },
                stable: coin(plan, stable, [plan.stable_home(), plan.stable_dex()]),
                eth: coin(plan, eth, [plan.eth_home(), plan.eth_dex()]),
            },
            dao_dao: plan.dao.page.clone(),
        }
    }

    /// Where it is written: beside the state, whose name it has but for the end.
    #[must_use]
    pub fn path(state: &Path) -> PathBuf {
        let name = state.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.strip_suffix(".json").unwrap_or(&name);
        let stem = stem.strip_suffix(".state").unwrap_or(stem);
        state.with_file_name(format!("{stem}.deployment.json"))
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// [`StateError::Io`].
    pub fn save(&self, path: &Path) -> Result<(), StateError> {
        replace_file(path, self)
    }
}

fn chain(plan: &ChainPlan, state: &ChainState) -> ChainRecord {
    let wallet = plan.wallet.as_ref();
    ChainRecord {
        chain_id: plan.chain_id.clone(),
        name: wallet.map_or(&plan.chain_id, |told| &told.name).clone(),
        rpc: plan.public_rpc().map(str::to_owned).into_iter().collect(),
        rest: wallet.map(|told| told.rest.clone()).into_iter().collect(),
        prefix: plan.prefix.clone(),
        coin_type: plan.coin_type,
        public: plan.public,
        fee_denom: plan.fee_denom.clone(),
        fee_symbol: wallet.map(|told| told.fee.symbol.clone()),
        fee_decimals: wallet.map(|told| told.fee.decimals),
        gas_price: plan.gas_price,
        gas_prices: plan.gas_prices(),
        gas_margin: plan.gas_margin,
        contracts: state.contracts.clone(),
        codes: state.codes.clone(),
    }
}

fn coin(plan: &PlanFile, asset: &AssetPlan, [home, dex]: [String; 2]) -> CoinRecord {
    CoinRecord {
        symbol: asset.symbol(),
        name: asset.name(),
        decimals: asset.decimals,
        oracle: asset.oracle.clone(),
        denom: Both { home, dex },
        path: Both {
            home: plan.home_path(&asset.path),
            dex: asset.path.clone(),
        },
    }
}
