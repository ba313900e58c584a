//! Counts, over the interfaces alone, what became of every message.

use super::super::sample::Sample;
use super::super::server_process::ServerProcess;
use super::callers::{Sent, Worked};
use crate::edi;
use crate::load::fetched;
use crate::text::bench::Kills;
use crate::twin::{Client, encoded};
use std::collections::BTreeMap;
use std::io;

/// How often a message is in an inbox, was receipted, was answered.
#[derive(Clone, Copy, Default)]
struct Counted {
    waiting: u64,
    receipts: u64,
    answers: u64,
}

type Counts = BTreeMap<String, Counted>;

/// # Errors
/// The server cannot be asked.
pub fn judge(
    server: &ServerProcess,
    sample: &Sample,
    (sent, worked): (&[Sent], &[Worked]),
    connections: usize,
) -> io::Result<Kills> {
    let mut counts = Counts::new();
    inboxes(server, &mut counts)?;
    let sender = edi::read(&sample.document).ok().and_then(|document| document.head.sender.her_id());
    let sender = sender.ok_or_else(|| io::Error::other("the sample has no sender"))?;
    while letters(server, sender, connections, &mut counts)? > 0 {}
    let mut found = Kills {
        answered: worked.iter().map(|one| one.answered.len() as u64).sum(),
        forwarded: worked.iter().map(|one| one.forwarded).sum(),
        broken: sent.iter().map(|one| one.broken).chain(worked.iter().map(|one| one.broken)).sum(),
        told_differently: sent.iter().map(|one| one.wrong).sum(),
        ..Kills::default()
    };
    let mut known = 0;
    for (id, _) in sent.iter().flat_map(|one| &one.acknowledged) {
        let of = counts.get(id).copied().unwrap_or_default();
        known += u64::from(counts.contains_key(id));
        found.acknowledged += 1;
        found.lost += u64::from(of.waiting + of.answers == 0);
        found.doubled += u64::from(of.waiting > 1 || (of.waiting > 0 && of.answers > 0));
        found.answered_twice += u64::from(of.answers > 1);
        found.receipts_wrong += u64::from(of.receipts != 1);
    }
    found.unknown = counts.len() as u64 - known;
    let accepted = worked.iter().flat_map(|one| &one.answered);
    found.answers_lost =
        accepted.filter(|id| counts.get(*id).is_none_or(|of| of.answers == 0)).count() as u64;
    Ok(found)
}

/// All messages in all inboxes.
fn inboxes(server: &ServerProcess, counts: &mut Counts) -> io::Result<()> {
    let mut client = Client::new(server.inside);
    let list = client.call(("GET", "/inside/v1/inboxes"), "", 0)?.json();
    for row in list.as_array().into_iter().flatten() {
        let inbox = encoded(row["inbox"].as_str().unwrap_or_default());
        let mut after = String::new();
        loop {
            let path = format!("/inside/v1/inboxes/{inbox}/messages?limit=1000{after}");
            let page = client.call(("GET", &path), "", 0)?.json();
            let page = page.as_array().cloned().unwrap_or_default();
            for message in &page {
                let id = message["businessDocumentId"].as_str().unwrap_or_default();
                counts.entry(id.to_owned()).or_default().waiting += 1;
            }
            let Some(last) = page.last() else { break };
            after = format!("&after={}", last["id"].as_str().unwrap_or_default());
        }
    }
    Ok(())
}

/// Reads the next hundred receipts and answers of the sender's, over several connections; how many there were.
fn letters(
    server: &ServerProcess,
    sender: u32,
    connections: usize,
    counts: &mut Counts,
) -> io::Result<usize> {
    let path = format!("/Messages?ReceiverHerIds={sender}&MessagesToFetch=100");
    let page = Client::new(server.outside).call(("GET", &path), "", 0)?.json();
    let ids: Vec<&str> = page.as_array().into_iter().flatten().filter_map(|row| row["id"].as_str()).collect();
    let parts: Vec<io::Result<Vec<About>>> = std::thread::scope(|scope| {
        let share = ids.len().div_ceil(connections).max(1);
        let read = |ids: &[&str]| -> io::Result<Vec<About>> {
            let mut client = Client::new(server.outside);
            ids.iter().map(|id| letter(&mut client, id, sender)).collect()
        };
        let threads: Vec<_> = ids.chunks(share).map(|ids| scope.spawn(move || read(ids))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it reads")).collect()
    });
    for part in parts {
        for about in part? {
            match about {
                About::Receipt(id) => counts.entry(id).or_default().receipts += 1,
                About::Answer(id) => counts.entry(id).or_default().answers += 1,
            }
        }
    }
    Ok(ids.len())
}

/// Which message a letter is about.
enum About {
    Receipt(String),
    Answer(String),
}

/// Fetches a letter, and marks it read.
fn letter(client: &mut Client, id: &str, sender: u32) -> io::Result<About> {
    let unknown = || io::Error::new(io::ErrorKind::InvalidData, "a letter of no known form");
    let body = client.call(("GET", &format!("/Messages/{id}/business-document")), "", 0)?.json();
    let document = fetched(&body).ok_or_else(unknown)?;
    let read = edi::read(&document).map_err(|_| unknown())?;
    let about = match &read.content {
        edi::Content::AppRec(receipt) => About::Receipt(receipt.original_id.to_string()),
        _ => About::Answer(read.head.conversation.as_ref().ok_or_else(unknown)?.parent.to_string()),
    };
    let marked = client.call(("PUT", &format!("/Messages/{id}/read/{sender}")), "", 0)?;
    if marked.status == 204 { Ok(about) } else { Err(unknown()) }
}
