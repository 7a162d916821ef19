/** What the timelock says about what the caller did, in words. */
import type { Entry, Table } from "../table.ts";

const OTHER_FIELDS: Entry = ["The {name} message does not have the fields that it should.", "Compare it with the contract’s README, or use the command line, which makes it."];

export const timelock: Table = {
  UnknownOperation: ["There is no operation {id}.", "Look at the list."],
  WrongPhase: ["Operation {id} is {phase}.", "Others were faster; look at the list."],
  Expired: ["Operation {id} expired at {time:expired_at}.", "It has to be proposed again."],
  NotReady: ["Operation {id} waits until {time:ready_at}.", "Execute it then."],
  MissingApproval: ["Operation {id} needs the approval of the {approver}.", "Only they can give it."],
  WrongBond: ["The bond of operation {id} is {qer:bond}.", "Send exactly that."],
  BondsNotCovered: ["The timelock holds less than the bonds that it keeps.", "Nobody’s bond can be paid back now. Governance has to find out why."],
  InvalidMessage: OTHER_FIELDS,
  InvalidFields: OTHER_FIELDS,
  BondTokenAllowance: ["No operation may let anybody spend the {symbol:qer} kept there.", "Pay it out by a transfer instead: the bonds of others are among it."],
  FixedClass: ["How strictly {key} is classed cannot be set.", "Leave it out of the proposal."],
  NotItself: ["The {field} cannot be the timelock itself.", "Name another address in the proposal."],
};
