//! What a price costs in storage, pinned: gas by the prices of the SDK, which count each byte written thirty times. A
//! transaction takes some 106,000 besides: signature, code, computation.

use crate::common::pair::{self, Pair};
use crate::common::*;
use cosmwasm_std::{Addr, Api, CanonicalAddr, Decimal};
use qerun_messages::oracle::{AssetEntry, ExecuteMsg, FeederPrice, Policy, PriceSource};
use qerun_mocks::StorageGas;

/// As long as an address of a person is, of 20 bytes.
fn person(i: u8) -> Addr {
    let api = cosmwasm_std::testing::MockApi::default();
    api.addr_humanize(&CanonicalAddr::from([i; 20])).unwrap()
}

fn entry(asset: &str, policy: Policy, more: Vec<PriceSource<String>>) -> AssetEntry {
    let feeders = PriceSource::Feeder {
        feeders: (0..4).map(|i| person(i).into_string()).collect(),
        max_age: 900,
    };
    let sources = more.into_iter().chain([feeders]).collect();
    AssetEntry {
        asset: asset.into(),
        config: config(sources, policy),
    }
}

/// QER with clamp and depth, ETH and USDC without either, as in the local net's plan.
fn oracle() -> Oracle {
    Oracle::with(vec![
        entry("qer", clamped(), vec![]),
        entry("eth", policy(), vec![]),
        entry("usdc", policy(), vec![]),
    ])
    .unwrap()
}

/// USD, and the depth of QER.
#[derive(Clone, Copy)]
struct Figures {
    qer: Decimal,
    depth: Decimal,
    eth: Decimal,
    usdc: Decimal,
}

impl Figures {
    fn times(self, factor: Decimal) -> Self {
        Figures {
            qer: self.qer * factor,
            depth: self.depth * factor,
            eth: self.eth * factor,
            usdc: self.usdc * factor,
        }
    }
}

fn submission(figures: Figures, timestamp: u64) -> ExecuteMsg {
    let price = |asset: &str, price, depth| FeederPrice {
        asset: asset.into(),
        price,
        depth,
        timestamp,
    };
    let prices = vec![
        price("qer", figures.qer, Some(figures.depth)),
        price("eth", figures.eth, None),
        price("usdc", figures.usdc, None),
    ];
    ExecuteMsg::SubmitPrices { prices }
}

/// Every 75 seconds one of the feeders in turn, and each price is the last one times this. Submissions of the last `counted`
/// rounds, then a poke.
fn run(
    oracle: &mut Oracle,
    mut figures: Figures,
    factor: impl Fn(u64) -> Decimal,
    rounds: u64,
    counted: u64,
) -> (Vec<StorageGas>, StorageGas) {
    let mut spent = vec![];
    for round in 0..rounds {
        oracle.wait(75);
        figures = figures.times(factor(round));
        let who = person(u8::try_from(round % 4).unwrap());
        let gas = oracle.storage_gas(&who, submission(figures, oracle.now()));
        if round + counted >= rounds {
            spent.push(gas);
        }
    }
    oracle.wait(75);
    let assets = ["qer", "eth", "usdc"].map(String::from).to_vec();
    let poke = oracle.storage_gas(&person(9), ExecuteMsg::Poke { assets });
    (spent, poke)
}

fn mean(spent: &[StorageGas]) -> u64 {
    spent.iter().map(|spent| spent.gas).sum::<u64>() / spent.len() as u64
}

fn median(spent: &[StorageGas]) -> u64 {
    let mut gas: Vec<u64> = spent.iter().map(|spent| spent.gas).collect();
    gas.sort_unstable();
    gas[gas.len() / 2]
}

fn dearest(spent: &[StorageGas]) -> u64 {
    spent.iter().map(|spent| spent.gas).max().unwrap()
}

/// As ci/gas runs it on the local net: the same round prices again and again, in the first minutes.
#[test]
fn three_round_prices() {
    let figures = Figures {
        qer: dec("1"),
        depth: dec("20000000"),
        eth: dec("2000"),
        usdc: dec("1"),
    };
    let (spent, poke) = run(&mut oracle(), figures, |_| Decimal::one(), 16, 12);
    let (median, dearest) = (median(&spent), dearest(&spent));
    println!("{median}, at most {dearest}; poke {poke:?}");
    assert!(median <= 68_400 && dearest <= 81_000, "{median} {dearest}");
    assert!(poke.gas <= 69_000, "{poke:?}");
}

/// Two days of prices of 18 digits; the submissions of the second one, on average and the dearest.
fn many_digits(factor: impl Fn(u64) -> Decimal) -> (u64, u64) {
    let figures = Figures {
        qer: dec("1.234567890123456789"),
        depth: dec("1234567.891234567891234567"),
        eth: dec("2345.678901234567890123"),
        usdc: dec("0.999912345678901234"),
    };
    let (spent, poke) = run(&mut oracle(), figures, factor, 2_304, 1_152);
    let (mean, dearest) = (mean(&spent), dearest(&spent));
    println!("{mean}, at most {dearest}; poke {poke:?}");
    assert!(poke.gas <= 92_000, "{poke:?}");
    (mean, dearest)
}

/// By all that the daily limit lets pass, so that each slot of the clamp has another minimum.
#[test]
fn three_prices_that_rise() {
    let (mean, dearest) = many_digits(|_| Decimal::raw(1_000_158_190_000_123_457));
    assert!(mean <= 95_000 && dearest <= 124_500, "{mean} {dearest}");
}

/// Each price is a new minimum.
#[test]
fn three_prices_that_fall() {
    let (mean, dearest) = many_digits(|_| Decimal::raw(999_841_830_000_123_457));
    assert!(mean <= 95_000 && dearest <= 124_500, "{mean} {dearest}");
}

#[test]
fn three_prices_up_and_down() {
    let (mean, dearest) = many_digits(|round| match round * 7 % 5 < 2 {
        true => Decimal::raw(1_000_300_000_000_123_457),
        false => Decimal::raw(999_800_000_000_123_457),
    });
    assert!(mean <= 95_000 && dearest <= 124_500, "{mean} {dearest}");
}

/// Feeders and a pair, poked every five minutes, so that each poke takes a sample. The queries of the pair, some 7,000, are not
/// counted.
#[test]
fn a_pair() {
    let mut oracle = Oracle::with(vec![
        entry("usdc", policy(), vec![]),
        entry("qer", clamped(), vec![pair::source()]),
    ])
    .unwrap();
    let mut pair = Pair {
        qer: 1_000_000_000_000,
        stable: 1_234_567_890_123,
        traded_at: START - 60,
        accumulators: [0, 0],
    };
    pair.store(&mut oracle);
    let mut spent = StorageGas::default();
    for round in 0..24u64 {
        oracle.wait(300);
        pair.touch(oracle.now() - 10);
        pair.stable += 7_654_321;
        pair.store(&mut oracle);
        for i in 0..4 {
            let prices = vec![price("usdc", "0.999912345678901234", oracle.now())];
            oracle.storage_gas(&person(i), ExecuteMsg::SubmitPrices { prices });
        }
        let assets = vec![q()];
        spent = oracle.storage_gas(&person(9), ExecuteMsg::Poke { assets });
        assert_eq!(oracle.record().is_some(), round >= 12, "{round}");
    }
    println!("{spent:?}");
    assert!(spent.gas <= 56_000, "{spent:?}");
}
