//! The outpost, on the DEX chain.

use anyhow::Result;
use qerun_messages::ibc::PurchaseOrder;
use qerun_messages::outpost::{Config, ExecuteMsg as M, QueryMsg};

use super::super::sender::Wallet;
use super::{offer, NOT_OWNER};

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let (guardian, carol) = (net.people.get("guardian")?, net.people.get("carol")?);
    // Its owner by the plan; the configuration that it has already.
    let config: Config<String> = net.dex.ask(&net.at.outpost, &QueryMsg::Config {})?;
    let update = M::UpdateConfig { config };
    w.both("outpost", guardian, &update, &[])?;
    let order = PurchaseOrder {
        order_id: 9_999u64.into(),
        min_out: 1u128.into(),
        deadline: 1_900_000_000u64.into(),
    };
    w.refuse(
        "outpost",
        carol,
        &M::Buy { order },
        "the account of the reserve's packets, not from",
    )?;
    let order_id = 1u64.into();
    w.refuse(
        "outpost",
        carol,
        &M::Retry { order_id },
        "is not held here but",
    )?;
    w.refuse("outpost", carol, &update, NOT_OWNER)?;
    let transfer = M::UpdateOwnership(offer(carol.on_dex()));
    w.refuse("outpost", carol, &transfer, NOT_OWNER)
}
