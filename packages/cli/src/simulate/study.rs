//! From flags and files to what is simulated.

use std::collections::BTreeSet;
use std::path::Path;

use qerun_deployment::{defaults, Plan};
use qerun_messages::market;
use qerun_messages::reserve::StorefrontRule;
use qerun_simulate::history::{History, HistoryError, Series, TokenStatistics};
use qerun_simulate::sweep::{Case, PriceSource, Setup, Study};
use qerun_simulate::{Attack, Diffusion, Gaps, Intraday, STEPS_PER_DAY};

use super::{PathKind, ProcessKind, SimulateArgs, SimulationError};

/// Decimals of the stablecoin where no plan says.
const STABLE_DECIMALS: u8 = 6;
/// Share of the price impact of an attacker's sale that stays.
const LASTING: f64 = 0.5;

/// All that is read before anything runs.
pub struct Inputs {
    /// The runs.
    pub study: Study,
    /// The same with an attacker.
    pub attack: Option<Study>,
    /// How often the history's tokens fell.
    pub history: Vec<TokenStatistics>,
}

/// The parameters of a plan, or the defaults.
struct Parameters {
    market: market::Params,
    storefront: StorefrontRule,
    stable_decimals: u8,
}

impl Inputs {
    /// Reads plan and history.
    ///
    /// # Errors
    /// Flags that do not go together; files that cannot be used.
    pub fn read(args: &SimulateArgs) -> Result<Self, SimulationError> {
        ensure_flags(args)?;
        let parameters = Parameters::read(args.plan.as_deref())?;
        let series = read_series(args)?;
        let cases = prices(args, &series)?
            .into_iter()
            .map(|(name, prices)| {
                let setup = setup(args, &parameters, prices);
                Case { name, setup }
            })
            .collect();
        let study = Study {
            cases,
            seed: args.seed,
            paths: args.paths(),
        };
        let attack = (args.attack != 0.0).then(|| attacked(args, &study));
        let mut history: Vec<TokenStatistics> = series.iter().map(Series::statistics).collect();
        if history.len() > 1 {
            history.extend(TokenStatistics::pooled(&history));
        }
        Ok(Inputs {
            study,
            attack,
            history,
        })
    }
}

fn ensure_flags(args: &SimulateArgs) -> Result<(), SimulationError> {
    let from_history = matches!(args.process, ProcessKind::Bootstrap | ProcessKind::Replay);
    if args.history.is_none() && from_history {
        return Err(SimulationError::Needs {
            process: args.process.name(),
            flag: "--history",
        });
    }
    if args.history.is_none() && !args.tokens.is_empty() {
        return Err(SimulationError::OnlyWith {
            flag: "--tokens",
            with: "--history",
        });
    }
    let mut tokens = BTreeSet::new();
    if let Some(token) = args.tokens.iter().find(|token| !tokens.insert(*token)) {
        let token = token.clone();
        return Err(SimulationError::TokenTwice { token });
    }
    Ok(())
}

impl Parameters {
    fn read(plan: Option<&Path>) -> Result<Self, SimulationError> {
        let Some(path) = plan else {
            return Ok(Parameters {
                market: defaults::market(STABLE_DECIMALS),
                storefront: defaults::storefront(),
                stable_decimals: STABLE_DECIMALS,
            });
        };
        let plan = Plan::load(path)?;
        Ok(Parameters {
            market: plan.market.clone(),
            storefront: plan.reserve.storefront,
            stable_decimals: plan.assets.stable.decimals,
        })
    }
}

fn read_series(args: &SimulateArgs) -> Result<Vec<Series>, SimulationError> {
    let Some(path) = &args.history else {
        return Ok(Vec::new());
    };
    let history = History::read(path)?;
    let tokens = match args.tokens.is_empty() {
        true => history.tokens(),
        false => args.tokens.iter().map(String::as_str).collect(),
    };
    if tokens.is_empty() {
        return Err(tokens_error(path, HistoryError::NoTokens));
    }
    let series = tokens.into_iter().map(|token| history.series(token));
    let all: Result<Vec<Series>, _> = series.collect();
    all.map_err(|source| tokens_error(path, source))
}

fn tokens_error(path: &Path, source: HistoryError) -> SimulationError {
    SimulationError::Tokens {
        path: path.to_owned(),
        source,
    }
}

/// A name and prices for each run.
fn prices(
    args: &SimulateArgs,
    series: &[Series],
) -> Result<Vec<(String, PriceSource)>, SimulationError> {
    let intraday = match args.intraday {
        PathKind::Cliff => Intraday::Cliff,
        PathKind::Smooth => Intraday::Bridge(1.0),
    };
    let named = |series: &Series, prices| (series.token.clone(), prices);
    match args.process {
        ProcessKind::Jumps | ProcessKind::Gaps => {
            let prices = PriceSource::Diffusion(Diffusion::default());
            Ok(vec![(args.process.name().to_owned(), prices)])
        }
        ProcessKind::Bootstrap => Ok(series
            .iter()
            .map(|series| {
                let prices = PriceSource::Blocks {
                    rows: series.rows.clone(),
                    block: args.block,
                    intraday,
                };
                named(series, prices)
            })
            .collect()),
        ProcessKind::Replay => series
            .iter()
            .map(|series| {
                let windows = series.windows(args.days as usize);
                let path = args.history.as_deref().unwrap_or(Path::new(""));
                let windows = windows.map_err(|source| tokens_error(path, source))?;
                Ok(named(series, PriceSource::Windows { windows, intraday }))
            })
            .collect(),
    }
}

fn setup(args: &SimulateArgs, parameters: &Parameters, prices: PriceSource) -> Setup {
    let mut setup = Setup::new(
        parameters.market.clone(),
        parameters.storefront,
        parameters.stable_decimals,
        prices,
    );
    setup.gaps = Gaps {
        per_year: args.gaps(),
        ..Gaps::default()
    };
    setup.depth = args.depth;
    setup.accounts = args.accounts;
    setup.insurance = args.insurance;
    setup.own_eth = args.own_eth;
    setup.pool.flight = args.flight;
    setup.pool.half_life = args.half_life * 3_600.0;
    setup.liquidators.latency = args.liquidator_delay;
    setup.liquidators.min_profit = args.min_profit;
    if let Some(capital) = args.liquidator_capital {
        setup.liquidators.capital = capital;
    }
    setup.oracle_delay = args.oracle_delay;
    setup.days = args.days;
    setup
}

/// The same runs with an attacker, who dumps when the second day begins.
fn attacked(args: &SimulateArgs, study: &Study) -> Study {
    let mut attacked = study.clone();
    for case in &mut attacked.cases {
        case.setup.attack = Some(Attack {
            holding: args.attack,
            step: STEPS_PER_DAY as u32,
            lasting: LASTING,
        });
    }
    attacked
}
