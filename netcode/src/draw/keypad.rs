//! The keypad of a lock, its lights, and the lock as it stands.

use std::string::{String, ToString as _};
use std::vec::Vec;

use super::svg::{Svg, length, wrapped};
use crate::catalogue::Keypad;
use crate::twin::{Bolt, NetcodeView, Twin, View};

const MARGIN: f64 = 16.0;
const KEY: f64 = 52.0;
const GAP: f64 = 8.0;
const WIDTH: f64 = 2.0 * MARGIN + 3.0 * KEY + 2.0 * GAP;
const LINE: f64 = 15.0;
/// Characters of a line of small text.
const CHARACTERS: usize = 30;
/// Lights in a row.
const LIGHTS: usize = 6;

/// The keypad, three keys a row, and below it what the lock did, in order: the words that
/// [`Effect::word`](crate::twin::Effect::word) gives and a script's answers list. Each is a light or a letter, and
/// stands in words below.
///
/// ```
/// use netcode::catalogue::Catalogue;
/// let model = Catalogue::builtin()?.get("kl1000-netcode-c2")?;
/// let svg = netcode::draw::keypad(&model.keypad, &["blue", "unlock"]);
/// assert!(svg.contains("<title>keypad: blue, unlock</title>"));
/// # Ok::<(), netcode::Error>(())
/// ```
pub fn keypad(keypad: &Keypad, effects: &[&str]) -> String {
    let mut svg = Svg::new();
    let bottom = keys(&mut svg, keypad);
    let said = told(effects, None);
    let height = shine(&mut svg, effects, &said, bottom);
    svg.finish(WIDTH, height, &std::format!("keypad: {said}"))
}

/// What a lock did, in order, as [`keypad()`] shows it, and where the bolt is then if that is known.
///
/// ```
/// use netcode::twin::Bolt;
/// let svg = netcode::draw::lights(&["red", "beep"], Some(Bolt::Locked));
/// assert!(svg.contains("<title>red, beep, bolt locked</title>"));
/// ```
pub fn lights(effects: &[&str], bolt: Option<Bolt>) -> String {
    let mut svg = Svg::new();
    let said = told(effects, bolt);
    let height = shine(&mut svg, effects, &said, 8.0);
    svg.finish(WIDTH, height, &said)
}

/// The keypad of a lock, and below it what the lock looks like from outside. It shows no digits, neither typed nor
/// stored.
///
/// ```
/// use netcode::catalogue::Catalogue;
/// use netcode::twin::{Identity, Moment, Twin};
/// let model = Catalogue::builtin()?.get("reference")?.clone();
/// let lock = Twin::new(model, Identity::example()?, Moment::parse("2026-07-01T12:00")?);
/// assert!(netcode::draw::twin(&lock).contains("<title>lock: locked, door closed</title>"));
/// # Ok::<(), netcode::Error>(())
/// ```
pub fn twin(twin: &Twin) -> String {
    let mut svg = Svg::new();
    let bottom = keys(&mut svg, &twin.model().keypad);
    let view = twin.view();
    let height = small(&mut svg, &state(&view), bottom + MARGIN);
    svg.finish(WIDTH, height, &std::format!("lock: {}, door {}", bolt_word(view.bolt), view.door))
}

const fn bolt_word(bolt: Bolt) -> &'static str {
    match bolt {
        Bolt::Locked => "locked",
        Bolt::Unlocked => "unlocked",
    }
}

fn told(effects: &[&str], bolt: Option<Bolt>) -> String {
    let mut said = effects.join(", ");
    if let Some(bolt) = bolt {
        let comma = if said.is_empty() { "" } else { ", " };
        said = std::format!("{said}{comma}bolt {}", bolt_word(bolt));
    }
    if said.is_empty() { "no light".into() } else { said }
}

/// What is known of a lock from outside, in lines.
fn state(view: &View) -> Vec<String> {
    let mut lines = std::vec![
        std::format!("{}, door {}", bolt_word(view.bolt), view.door),
        std::format!("{} keys typed", view.typed),
        if view.clock_set {
            std::format!("clock {}", view.clock.replace('T', " "))
        } else {
            "clock not set".into()
        },
        std::format!("battery {}", view.battery),
    ];
    lines.extend(view.status_led.map(|light| std::format!("light on the inside: {light}")));
    lines.extend(
        view.refuses_until
            .as_ref()
            .map(|until| std::format!("refuses input until {}", until.replace('T', " "))),
    );
    lines.extend(view.netcode.as_ref().map(netcode_line));
    lines
}

fn netcode_line(netcode: &NetcodeView) -> String {
    let modes: Vec<String> = netcode.modes.iter().map(ToString::to_string).collect();
    if netcode.on { std::format!("NetCode: {}", modes.join(", ")) } else { "NetCode: off".into() }
}

/// The texts of the buttons as on a telephone, three to a row and 0 in the middle of the last; an empty one is a gap.
fn buttons(keypad: &Keypad) -> Vec<String> {
    let mut buttons: Vec<String> = keypad.shared.iter().flat_map(|shared| shared.value.clone()).collect();
    let mut left: Vec<char> = Vec::new();
    for key in keypad.keys.value.chars() {
        if !left.contains(&key) && !buttons.iter().any(|button| button.contains(key)) {
            left.push(key);
        }
    }
    let mut take = |key: char| {
        let at = left.iter().position(|other| *other == key)?;
        Some(left.remove(at).to_string())
    };
    buttons.extend("123456789".chars().filter_map(&mut take));
    if let Some(zero) = take('0') {
        buttons.extend([take('*').unwrap_or_default(), zero, take('#').unwrap_or_default()]);
    }
    buttons.extend(left.iter().map(char::to_string));
    buttons
}

/// Draws the keys; the height at which they end.
fn keys(svg: &mut Svg, keypad: &Keypad) -> f64 {
    let buttons = buttons(keypad);
    for (place, button) in buttons.iter().enumerate().filter(|(_, button)| !button.is_empty()) {
        let (x, y) = cell(place, 3, MARGIN, MARGIN, KEY + GAP, KEY + GAP);
        svg.put(format_args!(
            r#"<rect class="key" x="{x:.1}" y="{y:.1}" width="{KEY}" height="{KEY}" rx="9"/>"#
        ));
        let spaced: Vec<String> = button.chars().map(|key| key.to_string()).collect();
        svg.text("h m", x + KEY / 2.0, y + KEY / 2.0 + 6.0, &spaced.join(" "));
    }
    MARGIN + length(buttons.len().div_ceil(3)) * (KEY + GAP)
}

/// Where the nth thing stands in rows of so many.
fn cell(nth: usize, columns: usize, left: f64, top: f64, wide: f64, high: f64) -> (f64, f64) {
    (left + length(nth % columns) * wide, top + length(nth / columns) * high)
}

/// Draws the lights and the words for them; the height of the whole drawing.
fn shine(svg: &mut Svg, effects: &[&str], said: &str, top: f64) -> f64 {
    for (place, effect) in effects.iter().enumerate() {
        let (x, y) = cell(place, LIGHTS, MARGIN + 12.0, top + 18.0, 30.0, 30.0);
        let light = matches!(*effect, "blue" | "red" | "green");
        if light {
            svg.put(format_args!(r#"<circle class="{effect}" cx="{x:.1}" cy="{y:.1}" r="10"/>"#));
        }
        let letter: String = effect.chars().take(1).flat_map(char::to_uppercase).collect();
        svg.text(if light { "m lit" } else { "m" }, x, y + 4.0, &letter);
    }
    let rows = length(effects.len().div_ceil(LIGHTS));
    small(svg, &[said.into()], top + MARGIN + 30.0 * rows)
}

/// Draws lines of small text; the height of the whole drawing below them.
fn small(svg: &mut Svg, texts: &[String], top: f64) -> f64 {
    let lines: Vec<String> = texts.iter().flat_map(|text| wrapped(text, CHARACTERS)).collect();
    for (row, line) in lines.iter().enumerate() {
        svg.text("d", MARGIN, top + LINE * length(row), line);
    }
    top + LINE * length(lines.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::svg::read;
    use super::*;
    use crate::catalogue::{Catalogue, Model};
    use crate::twin::{Event, Identity, Moment};

    fn models() -> impl Iterator<Item = &'static Model> {
        Catalogue::builtin().unwrap().models().map(|model| &**model)
    }

    fn words(svg: &str) -> Vec<String> {
        read(svg).1
    }

    #[test]
    fn every_model_draws_every_key_once() {
        for model in models() {
            let drawn: String = buttons(&model.keypad).concat();
            let keys = &model.keypad.keys.value;
            assert!(keys.chars().all(|key| drawn.matches(key).count() == 1), "{}: {drawn}", model.id);
            let (elements, texts) = read(&keypad(&model.keypad, &[]));
            let rects = elements.iter().filter(|name| *name == "rect").count();
            assert_eq!(rects, buttons(&model.keypad).iter().filter(|button| !button.is_empty()).count());
            assert_eq!(texts.last().map(String::as_str), Some("no light"));
        }
    }

    #[test]
    fn keys_stand_as_on_a_telephone() {
        let known = Catalogue::builtin().unwrap();
        let pad = &known.get("kl1000-netcode-c2").unwrap().keypad;
        assert_eq!(buttons(pad), ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "#"]);
        // One button stands for two digits.
        assert!(buttons(&known.get("kwikset-910").unwrap().keypad).contains(&"12".into()));
        assert!(words(&keypad(&known.get("kwikset-910").unwrap().keypad, &[])).contains(&"1 2".into()));
        let mut own = pad.clone();
        own.keys.value = "AB0*".into();
        assert_eq!(buttons(&own), ["*", "0", "", "A", "B"]);
    }

    #[test]
    fn a_light_has_its_letter_and_its_word() {
        let svg = lights(&["blue", "red", "green", "beep", "unlock"], Some(Bolt::Unlocked));
        let (elements, texts) = read(&svg);
        assert_eq!(elements.iter().filter(|name| *name == "circle").count(), 3);
        let told = texts.join(" ");
        assert!(told.contains("B R G B U") && told.contains("bolt unlocked"), "{told}");
        assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("@media print"));
    }

    #[test]
    fn a_lock_draws_what_is_seen_of_it_and_no_digits() {
        for model in Catalogue::builtin().unwrap().models() {
            let start = Moment::parse("2026-07-01T12:00").unwrap();
            let mut lock = Twin::new(model.clone(), Identity::example().unwrap(), start);
            let before = twin(&lock);
            for key in "224".chars() {
                // A model may refuse keys; what it then looks like is drawn all the same.
                let _ = lock.step(start, Event::Key(key));
            }
            let drawn = twin(&lock);
            assert_eq!(drawn, twin(&lock));
            let state = words(&drawn).join(" ");
            assert!(state.contains(&std::format!("{} keys typed", lock.view().typed)), "{state}");
            assert!(!state.contains("224") && words(&before).len() == words(&drawn).len(), "{}", model.id);
        }
    }

    proptest! {
        #[test]
        fn any_effects_are_drawn_inside_the_drawing(effects in prop::collection::vec("blue|red|lock|.{0,20}", 0..40)) {
            let effects: Vec<&str> = effects.iter().map(String::as_str).collect();
            let pad = &models().next().unwrap().keypad;
            for svg in [keypad(pad, &effects), lights(&effects, None)] {
                read(&svg);
                let number = |part: &str| part.split('"').next().unwrap().parse::<f64>().unwrap();
                let height = number(svg.split(" height=\"").nth(1).unwrap());
                prop_assert!(svg.split(" y=\"").skip(1).map(number).all(|y| y < height));
                prop_assert!(svg.split(" x=\"").skip(1).map(number).all(|x| (0.0..WIDTH).contains(&x)));
            }
        }
    }
}
