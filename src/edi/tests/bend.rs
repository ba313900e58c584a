//! Small changes of a document, most of which spoil it.

use super::grow::{Child, Dice, Node, SPACES};
use crate::edi::schema::Space;

const NAMES: [&str; 20] = [
    "Id",
    "Type",
    "TypeId",
    "Ident",
    "Organisation",
    "Patient",
    "Person",
    "Document",
    "RefDoc",
    "Notat",
    "Foresporsel",
    "Address",
    "Dept",
    "HCP",
    "Reference",
    "X509Data",
    "Sender",
    "Status",
    "MsgType",
    "Finnes_ikke",
];
const ATTRIBUTES: [&str; 12] = [
    "V",
    "S",
    "DN",
    "OT",
    "Id",
    "Algorithm",
    "URI",
    "hva",
    "xml:lang",
    "xsi:schemaLocation",
    "xsi:nil",
    "x:hva",
];
pub const VALUES: [&str; 62] = [
    "",
    " ",
    "x",
    "1",
    "1.2",
    "1..2",
    ".1",
    "1.",
    "1 2",
    "1,2",
    "2026",
    "02026",
    "12026",
    "0000",
    "-0001",
    "20260",
    "2026-13",
    "2026-00",
    "2026-03",
    "2026-02-29",
    "2024-02-29",
    "2026-02-29Z",
    "2026-03-02+14:00",
    "2026-03-02+14:01",
    "2026-03-02T24:00:00",
    "2026-03-02T24:00:01",
    "2026-03-02T23:59:60",
    "2026-03-02T09:00",
    "2026-03-02T09:00:00.",
    "2026-03-02T09:00:00.0",
    "09:00:00",
    "09:00",
    "24:00:00",
    "AAAA",
    "AAA",
    "AA==",
    "AB==",
    "AAB=",
    "AAA=",
    "A A A A",
    "====",
    "AA=A",
    "+AA/",
    "v1.2 2006-05-24",
    " v1.2 2006-05-24",
    "true",
    "-1",
    "+1",
    "+",
    "1.0",
    "%zz",
    "a%20b",
    "a b",
    ":",
    "1:2",
    "a#b#c",
    "http://[x",
    "//",
    "http://a:x/b",
    "?",
    "æøå",
    "2026-03-02T09:00:00-00:00",
];

/// The document with one change.
pub fn bent(root: &Node, dice: &mut Dice) -> Node {
    let mut tree = root.clone();
    let all = count(&tree);
    let chosen = dice.below(all);
    let donor = nth(root, dice.below(all)).clone();
    let node = nth_mut(&mut tree, &mut { chosen }).expect("the tree has so many elements");
    let is_root = chosen == 0;
    let children = node.children.len();
    match dice.below(12) {
        0 if children > 0 => drop(node.children.remove(dice.below(children))),
        1 if children > 0 => {
            let place = dice.below(children);
            node.children.insert(place, node.children[place].clone());
        }
        2 | 3 if children > 1 => {
            let place = dice.below(children - 1);
            node.children.swap(place, place + 1);
        }
        4 if !is_root => node.name = dice.pick(&NAMES).to_owned(),
        5 if !is_root => node.space = other_space(dice),
        6 => node.children.push(Child::Text(
            dice.pick(&["x", " ", "\n\t", "<!-- -->", "<![CDATA[]]>", "<?pi?>"]).to_owned(),
        )),
        7 if !node.attributes.is_empty() => {
            let place = dice.below(node.attributes.len());
            node.attributes.remove(place);
        }
        8 => {
            let name = dice.pick(&ATTRIBUTES);
            if node.attributes.iter().all(|(known, _)| known != name) {
                node.attributes.push((name.to_owned(), dice.pick(&VALUES).to_owned()));
            }
        }
        9 if !node.attributes.is_empty() => {
            let place = dice.below(node.attributes.len());
            node.attributes[place].1 = dice.pick(&VALUES).to_owned();
        }
        10 => node.children.insert(dice.below(children + 1), Child::Node(donor)),
        _ => {
            if let Some(Child::Text(text)) = node.children.first_mut() {
                *text = dice.pick(&VALUES).to_owned();
            }
        }
    }
    tree
}

fn other_space(dice: &mut Dice) -> Space {
    match dice.below(SPACES.len() + 1) {
        0 => Space::None,
        place => SPACES[place - 1].0,
    }
}

fn count(node: &Node) -> usize {
    1 + node
        .children
        .iter()
        .map(|child| if let Child::Node(node) = child { count(node) } else { 0 })
        .sum::<usize>()
}

fn nth(node: &Node, mut place: usize) -> &Node {
    fn find<'a>(node: &'a Node, left: &mut usize) -> Option<&'a Node> {
        if *left == 0 {
            return Some(node);
        }
        *left -= 1;
        node.children
            .iter()
            .find_map(|child| if let Child::Node(node) = child { find(node, left) } else { None })
    }
    find(node, &mut place).unwrap_or(node)
}

fn nth_mut<'a>(node: &'a mut Node, left: &mut usize) -> Option<&'a mut Node> {
    if *left == 0 {
        return Some(node);
    }
    *left -= 1;
    node.children
        .iter_mut()
        .find_map(|child| if let Child::Node(node) = child { nth_mut(node, left) } else { None })
}
