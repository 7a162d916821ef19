//! Prices.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::oracle::ExecuteMsg;

use super::meter::Meter;
use crate::net::{until, Net};
use crate::ops::Prices;

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let keeper = net.people.get("keeper")?;
    let prices = Prices {
        depth: Decimal::from_ratio(2_000_000u128, 1u128),
        ..Prices::default()
    };
    meter.measure("oracle/submit_prices (3 assets)", |_| {
        let now = net.home.time()?;
        until(10, "a new second", || {
            Ok((net.home.time()? > now).then_some(()))
        })?;
        net.submit(keeper, prices)
    })?;
    let assets = &net.plan.assets;
    let msg = ExecuteMsg::Poke {
        assets: vec![
            assets.qer.clone(),
            assets.eth.oracle.clone(),
            assets.stable.oracle.clone(),
        ],
    };
    meter.measure("oracle/poke (3 assets)", |_| {
        net.home.execute(&keeper.home, &net.at.oracle, &msg, &[])
    })
}
