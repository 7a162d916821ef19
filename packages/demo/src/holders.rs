//! The holders who govern, and what they intend on which day. Like the crowd they know no chain; amounts are
//! whole QER whatever its price, since power is counted in QER.

/// What the DAO is asked to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Motion {
    /// Loans get dearer: the lower slope of the rate curve rises by the tenth that one update may move it.
    Rates,
    /// The raider's: the reserve's own ETH and the reserve itself for the raider.
    Raid,
}

impl Motion {
    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rates => "Dearer loans",
            Self::Raid => "Seize the reserve",
        }
    }
}

/// How somebody votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballot {
    /// For.
    Yes,
    /// Against.
    No,
}

/// What a holder does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Stakes so much in a tier.
    Stake(u64, u32),
    /// Moves so much from a tier to a higher one.
    Raise(u64, u32, u32),
    /// Unstakes so much from a tier; claims it when it has unbonded.
    Unstake(u64, u32),
    /// Proposes with the deposit and votes yes; posts the bond once the decision is filed.
    Propose(Motion),
    /// Votes.
    Vote(Motion, Ballot),
}

/// Who.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// For the report.
    pub name: &'static str,
    /// QER in the wallet at the start: all stakes, deposit and bond.
    pub qer: u64,
}

/// Index of the raider in [`HOLDERS`].
pub const RAIDER: usize = 5;

/// Four who hold for long or short, one with little, and the raider, who bought on the market.
pub const HOLDERS: [Holder; 6] = [
    holder("Wim", 300_000),
    holder("Xenia", 411_000),
    holder("Yara", 250_000),
    holder("Zeno", 100_000),
    holder("Oona", 5_000),
    holder("Mallory", 560_000),
];

const fn holder(name: &'static str, qer: u64) -> Holder {
    Holder { name, qer }
}

/// A deed at an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Day of the run, from 0.
    pub day: usize,
    /// Hours after the day's close, 0 ..= 23.
    pub hour: u32,
    /// Index into [`HOLDERS`].
    pub who: usize,
    /// What.
    pub deed: Deed,
}

const fn at(day: usize, hour: u32, who: usize, deed: Deed) -> Planned {
    Planned {
        day,
        hour,
        who,
        deed,
    }
}

/// Everything that is planned, in order. What follows by itself is not: whoever comes first executes what has
/// passed or is ripe, the guardian vetoes the raid, matured claims are paid.
///
/// The first vote reaches an absolute majority after the least voting period. The raid never does: nobody but
/// Zeno looks, and with a quorum of 10 % the raider's minority carries it when voting ends. Refused, the
/// raider leaves: the stake unbonds for 14 days and counts no more.
pub const TIMETABLE: [Planned; 14] = [
    at(0, 3, 0, Deed::Stake(300_000, 3)),
    at(0, 4, 1, Deed::Stake(400_000, 2)),
    at(0, 9, 2, Deed::Stake(250_000, 0)),
    at(1, 2, 3, Deed::Stake(100_000, 0)),
    at(2, 6, 4, Deed::Stake(5_000, 3)),
    at(3, 8, 2, Deed::Raise(250_000, 0, 1)),
    at(4, 5, 3, Deed::Unstake(40_000, 0)),
    at(5, 10, 1, Deed::Propose(Motion::Rates)),
    at(5, 18, 0, Deed::Vote(Motion::Rates, Ballot::Yes)),
    at(6, 4, 3, Deed::Vote(Motion::Rates, Ballot::No)),
    at(9, 1, RAIDER, Deed::Stake(500_000, 0)),
    at(10, 2, RAIDER, Deed::Propose(Motion::Raid)),
    at(11, 7, 3, Deed::Vote(Motion::Raid, Ballot::No)),
    at(25, 4, RAIDER, Deed::Unstake(500_000, 0)),
];

/// Hours that the guardian takes to look into an operation.
pub const GUARDIAN_TAKES: u64 = 30;
