//! The holders who govern, and a timetable of what they do. Amounts are whole QER whatever its price, because power is
//! counted in QER. Nothing here depends on a chain.

/// A proposal to the DAO.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proposal {
    /// Raises the lower slope of the rate curve by a tenth, the most that one update may move it.
    Rates,
    /// Gives the raider the reserve's own ETH and the ownership of the reserve.
    Raid,
}

impl Proposal {
    /// The title that voters see.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rates => "Higher interest",
            Self::Raid => "Seize the reserve",
        }
    }
}

/// A vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballot {
    /// For.
    Yes,
    /// Against.
    No,
}

/// What a holder does. Amounts are whole QER, tiers are indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderAction {
    /// Stakes an amount in a tier.
    Stake(u64, u32),
    /// Moves an amount from a tier to a higher one.
    Raise(u64, u32, u32),
    /// Unstakes an amount from a tier, and claims it when it has unbonded.
    Unstake(u64, u32),
    /// Proposes with the deposit and votes yes; posts the bond once the operation is queued.
    Propose(Proposal),
    /// Votes on a proposal.
    Vote(Proposal, Ballot),
}

/// A holder who takes part in governance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Name in the report.
    pub name: &'static str,
    /// Whole QER in the wallet at the start, enough for all stakes, the deposit and the bond.
    pub qer: u64,
}

/// Index of the raider in [`HOLDERS`].
pub const RAIDER: usize = 5;

/// Four ordinary holders, a small one, and the raider.
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

/// An action at an hour of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Day of the run, from 0.
    pub day: usize,
    /// Hours after the day's close, 0 ..= 23.
    pub hour: u32,
    /// Index into [`HOLDERS`].
    pub who: usize,
    /// What the holder does then.
    pub action: HolderAction,
}

const fn at(day: usize, hour: u32, who: usize, action: HolderAction) -> Planned {
    Planned {
        day,
        hour,
        who,
        action,
    }
}

/// All planned actions, in order. Some things need no plan: passed proposals and ready operations are executed, the
/// guardian vetoes the raid, and matured claims are paid.
///
/// The first proposal has an absolute majority, so it passes after the minimum voting period. The raid has none, but
/// only Zeno votes against it; with a quorum of 10 % the raider's minority is enough when voting ends. After the refusal
/// the raider unstakes: the stake loses its power at once and unbonds for 14 days.
pub const TIMETABLE: [Planned; 14] = [
    at(0, 3, 0, HolderAction::Stake(300_000, 3)),
    at(0, 4, 1, HolderAction::Stake(400_000, 2)),
    at(0, 9, 2, HolderAction::Stake(250_000, 0)),
    at(1, 2, 3, HolderAction::Stake(100_000, 0)),
    at(2, 6, 4, HolderAction::Stake(5_000, 3)),
    at(3, 8, 2, HolderAction::Raise(250_000, 0, 1)),
    at(4, 5, 3, HolderAction::Unstake(40_000, 0)),
    at(5, 10, 1, HolderAction::Propose(Proposal::Rates)),
    at(5, 18, 0, HolderAction::Vote(Proposal::Rates, Ballot::Yes)),
    at(6, 4, 3, HolderAction::Vote(Proposal::Rates, Ballot::No)),
    at(9, 1, RAIDER, HolderAction::Stake(500_000, 0)),
    at(10, 2, RAIDER, HolderAction::Propose(Proposal::Raid)),
    at(11, 7, 3, HolderAction::Vote(Proposal::Raid, Ballot::No)),
    at(25, 4, RAIDER, HolderAction::Unstake(500_000, 0)),
];

/// Hours that the guardian needs to review an operation.
pub const GUARDIAN_REVIEW_HOURS: u64 = 30;
