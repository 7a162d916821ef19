//! Prices.

use anyhow::Result;
use cosmwasm_std::Decimal;

use super::meter::Meter;
use crate::net::Net;
use crate::ops::Prices;

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let keeper = net.people.get("keeper")?;
    let prices = Prices {
        depth: Decimal::from_ratio(2_000_000u128, 1u128),
        ..Prices::default()
    };
    meter.measure("oracle/submit_prices (3 assets)", |_| {
        // A feeder's price must be later than the last one.
        net.home.new_second()?;
        net.submit(keeper, prices)
    })?;
    meter.measure("oracle/poke (3 assets)", |_| net.poke(keeper))
}
