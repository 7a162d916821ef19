//! Borrow: debt for the whole amount. A part is paid out; the rest is the reserve part. Of that the borrower's claim buys
//! ETH, and the protocol's contribution fills the insurance, or buys ETH once the insurance is large enough.

use cosmwasm_std::{coins, BankMsg, DepsMut, Env, MessageInfo, Response, Uint128};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::events;
use crate::hand_over_batch::try_hand_over_batch;
use crate::perk::contribution_share;
use crate::plan_borrow::{ensure_may_borrow, plan_borrow, BorrowPlan};
use crate::position::Account;
use crate::risk_context::RiskContext;
use crate::state::{State, PAUSES, STATE};

/// Borrows against the sender's QER. See `ExecuteMsg::Borrow`. Reads oracle and reserve raw. Another contract runs only
/// if a batch is handed over (reserve) or the perk is asked for (voting).
pub fn borrow(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    amount: Uint128,
    min_received: Option<Uint128>,
    use_perk: bool,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let pauses = PAUSES.load(deps.storage)?;
    let mut account = Account::load(deps.storage, info.sender)?;
    ensure_may_borrow(&pauses, &account, amount, now)?;

    let mut market = AccruedMarket::load(deps.storage, now)?;
    let (querier, open_batch) = (deps.querier, market.state.batch.id);
    let context = RiskContext::read(&querier, &market)?.with_reserve(&querier, deps.storage)?;
    let claim = &mut account.position.claim;
    let wound_down_left = claim.fold(deps.storage, &querier, &market.assets.reserve, open_batch)?;
    let plan = plan_borrow(&context, &account.position, amount, || {
        contribution_share(
            &querier,
            deps.storage,
            &market.params,
            &account.user,
            use_perk,
        )
    })?;
    let minimum = min_received.unwrap_or_default();
    if plan.split.paid_out < minimum {
        return Err(ContractError::BelowMinimumReceived {
            received: plan.split.paid_out,
            minimum,
        });
    }

    let state = &mut market.state;
    state.apply_borrow(&plan)?;
    account.position.set_shares(plan.shares_after, state);
    let borrowed = events::borrow(&account.user, &plan, state);
    account.position.claim = plan.claim_after;
    // Nobody borrows and is liquidated in one block.
    account.position.borrowed_at_height = env.block.height;
    // The reserve answers later in this transaction; if it refuses, the reply puts the batch back.
    let hand_over = plan
        .hands_over
        .then(|| try_hand_over_batch(state, &market.assets))
        .transpose()?;
    wound_down_left.save(deps.storage)?;
    STATE.save(deps.storage, state)?;
    account.save(deps.storage)?;

    let mut response = Response::new()
        .add_event(events::accrue(market.interest, state))
        .add_event(borrowed);
    if let Some((batch, msg)) = hand_over {
        response = response
            .add_event(events::hand_over_batch(&batch))
            .add_submessage(msg);
    }
    if !plan.split.paid_out.is_zero() {
        response = response.add_message(BankMsg::Send {
            to_address: account.user.into_string(),
            amount: coins(plan.split.paid_out.u128(), market.assets.stable_denom),
        });
    }
    Ok(response)
}

impl State {
    /// The totals after a borrow. The whole amount leaves cash. The claim's part goes to the open batch; so does
    /// the contribution, unless the plan puts it into the insurance.
    fn apply_borrow(&mut self, plan: &BorrowPlan) -> Result<(), ContractError> {
        self.cash = self.cash.checked_sub(plan.amount)?;
        self.debt_shares = self.debt_shares.checked_add(plan.shares)?;
        if plan.contribution_to_insurance {
            self.insurance = self.insurance.checked_add(plan.split.contribution)?;
        }
        self.batch = plan.batch_after.clone();
        Ok(())
    }
}
