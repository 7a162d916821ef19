//! What a flush would do.

use qerun_messages::market::{OpenBatch, QuoteFlushResponse};
use qerun_messages::reserve::read_backing;

use super::context::QueryContext;
use crate::batch;
use crate::error::ContractError;
use crate::prices::eth_bid;

pub fn quote_flush(query: &QueryContext) -> Result<QuoteFlushResponse, ContractError> {
    let open = &query.market.state.batch;
    let refused = ensure_accepted(query, open).err().map(|e| e.to_string());
    Ok(QuoteFlushResponse {
        batch_id: open.id.into(),
        amount: batch::amount(open)?,
        due_at: batch::due_at(open, &query.market.params.batch),
        hands_over: refused.is_none(),
        refused,
    })
}

/// Refuses a batch that would not be handed over now, or that the reserve would refuse without a price of ETH.
fn ensure_accepted(query: &QueryContext, open: &OpenBatch) -> Result<(), ContractError> {
    let (querier, market) = (&query.deps.querier, &query.market);
    let backing = read_backing(querier, &market.assets.reserve)?;
    batch::ensure_ready(open, &market.params.batch, &backing, market.now)?;
    eth_bid(querier, &market.assets, market.now).map(|_| ())
}
