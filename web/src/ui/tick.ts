import { useEffect, useState } from "preact/hooks";

const now = (): number => Math.floor(Date.now() / 1000);

/** The computer's time, Unix seconds, renewed every so many milliseconds: ages are told by it. */
export function useTick(ms: number): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const id = setInterval(() => setTime(now()), ms);
    return () => clearInterval(id);
  }, [ms]);
  return time;
}
