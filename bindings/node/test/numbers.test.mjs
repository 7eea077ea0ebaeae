// Every number that is given: one that does not fit is refused with a code and a remedy, and never wraps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  Format,
  Grant,
  Identity,
  Profile,
  SiteKey,
  Verifier,
  advise,
  answerLine,
  draw,
  estimateAt,
  estimateWorst,
  improvements,
  lockTimeOfMinutes,
  portal,
  stay,
  time,
  twin,
} from '../index.js'

const site = new SiteKey('00'.repeat(32))
const key = site.lockKey('A')
const own = { lockId: 123456, initialised: '2026-01-15T09:30' }
const format = new Format('S', 7)
const profile = new Profile(format, ['acc'])
const identity = Identity.own(key, own)
const door = () => new Verifier(profile, key, own)
const london = new time.Zone('Europe/London')
const clock = new time.LockClock({ zone: london, rule: 'standard-time', ppm: 20 })
const there = new stay.Door(profile, clock)
const at = '2026-07-01T12:00:00Z'
const span = { from: '2026-07-01T00:00:00Z', until: '2026-07-02T00:00:00Z' }
const fleet = { model: 'reference', locks: 1, start: '2026-07-01T00:00', days: 1 }
const visits = { zone: 'UTC', first: '2026-07-06', weekdays: ['monday'], from: '09:00', minutes: 90, weeks: 2 }
const penalty = { wrong: 5, pauseSeconds: 60, typingSeconds: 5 }
const asked = { door: there, identity, handed: [], typed: '0004295', at, signal: 'red' }
const open = (settings) => portal.open({ store: ':memory:', masterKey: '07'.repeat(32), settings })
const desk = await open({ passwordMemoryKib: 8, passwordPasses: 1 })

// What takes each number, by its name, with the code for one that is out of its range.
const NEEDED = [
  ['Format digits', (n) => new Format('S', n), 'code.digits_out_of_range'],
  ['Identity.own lockId', (n) => Identity.own(key, { ...own, lockId: n }), 'id.lock_id_out_of_range'],
  ['Verifier lockId', (n) => new Verifier(profile, key, { ...own, lockId: n }), 'id.lock_id_out_of_range'],
  ['initialise lockId', (n) => door().initialise('2026-02-01T00:00', n), 'id.lock_id_out_of_range'],
  ['read epoch', (n) => identity.read(format, '0004295', n), 'time.out_of_range'],
  ['lockTimeOfMinutes', (n) => lockTimeOfMinutes(n), 'time.out_of_range'],
  ['answerLine', (n) => answerLine(n, '{}'), 'row.malformed'],
  ['standardMinutes year', (n) => london.standardMinutes(n), 'time.out_of_range'],
  ['dstDates year', (n) => london.dstDates(n), 'time.out_of_range'],
  ['nextVisit withinSeconds', (n) => clock.nextVisit(at, n), 'time.out_of_range'],
  ['LockClock ppm', (n) => new time.LockClock({ zone: 'UTC', rule: 'utc', ppm: n }), 'clock.ppm_out_of_range'],
  ['Visits minutes', (n) => new stay.Visits({ ...visits, minutes: n }), 'stay.visits_out_of_range'],
  ['Visits weeks', (n) => new stay.Visits({ ...visits, weeks: n }), 'stay.visits_out_of_range'],
  ['runFleet locks', (n) => twin.runFleet({ ...fleet, locks: n }), 'twin.fleet_out_of_range'],
  ['runFleet days', (n) => twin.runFleet({ ...fleet, days: n }), 'twin.fleet_out_of_range'],
  ['Penalty wrong', (n) => estimateAt(profile, own.initialised, 1, { ...penalty, wrong: n }), 'profile.out_of_range'],
  ['claim limit', (n) => desk.claim(at, n), 'number.not_whole'],
  ['code number', (n) => desk.code(at, 'x', n), 'number.not_whole'],
  ['card number', (n) => desk.card(at, 'x', n), 'number.not_whole'],
  ['messages number', (n) => desk.messages(at, 'x', n), 'number.not_whole'],
]
const OPTIONAL = [
  ...['hours', 'days', 'quarters'].map((name) => [`nearest ${name}`, (n) => Grant.nearest('24h', own.initialised, { [name]: n }), 'grant.length_out_of_range']),
  ['nearest weeks', (n) => Grant.nearest('24h', own.initialised, { weeks: n }), 'grant.weeks_out_of_range'],
  ['firstUseBy', (n) => new Grant({ mode: 'acc', start: '2026-03-14T00:00', days: 3 }).firstUseBy(n), 'profile.out_of_range'],
  ['generation', (n) => Identity.group(site.groupKey('007'), { group: '007', generation: n }), 'time.out_of_range'],
  ['provisionGroup generation', (n) => door().provisionGroup('007', site.groupKey('007'), n), 'time.out_of_range'],
  ...['graceMinutes', 'issues', 'firstUseHours', 'activePlaces', 'spentPlaces', 'blockedPlaces'].map((name) => [
    `Profile ${name}`,
    (n) => new Profile(format, ['acc'], { [name]: n }),
    'profile.out_of_range',
  ]),
  ['estimateAt keys', (n) => estimateAt(profile, own.initialised, n), 'profile.out_of_range'],
  ['estimateWorst keys', (n) => estimateWorst(profile, own.initialised, n), 'profile.out_of_range'],
  ['improvements keys', (n) => improvements(profile, own.initialised, n), 'profile.out_of_range'],
  ['runFleet seed', (n) => twin.runFleet({ ...fleet, seed: n }), 'twin.fleet_out_of_range'],
  ['runFleet cellChangesAYear', (n) => twin.runFleet({ ...fleet, cellChangesAYear: n }), 'twin.fleet_out_of_range'],
  ['timeline width', (n) => draw.timelineSvg({ door: there, title: 'x', span, lanes: [], width: n }), 'draw.out_of_range'],
  ['refusedLately', (n) => advise.explain({ ...asked, refusedLately: n }), 'number.not_whole'],
  ['page limit', (n) => desk.locks(at, 'x', null, { limit: n }), 'number.not_whole'],
  ...['freeCredits', 'freeLocks', 'sessionHours', 'passwordMemoryKib', 'passwordPasses'].map((name) => [
    `Settings ${name}`,
    (n) => open({ [name]: n }),
    'number.not_whole',
  ]),
]

// The dotted code of what is thrown, at once or by the promise.
async function codeOf(run) {
  try {
    await run()
  } catch (error) {
    assert.ok(error instanceof Error && error.hint !== '' && error.kind !== undefined, `${error.code} ${error.message}`)
    return error.code
  }
  return 'nothing was thrown'
}

for (const [name, run, range] of [...NEEDED, ...OPTIONAL]) {
  test(`${name} is refused where it does not fit`, async () => {
    for (const n of [-1, -(2 ** 32), 2 ** 32, 2 ** 32 + 7, 2 ** 53, 1e300]) {
      assert.equal(await codeOf(() => run(n)), range, String(n))
    }
    for (const n of [1.5, -0.5, NaN, Infinity, -Infinity]) assert.equal(await codeOf(() => run(n)), 'number.not_whole', String(n))
    for (const n of ['7', true, 7n, {}, [7], Symbol('7')]) assert.equal(await codeOf(() => run(n)), 'row.malformed', typeof n)
  })
}

test('a number that is needed must be there', async () => {
  for (const [name, run] of NEEDED) {
    for (const n of [null, undefined]) assert.equal(await codeOf(() => run(n)), 'row.field_missing', name)
  }
})

test('an optional number that is null or undefined is left out', async () => {
  for (const [name, run] of OPTIONAL) {
    const [left, nothing] = [await codeOf(() => run(null)), await codeOf(() => run(undefined))]
    assert.equal(left, nothing, name)
    assert.ok(!['number.not_whole', 'row.malformed', 'row.field_missing'].includes(left), `${name}: ${left}`)
  }
})

test('options that must be there are missed by name', async () => {
  await assert.rejects(twin.runFleet({ ...fleet, start: undefined }), { code: 'row.field_missing', message: /start/ })
  assert.throws(() => new stay.Visits({ ...visits, weekdays: null }), { code: 'row.field_missing', message: /weekdays/ })
  assert.throws(() => Identity.own(key, undefined), { code: 'row.field_missing' })
  await assert.rejects(portal.open(null), { code: 'row.field_missing' })
})

test('seconds of a penalty are measured', async () => {
  for (const name of ['pauseSeconds', 'typingSeconds']) {
    const run = (n) => () => estimateWorst(profile, own.initialised, 1, { ...penalty, [name]: n })
    assert.equal(await codeOf(run(0.5)), 'nothing was thrown')
    for (const n of [-1, NaN, Infinity]) assert.equal(await codeOf(run(n)), 'profile.out_of_range')
    for (const n of [null, undefined]) assert.equal(await codeOf(run(n)), 'row.field_missing')
    assert.equal(await codeOf(run('1')), 'row.malformed')
  }
})

test('the largest number that fits is kept', async () => {
  assert.equal((await twin.runFleet({ ...fleet, seed: 2 ** 32 - 1 })).locks, 1)
  assert.equal(Date.parse(clock.nextVisit(at, 2 ** 32 - 1)), Date.parse(at))
  assert.deepEqual([london.standardMinutes(2026), london.standardMinutes(9_999)], [0, 0])
})
