/** A choice of tiers, with what each means. */
import type { Tier } from "../../chain/answers/staking.ts";
import { duration } from "../../core/time.ts";
import { weight } from "./tiers.ts";

export interface TierChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly tiers: readonly Tier[] | undefined;
  readonly value: number;
  readonly choose: (tier: number) => void;
  /** Tiers that make no sense here. */
  readonly without?: (tier: number) => boolean;
}

export function TierChoice({ id, label, tiers, value, choose, without }: TierChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(Number(event.currentTarget.value))}>
        {(tiers ?? []).map((tier, i) =>
          without?.(i) ? null : (
            <option key={i} value={i}>
              {i}: {duration(tier.unbonding)}, × {weight(tier)}
            </option>
          ),
        )}
      </select>
    </div>
  );
}
