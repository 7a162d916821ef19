/** What the airdrop says about what the caller did, in words. */
import type { Table } from "../table.ts";

export const airdrop: Table = {
  NotStarted: ["Claims begin at {time:start}.", "Come back then."],
  Ended: ["Claims ended at {time:end}.", "What was left has gone to the treasury."],
  Claimed: ["This account has claimed {qer:amount} already.", "There is nothing more for it."],
  WrongProof: ["This proof is not for this account.", "Choose the account that the list names, or ask for its proof."],
  AboveTotal: ["The list gives away more than there was.", "Nothing is left. Tell whoever made the list."],
  Returned: ["What nobody had claimed has gone to the treasury.", "There is nothing more to claim."],
  Hash: ["The line of the list is damaged.", "Take it anew from the published list."],
};
