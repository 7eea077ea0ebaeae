// The vectors of stays and twins, and what zones, clocks, models, twins and drawings answer.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Format, Grant, Profile, SiteKey, catalogue, draw, lockMinutes, stay, time, twin } from '../index.js'

const VECTORS = new URL('../../../vectors/', import.meta.url)
const rowsOf = (file) => JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8'))
const same = (text) => new Date(text).getTime()
const pairs = (windows) => windows.map(({ from, until }) => [same(from), same(until)])
const wanted = (windows) => windows.map((pair) => pair.map(same))
const windowOf = ([from, until]) => ({ from, until: new Date(until) })

const codeOf = (run) => {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof Error && error.kind && error.hint !== undefined, error)
    return error.code
  }
  return 'nothing was thrown'
}

function zones(row) {
  const zone = new time.Zone(row.zone)
  if (row.error === undefined) {
    const read = zone.toLock(row.rule, row.civil)
    assert.equal(read, row.lock)
    assert.equal(same(zone.toCivil(row.rule, read)), same(row.at))
    return
  }
  assert.throws(() => zone.toLock(row.rule, row.civil), (error) => {
    assert.equal(error.code, row.error)
    for (const reading of row.readings) {
      assert.ok(error.hint.replaceAll('Z', '+00:00').includes(reading), error.hint)
      assert.equal(same(zone.read(reading)), same(reading))
    }
    return true
  })
}

const clockOf = ({ clock }) => {
  const known = { event: 'set', at: clock.set_at, withinSeconds: clock.set_within_seconds }
  return new time.LockClock({ zone: clock.zone, rule: clock.rule, ppm: clock.ppm, events: [known] })
}
const doorOf = (row, modes) =>
  new stay.Door(Profile.explicit(new Format('S', 7), modes, { graceMinutes: row.grace }), clockOf(row))

function quotes(row) {
  const grants = row.grants.map((fields, at) => (at % 2 ? new Grant(fields) : fields))
  const found = stay.quote(doorOf(row, ['standard-multi', '24h']), grants, [windowOf(row.asked)])
  assert.deepEqual(pairs(found.guaranteed), wanted(row.guaranteed))
  assert.deepEqual(pairs(found.possible), wanted(row.possible))
  const minutes = pairs(found.missing).reduce((sum, [from, until]) => sum + (until - from) / 60_000, 0)
  assert.equal(minutes, row.missing_minutes)
  assert.equal(found.spill.beforeMinutes, row.spill_before_minutes)
  assert.equal(found.spill.afterMinutes, row.spill_after_minutes)
}

function plans(row) {
  for (const mode of ['standard-multi', '24h', 'acc', 'end-date']) {
    const plan = stay.plan(doorOf(row, [mode]), new stay.Stay(row.asked[0], new Date(row.asked[1])))
    assert.ok(plan.ways.every((way) => way.quote.missing.length === 0))
    const length = (fields) => lockMinutes(new Grant(fields).ends) - lockMinutes(fields.start)
    const singles = plan.ways.filter((way) => way.grants.length === 1).map((way) => way.grants[0])
    const shortest = singles.reduce((best, next) => (best && length(best) <= length(next) ? best : next), undefined)
    assert.deepEqual(shortest, row.shortest[mode])
  }
}

function census(row) {
  const profile = Profile.explicit(new Format(row.layout, row.digits), row.modes, { graceMinutes: row.grace })
  const door = new stay.Door(profile, clockOf(row), row.groups)
  const found = stay.whoCanEnter(door, row.given, row.at)
  assert.deepEqual(found.map(({ id }) => id), row.may)
  assert.deepEqual(found.filter(({ surely }) => surely).map(({ id }) => id), row.surely)
}

const happenedOf = ({ happened: { kind, at, expected } }, there) =>
  ({
    extend: () => stay.Happened.extended(at),
    'arrive-early': () => stay.Happened.arrivesEarly(at),
    'leave-late': () => stay.Happened.leavesLate(at),
    move: () => stay.Happened.moved(there, at),
    cancel: () => stay.Happened.cancelled(),
    'no-show': () => stay.Happened.noShow(expected),
    'code-lost': () => stay.Happened.codeLost(),
    'hand-over': () => stay.Happened.handedOver(at),
  })[kind]()

function changes(row) {
  const [from, until] = row.stay
  const set = { event: 'set', at: new Date(same(from) - 30 * 86_400_000), withinSeconds: 0 }
  const clock = new time.LockClock({ zone: 'UTC', rule: 'utc', ppm: 0, events: [set] })
  const door = new stay.Door(Profile.explicit(new Format('S', 7), row.modes), clock)
  const codes = [{ id: 'code', grant: row.code, used: row.used }]
  const booking = { door, stay: new stay.Stay(from, until), codes }
  const answer = stay.change(booking, happenedOf(row, door), row.now, row.keypad)
  assert.deepEqual(
    [answer.messages, answer.new?.grants.length ?? 0, answer.new?.lateArrivalMinutes ?? 0],
    [row.messages, row.codes, row.late_arrival_minutes],
  )
  assert.deepEqual([answer.exposureMinutes, answer.visits], [row.exposure_minutes, row.visits])
}

// An alternative as its vectors write it, `{"done": {"ticket": 1}}`, or a word alone.
const wire = (value) => {
  if (value?.type === undefined) return value
  const { type, ...fields } = value
  const entries = Object.entries(fields).map(([name, of]) => [name, wire(of)])
  return entries.length === 0 ? type : { [type]: Object.fromEntries(entries) }
}

function said(line) {
  if ('error' in line) return { error: line.error.code }
  const told = { effects: line.effects, bolt: line.bolt }
  if (line.ignored.length > 0) told.ignored = line.ignored
  if (line.app !== null) {
    const { pending, waiting, conflicts, cameTo } = line.app
    told.app = { pending, waiting }
    if (conflicts.length > 0) told.app.conflicts = conflicts
    if (cameTo.length > 0) told.app.came_to = cameTo.map(wire)
  }
  return told
}

function twins(row) {
  const { name, steps, ...head } = row
  const lines = twin.Twin.run({ ...head, steps: steps.map((step) => step.do) })
  assert.equal(lines.length, steps.length)
  steps.forEach(({ do: done, ...expected }, at) => {
    assert.deepEqual(said(lines[at]), expected, `${name}: ${JSON.stringify(done)}`)
  })
}

const STAYS = { zones, quotes, plans, census, changes }
for (const area of ['stay', 'twin']) {
  for (const file of readdirSync(new URL(area, VECTORS)).filter((name) => name.endsWith('.json'))) {
    const run = area === 'twin' ? twins : STAYS[file.replace('.json', '')]
    test(`vectors ${area}/${file}`, () => rowsOf(`${area}/${file}`).forEach(run))
  }
}

const london = new time.Zone('Europe/London')
const events = [{ event: 'set', at: '2026-01-15T09:30:00Z', withinSeconds: 60 }]
const clock = new time.LockClock({ zone: london, rule: 'standard-time', ppm: 20, events })
const profile = new Profile(new Format('S', 7), ['standard-multi'])
const door = new stay.Door(profile, clock, null)
const grant = { mode: 'standard-multi', start: '2026-07-01T14:00', hours: 4 }
const asked = { from: london.read('2026-07-01T15:00'), until: new Date('2026-07-01T16:00:00Z') }

test('zones read and write civil time', () => {
  assert.equal(london.read('2026-07-01T15:00'), '2026-07-01T15:00:00+01:00')
  assert.equal(london.civil(new Date('2026-07-01T14:00:00Z')), '2026-07-01T15:00:00+01:00')
  assert.equal(london.lockTime('standard-time', '2026-07-01T15:00:00+01:00'), '2026-07-01T14:00')
  assert.equal(london.display('civil', '2026-07-01T15:00:00+01:00'), '2026-07-01T15:00:00')
  assert.deepEqual([london.offsetMinutes('2026-07-01T14:00:00Z'), london.standardMinutes(2026)], [60, 0])
  assert.equal(london.lockOffsetMinutes('standard-time', new Date('2026-07-01T14:00:00Z')), 0)
  assert.equal(london.transitions('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z').length, 2)
  assert.equal(london.dstDates(2026).shiftMinutes, 60)
  assert.equal(new time.Zone('UTC').dstDates(2026), null)
  assert.equal(`${london}`, 'Europe/London')
  assert.ok(time.Zone.all().includes(london.name))
  assert.equal(codeOf(() => london.read('2026-03-29T01:30')), 'zone.gap')
  assert.equal(codeOf(() => london.civil('2026-07-01T15:00')), 'time.zone_missing')
  assert.equal(codeOf(() => london.civil(new Date(NaN))), 'zone.malformed')
  assert.equal(codeOf(() => london.toLock('summer', '2026-07-01T15:00')), 'row.malformed')
  assert.equal(codeOf(() => london.toLock('utc', 'noon')), 'zone.malformed')
})

test('a clock knows what it may be out by', () => {
  const at = '2026-01-15T09:30:00Z'
  assert.deepEqual(clock.error(at), { lowSeconds: -60, highSeconds: 60 })
  assert.deepEqual([clock.zone, clock.rule, clock.ppm], ['Europe/London', 'standard-time', 20])
  assert.equal(same(clock.events[0].at), same(at))
  const lost = clock.withEvent({ event: 'lost', at: new Date('2026-02-01T00:00:00Z') })
  assert.equal(same(lost.lostSince('2026-03-01T00:00:00Z')), same('2026-02-01T00:00:00Z'))
  assert.equal(lost.error('2026-03-01T00:00:00Z'), null)
  assert.equal(clock.lostSince(at), null)
  assert.ok(same(clock.nextVisit(at, 300)) > same(at))
  assert.equal(clock.outSinceChange(at), null)
  assert.equal(clock.surprisedAt, null)
  assert.equal(clock.mayRead(asked).length, 2)
  assert.ok(clock.surely('2026-07-01T14:00', '2026-07-01T18:00').length === 1)
  assert.ok(clock.possibly('2026-07-01T14:00', '2026-07-01T18:00').length === 1)
})

test('windows join and miss', () => {
  const [one, two] = [
    time.windowOf('2026-07-01T00:00:00Z', '2026-07-01T01:00:00Z'),
    time.windowOf('2026-07-01T01:00:00Z', new Date('2026-07-01T02:00:00Z')),
  ]
  assert.equal(time.join([two, one]).length, 1)
  assert.deepEqual(time.missing(time.join([one, two])[0], [one]), [two])
  assert.equal(codeOf(() => time.windowOf('2026-07-01T01:00:00Z', '2026-07-01T00:00:00Z')), 'window.empty')
})

test('answers are frozen, and what is left out is null or empty', () => {
  const [code] = stay.whoCanEnter(door, [{ id: 'A', grant, used: null, asked: undefined }], asked.from, 'partial')
  assert.ok(Object.isFrozen(code) && Object.isFrozen(code.withdrawals))
  assert.deepEqual([code.id, code.grant, code.unlessUsedBy], ['A', grant, null])
  assert.ok(code.until.endsWith('+01:00'))
  assert.equal(door.groups.length, 0)
  assert.deepEqual([door.profile.format.digits, door.clock.ppm], [7, 20])
})

test('a value that is wrong says where, and never what stands there', () => {
  const given = (fields) => () => stay.whoCanEnter(door, [{ id: 'A', grant, ...fields }], asked.from)
  assert.equal(codeOf(given({ id: 5 })), 'row.malformed')
  assert.equal(codeOf(given({ id: null })), 'row.field_missing')
  assert.equal(codeOf(given({ guest: 'B' })), 'row.malformed')
  assert.equal(codeOf(given({ grant: { ...grant, hours: 13 } })), 'grant.length_out_of_range')
  assert.equal(codeOf(given({ used: '2026-07-01T15:00' })), 'time.zone_missing')
  assert.equal(codeOf(given({ asked: { from: 1, until: 2 } })), 'row.malformed')
  assert.equal(codeOf(given({ used: Symbol('x') })), 'row.malformed')
  const itself = { id: 'A', grant, ...asked }
  itself.asked = itself
  assert.equal(codeOf(() => stay.whoCanEnter(door, [itself], asked.from)), 'row.malformed')
  assert.throws(given({ used: { secret: '4711' } }), (error) => !error.message.includes('4711'))
})

test('plans over several doors and visits that repeat', () => {
  const there = new stay.Door(profile, clock, ['101'])
  const doors = [{ name: 'front', door: there }, { name: 'flat', door: there }]
  const shared = stay.planDoors(doors, ['front', 'flat'], new stay.Stay(asked.from, asked.until, { once: false }))
  assert.equal(shared.ways[0].group, '101')
  assert.equal(shared.separate[0][0], 'front')
  const weekdays = ['monday', 'thursday']
  const visits = new stay.Visits({ zone: 'Europe/London', first: '2026-07-06', weekdays, from: '09:00', minutes: 90, weeks: 2 })
  assert.equal(visits.windows.length, 4)
  assert.equal(visits.windows[0].from, '2026-07-06T09:00:00+01:00')
  assert.ok(stay.planVisits(door, visits).length > 0)
  assert.equal(codeOf(() => new stay.Visits({ zone: 'UTC', first: 'soon', weekdays, from: '09:00', minutes: 90, weeks: 2 })), 'zone.malformed')
  assert.equal(stay.freeIssue(new Profile(new Format('S', 8), ['standard-multi'], { issues: 5 }), grant, [grant]).issue, 1)
})

test('happenings are named as what they are', () => {
  const booking = { door, stay: new stay.Stay(asked.from, asked.until), codes: [{ id: 'A', grant }] }
  const now = '2026-06-30T12:00:00Z'
  const answer = stay.change(booking, stay.Happened.rebooked(asked.from, asked.until), now, false)
  // The clock's error leaves the first minutes open to doubt, so that another code is better.
  assert.ok(answer.new.quote.missing.length === 0 && answer.visits === 0)
  const once = new stay.Stay(asked.from, asked.until, { once: true })
  assert.ok(once.once && same(once.window.from) === same(asked.from))
})

test('the catalogue knows each model with sources', () => {
  const known = new catalogue.Catalogue()
  assert.equal(known.get('cl4500').id, 'cl4510')
  assert.equal(known.ids.length, known.models().length)
  const { programKey } = known.get('cl4500').keypad
  assert.equal(programKey.value, '#')
  assert.ok(known.source(programKey.source[0]).title !== undefined || programKey.source.length > 0)
  assert.equal(known.source('no such source'), null)
  assert.ok(known.facts('kwikset-909').length > 50)
  assert.equal(typeof known.fingerprint('kl1200-netcode'), 'string')
  assert.ok(catalogue.rules().length > 10)
  assert.equal(codeOf(() => known.get('no-such-lock')), 'catalogue.unknown_model')
  assert.equal(codeOf(() => known.add('{}')), 'catalogue.refused')
  assert.equal(codeOf(() => known.lint('nonsense')), 'catalogue.malformed')
})

test('a twin takes keys, buttons and settings, and goes on from its state', () => {
  const lock = new twin.Twin('kl1000-netcode-c2', '2026-07-01T12:00', { serial: null, siteKey: undefined })
  assert.deepEqual(lock.press('2244').effects, ['blue', 'unlock'])
  assert.equal(lock.bolt, 'unlocked')
  const effects = lock.step('2026-07-01T12:00:05', { type: 'key', value: '1' })
  assert.deepEqual(effects, [{ type: 'bolt', value: 'locked' }])
  assert.equal(lock.view().typed, 1)
  assert.equal(lock.now, '2026-07-01T12:00:05')
  lock.step('2026-07-01T12:00:06', { type: 'tick' })
  lock.step('2026-07-01T12:00:07', { type: 'set', value: { netcode: { lockId: 123456, initialised: '2026-01-15T09:30' } } })
  assert.ok(Object.keys(lock.settings()).includes('openSeconds'))
  assert.equal(lock.view().netcode.lockId, 123456)
  const again = twin.Twin.resume(lock.model, lock.state(), { siteKey: new SiteKey('00'.repeat(32)), serial: 'A' })
  assert.equal(again.view().netcode.lockId, 123456)
  assert.equal(again.act({ wait: '1h' }).bolt, 'locked')
  assert.equal(codeOf(() => lock.step('2026-07-01T12:00:08', { type: 'kick' })), 'row.malformed')
  assert.equal(codeOf(() => lock.act({ dance: true })), 'twin.script_malformed')
  assert.equal(codeOf(() => twin.Twin.resume('reference', '{}')), 'twin.state_malformed')
  assert.equal(codeOf(() => new twin.Twin('reference', 'noon')), 'twin.time_malformed')
})

test('a trace is replayed and shrunk', () => {
  const trace = new twin.Trace('kl1000-netcode-c2', '2026-07-01T12:00')
  for (const key of '912244') trace.record('2026-07-01T12:00:05', { type: 'key', value: key })
  trace.record('2026-07-01T12:00:20', { type: 'tick' })
  const { twin: lock, answers } = trace.replay({ catalogue: new catalogue.Catalogue() })
  assert.equal(lock.model, 'kl1000-netcode-c2')
  assert.equal(answers.length, 7)
  const shorter = trace.shrink((text) => JSON.parse(text).events.length >= 2)
  assert.equal(JSON.parse(shorter.text()).events.length, 2)
  assert.throws(() => trace.shrink(() => { throw new Error('mine') }), /mine/)
  assert.equal(twin.Trace.fromJSON(trace.text()).text(), trace.text())
  assert.equal(codeOf(() => twin.Trace.fromJSON('x')), 'twin.script_malformed')
  const script = { model: 'reference', start: '2026-07-01T12:00:00', steps: [{ keys: '1' }] }
  assert.equal(JSON.parse(twin.Trace.ofScript(script).text()).model, 'reference')
  assert.equal(twin.Twin.run(JSON.stringify(script), new catalogue.Catalogue()).length, 1)
})

test('a fleet runs beside everything else', async () => {
  const fleet = { model: 'reference', locks: 3, start: '2026-07-01T00:00', days: 30, seed: 1 }
  const report = await twin.runFleet(fleet)
  assert.deepEqual([report.opened, report.tries], [160, 165])
  await assert.rejects(twin.runFleet({ ...fleet, model: 'no-such-lock' }), { code: 'catalogue.unknown_model', kind: 'not_found' })
})

test('a timeline is drawn without digits', () => {
  const span = { from: '2026-07-01T00:00:00Z', until: '2026-07-02T00:00:00Z' }
  const lanes = [new draw.Lane('Ann', [grant], [asked]), ...draw.Lane.ofGiven([{ id: 'Ben', grant: new Grant(grant) }])]
  const svg = draw.timelineSvg({ door, title: 'Flat 1', span, lanes: [...lanes, lanes[0].blocked(asked.until)], width: null })
  assert.ok(svg.startsWith('<svg') && svg.includes('Ann') && svg.includes('Ben'))
  assert.equal(codeOf(() => draw.timelineSvg({ door, title: 'x', span, lanes: [], width: 1 })), 'draw.out_of_range')
})

test('keypads, lights, locks, cards and the risk of a day are drawn', () => {
  const title = (svg) => svg.match(/<title>([^<]*)<\/title>/)[1]
  const keypad = new twin.Twin('reference', '2026-07-01T12:00')
  assert.equal(title(draw.keypadSvg('kl1000-netcode-c2', ['blue', 'unlock'])), 'keypad: blue, unlock')
  assert.equal(draw.keypadSvg('kl1060', null, new catalogue.Catalogue()), draw.keypadSvg('kl1000-netcode'))
  assert.equal(title(draw.lightsSvg(['red', 'beep'], 'locked')), 'red, beep, bolt locked')
  assert.equal(draw.lightsSvg(['red']), draw.lightsSvg(['red'], null))
  assert.equal(title(draw.twinSvg(keypad)), 'lock: locked, door closed')
  const words = { code: '0012345', prefix: '*', door: 'Sea View', site: '', from: 'now', until: 'then', firstUseBy: '', guarantee: 'sure', note: '' }
  const card = draw.codeCardSvg(words)
  assert.ok(card.includes('*0012345') && !title(card).includes('0012345'))
  const profile = new Profile(new Format('S', 7), ['standard-single', 'standard-multi'])
  assert.match(title(draw.riskCurveSvg(profile)), /1 time in 47,170 at worst/)
  assert.equal(draw.riskCurveSvg(profile, null), draw.riskCurveSvg(profile))
  assert.match(draw.riskCurveSvg(profile, '2026-03-14T00:00'), /^<svg/)
  assert.equal(codeOf(() => draw.keypadSvg('none')), 'catalogue.unknown_model')
  assert.equal(codeOf(() => draw.lightsSvg([], 'ajar')), 'row.malformed')
  assert.equal(codeOf(() => draw.codeCardSvg({ ...words, guarantee: undefined })), 'row.field_missing')
})
