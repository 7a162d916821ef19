import { parseError, type ContractName } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { reason } from "../../src/tx/flow.ts";
import { contractWords, TABLES } from "../../src/errors/contract-words.ts";
import { chainWords, wordsFor } from "../../src/errors/words.ts";
import { contracts, shared } from "../../../clients/ts/src/generated/errors.ts";
import { NodeError } from "../../src/chain/rpc.ts";
import { walletError, WalletError, type WalletProblem } from "../../src/wallet/problem.ts";

const names = {
  qer: { symbol: "QER", name: "Qerun", decimals: 6, oracle: "qer" },
  stable: { symbol: "USDC", name: "USD Coin", decimals: 6, oracle: "usdc", home: "ibc/A", dex: "uusdc" },
  eth: { symbol: "ETH", name: "Ether", decimals: 18, oracle: "eth", home: "ibc/B", dex: "weth" },
  fee: { symbol: "STAKE", decimals: 6 },
  home: { chainId: "home-1" },
};
const OWNER = "home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv";
/** As wasmd and a node wrap a contract's error. */
const wrapped = (text: string) => `failed to execute message; message index: 1: dispatch: submessages: ${text}: execute wasm contract failed [CosmWasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:445] with gas used: '171234': unknown request`;

describe("a contract's error", () => {
  it.each([
    ["cash 5000000, requested 100000000", "The market has 5 USDC at hand, the rest is lent."],
    ["debt of 900.5 USD exceeds the 510 USD that the collateral allows", "The debt would be $900.50, the collateral allows $510.00."],
    ["new debt 700000000 is over what the account's cap leaves, 500000000", "One account may borrow 500 USDC more at present."],
    ["new debt 700000000 is over what the stress bound leaves, 500000000", "What insurance and ETH could cover in a crash leaves 500 USDC."],
    ["Borrow is paused until 1795775160", "Borrow is paused until 2026-11-27 10:26 UTC."],
    ["the price of qer expired at 1795775160, now is 1795779160", "The price of QER is too old."],
    ["the price of eth is degraded", "The price of ETH is degraded."],
    ["health is 1.0001: only below 1 a position can be liquidated", "The position is healthy: 1.0001."],
    ["would receive 1000000 ETH, less than the 2000000000000000000 asked for", "You would receive <0.00000001 ETH, less than 2 ETH."],
    ["1000000000000000 is less than the 2000000000000000000 asked for", "You would receive 0.001 ETH, less than 2 ETH."],
    ["tier 0 holds 5000000, not 9000000: name another tier with unstake_from", "Tier 0 holds 5 QER of yours."],
    ["operation 3 is not ready before 1795775160", "Operation 3 waits until 2026-11-27 10:26 UTC."],
    ["the bond of operation 3 is 10000000000, not 1", "The bond of operation 3 is 10,000 QER."],
    ["claims begin at 1795775160, now is 1795770000", "Claims begin at 2026-11-27 10:26 UTC."],
    ["borrowing has not been opened by governance", "Governance has not opened borrowing yet."],
  ])("%s", (text, what) => {
    for (const said of [text, wrapped(text)]) {
      const words = chainWords(said, names);
      expect(words.what).toBe(what);
      expect(words.remedy).not.toBe("");
    }
  });

  it("that this page has no words for is shown as it was said, short and without what nobody sees", () => {
    const said = chainWords(`something \u202enew ${"x".repeat(500)}`, names).what;
    expect(said).toMatch(/^The chain says: something new x+…$/);
    expect(said.length).toBeLessThan(330);
  });

  it("whose fields hold pages of text and what nobody sees is shown short and without it", () => {
    const hostile = `\u202e<b>${"x".repeat(100_000)}`;
    for (const [said, begins] of [
      [`${hostile} is paused until 1795775160`, "<b>xxx"],
      [`the price of ${hostile} is degraded`, "The price of <b>xxx"],
    ] as const) {
      const { what } = chainWords(wrapped(said), names);
      expect(what.startsWith(begins), what.slice(0, 50)).toBe(true);
      expect(what).not.toContain("\u202e");
      expect(what.length).toBeLessThan(400);
    }
  });

  it("is read of whatever was kept in the browser", () => {
    for (const why of ["", ":", "fee", "fee:a:b:c", "fee:stake:x:-", "wallet", "node", "chain", "connect:x", "unknown:x"]) {
      const { what, remedy } = wordsFor(why, names);
      expect(Math.min(what.length, remedy.length), why).toBeGreaterThan(9);
    }
  });

  it("each kind that has words is one that the contracts have, and so is each field that they name", () => {
    const known = [...Object.entries(contracts).flatMap(([contract, { own }]) => own.map(([kind, pattern]) => [`${contract}/${kind}`, pattern] as const)),
      ...Object.entries(contracts).flatMap(([, { shared: groups }]) => Object.entries(groups).flatMap(([prefix, group]) => shared[group as keyof typeof shared].map(([kind, pattern]) => [`${prefix}.${kind}`, pattern] as const)))];
    let count = 0;
    for (const [contract, table] of Object.entries(TABLES)) {
      for (const [kind, entry] of Object.entries(table)) {
        // What several contracts say in the same words.
        if (contract === "several") continue;
        count += 1;
        const patterns = known.filter(([name]) => name === (kind.includes(".") ? kind : `${contract}/${kind}`)).map(([, pattern]) => pattern);
        expect(patterns.length, `${contract}/${kind}`).toBeGreaterThan(0);
        for (const [, field] of entry.join(" ").matchAll(/\{(?:\w+:)?(\w+)\}/g)) {
          if (field !== "qer") expect(patterns.some((pattern) => pattern.includes(`{${field}:`)), `${contract}/${kind} has no ${field}`).toBe(true);
        }
      }
    }
    expect(count).toBeGreaterThan(90);
  });

  it("with a number that is none of a contract's is shown as it was said", () => {
    for (const debt of ["0.1234567890123456789012345678901234567890", "1".repeat(5_000)]) {
      const { what } = chainWords(`debt of ${debt} USD exceeds the 510 USD that the collateral allows`, names);
      expect(what).toContain(debt.slice(0, 40));
      expect(what.length).toBeLessThan(600);
    }
  });
});

/**
 * Errors that nobody meets who only uses this page, by what brings them about. All others need a sentence of their own, with
 * what one can do.
 */
const NOT_MET: Readonly<Record<string, string>> = {
  // A contract is made or replaced with something wrong: whoever deploys or governs.
  airdrop: "ZeroTotal EndPassed NotEnded",
  emissions: "StreamId DuplicateStream PointTime PointAmount Steeper NotDistributor NotEnded Returned NothingWithheld",
  // What only owner, guardian, token or reserve sends to the market.
  market:
    "NotCollateralToken BorrowingOpen NotReady BarredList PerkId PauseRuns PauseCoolDown PauseDuration PauseActions UserPartTooLarge EarmarkTooSmall UnknownReply PriceImpact SameAsset Empty",
  // Prices are a matter of feeders and of governance.
  oracle:
    "InvalidAsset UnknownAsset DuplicateAsset NotFeeder ZeroPrice TooLarge FromFuture NotNewer Outdated DuplicateFeeder DuplicateSource InvalidFeedId SameToken QuotedInItself QuotedInPool LimitLifted FarFromPublished InUse NothingToRevert TooLateToRevert AlreadyHalted NotHalted",
  // It is on the other chain, for which this page does not sign.
  outpost:
    "WrongPort WrongChannel NotReceived InvalidPacket WrongSender NotTheReserve WrongTransport WrongReceiver WrongDenom ZeroAmount InvalidMemo DeadlinePassed DuplicateOrder SwapRunning NoSwap BelowMinimum UnknownReply NoSequence UnknownOrder NotHeld ReserveFixed RepeatedDenom RouteEnd RepeatedPool",
  // What only market, owner or guardian sends.
  reserve:
    "Counter UserPartTooLarge DuplicateBatch NotPaused UnknownBatch UnknownPacket UnknownReply NoSequence NotResolvable NotOpen GraceNotOver MakeGoodTooLarge BatchNotWaiting OrdersUnderWay WaitedTooShort InsufficientEncumbered InsufficientUnencumbered BuybackOpen NotReady SameAsset InvalidAsset ChannelFixed PathMismatch NotAVoucher InvalidName BrokenPath RepeatedDenom",
  // What only DAO, steward and guardian send, or nobody but a wrong page.
  timelock:
    "SameRole MilderThanBefore FloorLowered StageDates NotExpired TooLate TooFarAhead BondForfeitable DelayOver VetoProof AlreadyApproved WrongToken StageNotLater NoSteward InvalidKey Duplicate NoPause PauseLength NotCounterpart HaltWithoutEnd UnknownLimit UnknownPause PauseCoolDown EffectHalted PauseRunning NothingToEnd",
  token: "SupplyOverflow AllowanceOverflow MinterNotOwner MintBoundExceeded NotBurner AlreadyBurner TooManyBurners",
  // What only owner, guardian and the token send, and how the contract is made.
  voting:
    "NotCw20 WrongToken FundRefused NotPaused HeightDuration ZeroDuration TierUnbonding TierMultiplier ActivePercentage ActiveCount DuplicateHook UnknownHook TooManyHooks PerkId DuplicatePerk UnknownPerk TooManyPerks CallDepth UnknownReply WrongContract WrongVersion",
};
/** Of shared parts: the library's own, which messages of the page cannot bring about, and what only owner and guardian do. */
const NOT_MET_SHARED = ["Std", "Payment", "Migration", "Overflow", "Ownership", "Identifier", "Pause", "DivideByZero", "Ratio", "Cw20"];

describe("every error that the contracts can say", () => {
  const sample = (pattern: string) =>
    pattern.replace(/\{\w+:(\w+)\}/g, (_, how: string) => ({ amount: "5000000", number: "1795775160", decimal: "0.95", word: OWNER, debug: '"x"' })[how] ?? "some text");
  const own = Object.entries(contracts).flatMap(([contract, { own }]) => (own as readonly (readonly [string, string])[]).map(([kind, pattern]) => ({ contract, kind, pattern })));
  const common = Object.entries(contracts).flatMap(([contract, { shared: groups }]) =>
    Object.entries(groups).flatMap(([prefix, group]) => (shared[group as keyof typeof shared] as readonly (readonly [string, string])[]).map(([kind, pattern]) => ({ contract, prefix, kind: `${prefix}.${kind}`, pattern }))),
  );
  const wordless = (what: string) => /^(The [a-z]+|A contract) refuses: |^The chain says: /.test(what);
  const met = (contract: string, kind: string) => !(NOT_MET[contract] ?? "").split(" ").includes(kind);

  it.each(own)("$contract $kind: a sentence and a remedy, or it is known that nobody meets it here", ({ contract, kind, pattern }) => {
    for (const said of [sample(pattern), wrapped(sample(pattern))]) {
      const error = parseError(said, contract as ContractName);
      const { what, remedy } = contractWords(error, names) ?? chainWords(said, names);
      // Two kinds of the oracle have the same words.
      if (error.kind !== kind) expect(contract).toBe("oracle");
      expect([contract, kind, wordless(what) || !contractWords(error, names)]).toEqual([contract, kind, !met(contract, kind)]);
      // The page does not know which contract spoke: several may say the same.
      if (met(contract, kind)) expect([kind, chainWords(said, names).what]).toEqual([kind, expect.not.stringMatching(/ refuses: |^The chain says: /)]);
      expect(remedy).toMatch(/^[A-Z].{10,}\.$/);
      expect(what).toMatch(/^.{8,}$/s);
      expect(what).not.toMatch(/undefined|NaN|\{/);
    }
  });

  it.each(common)("$contract $kind", ({ contract, prefix, kind, pattern }) => {
    const error = parseError(wrapped(sample(pattern)), contract as ContractName);
    const words = contractWords(error, names);
    // A send of nothing is the one message of cw20 that a user can get wrong.
    const expected = !NOT_MET_SHARED.includes(prefix) || kind === "Cw20.InvalidZeroAmount";
    expect([kind, words !== undefined]).toEqual([kind, expected]);
    const { what, remedy } = words ?? chainWords(wrapped(sample(pattern)), names);
    expect(what.length).toBeGreaterThan(8);
    expect(remedy).toMatch(/^[A-Z].{10,}\.$/);
  });

  it("is in the list once, and the list names none that does not exist", () => {
    for (const [contract, kinds] of Object.entries(NOT_MET)) {
      const all = own.filter((one) => one.contract === contract).map(({ kind }) => kind);
      const listed = kinds.split(" ");
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed.filter((kind) => !all.includes(kind))).toEqual([]);
    }
  });
});

describe("a chain's own errors", () => {
  it.each([
    ["sdk 32: account sequence mismatch, expected 8, got 7", "Another transaction of this account went first."],
    ["sdk 11: out of gas in location: wasm contract; gasWanted: 1", "The gas did not suffice."],
    ["sdk 13: insufficient fee; got: 1stake required: 2stake", "The chain asks for a higher fee now."],
    ["spendable balance 5ibc/A is smaller than 9ibc/A: insufficient funds", "This account has too little for it."],
    ["Overflow: Cannot Sub with given operands", "This account has too little QER."],
    ["alphanumeric: No rewards claimable: execute wasm contract failed", "There are no rewards to claim."],
    ["request must be <= claimable and > 0. !(0 < 0 <= 0): execute wasm contract failed", "Nothing more has vested since you claimed."],
    ["vesting contract is not distributing funds: execute wasm contract failed", "The tokens have not been put into this contract yet."],
    ["rpc error: account home1abc not found: key not found", "The chain does not know this account yet."],
  ])("%s", (said, what) => {
    expect(chainWords(said, names).what).toBe(what);
  });
});

describe("what a wallet throws", () => {
  it.each([
    ["Request rejected", "rejected"],
    ["Transaction declined", "rejected"],
    ["Chain approval rejected", "rejected"],
    ["KeyRing is locked", "locked"],
    ["Users need to create their accounts first", "empty"],
    ["There is no modular chain info for home-1", "unknown-chain"],
    ["Invalid chain Id", "unknown-chain"],
    ["Signer mismatched", "other-account"],
    ["Extension context invalidated.", "gone"],
    ["A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received", "interrupted"],
    ["Could not establish connection. Receiving end does not exist.", "interrupted"],
    // Not of the chain, so the page must not suggest it.
    ["Ledger wallet is not supported for this chain", "failed"],
    ["Key info is not found", "failed"],
    ["ledger is busy", "failed"],
  ])("%s", (said, problem) => {
    expect(walletError(new Error(said)).problem).toBe(problem);
    expect(walletError(said).problem).toBe(problem);
  });

  const PROBLEMS: readonly WalletProblem[] = ["rejected", "locked", "empty", "unknown-chain", "other-chain", "other-account", "other-key", "other-content", "interrupted", "gone", "failed"];

  it("has a remedy each, asked to sign or to connect, and none says what is not so", () => {
    for (const problem of PROBLEMS) {
      const error = new WalletError(problem, "home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv: x");
      const [signing, connecting] = [wordsFor(reason.wallet(error), names), wordsFor(reason.connect(error), names)];
      for (const { what, remedy } of [signing, connecting]) expect(Math.min(what.length, remedy.length), problem).toBeGreaterThan(9);
      expect(signing.remedy, problem).toMatch(/nothing was sent/i);
      expect(connecting.what + connecting.remedy, problem).not.toMatch(/sign\.|was sent|typed/);
    }
  });

  it("is kept where that helps", () => {
    expect(wordsFor(reason.wallet(new WalletError("failed", "ledger: is: busy")), names).what).toBe("The wallet says: ledger: is: busy");
    expect(wordsFor(reason.connect(new WalletError("other-chain", "cosmos1abcdefghijklmnopqrstuvwxyz")), names).what).toContain("cosmos1ab…vwxyz");
    const other = (said: string) => wordsFor(reason.wallet(new WalletError("other-account", said)), names).what;
    expect(other("home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv")).toBe("The wallet has another account now: home17xek…envcv.");
    expect(other("Signer mismatched")).toBe("The wallet has another account now.");
  });
});

describe("other reasons", () => {
  it("name what is missing for the fee, and the node", () => {
    expect(wordsFor(reason.noFee("221", 3n, 0n), names).what).toBe("The fee is 0.000221 STAKE, and this account has 0.000003 STAKE.");
    expect(wordsFor(reason.noFee("221", 5_000_000n, 5_000_000n), names).what).toBe("You spend 5 STAKE and the fee is 0.000221 STAKE, and this account has 5 STAKE.");
    expect(wordsFor(reason.tooMuchGas(10n ** 15n), names).what).toBe("The node says that this uses 1000000000000000 gas, more than any transaction needs.");
    expect(reason.chain("x".repeat(1_000_000)).length).toBeLessThan(6_000);
    const node = (kind: "unreachable" | "nonsense") => wordsFor(reason.node(new NodeError({ kind, url: "https://a.b:443" })), names).what;
    expect(node("unreachable")).toBe("The node https://a.b:443 cannot be reached.");
    expect(node("nonsense")).toBe("https://a.b:443 does not answer as a node does.");
    expect(wordsFor("expired", names).what).toContain("No block");
    expect(wordsFor(reason.badNode, names).what).toContain("not in step");
  });
});
