//! Orders that reach the outpost, by callbacks and by ibc-hooks, and the venue that swaps.

use cosmwasm_std::{
    coins, to_json_binary, to_json_string, Addr, Coin, IbcAcknowledgement, IbcBasicResponse,
    IbcDestinationCallbackMsg, IbcPacket, Response,
};
use qerun_messages::ibc::{
    timeout_at, CallbackAddress, FungibleTokenPacketData, Memo, PurchaseOrder,
};
use qerun_messages::outpost::ExecuteMsg;
use qerun_mocks::ibc::endpoint;
use qerun_outpost::contract;
use qerun_outpost::ContractError;

use super::*;

impl TestOutpost {
    /// What the reserve asks for.
    pub fn order(&self, order_id: u64, min_out: u128) -> PurchaseOrder {
        PurchaseOrder {
            order_id: order_id.into(),
            min_out: min_out.into(),
            deadline: (self.now() + 900).into(),
        }
    }

    /// The reserve's packet for an order.
    pub fn order_packet(&self, order_id: u64, amount: u128, min_out: u128) -> IbcPacket {
        self.packet(order_id, amount, min_out, |_| {})
    }

    /// The same, changed at will.
    pub fn packet(
        &self,
        order_id: u64,
        amount: u128,
        min_out: u128,
        change: impl FnOnce(&mut FungibleTokenPacketData),
    ) -> IbcPacket {
        let memo = Memo {
            src_callback: CallbackAddress {
                address: RESERVE.into(),
            },
            dest_callback: CallbackAddress {
                address: self.this(),
            },
            qerun: self.order(order_id, min_out),
        };
        let mut data = FungibleTokenPacketData {
            denom: STABLE_PATH_ON_HOME_CHAIN.into(),
            amount: amount.into(),
            sender: RESERVE.into(),
            receiver: self.this(),
            memo: to_json_string(&memo).unwrap(),
        };
        change(&mut data);
        IbcPacket::new(
            to_json_binary(&data).unwrap(),
            endpoint(RESERVE_CHANNEL),
            endpoint(CHANNEL),
            order_id,
            timeout_at(self.now() + 900),
        )
    }

    /// The first half of a packet's arrival: the swap is asked for.
    pub fn receive(&mut self, packet: IbcPacket) -> Result<IbcBasicResponse, ContractError> {
        self.receive_with(packet, IbcAcknowledgement::new(SUCCESS_ACK))
    }

    pub fn receive_with(
        &mut self,
        packet: IbcPacket,
        ack: IbcAcknowledgement,
    ) -> Result<IbcBasicResponse, ContractError> {
        let msg = IbcDestinationCallbackMsg { packet, ack };
        contract::ibc_destination_callback(self.deps.as_mut(), self.env.clone(), msg)
    }

    /// The first half of an arrival by ibc-hooks: the swap is asked for.
    pub fn buy(
        &mut self,
        sender: &str,
        funds: &[Coin],
        order: PurchaseOrder,
    ) -> Result<Response, ContractError> {
        self.execute_only(&Addr::unchecked(sender), funds, ExecuteMsg::Buy { order })
    }

    /// A packet's whole arrival as on a chain: the venue takes the stablecoins and gives `bought` ETH; an error undoes
    /// everything.
    pub fn serve(&mut self, packet: IbcPacket, bought: u128) -> Result<Response, ContractError> {
        let data = FungibleTokenPacketData::of(&packet).unwrap();
        self.swap(data.amount.u128(), bought, |outpost| {
            outpost.receive(packet).map(|_| ())
        })
    }

    /// The same by ibc-hooks.
    pub fn serve_by_hooks(
        &mut self,
        order_id: u64,
        amount: u128,
        min_out: u128,
        bought: u128,
    ) -> Result<Response, ContractError> {
        let order = self.order(order_id, min_out);
        self.swap(amount, bought, |outpost| {
            let funds = coins(amount, STABLE);
            outpost.buy(HOOK_ACCOUNT, &funds, order).map(|_| ())
        })
    }

    fn swap(
        &mut self,
        stable: u128,
        bought: u128,
        receive: impl FnOnce(&mut Self) -> Result<(), ContractError>,
    ) -> Result<Response, ContractError> {
        let before = (self.dump(), self.stable, self.eth);
        self.stable += stable;
        self.update_bank();
        let done = receive(self).and_then(|()| {
            self.stable -= stable;
            self.eth += bought;
            self.update_bank();
            contract::reply(self.deps.as_mut(), self.env.clone(), swap_reply())
        });
        match done {
            Ok(response) => {
                self.send_returns(&response.messages);
                Ok(response)
            }
            Err(error) => {
                qerun_mocks::restore(&mut self.deps.storage, before.0);
                (self.stable, self.eth) = (before.1, before.2);
                self.update_bank();
                Err(error)
            }
        }
    }
}
