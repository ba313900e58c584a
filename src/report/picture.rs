//! A chart as a picture: SVG in, PNG out, with one typeface of our own so that every machine draws the same.
//!
//! The typeface: `docs/decisions/0015-chart-files.md`.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::Arc;

/// Latin letters of DejaVu Sans.
const FACE: &[u8] = include_bytes!("picture/DejaVuSans-latin.ttf");
const FAMILY: &str = "DejaVu Sans";

/// Pixels of a chart's unit: sharp on paper and on screens.
const SCALE: f32 = 2.0;

/// Draws charts.
pub struct Painter {
    options: Options<'static>,
}

impl Painter {
    pub fn new() -> Painter {
        let mut faces = fontdb::Database::new();
        faces.load_font_data(FACE.to_vec());
        faces.set_sans_serif_family(FAMILY);
        let options =
            Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(faces), ..Options::default() };
        Painter { options }
    }

    /// The picture of one of our charts.
    ///
    /// # Panics
    /// If the chart is no SVG; the program's own fault.
    pub fn png(&self, svg: &str) -> Vec<u8> {
        let tree = Tree::from_str(svg, &self.options).expect("charts are SVG");
        let size = tree.size();
        let [width, height] = [size.width(), size.height()].map(|side| (side * SCALE).ceil() as u32);
        let mut pixels = Pixmap::new(width, height).expect("charts have a size");
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        pixels.encode_png().expect("writing to memory does not fail")
    }
}
