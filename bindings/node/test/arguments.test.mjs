// Every parameter of every function and every field of every option object: what is not there, null, undefined or of
// another type is answered as every other error is, and what is optional may be left out in three ways. Which there are
// is told by the declarations.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as netcode from '../index.js'

const { Format, Grant, Identity, Profile, SiteKey, Verifier, advise, app, catalogue, draw, feed, portal, stay, time, twin } = netcode
const { functions, objects, classes } = JSON.parse(readFileSync(new URL('../signatures.json', import.meta.url), 'utf8'))

const at = '2026-07-01T12:00:00Z'
const minute = '2026-03-14T09:00'
const site = new SiteKey('00'.repeat(32))
const key = site.lockKey('A')
const own = { lockId: 123456, initialised: '2026-01-15T09:30' }
const format = new Format('S', 7)
const profile = new Profile(format, ['standard-multi'])
const identity = Identity.own(key, own)
const fields = { mode: 'standard-multi', start: minute, hours: 1 }
const grant = new Grant(fields)
const code = identity.issueCode(format, grant)
const zone = new time.Zone('Europe/London')
const clock = new time.LockClock({ zone, rule: 'standard-time', ppm: 20 })
const door = new stay.Door(profile, clock)
const window = { from: at, until: '2026-07-02T12:00:00Z' }
const verifier = () => new Verifier(profile, key, own)
const keypad = () => new twin.Twin('reference', '2026-07-01T12:00')
const desk = await portal.open({ store: ':memory:', masterKey: '07'.repeat(32) })
const DOOR = JSON.parse(readFileSync(new URL('../../../examples/data/door.json', import.meta.url), 'utf8'))
const account = () => {
  const made = new app.Account('House', 'Ann')
  made.addLock(at, 'Ann', { name: 'Office', model: 'cl5510', zone: 'Europe/London' })
  return made
}

// One of each class.
const INSTANCES = {
  'app.Account': account,
  'app.Workbench': () => new app.Workbench(account()),
  'catalogue.Catalogue': () => new catalogue.Catalogue(),
  'feed.Desk': () => new feed.Desk(DOOR),
  'draw.Lane': () => new draw.Lane('x', [grant]),
  'portal.Portal': () => desk,
  'stay.Door': () => door,
  'stay.Happened': () => stay.Happened.cancelled(),
  'stay.Stay': () => new stay.Stay(window.from, window.until),
  'stay.Visits': () => new stay.Visits(OBJECTS['stay.VisitsOptions']),
  'time.LockClock': () => clock,
  'time.Zone': () => zone,
  'twin.Trace': () => new twin.Trace('reference', '2026-07-01T12:00'),
  'twin.Twin': keypad,
  Batch: () => identity.issueMany(format, [grant]),
  Format: () => format,
  Grant: () => grant,
  Identity: () => identity,
  Issued: () => identity.issue(format, grant),
  LockKey: () => key,
  Opened: () => verifier().accept(code, minute),
  Profile: () => profile,
  Reading: () => identity.read(format, code, 0),
  SiteKey: () => site,
  Verifier: verifier,
  Uint8Array: () => new Uint8Array(32),
  Uint32Array: () => Uint32Array.of(0),
}

const stayed = { stay: 'S', lock: 'x', from: window.from, until: window.until }
const appLock = { name: 'x', model: 'cl5510', serial: 'x', zone: 'UTC', netcode: true, modes: [], layout: 'S', digits: 7, graceMinutes: 0, prefix: '', firmware: '', battery: 'good' }

// What each option object must have, and something for it.
const OBJECTS = {
  'access.LimitsInit': {},
  'advise.ExplainOptions': { door, identity, handed: [], typed: code, at, signal: 'red' },
  'advise.HandedCode': { id: 'A', code, grant: fields },
  'advise.NamedIdentity': { name: 'x', identity },
  'app.BenchOptions': {},
  'app.Edit': { values: { netcode: 'on' } },
  'app.NewLockOptions': { name: 'Gate', model: 'cl5510', zone: 'UTC' },
  'draw.TimelineOptions': { door, title: 'x', span: window, lanes: [] },
  'feed.BookingInit': { id: 'B', guest: null, arrival: { type: 'day', value: '2026-07-06' }, departure: { type: 'day', value: '2026-07-09' } },
  'feed.ReadOptions': {},
  'link.AppLockInit': appLock,
  'link.AppReportInit': { accessKey: 'x', locks: [appLock] },
  'link.IssuedCodeInit': { id: 'A', grant: fields },
  'outbox.CardText': { code, prefix: '', door: 'x', site: '', from: 'x', until: 'x', firstUseBy: '', guarantee: 'x', note: '' },
  'portal.AddLock': { name: 'x', model: 'kl1000-netcode-c2', series: 'kl', zone: 'UTC', digits: 7 },
  'portal.BulkCharge': { run: 'x', codes: 1 },
  'portal.CancelStay': { stay: 'S', lock: 'x' },
  'portal.Delivery': { channel: 'email', to: 'a@example.org' },
  'portal.EditLock': {},
  'portal.FeedJob': { lock: 'x', checkIn: '15:00', checkOut: '11:00' },
  'portal.HistoryFilter': {},
  'portal.Invitation': { email: 'a@example.org', name: 'A', role: 'guest' },
  'portal.IssueRequest': { request: 'R', lock: 'x', grant: fields },
  'portal.LockFilter': {},
  'portal.OpenOptions': { store: ':memory:', masterKey: '07'.repeat(32) },
  'portal.Order': { order: 'O', package: 'p' },
  'portal.Page': {},
  'portal.Registration': { email: 'a@example.org', name: 'A', password: 'x' },
  'portal.Report': { words: 'x' },
  'portal.SendRequest': { request: 'R', number: 1, delivery: { channel: 'email', to: 'a@example.org' } },
  'portal.Settings': {},
  'portal.SmsRequest': { message: 'M', from: '+441234567890', text: 'x' },
  'portal.StayRequest': stayed,
  'portal.Tried': { typed: code, signal: 'red' },
  'stay.Booking': { door, stay: new stay.Stay(window.from, window.until), codes: [] },
  'stay.GivenInit': { id: 'A', grant: fields },
  'stay.NamedDoor': { name: 'x', door },
  'stay.StayOptions': {},
  'stay.VisitsOptions': { zone: 'UTC', first: '2026-07-06', weekdays: ['monday'], from: '09:00', minutes: 90, weeks: 2 },
  'time.ClockOptions': { zone: 'UTC', rule: 'utc', ppm: 0 },
  'time.WindowInit': window,
  'twin.FleetOptions': { model: 'reference', locks: 1, start: '2026-07-01T00:00', days: 1 },
  'twin.PhoneClientInit': { name: 'x' },
  'twin.SlotInit': { number: 1, days: 'mon', from: '09:00', to: '10:00' },
  'twin.TwinOptions': {},
  GrantColumns: { mode: 'standard-multi', starts: Uint32Array.of(0) },
  GrantFields: fields,
  GroupKey: { group: '007', key },
  GroupOptions: { group: '007' },
  HeldKey: { identity },
  IssueRow: { identity, format, grant },
  LengthFields: {},
  OwnOptions: own,
  Penalty: { wrong: 5, pauseSeconds: 60, typingSeconds: 5 },
  ProfileOptions: {},
}

const sample = (sort) => {
  const [what, of] = Array.isArray(sort) ? sort : [sort]
  switch (what) {
    case 'class':
      return INSTANCES[of]()
    case 'object':
      return OBJECTS[of]
    case 'list':
      return [sample(of)]
    case 'moment':
      return new Date(at)
    case 'number':
      return 1
    case 'flag':
      return false
    case 'function':
      return () => false
    default:
      return what === 'text' ? 'x' : {}
  }
}

// What a function is called with: what its parameters take, or what stands here.
const CALLED = {
  Grant: [fields],
  Profile: [format, ['standard-multi'], {}],
  'Profile.explicit': [format, ['standard-multi'], {}],
  'stay.Stay': [window.from, window.until, {}],
  'twin.Twin': ['reference', '2026-07-01T12:00', {}],
  'twin.Trace.replay': [{}],
  'Identity.group': [site.groupKey('007'), { group: '007' }],
  'Grant.nearest': ['24h', minute, {}],
  'stay.whoCanEnter': [door, [OBJECTS['stay.GivenInit']], at, 'complete'],
  estimateAt: [profile, minute, 1, OBJECTS.Penalty],
  estimateWorst: [profile, minute, 1, OBJECTS.Penalty],
  'portal.Portal.changeUser': [at, 'x', 'x', 'guest', {}],
}

function call(path, given) {
  const names = path.split('.')
  if (classes.includes(path)) return new (names.reduce((place, name) => place[name], netcode))(...given)
  const of = names.slice(0, -1).join('.')
  const place = of.split('.').reduce((place, name) => (name === '' ? place : place[name]), netcode)
  const member = names.at(-1)
  const on = classes.includes(of) && !Object.hasOwn(place, member) ? INSTANCES[of]() : place
  return on[member](...given)
}

/** How a call ended: the dotted code of what was thrown, or nothing. Everything that is thrown is an error of the package. */
async function ended(path, given, why) {
  try {
    await call(path, given)
  } catch (error) {
    const told = `${path}, ${why}: ${error?.code} ${error?.message}`
    assert.ok(error instanceof Error && typeof error.kind === 'string' && error.hint?.length > 0 && /^[a-z_]+\.[a-z_0-9]+$/.test(error.code), told)
    return error.code
  }
  return 'nothing was thrown'
}

const argumentsOf = (path) => CALLED[path] ?? functions[path].takes.map(([, sort]) => sample(sort))
const objectOf = (sort) => (Array.isArray(sort) ? (sort[0] === 'object' ? sort[1] : sort[0] === 'list' ? objectOf(sort[1]) : null) : null)
const within = (sort, value) => (sort[0] === 'list' ? [value] : value)
const PATHS = Object.keys(functions).filter((path) => functions[path].takes.length > 0 && path !== 'answerRow')
const WRONG = [Symbol('x'), 7n, () => 7]

test('the declarations are those of what is exported', () => {
  const found = []
  const walk = (place, prefix) => {
    for (const [name, member] of Object.entries(place)) {
      if (['default', 'module.exports', '__napiBindingTarget'].includes(name)) continue
      const path = prefix + name
      if (typeof member === 'object') walk(member, `${path}.`)
      else if (classes.includes(path)) found.push(path)
      else assert.ok(path in functions, path)
    }
  }
  walk(netcode, '')
  assert.deepEqual(found.sort(), [...classes].sort())
  for (const of of classes) assert.ok(of in INSTANCES, of)
  assert.deepEqual(Object.keys(OBJECTS).sort(), Object.keys(objects).sort())
})

test('what every parameter takes is told when it is given something else', async () => {
  for (const path of PATHS) {
    const given = argumentsOf(path)
    for (const [place, [name, sort, optional]] of functions[path].takes.entries()) {
      const put = (value) => given.map((before, at) => (at === place ? value : before))
      for (const value of WRONG) {
        if (sort === 'function' && typeof value === 'function') continue
        const code = await ended(path, put(value), `${name} as ${typeof value}`)
        assert.notEqual(code, 'nothing was thrown', `${path}, ${name} as ${typeof value}`)
      }
      if (optional) {
        const [nothing, left] = [await ended(path, put(null), `${name} null`), await ended(path, put(undefined), `${name} undefined`)]
        assert.equal(nothing, left, `${path}, ${name}`)
      } else {
        for (const value of [null, undefined]) {
          assert.notEqual(await ended(path, put(value), `${name} ${value}`), 'nothing was thrown', `${path}, ${name} ${value}`)
        }
        await ended(path, given.slice(0, place), `${name} and what follows left out`)
      }
    }
  }
})

/** Every field of what a function takes, with what it is given when one of them is something else. */
function* fieldsOf(path) {
  const given = argumentsOf(path)
  for (const [place, [, sort]] of functions[path].takes.entries()) {
    const of = objectOf(sort)
    if (of === null) continue
    for (const [name, sort_, optional] of objects[of]) {
      const put = (change) => {
        const object = { ...OBJECTS[of] }
        change(object)
        return given.map((before, at) => (at === place ? within(sort, object) : before))
      }
      yield { name, sort: sort_, optional, put, told: `${path}, ${of}.${name}` }
    }
  }
}

test('a field that must be there is missed, whether left out, null or undefined', async () => {
  let checked = 0
  for (const path of PATHS) {
    for (const { name, optional, put, told } of fieldsOf(path)) {
      if (optional) continue
      for (const change of [(of) => delete of[name], (of) => (of[name] = null), (of) => (of[name] = undefined)]) {
        const code = await ended(path, put(change), told)
        assert.match(code, /missing$/, `${told}: ${code}`)
        checked += 1
      }
    }
  }
  assert.ok(checked > 200, String(checked))
})

test('an optional field may be left out, null or undefined, and is the same', async () => {
  let checked = 0
  for (const path of PATHS) {
    for (const { name, optional, put, told } of fieldsOf(path)) {
      if (!optional) continue
      const ends = []
      for (const change of [(of) => delete of[name], (of) => (of[name] = null), (of) => (of[name] = undefined)]) {
        ends.push(await ended(path, put(change), told))
      }
      assert.deepEqual(new Set(ends).size, 1, `${told}: ${ends}`)
      assert.ok(!ends[0].startsWith('row.') || name === 'hours', `${told}: ${ends[0]}`)
      checked += 1
    }
  }
  assert.ok(checked > 100, String(checked))
})

test('a field of another type is refused', async () => {
  for (const path of PATHS) {
    for (const { name, sort, put, told } of fieldsOf(path)) {
      for (const value of WRONG) {
        // A whole number all the same.
        if (told.includes('GrantFields.') && sort === 'number' && typeof value === 'bigint') continue
        const code = await ended(path, put((of) => (of[name] = value)), told)
        assert.notEqual(code, 'nothing was thrown', `${told} as ${typeof value}`)
      }
    }
  }
})

test('what was given is not shown', () => {
  for (const run of [() => identity.read(format, 4295117, 0), () => new SiteKey(4295117), () => new Verifier(profile, key, { ...own, initialised: 4295117 })]) {
    assert.throws(run, ({ message, hint }) => !`${message}${hint}`.includes('4295117'))
  }
  assert.throws(() => site.lockKey(5), { code: 'row.malformed', kind: 'invalid', message: '`serial` of `SiteKey.lockKey` is not text' })
})

test('a promise is what tells of a wrong argument, where there is one', async () => {
  await assert.rejects(desk.issueFeed(at, 'x', { checkIn: '15:00', checkOut: '11:00' }, ''), {
    code: 'row.field_missing',
    kind: 'invalid',
    message: '`job.lock` of `portal.Portal.issueFeed` is missing',
    hint: 'give the field',
  })
  await assert.rejects(portal.open(), { code: 'row.field_missing' })
  await assert.rejects(desk.balance(5, 'x'), { code: 'row.malformed', message: /a Date or a time with its offset/ })
})

test('a class is still one', () => {
  class Own extends Format {}
  assert.ok(new Own('S', 7) instanceof Format && format.constructor === Format && profile.format instanceof Format)
  assert.throws(() => Format('S', 7), TypeError)
  assert.throws(() => Reflect.apply(format.epochOf, {}, [minute]), TypeError)
  assert.throws(() => new netcode.Issued(), TypeError)
})
