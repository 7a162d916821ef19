//! The pause of one effect.

use proptest::prelude::*;
use qerun_controls::{Pause, PauseError, MAX_PAUSE, MIN_COOL_DOWN};

const NOW: u64 = 1_700_000_000;

#[test]
fn runs_until_its_end_and_not_at_it() {
    let pause = Pause::default().start(600, NOW).unwrap();
    assert_eq!(pause.until, NOW + 600);
    assert!(pause.is_running(NOW + 599));
    assert!(!pause.is_running(NOW + 600));
    assert!(!Pause::default().is_running(0));
}

#[test]
fn takes_a_second_to_fourteen_days() {
    for duration in [0, MAX_PAUSE + 1, u64::MAX] {
        let error = Pause::default().start(duration, NOW).unwrap_err();
        let max = MAX_PAUSE;
        assert_eq!(error, PauseError::Duration { duration, max });
    }
    for duration in [1, MAX_PAUSE] {
        assert!(Pause::default().start(duration, NOW).is_ok());
    }
}

#[test]
fn cools_down_as_long_as_it_was_declared_to_last_and_at_least_a_day() {
    let week = 7 * 86_400;
    for (duration, cool_down) in [
        (1, MIN_COOL_DOWN),
        (MIN_COOL_DOWN + 1, MIN_COOL_DOWN + 1),
        (week, week),
    ] {
        let pause = Pause::default().start(duration, NOW).unwrap();
        let until = NOW + duration;
        let ready_at = until + cool_down;
        assert_eq!(pause.ready_at(), ready_at);
        let running = pause.start(1, until - 1).unwrap_err();
        assert_eq!(running, PauseError::Running { until });
        for now in [until, ready_at - 1] {
            let error = pause.start(1, now).unwrap_err();
            assert_eq!(error, PauseError::CoolDown { ready_at });
        }
        assert!(pause.start(1, ready_at).is_ok());
    }
}

#[test]
fn the_cool_down_counts_from_an_early_end() {
    let pause = Pause::default().start(MAX_PAUSE, NOW).unwrap();
    let ended = pause.end(NOW + 100);
    assert!(!ended.is_running(NOW + 100));
    assert_eq!(ended.ready_at(), NOW + 100 + MAX_PAUSE);
    // What is over does not begin anew.
    assert_eq!(ended.end(NOW + 5_000), ended);
    assert_eq!(Pause::default().end(NOW), Pause::default());
}

#[test]
fn a_cool_down_of_the_callers_own() {
    let pause = Pause::default().start_with(600, 700, NOW).unwrap();
    assert_eq!((pause.until, pause.ready_at()), (NOW + 600, NOW + 1_300));
}

proptest! {
    /// Whoever starts and ends pauses, whenever he can: an effect is open at least half of the time, counted from the
    /// start of any pause to the moment at which the next may start.
    #[test]
    fn open_for_as_long_as_closed(steps in prop::collection::vec((1..=MAX_PAUSE, 0..=MAX_PAUSE, any::<bool>()), 1..60)) {
        let (mut pause, mut now) = (Pause::default(), NOW);
        let (mut closed, start) = (0u64, NOW);
        for (duration, wait, end) in steps {
            pause = pause.start(duration, now).unwrap();
            let until = if end { now + wait.min(duration) } else { now + duration };
            if end {
                pause = pause.end(until);
            }
            closed += until - now;
            now = pause.ready_at();
            prop_assert!(closed * 2 <= now - start);
        }
    }
}
