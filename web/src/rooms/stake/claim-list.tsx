/** What is unbonding, and what can be claimed. */
import { instruct, voting } from "@qerun/client";
import type { Staking } from "../../chain/staking.ts";
import { formatToken, type Unit } from "../../core/amount.ts";
import { date, until } from "../../core/time.ts";
import { Action } from "../../ui/action.tsx";
import { useChainTime, useSession, useValue } from "../../ui/use.ts";
import { releaseTime } from "./tiers.ts";

export function ClaimList({ staking, unit }: { staking: Staking; unit: Unit }) {
  const session = useSession();
  const now = useChainTime();
  const claims = useValue(session && staking.claims(session.address))?.claims ?? [];
  const free = claims.filter((claim) => (releaseTime(claim) ?? Infinity) <= now).reduce((sum, { amount }) => sum + amount, 0n);
  if (claims.length === 0) return null;
  return (
    <section class="card" aria-labelledby="unbonding">
      <h2 id="unbonding">Unbonding</h2>
      <ul class="rows">
        {claims.map((claim, i) => {
          const at = releaseTime(claim);
          return (
            <li key={i}>
              <span>{formatToken(claim.amount, unit)}</span>
              <span class="note">{at === undefined ? "–" : at <= now ? "free" : `${until(at, now)}, ${date(at)}`}</span>
            </li>
          );
        })}
      </ul>
      <Action
        label={`Claim ${formatToken(free, unit)}`}
        refused={free === 0n ? "Nothing is free yet." : undefined}
        draft={() => ({
          title: `Claim ${formatToken(free, unit)}`,
          sentence: `${formatToken(free, unit)} come to your wallet.`,
          risks: [],
          messages: [instruct(staking.voting, voting.execute.claim())],
          fields: [],
        })}
      />
    </section>
  );
}
