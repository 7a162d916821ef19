/** A button that begins a transaction. It says why it cannot, rather than being dead without a word. */
import { useStore } from "../core/store.ts";
import type { Draft } from "../tx/flow.ts";
import { useApp } from "./app.ts";
import { useSession } from "./use.ts";

export interface ActionProps {
  readonly label: string;
  /** Why it makes no sense now; undefined if it does. */
  readonly refused?: string | undefined;
  /** Made when the button is pressed, of the figures that are shown then. */
  readonly draft: () => Draft;
  readonly kind?: "main" | "small";
}

export function Action({ label, refused, draft, kind = "main" }: ActionProps) {
  const { flow, reader } = useApp();
  const session = useSession();
  const { verdict, problem } = useStore(reader.link);
  const why = !session
    ? "Connect a wallet first."
    : problem || verdict?.kind !== "good"
      ? "The node is not in step with the chain: nothing is signed on old figures."
      : refused;
  return (
    <div class="action">
      <button type="button" class={kind} disabled={why !== undefined} onClick={() => session && void flow.begin(draft(), session)}>
        {label}
      </button>
      {why !== undefined && <p class="note">{why}</p>}
    </div>
  );
}
