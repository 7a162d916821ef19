//! A worker allocates what it needs when it is made; its paths allocate nothing.

use qerun_simulate::{
    Attack, Base, Book, Bootstrap, Diffusion, Gaps, Intraday, Process, Scenario, Worker,
};

use crate::common::{history, rules};

#[test]
fn paths_allocate_nothing() {
    let bases = [
        Base::Diffusion(Diffusion::default()),
        Base::Bootstrap(Bootstrap {
            rows: history(100),
            block: Some(5),
            intraday: Intraday::Cliff,
        }),
    ];
    for base in bases {
        let gaps = Some(Gaps {
            per_year: 20.0,
            ..Gaps::default()
        });
        let book = Book::at_limits(&rules(), 2e6, 0.7);
        let mut scenario = Scenario::new(rules(), book, Process { base, gaps });
        scenario.attack = Some(Attack {
            holding: 1.0,
            step: 100,
            lasting: 0.5,
        });
        let scenario = scenario.check().unwrap();
        let mut worker = None;
        let made = allocation_counter::measure(|| worker = Some(Worker::new(&scenario)));
        assert!(made.count_total > 0);
        let (mut worker, mut written_off) = (worker.unwrap(), 0);
        let allocated = allocation_counter::measure(|| {
            for index in 0..40 {
                written_off += worker.path(1, index).write_offs;
            }
        });
        assert_eq!(allocated.count_total, 0);
        assert!(written_off > 0);
    }
}
