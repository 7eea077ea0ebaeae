// The lock-management app: wishes, links that may break anywhere, and what it tells the portal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Format, Grant, Identity, SiteKey, app, portal, twin } from '../index.js'

const SITE = 'ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
const at = (time) => new Date(`2026-07-01T${time}Z`)
const codeOf = (run) => {
  try {
    run()
  } catch (error) {
    return error.code
  }
  return 'nothing was thrown'
}

// An account with a lock that was synchronised once.
function office(given = {}) {
  const bench = new app.Workbench(new app.Account('Harbour House', 'Ann'))
  const lock = { name: 'Office', model: 'cl5510', zone: 'Europe/London', serial: 'TWIN', gateway: true, ...given }
  bench.addLock(at('12:00:00'), 'Ann', lock, { lockId: 123456, siteKey: undefined })
  bench.account.synchronise(at('12:00:00'), 'Ann', 'Office', 60)
  bench.reach(at('12:00:00'), 'Office', 'bluetooth')
  return bench
}
const synchronise = (bench, time, faults) => {
  bench.account.synchronise(at(time), 'Ann', 'Office', 60)
  return bench.reach(at(time), 'Office', 'bluetooth', faults)
}

test('the star flashes red until netcode is ticked and synchronised', () => {
  const bench = office()
  const star = (time) => bench.keys(at(time), 'Office', '*')
  assert.deepEqual(star('12:01:00'), ['red'])
  bench.account.edit(at('12:02:00'), 'Ann', 'Office', { values: { netcode: 'on' } })
  assert.deepEqual(bench.account.pending('Office'), [{ parameter: 'netcode', desired: true, lock: false }])
  assert.deepEqual(star('12:03:00'), ['red'])
  const talk = synchronise(bench, '12:04:00')
  assert.deepEqual([talk.messages, talk.app.at(-1).type, bench.account.pending('Office')], [3, 'idle', []])
  assert.ok(talk.whole)
  assert.deepEqual(star('12:05:00'), [])
})

test('a change of mode is weighed before it is made', () => {
  const bench = office()
  const { account } = bench
  account.edit(at('12:00:00'), 'Ann', 'Office', { values: { netcode: true } })
  synchronise(bench, '12:00:30')
  const issued = [
    { id: '1', guest: 'Ames', grant: { mode: 'standard-multi', start: '2026-07-02T10:00', hours: 3 } },
    { id: '2', guest: null, grant: new Grant({ mode: 'urm', start: '2026-07-02T10:00', hours: 3 }) },
  ]
  const edit = { values: { 'netcode-modes': 'urm' }, issued }
  const change = account.modeChange(at('12:01:00'), 'Office', edit)
  assert.deepEqual([change.dies[0].guest, change.begins[0].id, change.to], ['Ames', '2', ['urm']])
  assert.equal(codeOf(() => account.edit(at('12:01:00'), 'Ann', 'Office', edit)), 'app.codes_would_die')
  account.edit(at('12:01:00'), 'Ann', 'Office', { ...edit, despiteIssued: true })
  assert.equal(account.synchronise(at('12:02:00'), 'Ann', 'Office', 60), 3)
  assert.equal(account.lock('Office').queue[0].task.type, 'synchronise')
  bench.reach(at('12:03:00'), 'Office', 'gateway', null)
  assert.deepEqual(bench.view('Office').netcode.modes, ['urm'])
})

test('a link that breaks leaves the old state, and a conflict is settled', () => {
  const bench = office()
  const { account } = bench
  account.edit(at('12:01:00'), 'Ann', 'Office', { values: { 'relock-delay': 9 } })
  synchronise(bench, '12:02:00', ['none', 'answer-cut'])
  bench.keys(at('12:03:00'), 'Office', '#12345678 06 20')
  const talk = synchronise(bench, '12:04:00')
  assert.ok(talk.app.some(({ type }) => type === 'conflicts') && !talk.whole)
  const [conflict] = account.conflicts('Office')
  assert.deepEqual([conflict.parameter, conflict.app, conflict.lock], ['relock-delay', 9, 20])
  account.resolve(at('12:05:00'), 'Ann', 'Office', 'relock-delay', 'app')
  synchronise(bench, '12:05:00')
  assert.deepEqual(account.pending('Office'), [])
  const lock = account.lock('Office')
  assert.deepEqual([lock.known['relock-delay'], lock.seen.battery, lock.administrators], [{ type: 'seconds', value: 9 }, 'ok', ['Ann']])
  assert.ok(account.trail('Office').some(({ record }) => record.type === 'programmed'))
  assert.ok(account.history().some(({ action }) => action === 'resolved'))
})

test('administrators, phones, the gateway and commands that wait', () => {
  const bench = office()
  const { account } = bench
  const now = at('12:01:00')
  assert.equal(codeOf(() => account.accessKey('Ben')), 'app.access_key_hidden')
  account.addAdministrator(now, 'Ann', 'Office', 'Ben')
  const key = account.accessKey('Ben')
  account.removeAdministrator(now, 'Ann', 'Office', 'Ben')
  assert.notEqual(account.regenerateAccessKey(now, 'Ann'), key)
  assert.equal(codeOf(() => account.tell(key)), 'app.access_key_wrong')
  account.addPhone(now, 'Ann', 'Office', { name: 'Cleo', from: null, until: undefined })
  assert.equal(codeOf(() => account.phoneMayUnlock(now, 'Office', 'Cleo')), 'app.phone_not_synchronised')
  synchronise(bench, '12:02:00')
  account.suspendPhone(at('12:03:00'), 'Ann', 'Office', 'Cleo', true)
  assert.equal(codeOf(() => account.phoneUnlock(at('12:03:00'), 'Office', 'Cleo')), 'app.phone_suspended')
  account.removePhone(at('12:03:00'), 'Ann', 'Office', 'Cleo')
  const ticket = account.unlock(at('12:04:00'), 'Ann', 'Office', 5)
  assert.ok(account.lockUp(at('12:04:00'), 'Ann', 'Office', 5) > ticket)
  const expired = account.expire(at('12:10:00'))
  assert.deepEqual(expired[0], { lock: 'Office', ticket })
  account.setGateway(at('12:10:00'), 'Ann', 'Office', false)
  assert.equal(codeOf(() => account.unlock(at('12:10:00'), 'Ann', 'Office', 5)), 'app.no_gateway')
  for (const minutes of [-1, 2 ** 32 + 5, 0]) {
    assert.equal(codeOf(() => account.synchronise(now, 'Ann', 'Office', minutes)), 'app.validity_out_of_range')
  }
  for (const minutes of [1.5, NaN]) assert.equal(codeOf(() => account.synchronise(now, 'Ann', 'Office', minutes)), 'number.not_whole')
  for (const minutes of [null, undefined]) {
    assert.equal(codeOf(() => account.synchronise(now, 'Ann', 'Office', minutes)), 'row.field_missing')
  }
  bench.removeLock(at('12:11:00'), 'Ann', 'Office')
  assert.deepEqual(account.locks(), [])
})

test('a link of your own is stepped', () => {
  const account = new app.Account('Harbour House', 'Ann')
  account.addLock(at('12:00:00'), 'Ann', { name: 'Office', model: 'cl5510', zone: 'Europe/London' })
  account.synchronise(at('12:00:00'), 'Ann', 'Office', 60)
  const [send] = account.step(at('12:00:01'), 'Office', { type: 'up', value: 'bluetooth' })
  assert.equal(send.type, 'send')
  account.step(at('12:00:02'), 'Office', { type: 'down' })
  assert.equal(account.lock('Office').queue.length, 1)
  assert.equal(codeOf(() => account.step(at('12:00:03'), 'Office', { type: 'sideways' })), 'row.malformed')
  account.removeLock(at('12:01:00'), 'Ann', 'Office')
  assert.equal(codeOf(() => account.lock('Office')), 'app.lock_unknown')
})

test('accounts and workbenches are written down and read again', () => {
  const bench = office()
  const again = app.Workbench.fromJSON(bench.text())
  assert.deepEqual(again.account.locks(), bench.account.locks())
  assert.equal(again.text(), bench.text())
  const account = app.Account.fromJSON(bench.account.text())
  assert.deepEqual([account.name, account.owner, account.locks().length], ['Harbour House', 'Ann', 1])
  assert.equal(account.accessKey('Ann'), bench.account.accessKey('Ann'))
  assert.equal(codeOf(() => app.Account.fromJSON('{}')), 'app.state_malformed')
  assert.equal(codeOf(() => app.Workbench.fromJSON('{}')), 'app.state_malformed')
  assert.equal(codeOf(() => new app.Account('', 'Ann')), 'app.name_out_of_range')
  const edit = (values) => codeOf(() => account.edit(at('12:00:00'), 'Ann', 'Office', { values }))
  assert.deepEqual([edit(null), edit(7), edit({ colour: 'red' })], ['row.field_missing', 'row.malformed', 'app.parameter_unknown'])
  const lockId = (n) => () => bench.addLock(at('12:00:00'), 'Ann', { name: 'Attic', model: 'cl5510', zone: 'UTC' }, { lockId: n })
  for (const [n, code] of [[-1, 'id.lock_id_out_of_range'], [1.5, 'number.not_whole'], ['7', 'row.malformed']]) {
    assert.equal(codeOf(lockId(n)), code)
  }
  assert.equal(codeOf(() => bench.addLock(at('12:00:00'), 'Ann', { name: 'Attic' })), 'row.field_missing')
})

test('the portal links the locks of an app, and codes it issues open them', async () => {
  const settings = { passwordMemoryKib: 8, passwordPasses: 1 }
  const masterKey = '07'.repeat(32)
  const desk = await portal.open({ store: ':memory:', masterKey, settings })
  const now = at('12:00:00')
  await desk.register(now, { email: 'ann@example.org', name: 'Ann', password: 'Sesame-Open-9' })
  const [mail] = await desk.claim(now, 10)
  await desk.activate(now, mail.text.match(/\/activate\/(\S+)/)[1])
  const { token: session } = await desk.signIn(now, 'ann@example.org', 'Sesame-Open-9')

  const bench = new app.Workbench(new app.Account('Harbour House', 'Ann'))
  bench.addLock(now, 'Ann', { name: 'Sea View', model: 'cl4510', zone: 'Europe/Paris' }, { siteKey: SITE, lockId: 101042 })
  bench.account.edit(now, 'Ann', 'Sea View', { values: { netcode: true, 'netcode-modes': 'urm' } })
  bench.account.synchronise(now, 'Ann', 'Sea View', 60)
  bench.reach(now, 'Sea View', 'bluetooth')
  const report = bench.account.tell(bench.account.accessKey('Ann'))
  const { locks: [lock], notes } = await desk.linkApp(now, session, report)
  assert.deepEqual([lock.name, lock.lockId, lock.modes, notes], ['Sea View', 101042, ['urm'], []])
  assert.deepEqual((await desk.linkApp(now, session, report)).locks.map(({ id }) => id), [lock.id])

  const [seen] = report.locks
  const own = Identity.own(new SiteKey(SITE).lockKey('Sea View'), { lockId: seen.lockId, initialised: seen.initialised })
  const grant = new Grant({ mode: 'urm', start: '2026-07-01T13:00', hours: 4 })
  const code = own.issueCode(new Format(seen.layout, seen.digits), grant)
  assert.equal(bench.keys(at('12:05:00'), 'Sea View', seen.prefix + code).at(-1), 'unlock')

  const request = { request: 'R1', lock: lock.id, grant: { mode: 'urm', start: '2026-07-02T13:00', hours: 4 } }
  const { number } = await desk.issue(now, session, request)
  const issued = await desk.issuedCodes(now, session, lock.id)
  assert.deepEqual(issued.map(({ id }) => id), [String(number)])
  const change = bench.account.modeChange(now, 'Sea View', { values: { 'netcode-modes': 'acc' }, issued })
  assert.equal(change.dies.length, 1)
  await assert.rejects(desk.issuedCodes(now, session, 'L-none'), { code: 'portal.lock_unknown' })

  const before = (await desk.balance(now, session)).available
  const charge = { run: 'season', codes: 3 }
  assert.equal((await desk.charge(now, session, charge)).available, before - 3)
  assert.equal((await desk.charge(now, session, charge)).available, before - 3)
  await assert.rejects(desk.charge(now, session, { run: 'x', codes: 1.5 }), { code: 'number.not_whole' })
})
