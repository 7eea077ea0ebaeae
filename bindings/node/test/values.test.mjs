// Values, errors, optionals, numbers, times, secrets.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { inspect } from 'node:util'
import * as esm from '../index.js'
import {
  Format,
  Grant,
  Identity,
  LockKey,
  Profile,
  SiteKey,
  Verifier,
  answerLine,
  errorEntries,
  estimateWorst,
  groupKeyMessage,
  improvements,
  inspect as inspectCode,
  issueRows,
  lockKeyMessage,
  lockMinutes,
  lockTimeOfMinutes,
  lockTimeOfTyped,
  ordinaryDay,
  refuseReserved,
} from '../index.js'

const HEX = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
const site = new SiteKey(HEX)
const key = site.lockKey('LOCK-0001')
const own = { lockId: 123456, initialised: '2026-01-15T09:30' }
const lock = Identity.own(key, own)
const seven = new Format('S', 7)
const fields = { mode: 'standard-multi', start: '2026-03-14T09:00', hours: 1 }
const grant = new Grant(fields)
const CODE = '0004295'

const codeOf = (run) => {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof Error)
    return error.code
  }
  return 'nothing was thrown'
}

test('leading zeros stay', () => {
  assert.equal(lock.issue(seven, grant).code, CODE)
  assert.equal(lock.issueCode(seven, grant), CODE)
  assert.deepEqual(lock.issueMany(seven, [grant]).codes(), [CODE])
  assert.ok(lock.read(seven, CODE, 0).grant.equals(grant))
  assert.throws(() => lock.read(seven, 4295, 0))
  assert.equal(codeOf(() => site.groupKey('7')), 'key.group_malformed')
})

test('an error carries its code, kind and hint', () => {
  assert.throws(() => new Grant({ ...fields, hours: 13 }), {
    code: 'grant.length_out_of_range',
    kind: 'invalid',
    hint: /12 h/,
  })
  const entries = errorEntries()
  assert.ok(entries.length > 40)
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  for (const { code, kind } of entries) assert.ok(page.includes(`| \`${code}\` | ${kind} |`), code)
})

test('left out, undefined and null are the same', () => {
  const day = { mode: '24h', start: '2026-03-14T09:00' }
  for (const hours of [undefined, null]) {
    assert.ok(new Grant({ ...day, hours, issue: hours }).equals(new Grant(day)))
    assert.ok(new Grant({ ...fields, days: hours, pattern: hours }).equals(grant))
    assert.equal(grant.firstUseBy(hours), grant.firstUseBy())
    assert.equal(Grant.nearest('24h', fields.start, { hours, weeks: hours }).length, 1)
    const columns = { mode: fields.mode, starts: new Uint32Array(0), hours: new Uint32Array(0), days: hours }
    assert.equal(lock.issueColumns(seven, columns).length, 0)
    assert.ok(new Profile(seven, ['acc'], hours).limiter)
    assert.equal(new Profile(seven, ['acc'], { issues: hours, longestMinutes: hours, limiter: hours }).issues, 1)
    assert.ok(Identity.group(site.groupKey('007'), { group: '007', generation: hours }))
    const door = new Verifier(new Profile(seven, ['acc']), key, own)
    door.provisionGroup('007', site.groupKey('007'), hours)
    assert.equal(door.accept(CODE, '2026-03-14T09:00', hours), null)
    assert.equal(codeOf(() => Verifier.restore(door.profile, key, door.state, hours)), 'lock.state_malformed')
    const profile = new Profile(seven, ['standard-multi'])
    assert.deepEqual(estimateWorst(profile, '2028-03-14T00:00', hours, hours), estimateWorst(profile, '2028-03-14T00:00'))
  }
})

test('a number that does not fit is refused and never wraps', () => {
  for (const [n, code] of [
    [-1, 'out_of_range'],
    [2 ** 32 + 7, 'out_of_range'],
    [1e300, 'out_of_range'],
    [7.5, 'number.not_whole'],
    [NaN, 'number.not_whole'],
    [Infinity, 'number.not_whole'],
  ]) {
    const codes = [
      codeOf(() => new Format('S', n)),
      codeOf(() => Identity.own(key, { ...own, lockId: n })),
      codeOf(() => new Profile(seven, ['acc'], { graceMinutes: n })),
      codeOf(() => Grant.nearest('acc', fields.start, { days: n })),
      codeOf(() => lockTimeOfMinutes(n)),
    ]
    for (const got of codes) assert.ok(got.endsWith(code), `${n}: ${got}`)
  }
  assert.equal(codeOf(() => new Grant({ ...fields, hours: -1 })), 'grant.length_out_of_range')
  assert.equal(codeOf(() => new Grant({ ...fields, hours: 1.5 })), 'row.malformed')
  assert.equal(codeOf(() => new Grant({ ...fields, hour: 1 })), 'grant.unknown_field')
})

test('lock time is text; a Date is refused with the remedy', () => {
  assert.equal(lockMinutes('2026-01-15T09:30'), 3177210)
  assert.equal(lockTimeOfMinutes(3177210), '2026-01-15T09:30')
  assert.equal(lockTimeOfTyped('2601150930'), '2026-01-15T09:30')
  for (const date of [new Date('2026-03-14T09:00Z'), new Date('1969-12-31T23:59:59.5Z'), new Date(NaN)]) {
    assert.throws(() => lockMinutes(date), { code: 'time.zone_given', hint: /zone/ })
    assert.throws(() => seven.epochOf(date), { code: 'time.zone_given' })
  }
  for (const year of ['1899', '1969', '1970', '2019']) {
    assert.equal(codeOf(() => lockMinutes(`${year}-12-31T23:59`)), 'time.before_2020')
  }
  assert.equal(codeOf(() => lockMinutes('2026-03-14T09:00Z')), 'time.malformed')
})

test('nothing secret is shown', () => {
  for (const value of [site, key, lock, lock.issue(seven, grant), lock.issueMany(seven, [grant])]) {
    const shown = inspect(value, { showHidden: true, depth: 5 }) + JSON.stringify(value) + String(value)
    for (const secret of [HEX, CODE, key.expose().toString('hex')]) assert.ok(!shown.includes(secret), shown)
  }
  assert.ok(new LockKey(key.expose().toString('hex')).equals(key))
  assert.throws(() => new SiteKey(`${HEX}0`), (error) => !inspect(error).includes(HEX))
})

test('a bad row does not stop a batch', () => {
  const batch = lock.issueMany(seven, [grant, new Grant({ ...fields, issue: 5 })])
  assert.deepEqual([batch.codes(), batch.length, batch.width], [[CODE, null], 2, 7])
  const [{ at, error }] = batch.errors()
  assert.deepEqual([at, error.code, error instanceof Error], [1, 'grant.issue_out_of_range', true])
  assert.equal(batch.digits().toString('latin1'), `${CODE}       `)

  const starts = Uint32Array.of(lockMinutes(fields.start), lockMinutes(fields.start) + 1)
  const columns = lock.issueColumns(seven, { mode: fields.mode, starts, hours: Uint32Array.of(1, 1) })
  assert.deepEqual(columns.codes(), [CODE, null])
  assert.equal(columns.errors()[0].error.code, 'grant.start_not_on_hour')
  const refused = (lengths) => codeOf(() => lock.issueColumns(seven, { mode: fields.mode, starts, ...lengths }))
  assert.equal(refused({ hours: Uint32Array.of(1) }), 'code.buffer_length')
  assert.equal(refused({ hours: starts, days: starts }), 'grant.length_ambiguous')
  assert.equal(lock.issueColumns(seven, { mode: fields.mode, starts }).errors()[0].error.code, 'grant.length_missing')

  const rows = issueRows([{ identity: lock, format: seven, grant }, { identity: lock, format: new Format('S', 8), grant }])
  assert.equal(rows.width, 8)
  assert.equal(rows.codes()[0], CODE)
  assert.equal(answerLine(1, ''), null)
  assert.deepEqual([answerLine(2, '{').error.code, answerLine(2, '{').line], ['row.malformed', 2])
})

test('the state is written before the bolt moves', () => {
  const door = () => new Verifier(new Profile(seven, ['standard-multi']), key, own)
  const states = []
  assert.ok(door().accept(CODE, '2026-03-14T09:30', (state) => states.push(state) > 0))
  assert.deepEqual(states.map((state) => JSON.parse(state).bucket.tokens), [9, 10])
  const full = door()
  assert.equal(full.accept(CODE, '2026-03-14T09:30', () => false), null)
  const why = new TypeError('disk full')
  assert.throws(
    () => full.accept(CODE, '2026-03-14T09:30', () => {
      throw why
    }),
    (error) => error.message === 'disk full',
  )
  assert.equal(full.summary().tokens, 8)
  const again = Verifier.restore(full.profile, key, full.state)
  assert.deepEqual(again.summary(), full.summary())
  assert.equal(codeOf(() => Verifier.restore(full.profile, key, '{}')), 'lock.state_malformed')
})

test('a fixed code is refused, and risk says what would lower it', () => {
  refuseReserved(CODE, ['004295'])
  assert.equal(codeOf(() => refuseReserved(CODE, [CODE])), 'code.reserved')
  const profile = new Profile(seven, ['standard-multi'], { graceMinutes: 15 })
  const better = improvements(profile, ordinaryDay(seven))
  assert.equal(better[0].change, 'no grace')
  assert.ok(better[0].estimate.probability < estimateWorst(profile, ordinaryDay(seven)).probability)
})

test('the README runs, and says what this is about', async () => {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  assert.match(text.split('.')[0], /keypad access codes/i)
  const blocks = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, block]) => block)
  assert.ok(blocks.length >= 3)
  const script = blocks.join('\n').replaceAll("from 'netcode-locks'", `from '${new URL('../index.js', import.meta.url)}'`)
  await import(`data:text/javascript,${encodeURIComponent(script)}`)
})

test('importing gives what the types say', () => {
  const types = readFileSync(new URL('../index.d.ts', import.meta.url), 'utf8')
  const declared = [...types.matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map(([, name]) => name)
  for (const [, name, body] of types.matchAll(/^export declare namespace (\w+) \{([^]*?)^\}/gm)) {
    const members = [...body.matchAll(/^ {2}export (?:class|function) (\w+)/gm)].map(([, member]) => member)
    if (members.length === 0) continue
    declared.push(name)
    assert.deepEqual(Object.keys(esm[name]).sort(), members.sort(), name)
  }
  const exported = Object.keys(esm).filter((name) => !['default', 'module.exports'].includes(name))
  assert.deepEqual(exported.sort(), [...new Set(declared)].sort())
})

test('a key service makes the same keys', () => {
  const sign = (message) => createHmac('sha256', Buffer.from(HEX, 'hex')).update(message).digest()
  assert.ok(LockKey.fromMac(sign(lockKeyMessage('LOCK-0001'))).equals(key))
  assert.ok(LockKey.fromMac(sign(groupKeyMessage('007.1'))).equals(site.groupKey('007.1')))
  assert.equal(codeOf(() => LockKey.fromMac(new Uint8Array(20))), 'key.mac_length')
  assert.equal(codeOf(() => groupKeyMessage('7')), 'key.group_malformed')
})

test('a code is inspected under every key a lock holds', () => {
  const profile = new Profile(seven, ['standard-multi'])
  const group = Identity.group(site.groupKey('007'), { group: '007' })
  const keys = [{ identity: lock, group: null }, { identity: group, group: '007' }]
  const { meanings: [first], reason } = inspectCode(keys, profile, CODE, fields.start, '2026-03-14T09:30')
  assert.deepEqual([first.group, first.reading.grant.toJSON(), reason], [null, grant.toJSON(), 'opens'])
  const shared = group.issueCode(seven, grant)
  assert.equal(inspectCode(keys, profile, shared, fields.start, fields.start).meanings[0].group, 7)
  const near = inspectCode(keys, profile, CODE, fields.start)
  assert.ok(near.reason === null && near.meanings.length > 0)
  assert.equal(inspectCode(keys, profile, CODE, fields.start, '2026-03-14T12:00').reason, 'expired')
  assert.equal(codeOf(() => inspectCode(keys, profile, '123456', fields.start)), 'code.wrong_length')
})

test('the key kept ready is that of the format and epoch asked for', () => {
  const eight = new Format('S', 8)
  const far = new Grant({ ...fields, start: '2090-03-14T09:00' })
  const fresh = (format, of) => Identity.own(key, own).issueCode(format, of)
  for (const [format, of] of [[seven, grant], [eight, grant], [seven, far], [eight, far], [seven, grant]]) {
    assert.equal(lock.issueCode(format, of), fresh(format, of))
    assert.equal(lock.issue(format, of).code, fresh(format, of))
  }
})
