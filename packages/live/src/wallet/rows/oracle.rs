//! The oracle.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::oracle::{ExecuteMsg as M, FeederPrice};

use super::super::request::Request;
use super::super::sender::Wallet;
use super::{offer, NOT_OWNER};

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let (keeper, carol) = (net.people.get("keeper")?, net.people.get("carol")?);
    let (stable, eth) = (&net.plan.assets.stable.oracle, &net.plan.assets.eth.oracle);
    let now = net.home.time()?;
    // Each later than the feeder's last one.
    let submit = |timestamp: u64| {
        let prices = vec![FeederPrice {
            asset: stable.clone(),
            price: Decimal::one(),
            depth: None,
            timestamp,
        }];
        Request::new(keeper, &M::SubmitPrices { prices })
    };
    w.pair("oracle", [submit(now.saturating_sub(1))?, submit(now)?])?;
    let assets = vec![stable.clone(), eth.clone()];
    w.both("oracle", carol, &M::Poke { assets }, &[])?;
    let asset = stable.clone();
    let config = net.plan.oracle.iter().find(|row| row.asset == asset);
    if let Some(row) = config {
        let set = M::SetAsset {
            asset: asset.clone(),
            config: row.config.clone(),
        };
        w.refuse("oracle", carol, &set, NOT_OWNER)?;
    }
    let named = || asset.clone();
    w.refuse(
        "oracle",
        carol,
        &M::RemoveAsset { asset: named() },
        NOT_OWNER,
    )?;
    let guard = "only the guardian or owner";
    w.refuse("oracle", carol, &M::Halt { asset: named() }, guard)?;
    w.refuse("oracle", carol, &M::RevertAsset { asset: named() }, guard)?;
    w.refuse("oracle", carol, &M::Resume { asset: named() }, NOT_OWNER)?;
    w.refuse(
        "oracle",
        carol,
        &M::SetGuardian { guardian: None },
        NOT_OWNER,
    )?;
    let transfer = M::UpdateOwnership(offer(carol.at_home()));
    w.refuse("oracle", carol, &transfer, NOT_OWNER)
}
