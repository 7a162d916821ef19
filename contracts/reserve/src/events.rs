//! Events, each with the amounts that an indexer needs. Amounts in smallest units.

use cosmwasm_std::{Addr, Decimal, Event, IbcPacket, Uint128};
use cw_ownable::Ownership;
use qerun_messages::reserve::{Backing, Batch, Config, Order, Params, Route, Transport};

use crate::credit::Credit;
use crate::sale::Fill;

/// The reserve was instantiated.
pub fn instantiate(owner: &Addr, config: &Config<Addr>) -> Event {
    Event::new("qerun-reserve/instantiate")
        .add_attribute("owner", owner)
        .add_attribute("market", &config.market)
        .add_attribute("oracle", &config.oracle)
        .add_attribute("token", &config.token)
}

/// A batch was accepted; `waiting` stablecoins of it were not sent at once.
pub fn purchase(batch_id: u64, batch: &Batch, waiting: Uint128) -> Event {
    Event::new("qerun-reserve/purchase")
        .add_attribute("batch_id", batch_id.to_string())
        .add_attribute("stable_in", batch.stable_in)
        .add_attribute("user_in", batch.user_in)
        .add_attribute("waiting", waiting)
}

/// An order was sent.
pub fn order_sent(order_id: u64, order: &Order) -> Event {
    Event::new("qerun-reserve/order_sent")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("amount", order.amount)
        .add_attribute("min_out", order.min_out)
        .add_attribute("expected_out", order.expected_out)
        .add_attribute("deadline", order.deadline.to_string())
}

/// The packet of an order has its sequence.
pub fn packet(order_id: u64, channel: &str, sequence: u64) -> Event {
    Event::new("qerun-reserve/packet")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("channel", channel)
        .add_attribute("sequence", sequence.to_string())
}

/// The stablecoins of an order were refunded and wait.
pub fn refunded(order_id: u64, order: &Order) -> Event {
    Event::new("qerun-reserve/refunded")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("amount", order.amount)
}

/// The outpost served an order; its ETH is in transit or held there.
pub fn returning(order_id: u64, order: &Order) -> Event {
    Event::new("qerun-reserve/returning")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("amount", order.amount)
}

/// ETH was credited to an order, divided into the borrowers' part and the protocol's.
pub fn credited(credit: &Credit) -> Event {
    Event::new("qerun-reserve/credited")
        .add_attribute("order_id", credit.order_id.to_string())
        .add_attribute("batch_id", credit.order.batch_id.to_string())
        .add_attribute("eth", credit.amount)
        .add_attribute("user_eth", credit.division.encumbered)
        .add_attribute("protocol_eth", credit.division.unencumbered)
        .add_attribute(
            "order_status",
            format!("{:?}", credit.order.status).to_lowercase(),
        )
        .add_attribute("batch_settled", credit.batch.settled.to_string())
}

/// Tokens arrived that belong to no open order; nothing changed.
pub fn donation(packet: &IbcPacket, reason: &str) -> Event {
    Event::new("qerun-reserve/donation")
        .add_attribute("channel", &packet.dest.channel_id)
        .add_attribute("sequence", packet.sequence.to_string())
        .add_attribute("reason", reason)
}

/// A callback about a packet that changes nothing.
pub fn ignored_callback(packet: &IbcPacket, reason: &str) -> Event {
    Event::new("qerun-reserve/ignored_callback")
        .add_attribute("channel", &packet.src.channel_id)
        .add_attribute("sequence", packet.sequence.to_string())
        .add_attribute("reason", reason)
}

/// An order was closed as lost; `made_good` is the protocol's ETH that its batch got instead.
pub fn lost(order_id: u64, order: &Order, made_good: Uint128, batch_settled: bool) -> Event {
    Event::new("qerun-reserve/lost")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("amount", order.amount)
        .add_attribute("eth_out", order.eth_out)
        .add_attribute("made_good", made_good)
        .add_attribute("batch_settled", batch_settled.to_string())
}

/// ETH of a lost order arrived; it is the protocol's.
pub fn late_eth(order_id: u64, order: &Order, eth: Uint128) -> Event {
    Event::new("qerun-reserve/late_eth")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("eth", eth)
}

/// The stablecoins of a lost order were refunded and stay unaccounted until `resolve`.
pub fn late_refund(order_id: u64, order: &Order) -> Event {
    Event::new("qerun-reserve/late_refund")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("amount", order.amount)
}

/// The refunded stablecoins of a lost order were sent to the market's insurance.
pub fn late_stable(order_id: u64, order: &Order) -> Event {
    Event::new("qerun-reserve/late_stable")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("batch_id", order.batch_id.to_string())
        .add_attribute("amount", order.amount)
}

/// What waited of a batch was sent to the market, `user_out` of it for the borrowers.
pub fn wound_down(batch_id: u64, batch: &Batch, user_out: Uint128) -> Event {
    Event::new("qerun-reserve/wound_down")
        .add_attribute("batch_id", batch_id.to_string())
        .add_attribute("stable_out", batch.stable_out)
        .add_attribute("user_out", user_out)
        .add_attribute("eth_out", batch.eth_out)
}

/// Guardian or owner resolved an order; the event of the outcome follows.
pub fn resolved(order_id: u64, sender: &Addr) -> Event {
    Event::new("qerun-reserve/resolved")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("sender", sender)
}

/// Encumbered ETH was paid out, and `fee` became the protocol's own; `encumbered` and `unencumbered` are what is left of
/// each.
pub fn pay_out(recipient: &Addr, amount: Uint128, fee: Uint128, after: &Backing) -> Event {
    Event::new("qerun-reserve/pay_out")
        .add_attribute("recipient", recipient)
        .add_attribute("amount", amount)
        .add_attribute("fee", fee)
        .add_attribute("encumbered", after.encumbered)
        .add_attribute("unencumbered", after.unencumbered)
}

/// A sale of the protocol's own ETH. Amounts in smallest units.
pub struct EthSold<'a> {
    /// Who paid, and got the ETH.
    pub sender: &'a Addr,
    /// USD per whole ETH.
    pub price: Decimal,
    /// What was sold, for how much.
    pub fill: Fill,
    /// ETH that is still for sale.
    pub left: Uint128,
    /// Unencumbered ETH afterwards.
    pub unencumbered: Uint128,
}

/// Earmarked ETH was sold; `stable` went to the market, `refunded` back to the buyer.
pub fn sell_eth(sold: &EthSold) -> Event {
    eth_sold("qerun-reserve/sell_eth", "stable", sold)
}

/// Surplus ETH was sold for QER; `burned` was burned, `refunded` went back to the seller of the QER.
pub fn buy_back(sold: &EthSold) -> Event {
    eth_sold("qerun-reserve/buy_back", "burned", sold)
}

fn eth_sold(kind: &str, cost: &str, sold: &EthSold) -> Event {
    Event::new(kind)
        .add_attribute("sender", sold.sender)
        .add_attribute("eth", sold.fill.eth)
        .add_attribute(cost, sold.fill.cost)
        .add_attribute("refunded", sold.fill.refund)
        .add_attribute("price", sold.price.to_string())
        .add_attribute("left", sold.left)
        .add_attribute("unencumbered", sold.unencumbered)
}

/// Unencumbered ETH was spent; `unencumbered` is what is left.
pub fn spend(recipient: &Addr, amount: Uint128, after: &Backing) -> Event {
    Event::new("qerun-reserve/spend")
        .add_attribute("recipient", recipient)
        .add_attribute("amount", amount)
        .add_attribute("unencumbered", after.unencumbered)
}

/// Purchases were paused.
pub fn pause(sender: &Addr, until: u64) -> Event {
    Event::new("qerun-reserve/pause")
        .add_attribute("sender", sender)
        .add_attribute("until", until.to_string())
}

/// The pause of purchases was ended.
pub fn unpause(sender: &Addr) -> Event {
    Event::new("qerun-reserve/unpause").add_attribute("sender", sender)
}

/// The bounds on buying and selling were replaced; `buyback_above` is `off` while buyback is.
pub fn update_params(params: &Params) -> Event {
    Event::new("qerun-reserve/update_params")
        .add_attribute("max_slippage", params.max_slippage.to_string())
        .add_attribute("min_order", params.min_order)
        .add_attribute("max_order", params.max_order)
        .add_attribute("max_in_flight", params.max_in_flight)
        .add_attribute("max_open_orders", params.max_open_orders.to_string())
        .add_attribute("max_open_batches", params.max_open_batches.to_string())
        .add_attribute("grace", params.grace.to_string())
        .add_attribute("premium", params.storefront.premium.to_string())
        .add_attribute("discount", params.storefront.discount.to_string())
        .add_attribute("duration", params.storefront.duration.to_string())
        .add_attribute("buyback_above", level(params.buyback_above))
}

/// Buyback was opened for good, above this level.
pub fn open_buyback(opened_at: u64, buyback_above: Option<Uint128>) -> Event {
    Event::new("qerun-reserve/open_buyback")
        .add_attribute("opened_at", opened_at.to_string())
        .add_attribute("buyback_above", level(buyback_above))
}

fn level(buyback_above: Option<Uint128>) -> String {
    buyback_above.map_or_else(|| "off".to_owned(), |above| above.to_string())
}

/// The route to the DEX chain was replaced.
pub fn update_route(route: &Route) -> Event {
    let event = Event::new("qerun-reserve/update_route")
        .add_attribute("channel", &route.channel)
        .add_attribute("receiver", &route.receiver)
        .add_attribute("timeout", route.timeout.to_string());
    match &route.transport {
        Transport::Callbacks {} => event.add_attribute("transport", "callbacks"),
        Transport::IbcHooks {} => event.add_attribute("transport", "ibc_hooks"),
        Transport::Skip(skip) => event
            .add_attribute("transport", "skip")
            .add_attribute("adapter", &skip.adapter)
            .add_attribute("venue", &skip.venue)
            .add_attribute("return_channel", &skip.return_channel)
            .add_attribute("return_timeout", skip.return_timeout.to_string())
            .add_attribute("recover_address", &skip.recover_address),
    }
}

/// The guardian was replaced or removed.
pub fn set_guardian(guardian: Option<&Addr>) -> Event {
    Event::new("qerun-reserve/set_guardian")
        .add_attribute("guardian", guardian.map_or("none", Addr::as_str))
}

/// A step of the ownership transfer.
pub fn update_ownership(ownership: &Ownership<Addr>) -> Event {
    Event::new("qerun-reserve/update_ownership").add_attributes(ownership.clone().into_attributes())
}
