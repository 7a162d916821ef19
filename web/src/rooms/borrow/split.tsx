/** Where a borrow goes: paid out, ETH, contribution. */
import type { BorrowQuote } from "../../chain/answers/market.ts";
import { useApp } from "../../ui/app.ts";
import { Amount, Figure, Figures } from "../../ui/figures.tsx";

export function SplitFigures({ quote, amount }: { quote: BorrowQuote | undefined; amount: bigint | undefined }) {
  const { site } = useApp();
  const of = (part: bigint | undefined) => (amount ? part : 0n);
  return (
    <Figures>
      <Figure name="Paid to you now">
        <Amount of={of(quote?.paid_out)} unit={site.stable} />
      </Figure>
      <Figure name="Buys ETH for you" note="released as you repay">
        <Amount of={of(quote?.claim)} unit={site.stable} />
      </Figure>
      <Figure name="Contribution" note="does not come back">
        <Amount of={of(quote?.contribution)} unit={site.stable} />
      </Figure>
    </Figures>
  );
}
