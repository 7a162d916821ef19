//! Return packets, and how their ends are reported.

use cosmwasm_std::{from_json, CosmosMsg, Event, IbcMsg, IbcSourceCallbackMsg, SubMsg};
use qerun_messages::ibc::FungibleTokenPacketData;
use qerun_messages::outpost::SudoMsg;
use qerun_mocks::ibc::packet_of_transfer;
use qerun_outpost::contract;

use super::*;

impl TestOutpost {
    /// Sends the packets of return transfers, each with the reply that gives its sequence.
    pub fn send_returns(&mut self, messages: &[SubMsg]) {
        for sub in messages {
            assert_eq!(sub.id, REPLY_SENT);
            let sequence = self.next_sequence;
            self.next_sequence += 1;
            let CosmosMsg::Ibc(IbcMsg::Transfer { amount, .. }) = &sub.msg else {
                panic!("not a transfer: {sub:?}")
            };
            assert_eq!(amount.denom, eth_denom());
            self.eth -= amount.amount.u128();
            self.update_bank();
            let this = self.this();
            let (path, end) = (Some(ETH_PATH), RESERVE_CHANNEL);
            let packet = packet_of_transfer(&sub.msg, &this, path, end, sequence);
            self.packets.push(packet);
            let reply = sent_reply(from_json(&sub.payload).unwrap(), sequence);
            let done = contract::reply(self.deps.as_mut(), self.env.clone(), reply).unwrap();
            assert!(done.messages.is_empty());
        }
    }

    /// The end of a packet is reported by a callback.
    pub fn source_callback(&mut self, msg: IbcSourceCallbackMsg) -> Vec<Event> {
        let env = self.env.clone();
        let done = contract::ibc_source_callback(self.deps.as_mut(), env, msg).unwrap();
        assert!(done.messages.is_empty());
        done.events
    }

    /// The end of a packet is reported by `sudo`, in the chain's own JSON.
    pub fn sudo(&mut self, json: &str) -> Vec<Event> {
        let msg: SudoMsg = from_json(json).unwrap();
        let done = contract::sudo(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        assert!(done.messages.is_empty());
        done.events
    }

    /// The n-th return packet failed: ICS-20 refunds the ETH first.
    pub fn fail_return(&mut self, n: usize, by_timeout: bool) -> Vec<Event> {
        self.refund_in_bank(n);
        let packet = self.packets[n].clone();
        self.source_callback(if by_timeout {
            timed_out(packet)
        } else {
            acknowledged(packet, br#"{"error":"x"}"#)
        })
    }

    /// The same where the chain reports it by ibc-hooks.
    pub fn fail_return_by_hooks(&mut self, n: usize, by_timeout: bool) -> Vec<Event> {
        self.refund_in_bank(n);
        let packet = self.packets[n].clone();
        let (channel, sequence) = (&packet.src.channel_id, packet.sequence);
        self.sudo(&if by_timeout {
            hook_timeout(channel, sequence)
        } else {
            hook_ack(channel, sequence, br#"{"error":"x"}"#, false)
        })
    }

    fn refund_in_bank(&mut self, n: usize) {
        let data = FungibleTokenPacketData::of(&self.packets[n]).unwrap();
        self.eth += data.amount.u128();
        self.update_bank();
    }
}
