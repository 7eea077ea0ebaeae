//! The fault of a broken door, one for each cause.

use super::*;

impl Build {
    pub(super) fn sabotage(&mut self) -> Option<()> {
        let grant = self.handed[1].grant;
        let (start, ends) = (grant.start(), grant.ends());
        match self.cause {
            Cause::TooEarly => {
                let ahead = self.rng.between(20, 2 * DAY);
                self.at = start.plus_minutes(-ahead).ok()?;
            }
            Cause::TooLate => {
                if grant.mode().is_remembered() && self.rng.percent(70) {
                    self.use_code(1, start.plus_minutes(5).ok()?)?;
                    self.handed[1].used = Some(self.moment(start));
                    self.truth.used_before = true;
                }
                let late = self.rng.between(20, 3 * DAY);
                self.at = ends.plus_minutes(late).ok()?;
            }
            Cause::OutsideHours => {
                self.use_code(1, start.plus_minutes(5).ok()?)?;
                self.handed[1].used = Some(self.moment(start));
                self.truth.used_before = true;
                let days = self.rng.between(1, 30);
                self.at = start.plus_minutes(days * DAY + 600).ok()?;
            }
            Cause::NeverValidated => {
                let by = grant.first_use_by(24)?;
                let most = ends.minutes_since(by).min(2 * DAY);
                let late = self.rng.between(5, most);
                self.at = by.plus_minutes(late).ok()?;
            }
            _ => {
                self.arrive()?;
                return self.break_lock();
            }
        }
        Some(())
    }

    fn break_lock(&mut self) -> Option<()> {
        match self.cause {
            Cause::WrongMode => self.change_mode(),
            Cause::NotAccepted => {
                let grant = self.handed[1].grant.with_issue(1);
                self.handed.remove(1);
                self.hand_grant("Brook", grant)?;
                self.handed.swap(1, 2);
                self.typed = self.handed[1].code.as_str().into();
                (!self.truth.used_before).then_some(())
            }
            Cause::FeatureOff => {
                let off = switch_off(&self.model)?;
                self.set(self.before(60), off)
            }
            Cause::Superseded => self.supersede(),
            Cause::Blocked => self.block(),
            Cause::Spent => {
                let used = self.at;
                self.use_code(1, used)?;
                let later = self.rng.between(2, 120);
                self.at = used.plus_minutes(later).ok()?;
                (self.at < self.handed[1].grant.ends()).then_some(())?;
                let told = self.rng.percent(70).then(|| self.moment(used));
                self.handed[1].used = told;
                self.truth.used_before = true;
                Some(())
            }
            Cause::OtherLock => {
                let grant = self.handed[1].grant;
                self.typed = other().issue(self.format, &grant).ok()?.code.as_str().into();
                Some(())
            }
            Cause::BeforeInitialisation => self.initialise_again(),
            Cause::DigitWrong | Cause::DigitsSwapped | Cause::DigitMissing | Cause::DigitExtra => self.slip(),
            Cause::NotIssued => {
                let digits = if self.rng.percent(80) {
                    u64::from(self.format.digits())
                } else {
                    4 + self.rng.below(6)
                };
                let number = self.rng.below(10_u64.pow(digits as u32));
                self.typed = format!("{number:0width$}", width = digits as usize);
                Some(())
            }
            Cause::Penalty => self.penalise(),
            Cause::ClockBehind | Cause::ClockAhead | Cause::ClockMissedDst | Cause::ClockLost => {
                self.stop_clock()
            }
            Cause::LowBattery => {
                let dead =
                    self.rng.percent(50) || self.model.signal(catalogue::Signal::BatteryLow).is_empty();
                let battery = if dead { Battery::Dead } else { Battery::Low };
                self.twin.step(self.before(30), Event::Battery(battery)).ok().map(drop)
            }
            Cause::StarMissing | Cause::DoorStuck => Some(()),
            _ => None,
        }
    }

    /// So many minutes before the try.
    fn before(&self, minutes: i64) -> Moment {
        Moment::of(self.at).plus(-minutes * 60).max(self.twin.now())
    }

    fn change_mode(&mut self) -> Option<()> {
        let others: Vec<Mode> = MODES.into_iter().filter(|mode| *mode != self.mode).collect();
        let other = self.rng.pick(&others);
        let netcode = NetcodeSettings { modes: Some(vec![other]), ..NetcodeSettings::default() };
        self.set(self.before(60), Settings { netcode: Some(netcode), ..Settings::default() })?;
        if self.rng.percent(50) {
            self.modes_known = vec![other];
        }
        Some(())
    }

    fn supersede(&mut self) -> Option<()> {
        let grant = self.handed[1].grant;
        let begin = self.at.midnight();
        (begin > grant.start()).then_some(())?;
        let (later, _) = self.grant(begin)?;
        self.hand_grant("Flint", later)?;
        let at = self.handed.len() - 1;
        let used = begin.plus_minutes(1).ok()?;
        (Moment::of(used) > self.twin.now()).then_some(())?;
        self.use_code(at, used)?;
        self.truth.newer_in = true;
        if self.rng.percent(70) {
            self.handed[at].used = Some(self.moment(used));
        }
        Some(())
    }

    fn block(&mut self) -> Option<()> {
        let program = self.model.programs.values().find(|program| program.verb == Verb::BlockNetcode)?;
        let master = &self.model.level(Level::Master)?.factory.as_ref()?.value;
        let keys = format!("#{master}{}{}", program.number, self.typed);
        let at = self.before(30);
        for key in keys.chars() {
            self.twin.step(at, Event::Key(key)).ok()?;
        }
        self.twin.step(at, Event::EndEntry).ok()?;
        self.handed[1].blocked = Some(self.moment(self.at) - TimeDelta::minutes(30));
        Some(())
    }

    fn initialise_again(&mut self) -> Option<()> {
        let days = self.rng.between(1, 40);
        let again =
            self.at.plus_minutes(-days * DAY).ok()?.max(self.twin.now().lock_time()?.plus_minutes(1).ok()?);
        (again < self.at).then_some(())?;
        self.set(Moment::of(again), self.provisioning(vec![self.mode], again))?;
        if self.rng.percent(80) {
            self.former.push((self.initialised, self.identity.clone()));
            self.identity = own("LOCK-0001", again);
            if self.rng.percent(50) {
                self.handed.clear();
                self.hand("Gale", self.at)?;
            }
        }
        Some(())
    }

    fn slip(&mut self) -> Option<()> {
        let mut digits: Vec<u8> = self.typed.bytes().collect();
        let place = self.rng.below(digits.len() as u64 - 1) as usize;
        let by = self.rng.below(9) as u8 + 1;
        match self.cause {
            Cause::DigitWrong => digits[place] = b'0' + (digits[place] - b'0' + by) % 10,
            Cause::DigitsSwapped => digits.swap(place, place + 1),
            Cause::DigitMissing => drop(digits.remove(place)),
            _ => digits.insert(place, b'0' + by),
        }
        let typed = String::from_utf8(digits).ok()?;
        (typed != self.typed).then_some(())?;
        self.typed = typed;
        Some(())
    }

    fn penalise(&mut self) -> Option<()> {
        let tries =
            if netcode_of(&self.model).limiter.value { 10 } else { self.model.timings.wrong_codes.value };
        let at = Moment::of(self.at);
        for _ in 0..tries {
            let number = self.rng.below(10_u64.pow(u32::from(self.format.digits())));
            let digits = format!("{number:0width$}", width = usize::from(self.format.digits()));
            let (_, effects) = type_code(&mut self.twin, at, &digits, true)?;
            (!opens(&effects)).then_some(())?;
        }
        if self.rng.percent(60) {
            self.refused_lately = tries;
        }
        Some(())
    }

    fn stop_clock(&mut self) -> Option<()> {
        let grant = self.handed[1].grant;
        let began = Moment::of(self.initialised);
        match self.cause {
            Cause::ClockLost => {
                let days = self.rng.between(1, 20);
                let out = self.before(days * DAY);
                self.twin.step(out, Event::Battery(Battery::Out)).ok()?;
                self.twin.step(out.plus(60), Event::Battery(Battery::In)).ok()?;
                let at = self.moment(out.lock_time()?);
                match self.rng.below(4) {
                    0 | 1 => self.events.push(ClockEvent::Lost { at }),
                    2 => self.events.push(ClockEvent::BatteryChanged { at, stood_seconds: 60 }),
                    _ => {}
                }
            }
            Cause::ClockMissedDst => {
                let shift = if self.rule == ClockRule::Civil && self.rng.percent(50) { -60 } else { 60 };
                let near = self.rng.between(2, 58);
                self.at = match shift {
                    60 => grant.ends().plus_minutes(-near).ok()?,
                    _ => grant.start().plus_minutes(near).ok()?,
                };
                let (fresh, at) = (!self.truth.used_before, self.at);
                if shift == 60 && fresh && grant.mode().is_rental() {
                    self.use_code(1, grant.start().plus_minutes(5).ok()?)?;
                    self.handed[1].used = Some(self.moment(grant.start()));
                    self.truth.used_before = true;
                }
                let summer = self.zone.offset_minutes(self.moment(at)) != self.zone.standard_minutes(2026);
                summer.then_some(())?;
                let shown = Moment::of(self.at).plus((shift - 5) * 60).to_string();
                self.set(self.before(5), Settings { clock: Some(shown), ..Settings::default() })?;
            }
            _ => {
                // A poor crystal: the issuer knows how poor, and not which way it runs.
                self.ppm_known = self.rng.between(200, 900) as u32;
                let sign = if self.cause == Cause::ClockBehind { -1 } else { 1 };
                let ppm = sign
                    * self.rng.between(i64::from(self.ppm_known) * 8 / 10, i64::from(self.ppm_known)) as i32;
                (!self.truth.used_before).then_some(())?;
                self.set(began, Settings { ppm: Some(ppm), ..Settings::default() })?;
                let edge = if sign < 0 { grant.start() } else { grant.ends() };
                let drift = edge.minutes_since(self.initialised) * i64::from(ppm.abs()) / 1_000_000;
                let near = self.rng.between(1, drift - 1);
                self.at = edge.plus_minutes(-i64::from(sign) * near).ok()?;
                if sign > 0 && grant.mode().is_rental() {
                    self.use_code(1, grant.start().plus_minutes(5).ok()?)?;
                    self.handed[1].used = Some(self.moment(grant.start()));
                    self.truth.used_before = true;
                }
                (self.at > grant.start() && self.at < grant.ends()).then_some(())?;
            }
        }
        Some(())
    }
}
