/** A field for an amount: label, what one has, a button for the most, and what is wrong in words. */
import type { ComponentChildren } from "preact";
import { amountErrorWords, formatAmount, parseAmount, type Parsed, type Unit } from "../core/amount.ts";
import { visible } from "../core/text.ts";
import { useTyped } from "./use.ts";

export interface AmountFieldProps {
  /** Names the field for the page's memory, and its parts for screen readers. */
  readonly field: string;
  readonly label: string;
  readonly unit: Unit;
  /** The most that makes sense, from the contracts' own quotes. */
  readonly max?: bigint | undefined;
  /** What `max` is. */
  readonly maxNote?: string;
  /** What is wrong with an amount that reads well. */
  readonly problem?: string | undefined;
  readonly children?: ComponentChildren;
}

export function AmountField({ field, label, unit, max, maxNote, problem, children }: AmountFieldProps) {
  const [text, setText] = useTyped(field);
  const [, setByMax] = useTyped(byMax(field));
  const pressMax = (most: bigint) => {
    const written = formatAmount(most, unit.decimals);
    setText(written);
    setByMax(written);
  };
  const parsed = parseAmount(text, unit.decimals);
  const wrong = text !== "" && !parsed.ok ? amountErrorWords(parsed.error, unit.symbol) : text === "" ? undefined : problem;
  return (
    <div class="field">
      <label for={field}>{label}</label>
      <div class="input">
        <input
          id={field}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          spellcheck={false}
          placeholder="0"
          value={text}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${field}-note ${field}-wrong`}
          onInput={(event) => setText(visible(event.currentTarget.value))}
        />
        <span class="symbol" aria-hidden="true">
          {unit.symbol}
        </span>
        {max !== undefined && (
          <button type="button" class="small" onClick={() => pressMax(max)}>
            Max<span class="hidden"> for {label}</span>
          </button>
        )}
      </div>
      <p class="note" id={`${field}-note`}>
        {max !== undefined ? `${maxNote ?? "At most"} ${formatAmount(max, unit.decimals)} ${unit.symbol}` : "\u00a0"}
        {children}
      </p>
      <p class="wrong" id={`${field}-wrong`} aria-live="polite">
        {wrong}
      </p>
    </div>
  );
}

/** Where it is kept what Max has written into a field. */
const byMax = (field: string): string => `${field}/max`;

/** Whether what is in a field was written by Max, and not typed since. */
export function useIsMax(field: string): boolean {
  const [text] = useTyped(field);
  const [written] = useTyped(byMax(field));
  return text !== "" && text === written;
}

/** The amount in a field; zero while nothing is typed, undefined while what is typed is no amount. */
export function useAmount(field: string, unit: Unit): bigint | undefined {
  const [text] = useTyped(field);
  const parsed: Parsed = parseAmount(text, unit.decimals);
  return parsed.ok ? parsed.amount : parsed.error.kind === "empty" ? 0n : undefined;
}

/** What is wrong with an amount that is more than the wallet has; nothing while one of both is not known. */
export function overBalance(amount: bigint | undefined, balance: bigint | undefined): string | undefined {
  return amount !== undefined && balance !== undefined && amount > balance ? "Your wallet has less." : undefined;
}
