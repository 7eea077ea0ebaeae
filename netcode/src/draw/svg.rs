//! Writing SVG: escaped text, a few shapes, and the look that all drawings share.

use std::fmt::{self, Write as _};
use std::string::String;
use std::vec::Vec;

/// Colours in the light, in the dark and on paper, and the shapes that tell them apart without colour. Every rule is
/// about drawings only: where one stands inside a page, its style reaches the whole page.
const STYLE: &str = "\
.nc{--ink:#1a1d21;--dim:#59626d;--line:#d3d8de;--paper:#fff;--key:#eef1f4;--sure:#1f6f54;--may:#a9d3c3;--warn:#b3470f;\
font:12px system-ui,sans-serif;background:var(--paper)}\
@media(prefers-color-scheme:dark){.nc{--ink:#e8eaed;--dim:#a3abb5;--line:#3b424b;--paper:#15181c;--key:#252a31;\
--sure:#4fc39b;--may:#245746;--warn:#ff9d5c}}\
@media print{.nc{--ink:#000;--dim:#333;--line:#bbb;--paper:#fff;--key:#fff;--sure:#333;--may:#d5d5d5;--warn:#000;\
print-color-adjust:exact;-webkit-print-color-adjust:exact}}\
.nc text{fill:var(--ink)}.nc .halo,.nc .w{paint-order:stroke;stroke:var(--paper);stroke-width:3px}\
.nc .h{font-size:15px;font-weight:600}.nc .d{fill:var(--dim);font-size:11px}.nc .w{fill:var(--warn);font-size:11px}\
.nc .m{text-anchor:middle}.nc .e{text-anchor:end}.nc .n{font:600 26px ui-monospace,monospace;letter-spacing:3px}\
.nc .key{fill:var(--key);stroke:var(--line)}.nc .t{stroke:var(--line)}.nc .curve{stroke:var(--sure);stroke-width:2;fill:none}\
.nc .blue{fill:#2b62d9}.nc .red{fill:#c9252d}.nc .green{fill:#1b7a45}.nc .lit{fill:#fff}\
.nc .sure{fill:var(--sure)}.nc .may{fill:var(--may)}.nc .got{fill:none;stroke:var(--ink);stroke-width:1.2}\
.nc .grace{fill:url(#nc-grace)}.nc .both{fill:url(#nc-both);stroke:var(--warn)}\
.nc .hatch{stroke:var(--ink)}.nc .cross{stroke:var(--warn);stroke-width:1.5}\
.nc .asked{stroke:var(--ink);stroke-width:2.5}.nc .lack{stroke:var(--warn);stroke-width:4;stroke-dasharray:3 2}\
.nc .dst{stroke:var(--warn);stroke-dasharray:4 3}";

/// A drawing that grows downwards.
pub(super) struct Svg {
    body: String,
}

/// Text with the characters that XML reserves escaped, and those it forbids left out.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\u{fffe}' | '\u{ffff}' => {}
                c if c.is_control() => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

impl Svg {
    pub(super) const fn new() -> Self {
        Self { body: String::new() }
    }

    /// One element or line of them. Writing to a string cannot fail.
    pub(super) fn put(&mut self, element: fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    /// What another drawing holds, above what this one holds so far.
    pub(super) fn append(&mut self, other: Self) {
        self.body.push_str(&other.body);
    }

    pub(super) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        if width > 0.0 {
            self.put(format_args!(
                r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"/>"#
            ));
        }
    }

    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.put(format_args!(
            r#"<line class="{class}" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"/>"#,
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        self.put(format_args!(r#"<text class="{class}" x="{x:.1}" y="{y:.1}">{}</text>"#, Escaped(text)));
    }

    /// The finished drawing.
    pub(super) fn finish(self, width: f64, height: f64, title: &str) -> String {
        std::format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"nc\" \
             width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\">\n\
             <title>{}</title>\n<style>{STYLE}</style>\n{}</svg>\n",
            Escaped(title),
            self.body
        )
    }
}

/// A number of rows or places as a length. Drawings are far too small for it to be rounded.
#[expect(clippy::cast_precision_loss, reason = "a count of what is drawn")]
pub(super) const fn length(count: usize) -> f64 {
    count as f64
}

/// The lines of a text, at most so many characters each: broken at blanks, and inside a word that is longer.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in text.split_whitespace() {
        let needed = word.chars().count();
        if used > 0 && used + 1 + needed > width {
            lines.push(core::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        for c in word.chars() {
            if used == width {
                lines.push(core::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += 1;
        }
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

/// A drawing read again in tests: it is well-formed, and these are its elements in order and its texts.
#[cfg(test)]
pub(super) fn read(svg: &str) -> (Vec<String>, Vec<String>) {
    let (mut open, mut elements, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for part in svg.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        assert!(!text.contains('>') && tag.matches('"').count() % 2 == 0, "{part}");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed));
        } else {
            let name = tag.split([' ', '/']).next().unwrap();
            elements.push(name.into());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        let allowed = |c: char| !c.is_control() || c == '\n';
        assert!(text.chars().all(allowed) && text.chars().all(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')));
        let entity = |rest: &str| ["amp;", "lt;", "gt;", "quot;"].iter().any(|name| rest.starts_with(name));
        assert!(text.split('&').skip(1).all(entity), "{text}");
        if !text.trim().is_empty() && open.last() != Some(&"style") {
            let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            texts.push(plain.replace("&amp;", "&"));
        }
    }
    assert!(open.is_empty() && elements.first().is_some_and(|first| first == "svg"));
    (elements, texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_stays_text(text in "\\PC*|.*|[<>&\"' a-z]*") {
            let mut svg = Svg::new();
            svg.text("h", 1.0, 2.0, &text);
            let (elements, texts) = read(&svg.finish(10.0, 10.0, &text));
            prop_assert_eq!(elements, ["svg", "title", "style", "text"]);
            let drawn = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}');
            let plain = text.chars().filter(drawn).map(|c| if c.is_control() { ' ' } else { c });
            let plain: String = plain.collect();
            if !plain.trim().is_empty() {
                prop_assert_eq!(texts, [plain.clone(), plain]);
            }
        }

        #[test]
        fn lines_hold_every_word_and_no_more_than_they_may(text in "[a-zé ]{0,80}", width in 1_usize..30) {
            let lines = wrapped(&text, width);
            prop_assert!(lines.iter().all(|line| (1..=width).contains(&line.chars().count())));
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(wrapped("blue, blue, unlock", 11), ["blue, blue,", "unlock"]);
        assert_eq!(wrapped("a waterfall", 5), ["a", "water", "fall"]);
        assert!(wrapped(" ", 5).is_empty());
    }
}
