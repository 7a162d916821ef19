/** The frame: head, the room, the review. */
import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useStore, type Store } from "../core/store.ts";
import { Airdrop } from "../rooms/airdrop/airdrop.tsx";
import { Borrow } from "../rooms/borrow/borrow.tsx";
import { Claims } from "../rooms/claims/claims.tsx";
import { Govern } from "../rooms/govern/govern.tsx";
import { Liquidate } from "../rooms/liquidate/liquidate.tsx";
import { Overview } from "../rooms/overview/overview.tsx";
import { Vesting } from "../rooms/vesting/vesting.tsx";
import { Liquidity } from "../rooms/liquidity/liquidity.tsx";
import { vestingContracts } from "../chain/vesting.ts";
import { Sale } from "../rooms/sale/sale.tsx";
import { SettingsRoom } from "../rooms/settings/settings.tsx";
import { Stake } from "../rooms/stake/stake.tsx";
import { Supply } from "../rooms/supply/supply.tsx";
import { AppContext, type App } from "./app.ts";
import { Head } from "./head.tsx";
import { Review } from "./review.tsx";
import { Transactions } from "./transactions.tsx";

export interface Room {
  readonly id: string;
  readonly name: string;
  readonly room: ComponentType;
}

/** The rooms of a deployment, in the order of the menu. */
function roomsOf({ site }: App): Room[] {
  return [
    { id: "overview", name: "Overview", room: Overview },
    { id: "borrow", name: "Borrow", room: Borrow },
    { id: "claims", name: "Claims", room: Claims },
    { id: "supply", name: "Supply", room: Supply },
    { id: "stake", name: "Stake", room: Stake },
    ...(site.home.contracts.liquidity_voting && site.home.contracts["lp_token"] ? [{ id: "liquidity", name: "Liquidity", room: Liquidity }] : []),
    { id: "govern", name: "Govern", room: Govern },
    { id: "liquidate", name: "Liquidate", room: Liquidate },
    { id: "sale", name: "Buy ETH", room: Sale },
    ...(site.home.contracts.airdrop ? [{ id: "airdrop", name: "Airdrop", room: Airdrop }] : []),
    ...(vestingContracts(site.home.contracts).length > 0 ? [{ id: "vesting", name: "Vesting", room: Vesting }] : []),
    { id: "settings", name: "Settings", room: SettingsRoom },
  ];
}

export function Page({ app, route }: { app: App; route: Store<string> }) {
  const id = useStore(route);
  const rooms = roomsOf(app);
  const room = rooms.find((one) => one.id === id) ?? rooms[0]!;
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${room.name} · Qerun`;
    // Whoever came by keyboard or screen reader goes on at the room's head.
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [room.id]);
  const Inside = room.room;
  return (
    <AppContext.Provider value={app}>
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        Skip to the room
      </button>
      <Head rooms={rooms} current={room.id} />
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {room.name}
        </h1>
        <Guard key={room.id} what="This room">
          <Inside />
        </Guard>
        <Guard what="The list of your transactions">
          <Transactions />
        </Guard>
      </main>
      <Review />
    </AppContext.Provider>
  );
}

/** An error in one room leaves the others, and repaying, within reach. */
class Guard extends Component<{ what: string; children: ComponentChildren }, { error?: Error }> {
  override state: { error?: Error } = {};

  static override getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div class="notice bad" role="alert">
        <p>
          <strong>
            {this.props.what} cannot be shown: {error.message}
          </strong>
        </p>
        <p>All else works. If it stays so, use the command line, and tell whoever hosts this page.</p>
      </div>
    );
  }
}
