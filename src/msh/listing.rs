//! What `GET /Messages` is asked for.

use super::board::Board;
use super::envelope::Envelope;
use super::row::Row;

/// The query, understood.
pub struct Wanted {
    pub receivers: Vec<u32>,
    sender: Option<u32>,
    msg_id: Option<String>,
    pub metadata: bool,
    pub most: usize,
    latest_first: bool,
}

impl Wanted {
    /// # Errors
    /// A sentence for each value that is wrong. Names that are not known are passed over.
    pub fn read(query: &[(String, String)]) -> Result<Wanted, Vec<String>> {
        let mut faults = Vec::new();
        let all = |name: &str| {
            let name = name.to_ascii_lowercase();
            query
                .iter()
                .filter(move |(n, _)| *n == name)
                .map(|(_, value)| value.as_str())
                .filter(|v| !v.is_empty())
        };
        let mut number = |name: &str, text: &str, range: std::ops::RangeInclusive<u32>| {
            let number = text.trim().parse().ok().filter(|number| range.contains(number));
            if number.is_none() {
                let (from, to) = (range.start(), range.end());
                faults.push(format!("{name}: {text:?} is no whole number from {from} to {to}"));
            }
            number
        };
        const HER_IDS: std::ops::RangeInclusive<u32> = 1..=i32::MAX as u32;
        let texts = all("ReceiverHerIds").flat_map(|text| text.split(','));
        let mut receivers: Vec<u32> =
            texts.filter_map(|text| number("ReceiverHerIds", text, HER_IDS)).collect();
        receivers.sort_unstable();
        receivers.dedup();
        let sender = all("SenderHerId").next().and_then(|text| number("SenderHerId", text, HER_IDS));
        let most =
            all("MessagesToFetch").next().map_or(Some(10), |text| number("MessagesToFetch", text, 1..=100));
        let latest_first = match all("OrderBy").next().unwrap_or("1") {
            "1" | "Ascending" => false,
            "2" | "Descending" => true,
            other => {
                faults.push(format!("OrderBy: {other:?} is neither Ascending (1) nor Descending (2)"));
                false
            }
        };
        let metadata = match all("IncludeMetadata").next().unwrap_or("false").to_ascii_lowercase().as_str() {
            "true" => true,
            "false" => false,
            other => {
                faults.push(format!("IncludeMetadata: {other:?} is neither true nor false"));
                false
            }
        };
        let msg_id = all("BusinessDocumentId").next().map(str::to_owned);
        if msg_id.as_ref().is_some_and(|id| id.chars().count() > 100) {
            faults.push("BusinessDocumentId: longer than 100 characters".to_owned());
        }
        if receivers.is_empty() && faults.is_empty() {
            faults.push("ReceiverHerIds: is required".to_owned());
        }
        let most = most.unwrap_or(10) as usize;
        if faults.is_empty() {
            Ok(Wanted { receivers, sender, msg_id, metadata, most, latest_first })
        } else {
            Err(faults)
        }
    }

    /// Unread messages of the receivers by the documents' dates.
    pub fn order(&self, board: &Board) -> Vec<Row> {
        // Without a filter, no more than are wanted of each receiver can be among the first.
        let filtered = self.sender.is_some() || self.msg_id.is_some();
        let most = if filtered { usize::MAX } else { self.most };
        let mut rows: Vec<(i64, Row)> = Vec::new();
        for her_id in &self.receivers {
            let unread = board.unread(*her_id);
            if self.latest_first {
                rows.extend(unread.rev().take(most))
            } else {
                rows.extend(unread.take(most))
            }
        }
        rows.sort_unstable();
        if self.latest_first {
            rows.reverse();
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    pub fn fits(&self, envelope: &Envelope) -> bool {
        self.sender.is_none_or(|sender| sender == envelope.sender)
            && self.msg_id.as_ref().is_none_or(|id| *id == envelope.msg_id)
    }
}
