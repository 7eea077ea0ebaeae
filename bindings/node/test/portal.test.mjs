// The portal's vectors on every store there is, feeds with progress, and advice.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Format, Grant, Identity, Profile, SiteKey, advise, feed, portal, stay, time } from '../index.js'

const VECTORS = new URL('../../../vectors/', import.meta.url)
const rowsOf = (file) => JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8'))
const KEY = '07'.repeat(32)
const settings = { passwordMemoryKib: 8, passwordPasses: 1, name: null }
const NOON = Date.parse('2026-07-01T12:00:00Z')
const noon = new Date(NOON)

const renamed = (value, rename) => {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [rename(name), renamed(of, rename)]))
}
const toCamel = (value) => renamed(value, (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()))
const toSnake = (value) => renamed(value, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))

// Whether an answer has everything that is wanted of it; a list is as long as the one wanted.
function fits(wanted, answer) {
  if (wanted === null || wanted === undefined) return true
  if (Array.isArray(wanted)) {
    return Array.isArray(answer) && wanted.length === answer.length && wanted.every((item, at) => fits(item, answer[at]))
  }
  if (typeof wanted !== 'object') return wanted === answer
  if ('none' in wanted) return answer === null || answer === undefined
  if ('not' in wanted) return answer !== wanted.not
  if ('contains' in wanted) return String(answer).includes(wanted.contains)
  return answer !== null && Object.entries(wanted).every(([name, of]) => name in answer && fits(of, answer[name]))
}

class Run {
  constructor(desk) {
    this.desk = desk
    this.now = NOON
    this.parcels = []
    this.saved = {}
  }

  filled(value) {
    if (typeof value === 'string') return value.startsWith('$') ? (this.saved[value.slice(1)] ?? value) : value
    if (Array.isArray(value)) return value.map((item) => this.filled(item))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, this.filled(of)]))
  }

  save(step, answer) {
    for (const [name, from] of Object.entries(step.save ?? {})) {
      if (typeof from === 'string') {
        this.saved[name] = from.split('/').slice(1).reduce((at, key) => at[key], answer)
        continue
      }
      const page = `/${from.page}/`
      const parcel = this.parcels.findLast((it) => it.recipient === from.link_to && it.text.includes(page))
      this.saved[name] = parcel.text.split('\n').find((line) => line.startsWith('https://')).split('/').pop()
    }
  }

  async drain({ outcomes = [] }) {
    const told = { sent: 0, later: 0, failed: 0, parcels: [] }
    const parcels = await this.desk.claim(new Date(this.now), 100)
    for (const [at, parcel] of parcels.entries()) {
      const outcome = outcomes[at] ?? 'delivered'
      await this.desk.settle(new Date(this.now), parcel.id, outcome, outcome === 'delivered' ? undefined : 'busy')
      told[{ delivered: 'sent', later: 'later', never: 'failed' }[outcome]] += 1
      told.parcels.push({ to: parcel.recipient, text: parcel.text })
      this.parcels.push(parcel)
    }
    return told
  }

  // Each command with the arguments of its method.
  async act({ do: command, with: given = {}, session = '' }) {
    const { desk } = this
    const now = new Date(this.now).toISOString()
    const of = toCamel(given)
    const page = { next: of.next, limit: of.limit ?? null }
    const name = toCamel({ [command]: 0 })
    const method = Object.keys(name)[0]
    const methods = {
      drain: () => this.drain(given),
      register: () => desk.register(now, of),
      activate: () => desk.activate(now, of.token),
      migrateAccount: () => desk.migrateAccount(now, of.email, of.name),
      signIn: () => desk.signIn(now, of.email, of.password),
      signOut: () => desk.signOut(session),
      requestReset: () => desk.requestReset(now, of.email),
      setPassword: () => desk.setPassword(now, of.token, of.password),
      changePassword: () => desk.changePassword(now, session, of.old, of.new ?? of.password),
      requestEmail: () => desk.requestEmail(now, session, of.password, of.email),
      confirmEmail: () => desk.confirmEmail(now, of.token),
      closeAccount: () => desk.closeAccount(now, session, of.password),
      invite: async () => ({ id: await desk.invite(now, session, of) }),
      changeUser: () => desk.changeUser(now, session, of.person, of.role, of.limits ?? {}),
      removeUser: () => desk.removeUser(now, session, of.person),
      initialise: () => desk.initialise(now, session, of.lock, of.masterCode),
      editLock: () => desk.editLock(now, session, of.lock, of.edit),
      chooseLock: () => desk.chooseLock(now, session, of.named),
      locks: () => desk.locks(now, session, of.filter, page),
      listPhone: () => desk.listPhone(now, session, of.name, of.phone),
      unlistPhone: () => desk.unlistPhone(now, session, of.phone),
      smsRequest: () => desk.smsRequest(now, of),
      issueMany: async () => {
        const answers = await desk.issueMany(now, session, of.requests)
        return answers.map(({ answer, error }) => answer ?? { error })
      },
      codes: () => desk.codes(now, session, of.filter, page),
      code: () => desk.code(now, session, of.number),
      messages: () => desk.messages(now, session, of.number),
      statement: () => desk.statement(now, session, page),
      packages: () => desk.packages(),
      audit: () => desk.audit(now, session, page),
    }
    if (method in methods) return methods[method]()
    if (['confirmLock', 'deleteLock', 'lock'].includes(method)) return desk[method](now, session, of.lock)
    if (['account', 'balance', 'users'].includes(method)) return desk[method](now, session)
    return desk[method](now, session, of)
  }

  async case({ name, steps }) {
    for (const [at, raw] of steps.entries()) {
      const place = `${name}, step ${at}`
      const step = this.filled(raw)
      if (step.wait_minutes !== undefined) {
        this.now += step.wait_minutes * 60_000
        continue
      }
      if (step.error !== undefined) {
        await assert.rejects(this.act(step), (error) => {
          assert.ok(error instanceof Error && error.kind && error.hint, place)
          assert.equal(error.code, step.error, `${place}: ${error.message}`)
          return true
        })
        continue
      }
      const answer = toSnake(await this.act(step).catch((error) => assert.fail(`${place}: ${error.code} ${error.message}`)))
      this.save(step, answer)
      const wanted = this.filled(step.answer)
      assert.ok(fits(wanted, answer), `${place}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(answer)}`)
    }
    const books = await this.desk.verify()
    assert.deepEqual(books.faults, [], name)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'netcode-node-'))
test.after(() => rmSync(folder, { recursive: true }))
let made = 0
const STORES = {
  memory: () => ':memory:',
  sqlite: () => join(folder, `portal-${(made += 1)}.db`),
}

for (const [kind, place] of Object.entries(STORES)) {
  for (const file of readdirSync(new URL('portal', VECTORS))) {
    test(`vectors portal/${file} on ${kind}`, async () => {
      for (const row of rowsOf(`portal/${file}`)) {
        await new Run(await portal.open({ store: place(), masterKey: KEY, settings })).case(row)
      }
    })
  }
}

const url = process.env.NETCODE_TEST_POSTGRES
test('a stay on PostgreSQL', { skip: url === undefined && 'NETCODE_TEST_POSTGRES names no server' }, async () => {
  const [first] = rowsOf('portal/stays.json')
  const desk = await portal.open({ store: url, masterKey: KEY, settings })
  // The database is shared with other runs, so the people get addresses of their own.
  const own = JSON.parse(JSON.stringify(first).replaceAll('ann@example.org', `ann-${process.pid}-${Date.now()}@example.org`))
  await new Run(desk).case(own)
})

async function owner(desk) {
  const run = new Run(desk)
  await desk.register(new Date(NOON), { email: 'ann@example.org', name: 'Ann', password: 'Sesame-Open-9' })
  const { parcels } = await run.drain({})
  const token = parcels[0].text.match(/\/activate\/(\S+)/)[1]
  await desk.activate(new Date(NOON), token)
  const { token: session } = await desk.signIn(new Date(NOON), 'ann@example.org', 'Sesame-Open-9')
  const add = { name: 'Sea View', model: 'kl1000-netcode-c2', series: 'kl', zone: 'Europe/London', digits: 7, modes: ['acc'] }
  const lock = await desk.addLock(new Date(NOON), session, add)
  await desk.initialise(new Date(NOON), session, lock.id)
  await desk.confirmLock(new Date(NOON), session, lock.id)
  return { session, lock: lock.id }
}

test('what the declarations say by hand of the portal is what it answers', async () => {
  const types = readFileSync(new URL('../index.d.ts', import.meta.url), 'utf8')
  const said = (name) => [...types.match(new RegExp(`interface ${name}\\b[^]*?\\n  }`))[0].matchAll(/readonly (\w+):/g)].map(([, field]) => field)
  const desk = await portal.open({ store: ':memory:', masterKey: KEY, settings })
  await desk.register(noon, { email: 'ann@example.org', name: 'Ann', password: 'Sesame-Open-9' })
  const [mail] = await desk.claim(noon, 10)
  await desk.activate(noon, mail.text.match(/\/activate\/(\S+)/)[1])
  const signedIn = await desk.signIn(noon, 'ann@example.org', 'Sesame-Open-9')
  assert.deepEqual(Object.keys(signedIn).sort(), said('SignedIn').sort())
  assert.ok(Date.parse(signedIn.expiresAt) > NOON && signedIn.role === 'owner')
  const request = { request: 'R', lock: 'none', grant: { mode: 'acc', start: '2026-07-02T00:00', days: 2 } }
  const [answered] = await desk.issueMany(noon, signedIn.token, [request])
  assert.deepEqual(Object.keys(answered).sort(), said('Answered').sort())
  assert.ok(answered.answer === null && answered.error.code.length > 0)
})

test('a feed is read, and its bookings get proved codes, without a portal', () => {
  const at = (file) => readFileSync(new URL(`../../../examples/data/${file}`, import.meta.url), 'utf8')
  const door = JSON.parse(at('door.json'))
  const desk = new feed.Desk(door)
  assert.deepEqual([desk.checkIn, desk.checkOut, desk.door.clock.zone], ['15:00', '11:00', 'Europe/London'])
  const entries = feed.read(at('reservations.csv'))
  const bookings = entries.filter(({ content }) => content.type === 'booking').map(({ content }) => content.value)
  assert.ok(bookings.length > 2 && entries.some(({ content }) => content.type === 'skipped' && content.value === 'cancelled'))
  assert.deepEqual(bookings[0].arrival, { type: 'day', value: '2026-06-05' })
  const handout = desk.issue(bookings[0])
  assert.deepEqual(new feed.Desk(JSON.stringify(door)).issue(bookings[0]), handout)
  const [{ code, grant }] = handout.codes
  assert.equal(desk.identity.issueCode(desk.door.profile.format, new Grant(grant)), code)
  const exact = { id: 'X', guest: null, arrival: { type: 'exact', value: new Date('2026-07-06T14:00:00Z') }, departure: { type: 'civil', value: '2026-07-09T10:00:00' } }
  assert.equal(desk.issue(exact).codes.length, 1)
  assert.throws(() => desk.issue({ ...exact, departure: { type: 'day', value: '2026-07-01' } }), { code: 'desk.departs_first' })
  assert.throws(() => feed.read('neither'), { code: 'feed.unknown_form' })
  assert.throws(() => new feed.Desk({ ...door, extra: 1 }), { code: 'desk.door_malformed' })
  const calendar = (options) => feed.read(at('listing.ics'), options).filter(({ content }) => content.type === 'booking').length
  assert.ok(calendar({ closedAreStays: true }) > calendar() && calendar(null) === calendar({}))
})

test('a feed is said with progress, and said again it takes nothing', async () => {
  const desk = await portal.open({ store: ':memory:', masterKey: KEY, settings: { ...settings, freeCredits: 500 } })
  const { session, lock } = await owner(desk)
  const lines = Array.from({ length: 150 }, (_, at) => {
    const day = (add) => new Date(NOON + (5 + at + add) * 86_400_000).toISOString().slice(0, 10)
    return `B${at},${day(0)},${day(1)},Guest ${at}`
  })
  const text = ['id,arrival,departure,guest', ...lines].join('\n')
  const heard = []
  const job = { lock, checkIn: '15:00', checkOut: '11:00', keypad: null }
  const report = await desk.issueFeed(new Date(NOON), session, job, text, (done, of) => heard.push([done, of]))
  assert.equal(report.answers.filter(({ outcome }) => outcome.type === 'stay' && outcome.value.outcome === 'issued').length, 150)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(heard.at(-1), [150, 150])
  const before = await desk.balance(new Date(NOON), session)
  const again = await desk.issueFeed(new Date(NOON), session, job, text)
  assert.ok(again.answers.every(({ outcome }) => outcome.value.outcome === 'unchanged'))
  assert.deepEqual(await desk.balance(new Date(NOON), session), before)
  await assert.rejects(desk.issueFeed(new Date(NOON), session, job, 'neither form'), { code: 'feed.unknown_form' })
  await assert.rejects(desk.issueFeed(new Date(NOON), session, { ...job, checkIn: '3 pm' }, text), { code: 'row.malformed' })
})

test('a plan, a preview and a card before and after the code', async () => {
  const desk = await portal.open({ store: ':memory:', masterKey: KEY, settings })
  const { session, lock } = await owner(desk)
  const request = { stay: 'B1', lock, from: new Date('2026-07-06T14:00:00Z'), until: '2026-07-09T10:00:00Z', guest: 'Gus' }
  const plan = await desk.planStay(new Date(NOON), session, request)
  assert.equal(plan.ways[0].quote.asked[0].from, '2026-07-06T15:00:00+01:00')
  assert.equal(plan.ways[0].credits, 1)
  const [answered] = await desk.stayMany(new Date(NOON), session, [{ type: 'book', value: request }])
  const number = answered.answer.numbers[0]
  const card = await desk.card(new Date(NOON), session, number, 'Welcome')
  assert.equal(card.code, answered.answer.codes[0].code)
  assert.equal((await desk.stays(new Date(NOON), session, lock, new Date(NOON))).stays[0].stay, 'B1')
  assert.ok(Object.isFrozen(card))
  await assert.rejects(desk.code(new Date(NOON), session, 1.5), { code: 'number.not_whole' })
  await assert.rejects(desk.issue(new Date(NOON), session, { request: 'R' }), { code: 'row.field_missing' })
  await assert.rejects(desk.settle(new Date(NOON), 'x', 'perhaps'), { code: 'row.malformed' })
})

test('a portal is opened with its own key only', async () => {
  const store = STORES.sqlite()
  await portal.open({ store, masterKey: KEY, settings })
  await assert.rejects(portal.open({ store, masterKey: '08'.repeat(32) }), { code: 'portal.master_key_wrong' })
  await assert.rejects(portal.open({ store, masterKey: 'x' }), { code: 'portal.master_key_malformed' })
})

function explained(row) {
  const { door: file } = row
  const zone = new time.Zone(file.zone)
  const identityOf = (of, initialised = of.initialised) =>
    Identity.own(new SiteKey(of.site_key).lockKey(of.serial), { lockId: of.lock_id, initialised })
  const profile = new Profile(new Format(file.layout ?? 'S', file.digits), file.modes, {
    graceMinutes: file.grace,
    issues: file.issues,
    firstUseHours: file.first_use_hours,
  })
  const rule = file.clock_rule ?? 'standard-time'
  const events = [
    { event: 'set', at: zone.toCivil(rule, file.initialised), withinSeconds: file.clock?.set_within_seconds ?? 0 },
    ...toCamel(file.clock?.events ?? []),
  ]
  const clock = new time.LockClock({ zone, rule, ppm: file.clock?.ppm ?? 0, dstDoubt: file.clock?.dst_doubt, events })
  const at = (text) => text && zone.read(text)
  return advise.explain({
    door: new stay.Door(profile, clock, file.groups),
    identity: identityOf(file),
    handed: row.issued.map(({ id, code, grant, used, blocked }) => ({ id, code, grant, used: at(used), blocked: at(blocked) })),
    former: row.former.map((name) => ({ name, identity: identityOf(file, name) })),
    others: row.others.map(({ name, door }) => ({ name, identity: identityOf(door) })),
    model: row.model,
    typed: row.typed,
    at: zone.read(row.at),
    signal: row.signal,
    refusedLately: row.refused_lately,
    batteryWarned: row.battery_warned,
    answers: row.answers && Object.fromEntries(Object.entries(row.answers).map(([name, yes]) => [name, yes === 'yes'])),
  })
}

test('vectors advise/explain.json', () => {
  for (const row of rowsOf('advise/explain.json')) {
    const { findings: [first], tie, next } = explained(row)
    const { expect } = row
    if (expect.tie_has !== undefined) {
      assert.ok(expect.tie_has.every((cause) => tie.includes(cause)) && advise.questionText(next).endsWith('?'), row.about)
      continue
    }
    assert.equal(first.cause, expect.first, row.about)
    for (const field of ['minutes', 'about']) if (field in expect) assert.equal(first[field], expect[field] ?? null, row.about)
    if ('tie' in expect) assert.deepEqual(tie, expect.tie, row.about)
  }
})

test('vectors advise/troubleshoot.json', () => {
  for (const row of rowsOf('advise/troubleshoot.json')) {
    if (row.error !== undefined) {
      assert.throws(() => advise.troubleshoot(row.model, row.answers), { code: row.error })
      continue
    }
    const { guide, step } = advise.troubleshoot(row.model, row.answers)
    assert.deepEqual([guide, step.id, step.end], [row.guide, row.step, row.end ?? null])
    assert.deepEqual(step.answers.map(({ answer }) => answer), row.choices ?? [])
    assert.equal(step.conflicts.length, row.conflicts ?? 0)
  }
})

test('a log that names somebody else is explained', () => {
  const found = advise.explainLog('kwikset-909', { Ann: '1357', Ben: '2468' }, 'Ann', 'Ben')
  assert.ok(found.cause.length > 0 && found.remedy.length > 0)
})

test('what is known of causes and guides is told with its sources', () => {
  const causes = advise.causes()
  assert.ok(causes['too-early'].prior.value > 0 && causes['too-early'].remedy.source.length > 0)
  const sum = Object.values(causes).reduce((all, { prior }) => all + prior.value, 0)
  assert.ok(Math.abs(sum - 1) < 0.1, String(sum))
  const guides = advise.guides()
  assert.ok(guides.length >= 3 && guides.every(({ id, steps }) => advise.troubleshoot(id).step.id === steps[0].id))
  assert.throws(() => advise.questionText('why'), { kind: 'invalid' })
})

test('a lock of the portal is tried out and explained, under keys that stay inside', async () => {
  const desk = await portal.open({ store: ':memory:', masterKey: KEY, settings })
  const { session, lock } = await owner(desk)
  const now = new Date(NOON)
  const request = { stay: 'B1', lock, from: '2026-07-06T14:00:00Z', until: '2026-07-09T10:00:00Z', guest: 'Gus' }
  const { codes: [{ code }] } = await desk.stay(now, session, request)
  const door = await desk.door(now, session, lock)
  assert.equal(door.profile.format.digits, code.length)
  const twin = await desk.twin(now, session, lock)
  assert.equal(twin.now, '2026-07-01T12:00:00')
  const before = twin.state()
  assert.ok(!twin.press(code).effects.includes('unlock'))
  twin.step('2026-07-06T16:00:00', { type: 'tick' })
  assert.ok(twin.press(code).effects.includes('unlock'))
  const again = twin.again(before)
  assert.deepEqual([again.now, again.bolt], ['2026-07-01T12:00:00', 'locked'])
  again.step('2026-07-06T16:00:00', { type: 'tick' })
  assert.ok(again.press(code).effects.includes('unlock'))
  assert.throws(() => twin.again('{}'), { code: 'twin.state_malformed' })
  await assert.rejects(desk.twin(now, 'nobody', lock), { code: 'portal.session_invalid', kind: 'denied' })

  const tried = { typed: code, signal: 'red', at: null, answers: undefined }
  const { findings: [first] } = await desk.explain(now, session, lock, tried)
  assert.deepEqual([first.cause, first.about], ['too-early', '1 (Gus)'])
  const later = await desk.explain(now, session, lock, { ...tried, at: new Date('2026-07-10T12:00:00Z') })
  assert.equal(later.findings[0].cause, 'too-late')
  await assert.rejects(desk.explain(now, session, lock, { ...tried, refusedLately: 1.5 }), { code: 'number.not_whole' })
  const { records } = await desk.audit(now, session)
  const actions = records.map(({ action }) => action)
  assert.ok(actions.includes('lock.twin_made') && actions.includes('lock.explained'))
})
