//! A harness for fuzzers: any bytes are a run of events, and what must always hold is checked after each.

use super::{App, Battery, Bolt, Event, Identity, Moment, Settings, State, Twin};
use crate::catalogue::{Catalogue, Cells, Switch};
use crate::error::Result;

/// Runs the events that `data` stands for on the model that its first byte names, and checks that a state written
/// down and read back behaves as the one that was not.
pub(crate) fn fuzz_events(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(Some(mut twin)) = lock(*first) else { return };
    for (at, piece) in rest.chunks(2).take(400).enumerate() {
        let (kind, value) = (piece.first().copied().unwrap_or(0), piece.get(1).copied().unwrap_or(0));
        let (after, event) = event(kind, value);
        let now = twin.now().plus(after);
        let mut other = (at % 8 == 0).then(|| read_back(&twin));
        let answer = twin.step(now, event.clone());
        if let Some(other) = &mut other {
            assert_eq!(other.step(now, event), answer, "a state that was read back answers otherwise");
            assert_eq!(other.state(), twin.state(), "a state that was read back differs");
        }
        let _ = twin.view();
    }
}

fn lock(byte: u8) -> Result<Option<Twin>> {
    let models: Vec<_> = Catalogue::builtin()?.models().collect();
    let Some(model) = models.get(usize::from(byte) % models.len().max(1)) else { return Ok(None) };
    Ok(Some(Twin::new((*model).clone(), Identity::example()?, Moment::parse("2026-07-01T12:00:00")?)))
}

fn read_back(twin: &Twin) -> Twin {
    let text = serde_json::to_string(&twin.state()).unwrap_or_default();
    let state: core::result::Result<State, _> = serde_json::from_str(&text);
    let again = state.ok().and_then(|state| {
        let identity = Identity::example().ok()?;
        Twin::resume(twin.model().clone(), identity, state).ok()
    });
    assert!(again.is_some(), "a state that was written down can be read back");
    again.unwrap_or_else(|| twin.clone())
}

/// Keys are most of what happens at a lock; the rest comes up often enough.
fn event(kind: u8, value: u8) -> (i64, Event) {
    const KEYS: [char; 12] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];
    const BATTERY: [Battery; 7] = [
        Battery::Out,
        Battery::In,
        Battery::Low,
        Battery::Critical,
        Battery::Dead,
        Battery::Ok,
        Battery::Override,
    ];
    const PARTS: [&str; 6] = ["program", "lock", "kwikset", "check", "screen", "a"];
    let key = KEYS.get(usize::from(value) % KEYS.len()).copied().unwrap_or('0');
    let odd = value % 2 == 1;
    let button = PARTS.get(usize::from(value / 2) % PARTS.len()).copied().unwrap_or("program");
    let part = if odd { button.to_owned() } else { key.to_string() };
    match kind % 32 {
        0..=15 => (0, Event::Key(key)),
        16..=18 => (0, Event::EndEntry),
        19 => (0, Event::Pause),
        20 => (i64::from(value), Event::Tick),
        21 => (i64::from(value) * 1_800, Event::Tick),
        22 => (0, Event::Press(part)),
        23 => (i64::from(value / 32), Event::Release(part)),
        24 if value < 128 => (0, Event::Handle(odd)),
        24 => (0, Event::Turn(if odd { Bolt::Locked } else { Bolt::Unlocked })),
        25 => (
            0,
            Event::Battery(BATTERY.get(usize::from(value) % BATTERY.len()).copied().unwrap_or(Battery::Ok)),
        ),
        26 => (0, Event::Card(key.to_string())),
        27 => (0, Event::Input { name: "rem2".into(), closed: odd }),
        28 => (0, Event::App(App::Unlock { phone: None })),
        29 => (0, Event::Set(Box::new(setting(value)))),
        30 => {
            (0, Event::Set(Box::new(Settings { ppm: Some(i32::from(value) - 128), ..Settings::default() })))
        }
        _ => (0, Event::Door(odd)),
    }
}

/// One thing changed from outside.
fn setting(value: u8) -> Settings {
    let on = value % 2 == 1;
    let none = Settings::default();
    match value / 2 % 7 {
        0 => Settings { lock_down: Some(on), ..none },
        1 => Settings { switches: Some([(Switch::AutoLock, on)].into()), ..none },
        2 => Settings { switches: Some([(Switch::SecureScreen, on)].into()), ..none },
        3 => Settings { handed: Some(on), ..none },
        4 => Settings { obstructed: Some(on), ..none },
        5 => Settings { cells: Some(if on { Cells::Alkaline } else { Cells::Rechargeable }), ..none },
        _ => Settings { paired: Some(on), ..none },
    }
}
