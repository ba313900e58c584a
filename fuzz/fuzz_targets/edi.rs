//! Any bytes are a document, or are refused. What a server reads, the patient reader reads, too, and they agree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meldingsflyt::edi::{examine, mask, read};
use meldingsflyt::text::Lang;

fuzz_target!(|data: &[u8]| {
    let found = examine(data);
    for deviation in &found.deviations {
        let sentence = deviation.say(Lang::Nb);
        assert!(!sentence.is_empty() && mask(&sentence) == sentence);
    }
    match read(data) {
        Ok(document) => {
            let summary = found.summary.expect("what a server reads can be read");
            assert_eq!(summary.message_id, document.head.message_id);
            assert_eq!(summary.receiver, document.head.receiver.her_id());
            let clean = !found.deviations.iter().any(|deviation| deviation.is_fault());
            assert_eq!(document.structure.is_none(), clean);
        }
        Err(refusal) => assert!(!refusal.say(Lang::En).is_empty() && !refusal.code().is_empty()),
    }
});
