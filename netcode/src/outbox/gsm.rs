//! Text messages: what the GSM alphabet holds, and every fault of a message before it is sent.

use crate::error::Error;

use super::Phone;

/// Characters of the GSM default alphabet (3GPP TS 23.038), each one septet.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Characters of its extension table, each two septets.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";
/// Septets of one message; a portal sends no longer ones.
const SEPTETS_MAX: usize = 160;
/// Septets of each part where a gateway joins several.
const SEPTETS_PER_PART: usize = 153;

/// What a text message is, before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preflight {
    /// Septets the text takes; characters outside the alphabet are not counted.
    pub septets: u32,
    /// Messages it would take where parts are joined; a portal sends one at most.
    pub segments: u32,
    /// The number as it would be sent, if it is one.
    pub number: Option<String>,
    /// What was changed of the number.
    pub repairs: Vec<String>,
    /// Everything that keeps the message from being sent, in words.
    pub faults: Vec<String>,
}

/// Looks at a text message and names every fault at once.
///
/// ```
/// let look = netcode::outbox::preflight("07400 123456", &"é→".repeat(90));
/// assert_eq!(look.faults.len(), 2);
/// assert!(look.faults[0].contains("country code"));
/// assert!(look.faults[1].contains("`→`"));
/// ```
pub fn preflight(number: &str, text: &str) -> Preflight {
    let mut faults = Vec::new();
    let (number, repairs) = match Phone::parse(number) {
        Ok(phone) => (Some(phone.as_str().to_owned()), phone.repairs().to_vec()),
        Err(error) => {
            faults.push(told(&error));
            (None, Vec::new())
        }
    };
    let septets: usize = text.chars().filter_map(septets_of).sum();
    let mut odd: Vec<char> = text.chars().filter(|each| septets_of(*each).is_none()).collect();
    odd.sort_unstable();
    odd.dedup();
    if !odd.is_empty() {
        let list: Vec<String> =
            odd.iter().take(8).map(|each| format!("`{}`", each.to_string().escape_debug())).collect();
        faults.push(format!("characters that text messages do not have: {}", list.join(" ")));
    }
    if septets > SEPTETS_MAX {
        faults.push(format!("the text takes {septets} of at most {SEPTETS_MAX} characters"));
    }
    if text.trim().is_empty() {
        faults.push("the text is empty".to_owned());
    }
    let segments = if septets <= SEPTETS_MAX { 1 } else { septets.div_ceil(SEPTETS_PER_PART) };
    Preflight { septets: count(septets), segments: count(segments), number, repairs, faults }
}

fn told(error: &Error) -> String {
    format!("{}; {}", error.message(), error.hint())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn septets_of(each: char) -> Option<usize> {
    match each {
        _ if BASIC.contains(each) => Some(1),
        _ if EXTENDED.contains(each) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_has_its_127_and_10_characters() {
        // 128 places of the basic table, one of which is the escape to the other.
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(EXTENDED.chars().count(), 10);
    }

    #[test]
    fn one_hundred_and_sixty_is_the_limit() {
        let good = "447400123456";
        assert!(preflight(good, &"a".repeat(160)).faults.is_empty());
        let long = preflight(good, &"a".repeat(161));
        assert_eq!((long.septets, long.segments, long.faults.len()), (161, 2, 1));
        assert_eq!(preflight(good, &"€".repeat(80)).septets, 160);
        assert_eq!(preflight(good, &"a".repeat(400)).segments, 3);
    }

    #[test]
    fn every_fault_is_named_before_sending() {
        let look = preflight(" 0123", "“hello” 🔑\t");
        assert_eq!(look.faults.len(), 2);
        assert!(look.faults[0].contains("country code"), "{:?}", look.faults);
        for odd in ["`“`", "`”`", "`🔑`"] {
            assert!(look.faults[1].contains(odd), "{:?}", look.faults);
        }
        assert!(preflight(" 447400123456 ", " ").faults[0].contains("empty"));
        assert!(preflight(" 447400123456 ", "a").repairs[0].contains("blanks around"));
    }
}
