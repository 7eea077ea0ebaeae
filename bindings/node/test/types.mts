// Compiled and not run: what a user may write, and what the types refuse.
import { Format, Grant, Identity, type Mode, type NetcodeError, Profile, SiteKey, Verifier, answerRow, stay, time, twin } from '../index.js'

const site = new SiteKey('00'.repeat(32))
const lock: Identity = Identity.own(site.lockKey('A'), { lockId: 123456, initialised: '2026-01-15T09:30' })
const mode: Mode = 'acc'
const grant = new Grant({ mode, start: '2026-03-14T00:00', days: 3, hours: undefined, issue: null })
const format = new Format('S', 7)
const code: string = lock.issue(format, grant).code
const profile = new Profile(format, [mode] as const, { graceMinutes: 15, issues: undefined, longestMinutes: { acc: 60 } })
const door = new Verifier(profile, site.lockKey('A'), { lockId: 123456, initialised: '2026-01-15T09:30' })
const group: number | null | undefined = door.accept(code, '2026-03-14T00:00', (state) => state.length > 0)?.group
const starts = Uint32Array.of(0)
const digits: Buffer = lock.issueColumns(format, { mode, starts, days: starts }).digits()
const answer = answerRow({ site_key: '', layout: 'S', digits: 7, grant: { mode, start: '' }, booking: 'B-1' })
const booking: string = answer.booking + answer.code
try {
  door.block(code, '2026-03-14T00:00')
} catch (error) {
  const { code: dotted, kind, hint } = error as NetcodeError
  const known: boolean = kind === 'exhausted' && dotted.length + hint.length > 0
  void known
}
// @ts-expect-error a code is text, so that its leading zeros stay
lock.read(format, 4295, 0)
// @ts-expect-error there is no such mode
new Grant({ mode: 'hourly', start: '2026-03-14T00:00', hours: 1 })
// @ts-expect-error a Date is no lock time
format.epochOf(new Date())
const clock = new time.LockClock({ zone: 'UTC', rule: 'utc', ppm: 0, events: [{ event: 'lost', at: new Date() }] })
const there = new stay.Door(profile, clock)
const plan: stay.Plan = stay.plan(there, new stay.Stay(new Date(0), '2026-07-01T00:00:00Z', { once: null }))
for (const remedy of plan.remedies) {
  const switched: Mode | undefined = remedy.change === 'switch_on' ? remedy.mode : undefined
  void switched
}
const lock_ = new twin.Twin('reference', '2026-07-01T12:00', { siteKey: site, serial: undefined })
for (const effect of lock_.step('2026-07-01T12:00', { type: 'key', value: '1' })) {
  if (effect.type === 'bolt') void (effect.value satisfies twin.Bolt)
}
const given: stay.GivenInit = { id: 'A', grant, used: new Date(), asked: undefined }
const until: string | null | undefined = stay.whoCanEnter(there, [given], new Date())[0]?.until
// @ts-expect-error answers are not changed
plan.ways = []
// @ts-expect-error there is no such event
lock_.step('2026-07-01T12:00', { type: 'kick' })
void [group, digits, booking, until]
