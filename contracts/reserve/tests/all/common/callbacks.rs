//! What the chain, the relayer and the outpost do with the reserve's packets.

use cosmwasm_std::{
    Event, IbcAcknowledgement, IbcDestinationCallbackMsg, IbcPacket, IbcSourceCallbackMsg,
};
use qerun_messages::ibc::FungibleTokenPacketData;
use qerun_messages::reserve::Transport;
use qerun_reserve::contract;
use qerun_reserve::state::{StoredOrder, ORDERS, ROUTE};

use super::*;

/// The acknowledgement of a success where ibc-hooks adds what the contract answered.
const HOOKS_SUCCESS_ACK: &[u8] = br#"{"result":"eyJjb250cmFjdF9yZXN1bHQiOm51bGwsImliY19hY2siOiJleUp5WlhOMWJIUWlPaUpCVVQwOUluMD0ifQ=="}"#;

impl TestReserve {
    /// The packet of an order.
    pub fn packet(&self, order_id: u64) -> IbcPacket {
        let mut packets = self.packets.iter();
        packets.find(|(id, _)| *id == order_id).unwrap().1.clone()
    }

    /// The end of a packet is reported.
    pub fn source_callback(&mut self, msg: IbcSourceCallbackMsg) -> Vec<Event> {
        let env = self.env.clone();
        let done = contract::ibc_source_callback(self.deps.as_mut(), env, msg).unwrap();
        assert!(done.messages.is_empty());
        done.events
    }

    /// The arrival of a packet is reported.
    pub fn destination_callback(&mut self, packet: IbcPacket) -> Vec<Event> {
        let ack = IbcAcknowledgement::new(SUCCESS_ACK);
        let env = self.env.clone();
        let msg = IbcDestinationCallbackMsg { packet, ack };
        let done = contract::ibc_destination_callback(self.deps.as_mut(), env, msg).unwrap();
        assert!(done.messages.is_empty());
        self.record_events(&done.events);
        done.events
    }

    /// A success is acknowledged.
    pub fn acknowledge(&mut self, order_id: u64) -> Vec<Event> {
        let bytes = if self.by_callbacks() {
            SUCCESS_ACK
        } else {
            HOOKS_SUCCESS_ACK
        };
        self.source_callback(acknowledged(self.packet(order_id), bytes))
    }

    /// A failure is acknowledged: the refund first, as ICS-20 does it.
    pub fn acknowledge_error(&mut self, order_id: u64) -> Vec<Event> {
        self.refund_in_bank(order_id);
        let error = br#"{"error":"ABCI code: 5: error handling packet"}"#;
        self.source_callback(acknowledged(self.packet(order_id), error))
    }

    /// The packet timed out: the refund first.
    pub fn time_out(&mut self, order_id: u64) -> Vec<Event> {
        self.refund_in_bank(order_id);
        self.source_callback(timed_out(self.packet(order_id)))
    }

    /// ICS-20 refunds an order, without any callback.
    pub fn refund_in_bank(&mut self, order_id: u64) {
        let data = FungibleTokenPacketData::of(&self.packet(order_id)).unwrap();
        self.stable += data.amount.u128();
        self.update_bank();
    }

    /// ETH arrives in the bank, without any callback.
    pub fn receive_eth(&mut self, wei: u128) {
        self.eth += wei;
        self.update_bank();
    }

    /// The return packet for an order, by the outpost or by Skip's adapter. A chain with ibc-hooks
    /// has taken the sender's own callback out of the memo.
    pub fn return_packet(&self, order_id: u64, wei: u128) -> IbcPacket {
        let order = ORDERS.may_load(&self.deps.storage, order_id).unwrap();
        return_packet(&self.this(), order_id, wei, |data| {
            if let Some(StoredOrder(order)) = order {
                data.sender = order.returned_by().to_owned();
            }
            if !self.by_callbacks() {
                data.memo = hooks_memo(&data.receiver, order_id);
            }
        })
    }

    /// The return arrives: ETH in the bank, then the callback.
    pub fn credit(&mut self, order_id: u64, wei: u128) -> Vec<Event> {
        self.receive_eth(wei);
        let packet = self.return_packet(order_id, wei);
        self.destination_callback(packet)
    }

    fn by_callbacks(&self) -> bool {
        ROUTE.load(&self.deps.storage).unwrap().transport == Transport::Callbacks {}
    }
}
