//! Every chart with hostile words: well-formed, described, the same bytes twice.

use super::*;

/// Names that would like to be something else.
const HOSTILE: &str =
    "</text><script>alert(1)</script> & \"x\" 'y' \u{1} =1+1 en svært lang innboks uten ende";

fn head(id: &str) -> Head {
    Head { id: id.into(), title: HOSTILE.into(), description: HOSTILE.into(), lang: Lang::Nb }
}

fn intervals() -> Intervals {
    let row = |mean: f64, faint| Interval {
        label: HOSTILE.into(),
        mean: Some(mean),
        bounds: Some((mean - 0.02, (mean + 0.02).min(1.0))),
        faint,
    };
    let unknown = Interval { label: "ingen".into(), mean: None, bounds: None, faint: false };
    Intervals {
        head: head("a"),
        rows: vec![row(0.99, false), row(0.95, false), row(0.8, false), row(0.5, true), unknown],
        format: Format::Percent(1),
        goal: Some(Goal { value: 0.95, label: HOSTILE.into() }),
        aim_low: false,
        highest: Some(1.0),
        symbols: Symbols {
            reached: "nås".into(),
            undecided: "uavklart".into(),
            missed: "under".into(),
            faint: "for få <&>".into(),
        },
        nothing: "ingenting".into(),
    }
}

fn band() -> Band {
    let week = |place: u64| Week {
        label: format!("uke {place}"),
        median: (place != 4).then_some(place as f64),
        band: (place != 4).then_some((place as f64 * 0.5, place as f64 * 2.0)),
        days_off: place % 6,
    };
    Band {
        head: head("b"),
        weeks: (0..53).map(week).collect(),
        format: Format::Plain(1),
        quantity: HOSTILE.into(),
        median: "median".into(),
        band: "bånd".into(),
        shaded: "fri".into(),
        nothing: "ingenting".into(),
    }
}

fn heat() -> HeatMap {
    let cell = |value: usize| HeatCell { value: Some(value as f64 / 3.0), note: HOSTILE.into() };
    HeatMap {
        head: head("c"),
        columns: (7..17).map(|hour| hour.to_string()).collect(),
        rows: (0..7)
            .map(|day| HeatRow {
                label: format!("dag {day}"),
                short: HOSTILE.chars().take(3).collect(),
                cells: (0..10).map(|hour| cell(day * hour)).collect(),
            })
            .collect(),
        quantity: HOSTILE.into(),
        nothing: "ingenting".into(),
    }
}

fn curve() -> Curve {
    let series = |slow: f64| Series {
        label: "alle <&>".into(),
        shares: (0..21).map(|day| Some(1.0 - 1.0 / (1.0 + f64::from(day) * slow))).collect(),
    };
    Curve {
        head: head("d"),
        series: vec![series(2.0), series(1.0), series(4.0)],
        marks: [3, 5].map(|at| Mark { at, label: HOSTILE.into(), goal: Some(0.95) }).into(),
        unit: "virkedager".into(),
        nothing: "ingenting".into(),
    }
}

fn stacked() -> Stacked {
    let bar = Bar { label: HOSTILE.into(), note: HOSTILE.into(), shares: vec![0.125; 8] };
    Stacked {
        head: head("e"),
        parts: vec![HOSTILE.into(); 8],
        bars: vec![bar; 3],
        nothing: "ingenting".into(),
    }
}

fn tornado() -> Tornado {
    let end = |difference| Some(End { value: HOSTILE.into(), difference });
    let lever = |low, high, turns| Lever { label: HOSTILE.into(), low, high, turns };
    Tornado {
        head: head("f"),
        levers: vec![lever(end(-0.2), end(0.05), true), lever(None, end(-0.01), false)],
        low: "lav".into(),
        high: "høy".into(),
        unit: "poeng".into(),
        turns: HOSTILE.into(),
        nothing: "ingenting".into(),
    }
}

fn sankey() -> Sankey {
    let node = |bad| Node { label: HOSTILE.into(), bad };
    let link = |column, from, to, volume| Link { column, from, to, volume };
    Sankey {
        head: head("g"),
        columns: vec![
            ("fra".into(), vec![node(false), node(false)]),
            ("til".into(), vec![node(false)]),
            (HOSTILE.into(), vec![node(false), node(true)]),
        ],
        links: vec![link(0, 0, 0, 10.0), link(0, 1, 0, 5.0), link(1, 0, 0, 12.0), link(1, 0, 1, 3.0)],
        nothing: "ingenting".into(),
    }
}

fn spread() -> Spread {
    let row = |values: [f64; 3]| SpreadRow { label: HOSTILE.into(), values: values.into() };
    Spread {
        head: head("h"),
        rows: vec![row([0.02, 1.5, 12_345.6]), row([1.0, 1.0, 1.0]), row([0.0, 0.0, 0.0])],
        marks: vec![HOSTILE.into(); 3],
        unit: "ms".into(),
        nothing: "ingenting".into(),
    }
}

/// Every chart on either sheet, with the sheet's width.
fn all() -> Vec<(f64, String)> {
    let both = |sheet: Sheet| {
        let charts = [
            intervals().svg(sheet),
            band().svg(sheet),
            heat().svg(sheet),
            curve().svg(sheet),
            stacked().svg(sheet),
            tornado().svg(sheet),
            sankey().svg(sheet),
            spread().svg(sheet),
        ];
        charts.map(|svg| (sheet.width(), svg))
    };
    [Sheet::Wide, Sheet::Narrow].into_iter().flat_map(both).collect()
}

/// The text of elements, with the names of the elements it stands in.
fn texts(svg: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut names, mut found): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(tag) => {
                names.push(AsRef::<str>::as_ref(&tag.name()).to_owned());
            }
            quick_xml::events::Event::End(_) => drop(names.pop()),
            quick_xml::events::Event::Text(text) => {
                let text = text.into_inner().into_owned();
                found.push((names.join("/"), text));
            }
            quick_xml::events::Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_chart_is_well_formed_and_described_whatever_things_are_called() {
    for (_, svg) in all() {
        assert!(svg.contains("role=\"img\""), "{svg}");
        let names: Vec<String> = texts(&svg).into_iter().map(|(names, _)| names).collect();
        assert!(names.contains(&"svg/title".to_owned()) && names.contains(&"svg/desc".to_owned()));
        assert!(names.iter().any(|name| name.ends_with("/text")), "text stays text");
        assert!(!svg.contains("<script") && !svg.contains('\u{1}'), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn the_same_numbers_are_the_same_bytes() {
    assert_eq!(all(), all());
}

#[test]
fn nothing_is_drawn_off_the_sheet() {
    for (wide, svg) in all() {
        let height: f64 = attribute(&svg, "height").unwrap();
        for (name, most) in [("x", wide), ("y", height), ("cx", wide), ("cy", height)] {
            for part in svg.split(&format!(" {name}=\"")).skip(1) {
                let value: f64 = part.split('"').next().unwrap().parse().unwrap();
                assert!((-1.0..=most + 1.0).contains(&value), "{name}={value} of {most}: {svg}");
            }
        }
    }
}

/// A number among the attributes of the first element that has it.
fn attribute(svg: &str, name: &str) -> Option<f64> {
    svg.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
}

/// No text runs over the edge of its sheet, whatever things are called.
#[test]
fn no_text_is_cut_by_the_edge() {
    for (wide, svg) in all() {
        for element in svg.split("<text").skip(1) {
            let (tag, rest) = element.split_once('>').unwrap();
            let text = rest.split("</text>").next().unwrap();
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            let text = text.replace("&#39;", "'").replace("&amp;", "&");
            let size = attribute(tag, "font-size").unwrap_or(canvas::SIZE);
            let (x, long) = (attribute(tag, "x").unwrap(), typeset::width(&text, size));
            let (left, right) = match tag {
                tag if tag.contains("\"middle\"") => (x - long / 2.0, x + long / 2.0),
                tag if tag.contains("\"end\"") => (x - long, x),
                _ => (x, x + long),
            };
            assert!(left >= -1.0 && right <= wide + 1.0, "{left}..{right} of {wide}: {text}\n{svg}");
        }
    }
}

#[test]
fn labels_break_into_lines_before_they_are_cut() {
    let name = "Én felles innboks for alle avdelinger";
    assert_eq!(typeset::wrapped(name, 13.0, 150.0, 2), ["Én felles innboks for", "alle avdelinger"]);
    let cut = typeset::wrapped(name, 13.0, 90.0, 2);
    assert!(cut.len() == 2 && cut[1].ends_with('…'), "{cut:?}");
    assert!(cut.iter().all(|line| typeset::width(line, 13.0) <= 90.0), "{cut:?}");
    assert_eq!(typeset::wrapped("kort", 13.0, 150.0, 2), ["kort"]);
    assert!(typeset::wrapped(&"x".repeat(99), 13.0, 150.0, 2)[0].ends_with('…'));
}

#[test]
fn numbers_are_norwegian_unless_asked_otherwise() {
    let chart = intervals();
    assert!(chart.svg(Sheet::Wide).contains("99,0 % (97,0–100,0)"), "{}", chart.svg(Sheet::Wide));
    let english = Intervals { head: Head { lang: Lang::En, ..head("a") }, ..chart };
    assert!(english.svg(Sheet::Wide).contains("99.0 % (97.0–100.0)"));
    assert_eq!(Format::Points(1).text(-0.0512, Lang::Nb), "\u{2212}5,1");
    assert_eq!(Format::Points(1).text(0.0512, Lang::Nb), "+5,1");
    assert_eq!(Format::Points(1).text(0.0, Lang::Nb), "0,0");
}

#[test]
fn shapes_say_what_colours_say() {
    let svg = intervals().svg(Sheet::Wide);
    // A disc filled, a ring, a diamond (a path), a grey square (a path).
    assert!(
        svg.contains("fill=\"#0072b2\"") && svg.contains("<circle") && svg.matches("Z\" fill=").count() >= 2
    );
    assert!(stacked().svg(Sheet::Wide).contains("<pattern"));
    assert!(curve().svg(Sheet::Wide).contains("stroke-dasharray"));
}

#[test]
fn a_chart_without_figures_says_so() {
    let none = Intervals { rows: Vec::new(), ..intervals() };
    assert!(none.svg(Sheet::Narrow).contains("ingenting"));
    let none = Band { weeks: Vec::new(), ..band() };
    assert!(none.svg(Sheet::Narrow).contains("ingenting"));
    let none = Sankey { links: Vec::new(), ..sankey() };
    assert!(none.svg(Sheet::Narrow).contains("ingenting"));
}
