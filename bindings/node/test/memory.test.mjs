// A server that runs for long keeps nothing: heap and resident memory are flat over a million calls. Nothing here looks
// at a clock.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Format, Grant, Identity, Profile, SiteKey, Verifier, app, inspect, portal, stay, time, twin } from '../index.js'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc')

/** What is in use once everything that can go has gone: finalizers run in turns of the loop. */
async function inUse() {
  for (let turns = 0; turns < 3; turns += 1) {
    gc()
    await turn()
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: heapUsed + external, rss }
}

/**
 * Runs rounds of calls until what is in use stays flat over `flatFor` of them in a row. The engine's and the threads' own
 * heaps grow to their size first; what keeps something of each call never comes to rest.
 */
async function flat(name, round, { calls = 50_000, flatFor = 20, atMost = 60 } = {}) {
  const used = []
  const grown = (of) => used.at(-1)[of] - used.at(-flatFor)[of]
  for (let at = 0; at < atMost; at += 1) {
    await round(calls)
    used.push(await inUse())
    if (used.length >= flatFor && grown('heap') < 400_000 && grown('rss') < 400_000) return
  }
  assert.fail(`${name}: over ${flatFor * calls} calls the heap grew by ${grown('heap')} bytes, resident memory by ${grown('rss')}`)
}

const site = new SiteKey('00'.repeat(32))
const key = site.lockKey('A')
const own = { lockId: 123456, initialised: '2026-01-15T09:30' }
const lock = Identity.own(key, own)
const format = new Format('S', 7)
const fields = { mode: 'standard-multi', start: '2026-03-14T09:00', hours: 3 }
const grant = new Grant(fields)

test('issuing, reading and refusing keep nothing over a million calls', async () => {
  const wrong = { ...fields, hours: 13 }
  await flat('codes', (calls) => {
    for (let call = 0; call < calls; call += 5) {
      const { code } = lock.issue(format, grant)
      lock.issueCode(format, grant)
      lock.read(format, code, 0)
      new Grant(fields)
      try {
        new Grant(wrong)
      } catch (error) {
        assert.equal(error.code, 'grant.length_out_of_range')
      }
    }
  })
})

test('values, classes and callbacks keep nothing over half a million calls', async () => {
  const profile = new Profile(format, ['standard-multi'])
  const door = new Verifier(profile, key, own)
  const zone = new time.Zone('Europe/London')
  const clock = new time.LockClock({ zone, rule: 'utc', ppm: 20, events: [{ event: 'set', at: new Date(0), withinSeconds: 9 }] })
  const there = new stay.Door(profile, clock)
  const asked = [{ from: '2026-03-14T09:00:00Z', until: '2026-03-14T10:00:00Z' }]
  const keypad = new twin.Twin('reference', '2026-07-01T12:00')
  const account = new app.Account('House', 'Ann')
  const starts = Uint32Array.of(0, 60)
  const persist = (state) => state.length > 0
  await flat('values', (calls) => {
    for (let call = 0; call < calls; call += 10) {
      zone.civil(new Date(call))
      time.windowOf(asked[0].from, asked[0].until)
      stay.quote(there, [grant], asked)
      door.accept('0000000', '2026-03-14T09:30', persist)
      door.summary()
      keypad.step('2026-07-01T12:00', { type: 'tick' })
      keypad.view()
      account.locks()
      lock.issueColumns(format, { mode: 'fine-multi', starts, hours: starts }).errors()
      inspect([{ identity: lock }], profile, '0004295', fields.start, fields.start)
    }
  }, { calls: 25_000 })
})

test('promises keep nothing over tens of thousands of calls', async () => {
  const desk = await portal.open({ store: ':memory:', masterKey: '07'.repeat(32), settings: { passwordMemoryKib: 8, passwordPasses: 1 } })
  const many = 50
  await flat('promises', async (calls) => {
    for (let call = 0; call < calls; call += 2 * many) {
      await Promise.all(
        Array.from({ length: many }, async () => {
          await desk.packages()
          await assert.rejects(desk.balance('2026-07-01T12:00:00Z', 'nobody'), { code: 'portal.session_invalid' })
        }),
      )
    }
  }, { calls: 4_000 })
})
