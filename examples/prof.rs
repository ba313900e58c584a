use meldingsflyt::experiment::Subject;
use meldingsflyt::model::Model;
use meldingsflyt::scenario::{Overrides, ScenarioFile};
use std::path::Path;
#[inline(never)]
#[unsafe(no_mangle)]
pub fn measured_replicate(subject: &Subject, r: u64) { let o = subject.replicate(1, r); std::hint::black_box(&o); }
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let overrides = Overrides { variant: None, set: args[3..].iter().map(|a| { let (k,v)=a.split_once('=').unwrap(); (k.to_owned(), v.to_owned()) }).collect() };
    let file = ScenarioFile::read(Path::new(&args[1])).unwrap_or_else(|e| panic!("{e:?}"));
    let parts = file.scenario(&overrides).unwrap_or_else(|e| panic!("{e:?}")).parts;
    let t = std::time::Instant::now();
    let subject = Subject::new(Model::new(parts).unwrap()).unwrap();
    eprintln!("subject {:?}", t.elapsed());
    let n: u64 = args[2].parse().unwrap();
    let t = std::time::Instant::now();
    struct Count(u64);
    impl meldingsflyt::record::Recorder for Count { fn record(&mut self, _: &meldingsflyt::record::Context<'_>, _: meldingsflyt::time::Instant, fact: &meldingsflyt::record::Fact<'_>) {
        use meldingsflyt::record::Fact::*;
        if let Sent { birth: true, .. } | Refused { birth: true, .. } | NeverSent { .. } | Ended { done: true, .. } = fact { self.0 += 1 } } }
    let events = if std::env::var("COUNT").is_ok() { subject.replicate_with(1, 0, Count(0)).1.0 } else { 0 };
    let t = std::time::Instant::now();
    let mut best = std::time::Duration::MAX;
    for r in 0..n { let t = std::time::Instant::now(); measured_replicate(&subject, r); best = best.min(t.elapsed()); }
    eprintln!("replication mean {:?} best {best:?} events {events} M/s {:.3}", t.elapsed() / n.max(1) as u32, events as f64 / best.as_secs_f64() / 1e6);
}
