//! Reading documents of 3, 6 and 60 KB: a bare pass of the XML reader, and what the message server does.
//!
//! The bare pass resolves namespaces and unescapes attributes and text; nobody can read a document for less. Each
//! benchmark asserts what was found, so that a faster one is not one that does less.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use meldingsflyt::edi::{Address, Letter, LetterKind, Named, Version, compose, read};
use meldingsflyt::model::rules::Flaws;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};
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

/// Elements and attributes with a namespace or without, and bytes of text: every event, attribute and text was looked at.
fn bare(bytes: &[u8]) -> (usize, usize) {
    let mut reader = NsReader::from_str(std::str::from_utf8(bytes).expect("UTF-8"));
    let (mut named, mut text) = (0, 0);
    loop {
        let (space, event) = reader.read_resolved_event().expect("well-formed");
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                named += usize::from(matches!(space, ResolveResult::Bound(_)));
                for attribute in tag.attributes() {
                    let value = attribute.expect("well-formed").normalized_value(XmlVersion::Explicit1_0);
                    text += value.expect("no entities").len();
                }
            }
            Event::Text(found) => text += found.xml10_content().len(),
            Event::Eof => return (named, text),
            _ => {}
        }
    }
}

fn documents(c: &mut Criterion) {
    let mut group = c.benchmark_group("documents");
    for kilobytes in [3, 6, 60] {
        let bytes = document(kilobytes * 1_000);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        assert!(bare(&bytes).0 > 30);
        group.bench_with_input(BenchmarkId::new("bare", kilobytes), &bytes, |b, bytes| {
            b.iter(|| black_box(bare(black_box(bytes))));
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
