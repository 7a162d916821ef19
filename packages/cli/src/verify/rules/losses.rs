//! Bad debt: who bore it, what is set aside for the rest, and at which price that is sold.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::EthBooking;

use crate::verify::{Audit, Facts};
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts) {
    deficit(audit, facts);
    write_offs(audit, facts);
    storefront(audit, facts);
}

/// What is booked against ETH is booked against ETH that is there.
fn deficit(audit: &mut Audit, facts: &Facts) {
    let state = &facts.market.state;
    let (deficit, earmarked) = (state.deficit, state.earmarked);
    let own = facts.reserve.backing.unencumbered;
    audit.must(earmarked <= own, "earmark", || {
        format!("{earmarked} ETH units are earmarked, {own} are the protocol's own")
    });
    audit.must(deficit.is_zero() || !earmarked.is_zero(), "earmark", || {
        format!("a deficit of {deficit} stablecoins is booked against no ETH: nothing will pay it")
    });
    if let Some(worth) = worth(facts).filter(|worth| *worth < deficit) {
        audit.should(false, "deficit", || {
            format!(
                "{deficit} stablecoins are booked against ETH that would be booked at {worth} now: what is missing \
                 will be written off when it is sold"
            )
        });
    }
    if deficit.is_zero() && !earmarked.is_zero() {
        audit.note(
            "earmark",
            format!(
                "{earmarked} ETH units are earmarked and booked at nothing: the suppliers have borne the loss, and get what \
                 the storefront brings"
            ),
        );
    }
    if !deficit.is_zero() {
        audit.note(
            "deficit",
            format!(
                "{deficit} stablecoins are booked against {earmarked} ETH units that the storefront sells"
            ),
        );
    }
}

/// What the earmarked ETH would be booked at, at the prices that the oracle has published; none without them.
fn worth(facts: &Facts) -> Option<Uint128> {
    let (config, params) = (&facts.market.config, &facts.market.params);
    let price = |asset: &String| {
        let mut rows = facts.oracle.prices.iter();
        rows.find(|row| row.asset == *asset).map(|row| &row.record)
    };
    let booking = EthBooking {
        bid: price(&config.eth_asset)?.bid,
        discount: params.stress.own_discount,
        stable: price(&config.stable_asset)?.ask.max(Decimal::one()),
        eth_decimals: config.eth_decimals,
        stable_decimals: config.stable_decimals,
    };
    booking.stable_floor(facts.market.state.earmarked).ok()
}

/// The tranches add up to what was written off.
fn write_offs(audit: &mut Audit, facts: &Facts) {
    let Some(sums) = &facts.market.write_offs else {
        let text = "the market's code does not tell what was written off";
        audit.note("write-off", text.to_owned());
        return;
    };
    let tranches = [sums.insurance, sums.booked, sums.suppliers];
    let borne = tranches
        .into_iter()
        .fold(Uint128::zero(), Uint128::saturating_add);
    audit.must(sums.debt == borne, "write-off", || {
        format!("{} were written off, the tranches bore {borne}", sums.debt)
    });
    let deficit = facts.market.state.deficit;
    audit.must(deficit <= sums.booked, "write-off", || {
        let booked = sums.booked;
        format!("the deficit is {deficit}, only {booked} were ever booked against ETH")
    });
    if !sums.debt.is_zero() {
        audit.note(
            "write-off",
            format!(
                "{} stablecoins so far: insurance paid {}, {} were booked against ETH, suppliers bore {}; sales brought \
                 {} more than was booked",
                sums.debt, sums.insurance, sums.booked, sums.suppliers, sums.recovered
            ),
        );
    }
}

/// The lowest price of a sale is no less than what the market books, and a buyback can burn.
fn storefront(audit: &mut Audit, facts: &Facts) {
    let params = &facts.reserve.config.params;
    let (discount, booked) = (
        params.storefront.discount,
        facts.market.params.stress.own_discount,
    );
    audit.must(discount <= booked, "storefront", || {
        format!(
            "ETH is sold at up to {discount} below the bid, the market books it at {booked} below"
        )
    });
    let reserve = facts.at(Contract::Reserve);
    let burns = facts.token.burners.iter().any(|b| b == reserve);
    audit.should(burns || params.buyback_above.is_none(), "buyback", || {
        "buyback is on, but the reserve is no burner of QER: every sale to it fails".to_owned()
    });
}
