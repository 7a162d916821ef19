/** The head of the page: rooms, node, wallet. */
import { useEffect, useState } from "preact/hooks";
import { duration } from "../core/time.ts";
import { shorten, visible } from "../core/text.ts";
import { useStore } from "../core/store.ts";
import { chainWords, wordsFor } from "../errors/words.ts";
import type { Link } from "../chain/reader.ts";
import { reason } from "../tx/flow.ts";
import type { Found } from "../wallet/keplr.ts";
import { accountName } from "../wallet/session.ts";
import { NodeError } from "../chain/rpc.ts";
import type { Room } from "./page.tsx";
import { useApp } from "./app.ts";
import { useTick } from "./tick.ts";

export function Head({ rooms, current }: { rooms: readonly Room[]; current: string }) {
  return (
    <header>
      <div class="bar">
        <a class="brand" href="#/overview">
          Qerun
        </a>
        <Wallet />
      </div>
      <nav aria-label="Rooms">
        <ul>
          {rooms.map(({ id, name }) => (
            <li key={id}>
              <a href={`#/${id}`} aria-current={id === current ? "page" : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <NodeState />
    </header>
  );
}

/** Seconds after which figures are marked as old. */
const STALE = 30;

/** What is to be said about the node: nothing while all is well. */
export function nodeWords(link: Link, clock: number, site: Parameters<typeof wordsFor>[1]): { what: string; remedy: string } | undefined {
  const age = link.answeredAt > 0 ? ` The figures are ${duration(clock - link.answeredAt)} old.` : "";
  if (link.problem) {
    const words = wordsFor(reason.node(new NodeError(link.problem)), site);
    return { what: words.what + age, remedy: words.remedy };
  }
  switch (link.verdict?.kind) {
    case "wrong-chain":
      return {
        what: `The node is of ${shorten(visible(link.verdict.found), 40, 10)}, not of ${link.verdict.expected}.`,
        remedy: "Choose another node in the settings. Nothing of it is shown, and nothing can be signed.",
      };
    case "behind":
      return {
        what: `The node is behind: its last block is ${duration(link.verdict.seconds)} old.`,
        remedy: "Wait for it, or choose another node in the settings. Nothing can be signed meanwhile.",
      };
    case "ahead":
      return {
        what: `The node's last block is ${duration(link.verdict.seconds)} in the future of this computer.`,
        remedy: "Set the computer's clock right, or choose another node. Nothing can be signed meanwhile.",
      };
    default:
      return link.answeredAt > 0 && clock - link.answeredAt > STALE
        ? { what: `The node has not answered.${age}`, remedy: "The page goes on asking." }
        : undefined;
  }
}

/** That figures are missing, and why: without it one would wait for them in vain. */
export function refusedWords(said: readonly string[], site: Parameters<typeof wordsFor>[1]): { what: string; remedy: string } | undefined {
  const [first] = said.map((text) => chainWords(text, site));
  return first && { what: "Some figures here cannot be read now.", remedy: `${first.what} ${first.remedy}` };
}

function NodeState() {
  const { reader, site } = useApp();
  const link = useStore(reader.link);
  const clock = useTick(5_000);
  const refusals = useStore(reader.refusals);
  const words = nodeWords(link, clock, site) ?? refusedWords(refusals, site);
  return (
    <>
      <p class="node">
        {site.home.chainId} · {link.status ? `block ${link.status.height.toLocaleString("en-US")}` : "asking the node…"}
        {link.status && link.verdict?.kind === "good" ? `, ${duration(Math.max(0, clock - link.status.time))} ago` : ""}
      </p>
      <div role="status" aria-live="polite">
        {words && (
          <div class="notice warn">
            <p>
              <strong>{words.what}</strong> {words.remedy}
            </p>
          </div>
        )}
      </div>
    </>
  );
}

function Wallet() {
  const { wallet, site } = useApp();
  const connection = useStore(wallet.connection);
  const [choice, setChoice] = useState<readonly Found[]>();
  const [looking, setLooking] = useState(false);
  const connect = async () => {
    setLooking(true);
    const found = await wallet.available();
    setLooking(false);
    if (found.length === 1) await wallet.connect(found[0]!);
    else setChoice(found);
  };
  if (connection.kind === "connected") {
    const { address, wallet: from } = connection.session;
    return (
      <div class="wallet">
        <span title={address}>
          {accountName(connection.session) || from.name} <span class="mono">{shorten(address)}</span>
        </span>
        <button type="button" class="small" onClick={() => wallet.disconnect()}>
          Disconnect
        </button>
      </div>
    );
  }
  const problem = connection.kind === "none" && connection.problem ? wordsFor(reason.connect(connection.problem), site) : undefined;
  return (
    <div class="wallet">
      <button type="button" disabled={connection.kind === "connecting"} onClick={() => void connect()}>
        {connection.kind === "connecting" ? "Connecting…" : "Connect wallet"}
      </button>
      {connection.kind === "connecting" && <Asking wallet={connection.wallet.name} cancel={() => wallet.disconnect()} />}
      {connection.kind !== "connecting" && choice && choice.length > 1 && (
        <span>
          {choice.map((found) => (
            <button type="button" class="small" key={found.name} onClick={() => void wallet.connect(found)}>
              {found.name}
            </button>
          ))}
        </span>
      )}
      <span role="status" class="note">
        {looking ? "Looking for a wallet in this browser…" : problem ? `${problem.what} ${problem.remedy}` : choice?.length === 0 ? "No wallet is in this browser. Install Keplr or Leap, then reload." : ""}
      </span>
    </div>
  );
}

/** Milliseconds that a wallet which asks nothing takes at most. */
const QUICK = 1_500;

/** A wallet asks in a window of its own, which may be hidden, or may not have opened: then its answer never comes. */
function Asking({ wallet, cancel }: { wallet: string; cancel: () => void }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const id = setTimeout(() => setLate(true), QUICK);
    return () => clearTimeout(id);
  }, []);
  return (
    <>
      {late && (
        <button type="button" class="small" onClick={cancel}>
          Cancel
        </button>
      )}
      <span role="status" class="note">
        {late ? `Answer in the window of ${wallet}; it may be behind this one.` : ""}
      </span>
    </>
  );
}
