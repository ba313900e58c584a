//! Reading documents of 3, 6 and 60 KB: a bare pass of the XML reader, and what the message server does.
//!
//! The bare pass resolves namespaces and unescapes attributes and text; nobody can read a document for less. Each
//! benchmark asserts what was found, so that a faster one is not one that does less.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use meldingsflyt::edi::{Address, Letter, LetterKind, Named, Version, bare, compose, read};
use meldingsflyt::model::rules::Flaws;
use std::hint::black_box;

fn document(bytes: usize) -> Vec<u8> {
    let named = |name, her_id| Named { name, her_id, organisation_number: None, local_id: None };
    let address = |organisation, service, her_id| Address {
        organisation: named(organisation, her_id),
        service: Some(named(service, her_id + 1)),
    };
    compose(&Letter {
        run: 1,
        message: 1,
        thread: None,
        purpose: LetterKind::Request,
        version: Version::V1_0,
        generated: "2026-03-02T09:00:00+01:00",
        sender: address("Dalby kommune", "Hjemmesykepleie", 8_091_101),
        receiver: address("Fjellby sykehus", "Lungesykdommer", 8_091_001),
        second: None,
        field: "lungesykdommer",
        contact: "2. februar 2026",
        from_municipality: true,
        flaws: Flaws::NONE,
        misuse: None,
        bytes: Some(bytes),
    })
}

fn documents(c: &mut Criterion) {
    let mut group = c.benchmark_group("documents");
    for kilobytes in [3, 6, 60] {
        let bytes = document(kilobytes * 1_000);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        let text = std::str::from_utf8(&bytes).expect("UTF-8").to_owned();
        assert!(bare(&text).expect("well-formed").0 > 30);
        group.bench_with_input(BenchmarkId::new("bare", kilobytes), &text, |b, text| {
            b.iter(|| black_box(bare(black_box(text))));
        });
        group.bench_with_input(BenchmarkId::new("read", kilobytes), &bytes, |b, bytes| {
            b.iter(|| {
                let document = read(black_box(bytes)).expect("a message");
                assert!(document.structure.is_none() && document.head.receiver.her_id() == Some(8_091_002));
                black_box(document);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, documents);
criterion_main!(benches);
