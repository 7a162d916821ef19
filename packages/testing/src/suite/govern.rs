//! What holders, voters, sponsors, steward and guardian do.

use anyhow::{anyhow, Result};
use cosmwasm_std::{to_json_binary, Addr, CosmosMsg, Uint128, WasmMsg};
use cw_multi_test::AppResponse;
use qerun_messages::timelock::{
    BondResponse, ClassOfResponse, ExecuteMsg as Timelock, OperationResponse, QueryMsg,
    ReceiveMsg as BondMsg,
};
use qerun_messages::token::ExecuteMsg as Token;
use qerun_messages::voting::{AccountResponse, ExecuteMsg as Voting, QueryMsg as Ask, ReceiveMsg};
use serde::Serialize;

use super::Suite;
use crate::dao::Vote;

/// A message to a contract, for proposals.
pub fn call<M: Serialize>(contract: &Addr, msg: &M) -> Result<CosmosMsg> {
    Ok(CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg)?,
        funds: vec![],
    }))
}

impl Suite {
    /// A cw20 `send` of QER.
    pub fn send_qer<M: Serialize>(
        &mut self,
        from: &Addr,
        to: &Addr,
        amount: Uint128,
        msg: &M,
    ) -> Result<AppResponse> {
        let send = Token::Send {
            contract: to.to_string(),
            amount,
            msg: to_json_binary(msg)?,
        };
        let token = self.at.token.clone();
        self.net.home.execute(from, &token, &send, &[])
    }

    /// Stakes QER, in tier 0 if none is given.
    pub fn stake(
        &mut self,
        user: &Addr,
        amount: Uint128,
        tier: Option<u32>,
    ) -> Result<AppResponse> {
        let voting = self.at.voting.clone();
        self.send_qer(user, &voting, amount, &ReceiveMsg::Stake { tier })
    }

    /// Sends a message to the voting contract.
    pub fn voting(&mut self, sender: &Addr, msg: &Voting) -> Result<AppResponse> {
        let voting = self.at.voting.clone();
        self.net.home.execute(sender, &voting, msg, &[])
    }

    /// Stake by tier, power and reputation of an address.
    pub fn account(&self, user: &Addr) -> Result<AccountResponse> {
        let address = user.to_string();
        let voting = self.at.voting.clone();
        self.net.home.query(&voting, &Ask::Account { address })
    }

    /// Proposes as the page does: allowance for the deposit and proposal in one transaction.
    pub fn propose(
        &mut self,
        proposer: &Addr,
        title: &str,
        msgs: &[CosmosMsg],
        vote: Option<Vote>,
    ) -> Result<u64> {
        let (dao, token) = (self.dao.clone(), self.at.token.clone());
        let deposit = self.plan.dao.deposit;
        if !deposit.is_zero() {
            let allow = Token::IncreaseAllowance {
                spender: dao.pre_propose.to_string(),
                amount: deposit,
                expires: None,
            };
            self.net.home.execute(proposer, &token, &allow, &[])?;
        }
        dao.propose(&mut self.net.home, proposer, title, msgs, vote)
    }

    /// Casts a member's vote on a proposal of the DAO.
    pub fn vote(&mut self, voter: &Addr, id: u64, vote: Vote) -> Result<AppResponse> {
        let dao = self.dao.clone();
        dao.vote(&mut self.net.home, voter, id, vote)
    }

    /// Executes a passed proposal; anyone may.
    pub fn execute_proposal(&mut self, id: u64) -> Result<AppResponse> {
        let (dao, anyone) = (self.dao.clone(), self.net.home.addr("anyone"));
        dao.execute(&mut self.net.home, &anyone, id)
    }

    /// A proposal's status.
    pub fn proposal_status(&self, id: u64) -> Result<String> {
        self.dao.status(&self.net.home, id)
    }

    /// The message by which the DAO files an operation: until a fortnight from now.
    pub fn queue(&self, text: &str, messages: Vec<CosmosMsg>) -> Result<CosmosMsg> {
        let queue = Timelock::Queue {
            messages,
            text: text.to_owned(),
            not_after: self.fortnight(),
        };
        call(&self.at.timelock, &queue)
    }

    /// Two weeks from now: longer than a vote takes, no longer than stake stays.
    #[must_use]
    pub fn fortnight(&self) -> u64 {
        self.net.home.now() + 14 * 86_400
    }

    /// Sends a message to the timelock.
    pub fn timelock(&mut self, sender: &Addr, msg: &Timelock) -> Result<AppResponse> {
        let timelock = self.at.timelock.clone();
        self.net.home.execute(sender, &timelock, msg, &[])
    }

    /// An operation.
    pub fn operation(&self, id: u64) -> Result<OperationResponse> {
        let timelock = self.at.timelock.clone();
        self.net.home.query(&timelock, &QueryMsg::Operation { id })
    }

    /// The id of the newest operation.
    pub fn last_operation(&self) -> Result<u64> {
        let page = QueryMsg::Operations {
            status: None,
            start_after: None,
            limit: Some(1),
        };
        let timelock = self.at.timelock.clone();
        let newest: qerun_messages::timelock::OperationsResponse =
            self.net.home.query(&timelock, &page)?;
        let newest = newest.operations.first();
        Ok(newest.ok_or_else(|| anyhow!("no operation"))?.id)
    }

    /// What queueing messages would ask for.
    pub fn class_of(&self, messages: Vec<CosmosMsg>) -> Result<ClassOfResponse> {
        let timelock = self.at.timelock.clone();
        self.net
            .home
            .query(&timelock, &QueryMsg::ClassOf { messages })
    }

    /// Posts exactly the bond that an operation asks for.
    pub fn post_bond(&mut self, sponsor: &Addr, id: u64) -> Result<AppResponse> {
        let timelock = self.at.timelock.clone();
        let bond: BondResponse = self.net.home.query(&timelock, &QueryMsg::Bond { id })?;
        self.send_qer(sponsor, &timelock, bond.amount, &BondMsg::PostBond { id })
    }

    /// Executes a ripe operation; anyone may.
    pub fn execute_operation(&mut self, id: u64) -> Result<AppResponse> {
        let anyone = self.net.home.addr("anyone");
        self.timelock(&anyone, &Timelock::Execute { id })
    }

    /// The guardian's veto.
    pub fn veto(&mut self, id: u64, forfeit: bool) -> Result<AppResponse> {
        let guardian = self.at.guardian.clone();
        self.timelock(&guardian, &Timelock::Veto { id, forfeit })
    }

    /// The guardian starts a registered pause.
    pub fn guardian_pause(&mut self, id: &str) -> Result<AppResponse> {
        let guardian = self.at.guardian.clone();
        self.timelock(&guardian, &Timelock::Pause { id: id.to_owned() })
    }

    /// The whole way of a decision up to its operation: `proposer` proposes to queue the messages
    /// and votes yes in the same transaction, the others vote yes, the least voting period passes,
    /// the proposal is executed. Returns the operation's id.
    pub fn decide(
        &mut self,
        proposer: &Addr,
        others: &[&Addr],
        text: &str,
        messages: Vec<CosmosMsg>,
    ) -> Result<u64> {
        let queue = self.queue(text, messages)?;
        let id = self.propose(proposer, text, &[queue], Some(Vote::Yes))?;
        for voter in others {
            self.vote(voter, id, Vote::Yes)?;
        }
        self.net.advance(self.plan.dao.min_voting_period);
        self.execute_proposal(id)?;
        let status = self.proposal_status(id)?;
        if status != "executed" {
            return Err(anyhow!("proposal {id} is {status}"));
        }
        self.last_operation()
    }
}
