/** A table that scrolls within its card where the window is narrow, also by keyboard. */
import type { ComponentChildren } from "preact";

export function Table({ label, heads, children }: { label: string; heads: readonly ComponentChildren[]; children: ComponentChildren }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {heads.map((head, i) => (
              <th scope="col" key={i}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
