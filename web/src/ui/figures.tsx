/** Figures with their names. A figure keeps its place while it is loading, so that nothing jumps. */
import type { ComponentChildren } from "preact";
import { formatAmount, formatShort, type Unit } from "../core/amount.ts";
import { useSession } from "./use.ts";

/** An amount of a token: short, with all digits for those who point at it. `mine`: of the connected account. */
export function Amount({ of, unit, shown = 2, mine = false }: { of: bigint | undefined; unit: Unit; shown?: number; mine?: boolean }) {
  if (of === undefined) return <Pending mine={mine} />;
  return (
    <span class="amount" title={`${formatAmount(of, unit.decimals)} ${unit.symbol}`}>
      {formatShort(of, unit.decimals, shown)} <span class="symbol">{unit.symbol}</span>
    </span>
  );
}

/** In the place of a figure that is not known yet, or of one that is an account's while none is connected. */
export function Pending({ mine = false }: { mine?: boolean }) {
  const session = useSession();
  return (
    <span class="pending">
      <span aria-hidden="true">–</span>
      <span class="hidden">{mine && !session ? "connect a wallet to see it" : "not known yet"}</span>
    </span>
  );
}

/** The same for the eye, once in a room that shows what an account has. */
export function AskToConnect() {
  return useSession() ? null : <p class="note">Connect a wallet to see what is yours.</p>;
}

/** A list of figures. */
export function Figures({ children }: { children: ComponentChildren }) {
  return <dl class="figures">{children}</dl>;
}

interface FigureProps {
  readonly name: string;
  /** A word on it. Its line is there from the beginning, whatever is in it. */
  readonly note?: ComponentChildren;
  readonly tone?: "good" | "warn" | "bad" | undefined;
  readonly children: ComponentChildren;
}

/** One figure: its name, its value, and a word on it. */
export function Figure(props: FigureProps) {
  return (
    <div class="figure">
      <dt>{props.name}</dt>
      <dd class={props.tone}>{props.children}</dd>
      {"note" in props && <dd class="note">{props.note ?? "\u00a0"}</dd>}
    </div>
  );
}

/** Before and after, side by side; one alone when they do not differ. */
export function Change({ before, after }: { before: ComponentChildren; after?: ComponentChildren }) {
  if (after === undefined) return <>{before}</>;
  return (
    <span class="change">
      <span>{before}</span>
      <span aria-hidden="true"> → </span>
      <span class="hidden"> becomes </span>
      <strong>{after}</strong>
    </span>
  );
}
