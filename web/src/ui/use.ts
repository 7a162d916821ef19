/** What components watch. */
import { useEffect, useState } from "preact/hooks";
import type { Answer, Watch } from "../chain/reader.ts";
import { useStore } from "../core/store.ts";
import type { QerunMath } from "../math/math.ts";
import type { Session } from "../wallet/session.ts";
import { useApp } from "./app.ts";

/** The last answer to a question; undefined before the first, and while there is no question. Whoever takes it tells of a refusal. */
export function useWatch<T>(watch: Watch<T> | undefined, slow = false, told = true): Answer<T> | undefined {
  const { reader } = useApp();
  const [state, setState] = useState<{ key: string; answer: Answer<T> | undefined }>();
  const key = watch?.key;
  useEffect(() => {
    if (!watch) return;
    const { answer, stop } = reader.watch(watch, slow, told);
    const update = () => setState({ key: watch.key, answer: answer.get() });
    update();
    const forget = answer.subscribe(update);
    return () => {
      forget();
      stop();
    };
  }, [reader, key, slow]);
  // An answer to the question before would be shown as one to this.
  return state && state.key === key ? state.answer : undefined;
}

/** The value of the last answer. If the chain refuses one, the head of the page says so. */
export function useValue<T>(watch: Watch<T> | undefined, slow = false): T | undefined {
  return useWatch(watch, slow, false)?.value;
}

/** Why an amount has no quote; the head of the page says more of a refusal. */
export function quoteWords(answer: Answer<unknown> | undefined): string {
  return answer?.refused === undefined ? "Asking for a quote…" : "The quote cannot be read now.";
}

/** The connected account, if any. */
export function useSession(): Session | undefined {
  const connection = useStore(useApp().wallet.connection);
  return connection.kind === "connected" ? connection.session : undefined;
}

/** The chain's time as far as is known, Unix seconds; it does not run on while the node is silent. */
export function useChainTime(): number {
  return useStore(useApp().reader.link).status?.time ?? 0;
}

/** The contracts' arithmetic, once it is there. */
export function useMath(): QerunMath | undefined {
  const { math } = useApp();
  const [loaded, setLoaded] = useState<QerunMath>();
  useEffect(() => {
    let mounted = true;
    void math().then((value) => mounted && setLoaded(value));
    return () => {
      mounted = false;
    };
  }, [math]);
  return loaded;
}

/** What was typed into a field, and how it is set. */
export function useTyped(field: string): [string, (text: string) => void] {
  const { typed } = useApp();
  const all = useStore(typed);
  return [all[field] ?? "", (text) => typed.update((before) => ({ ...before, [field]: text }))];
}

/** The value a moment after it has stopped changing: a quote is not asked for at every key. */
export function useCalm<T>(value: T, ms = 250): T {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const id = setTimeout(() => setCalm(() => value), ms);
    return () => clearTimeout(id);
  }, [value, ms]);
  return calm;
}
