//! The card of a code.

use std::string::String;
use std::vec::Vec;

use super::svg::{Svg, wrapped};

/// The card of a code: what a guest needs to know, in the words of the place.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CardText {
    /// The digits.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub code: String,
    /// The key pressed before them, if the lock wants one, else empty.
    pub prefix: String,
    /// The door's name.
    pub door: String,
    /// The site's name, may be empty.
    pub site: String,
    /// When it begins to open, in local words with the zone.
    pub from: String,
    /// When it ceases to open, in local words with the zone.
    pub until: String,
    /// By when it must have been used once, if it must; else empty.
    pub first_use_by: String,
    /// What holds however the lock's clock stands, in words.
    pub guarantee: String,
    /// Words of the sender's, may be empty.
    pub note: String,
}

impl core::fmt::Debug for CardText {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("CardText").field("door", &self.door).finish_non_exhaustive()
    }
}

/// The card of a code, 400 pixels wide: the door, the digits, when they open, and what the guest must know. It shows
/// the digits, for they are what a card is for; its title does not.
///
/// ```
/// use netcode::draw::{CardText, code_card};
/// let card = CardText {
///     code: "0012345".into(),
///     prefix: "*".into(),
///     door: "Sea View".into(),
///     site: "Harbour".into(),
///     from: "Wednesday 1 July 2026, 15:00".into(),
///     until: "Thursday 2 July 2026, 11:00".into(),
///     first_use_by: String::new(),
///     guarantee: "It opens for certain from 15:05 to 10:55.".into(),
///     note: String::new(),
/// };
/// let svg = code_card(&card);
/// assert!(svg.contains(">*0012345<") && svg.contains("<title>the code of Sea View · Harbour</title>"));
/// ```
pub fn code_card(card: &CardText) -> String {
    let named: Vec<&str> = [&card.door, &card.site].map(String::as_str).into_iter().filter(some).collect();
    let place = named.join(" · ");
    let mut texts = std::vec![std::format!("from {}", card.from), std::format!("until {}", card.until)];
    if some(&card.first_use_by.as_str()) {
        texts.push(std::format!("use it first by {}", card.first_use_by));
    }
    texts.extend([&card.guarantee, &card.note].map(String::clone));
    let lines: Vec<String> = texts.iter().flat_map(|text| wrapped(text, 58)).collect();
    let heading = wrapped(&place, 42);
    let digits = wrapped(&std::format!("{}{}", card.prefix, card.code), 18);
    let mut body = Svg::new();
    let mut y = 16.0;
    for (class, step, texts) in [("h", 22.0, heading), ("n", 36.0, digits), ("", 18.0, lines)] {
        for (nth, text) in texts.iter().enumerate() {
            // A little room before the first line of the text.
            y += if nth == 0 && class.is_empty() { step + 10.0 } else { step };
            body.text(class, 28.0, y, text);
        }
    }
    let mut svg = Svg::new();
    let height = y + 10.0;
    svg.put(format_args!(r#"<rect class="key" x="8" y="8" width="384" height="{height:.1}" rx="12"/>"#));
    svg.append(body);
    svg.finish(400.0, height + 16.0, &std::format!("the code of {place}"))
}

fn some(text: &&str) -> bool {
    !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::svg::read;
    use super::*;

    fn card(words: &[String; 7]) -> CardText {
        let [prefix, door, site, from, until, first_use_by, note] = words.clone();
        let guarantee = "It opens for certain.".into();
        CardText { code: "0004295".into(), prefix, door, site, from, until, first_use_by, guarantee, note }
    }

    proptest! {
        #[test]
        fn any_words_stay_words(words in prop::array::uniform7("\\PC{0,90}|[<&\"a-z \n]{0,90}")) {
            let card = CardText { prefix: "*".into(), ..card(&words) };
            let (elements, texts) = read(&code_card(&card));
            prop_assert!(elements.iter().skip(4).all(|name| name == "text"));
            prop_assert!(texts.contains(&"*0004295".into()));
            prop_assert!(!texts.first().is_some_and(|title| title.contains("0004295")));
            // Nothing that is said is left out: the words are all there, however they are broken into lines.
            let drawn: String = texts.concat().split_whitespace().collect();
            for word in words.iter().skip(1).flat_map(|words| words.split_whitespace()) {
                let drawable = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && !c.is_control();
                prop_assert!(drawn.contains(&word.chars().filter(drawable).collect::<String>()), "{word}");
            }
        }
    }

    #[test]
    fn what_is_empty_takes_no_room() {
        let short = code_card(&card(&["", "Door", "", "now", "then", "", ""].map(Into::into)));
        let texts = read(&short).1;
        assert_eq!(texts[1..4], ["Door", "0004295", "from now"]);
        assert!(!short.contains(" · ") && !short.contains("first"));
        assert!(short.contains("prefers-color-scheme:dark"));
    }

    #[test]
    fn it_is_not_printed_by_accident() {
        let shown = std::format!("{:?}", card(&["", "Door", "", "now", "then", "", ""].map(Into::into)));
        assert!(shown.contains("Door") && !shown.contains("4295"));
    }
}
