//! The flags that say how a run is to take a fall.

use crate::common::dec;
use clap::{Args, Command, FromArgMatches};
use qerun_demo::prices::Intraday;
use qerun_demo::{load_prices, DemoArgs};

fn parse(flags: &[&str]) -> Result<DemoArgs, clap::Error> {
    let command = DemoArgs::augment_args(Command::new("demo"));
    let matches = command.try_get_matches_from([&["demo"], flags].concat())?;
    DemoArgs::from_arg_matches(&matches)
}

#[test]
fn flags_become_options() {
    let args = parse(&[]).unwrap();
    let options = args.options();
    assert_eq!((options.seed, options.liquidator_delay), (1, 0));
    assert_eq!(options.min_insurance, Some(dec("0.02")));
    assert_eq!(load_prices(&args).unwrap().intraday, Intraday::Smooth);

    let flags = [
        "--seed",
        "5",
        "--intraday",
        "cliff",
        "--liquidator-delay",
        "6",
    ];
    let args = parse(&[&flags[..], &["--min-insurance", "0.05"]].concat()).unwrap();
    let options = args.options();
    assert_eq!((options.seed, options.liquidator_delay), (5, 6));
    assert_eq!(options.min_insurance, Some(dec("0.05")));
    assert_eq!(load_prices(&args).unwrap().intraday, Intraday::Cliff);

    // On prices from a file it is what the deployment's plan says.
    let args = parse(&["--prices", "closes.csv"]).unwrap();
    assert_eq!(args.options().min_insurance, None);
}

#[test]
fn bad_flags_are_refused() {
    for flags in [
        ["--intraday", "steep"],
        ["--liquidator-delay", "169"],
        ["--liquidator-delay", "6.5"],
        ["--liquidator-delay", "soon"],
        ["--min-insurance", "0.009"],
        ["--min-insurance", "1.001"],
        ["--min-insurance", "7%"],
        ["--brief", "--quiet"],
    ] {
        let error = parse(&flags).unwrap_err();
        assert!(error.to_string().contains(flags[0]), "{error}");
    }
    assert!(parse(&["--min-insurance", "0.01", "--liquidator-delay", "168"]).is_ok());
}
