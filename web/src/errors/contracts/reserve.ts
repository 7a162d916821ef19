/** What the reserve says about what the caller did, in words. */
import type { Entry, Table } from "../table.ts";
import { PURCHASES_PAUSED, ZERO } from "./shared.ts";

const BUSY: Entry = ["As many purchases are under way as there may be.", "Wait until some of them have arrived, then try again; what waits stays in stablecoins."];

export const reserve: Table = {
  BuybackNotOpen: ["Governance has not opened the buyback yet.", "The overview says what is missing for it."],
  BuybackOff: ["The buyback is switched off.", "Governance has set no level of ETH above which it sells. Look again later."],
  DeficitOpen: ["ETH is being sold for a deficit first.", "That one can be bought with stablecoins; the buyback goes on after it."],
  NothingForSale: ["Nothing is for sale any more.", "Others were faster. Look again later."],
  BelowMinimumEth: ["You would receive {eth:eth}, less than {eth:minimum}.", "Prices have moved, or others were faster. Look at the new price and try again."],
  EarmarkUnreadable: ["The reserve cannot read what the market has earmarked.", "Nothing is sold until governance has repaired that."],
  NothingWaiting: ["Nothing waits to be sent.", "There is nothing to do."],
  ZeroAmount: ZERO,
  BelowMinOrder: ["The batch has {stable:funds}, and the smallest order is {stable:min_order}.", "It waits in the market until more is borrowed."],
  BatchCapacity: BUSY,
  OrderCapacity: BUSY,
  InFlightCapacity: BUSY,
  Paused: PURCHASES_PAUSED,
  UnknownOrder: ["There is no order {order_id}.", "Look at the list again."],
  NotReturning: ["Order {order_id} is not on its way back any more: it is {lower:status}.", "Others were faster, or its word has come. Look at the list again."],
  NotCovered: ["No ETH is here that is not accounted for, or too little of it.", "It has not arrived yet. If the other chain holds it, have it sent again there."],
};
