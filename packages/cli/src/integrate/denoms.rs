//! `denoms.json`: under which name each coin is known on each chain.

use qerun_deployment::plan::{PlanFile, Side};
use serde::Serialize;

use super::tokens::{Kind, Token};

/// A coin on a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DenomRow {
    /// `home` or `dex`.
    pub side: &'static str,
    /// The chain.
    pub chain_id: String,
    /// For people.
    pub symbol: String,
    /// Bank denom; `cw20:` and the address of a token that is a contract.
    pub denom: String,
    /// Trace path of a voucher; the denom itself of a coin that is at home there.
    pub path: String,
    /// The smallest unit is 10^-`decimals` of a whole one.
    pub decimals: u8,
}

/// One row for each coin on each chain, and for the coins of the fees.
#[must_use]
pub fn denoms(plan: &PlanFile, tokens: &[Token]) -> Vec<DenomRow> {
    let row = |side: Side, symbol: &str, denom: &str, path: &str, decimals: u8| DenomRow {
        side: side.name(),
        chain_id: plan.chain.get(side).chain_id.clone(),
        symbol: symbol.to_owned(),
        denom: denom.to_owned(),
        path: path.to_owned(),
        decimals,
    };
    let home = tokens.iter().map(|token| {
        let base = token.base();
        let path = match &token.kind {
            Kind::Cw20 { .. } => &base,
            Kind::Voucher { path, .. } => path,
        };
        row(Side::Home, &token.symbol, &base, path, token.decimals)
    });
    let coins = [
        (&plan.assets.stable, plan.stable_dex()),
        (&plan.assets.eth, plan.eth_dex()),
    ];
    let dex = coins.map(|(asset, denom)| {
        row(
            Side::Dex,
            &asset.symbol(),
            &denom,
            &asset.path,
            asset.decimals,
        )
    });
    let mut rows: Vec<DenomRow> = home.chain(dex).collect();
    for side in [Side::Home, Side::Dex] {
        let chain = plan.chain.get(side);
        let known = rows
            .iter()
            .any(|one| one.side == side.name() && one.denom == chain.fee_denom);
        if let (Some(wallet), false) = (&chain.wallet, known) {
            let (fee, denom) = (&wallet.fee, &chain.fee_denom);
            rows.push(row(side, &fee.symbol, denom, denom, fee.decimals));
        }
    }
    rows
}
