// Speed beside otplib in the same run, on a release build: `npm run build && node bench.mjs`.
import { Format, Grant, Identity, SiteKey, lockMinutes, lockTimeOfMinutes } from './index.js'

const otplib = await import('otplib')
const { totp } = otplib.default ?? otplib

const site = new SiteKey('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')
const lock = Identity.own(site.lockKey('LOCK-0001'), { lockId: 123456, initialised: '2026-01-15T09:30' })
const format = new Format('S', 7)
const fields = { mode: 'standard-multi', start: '2026-03-14T09:00', hours: 3 }
const grant = new Grant(fields)
const MANY = 20_000
const first = lockMinutes('2026-03-14T00:00')
const starts = Uint32Array.from({ length: MANY }, (_, at) => first + 60 * (at % 8_000))
const hours = Uint32Array.from({ length: MANY }, (_, at) => 1 + (at % 12))
const columns = { mode: 'standard-multi', starts, hours }
totp.options = { digits: 8, epoch: 1_700_000_000_000 }

const ROUNDS = 15

// Nanoseconds a code: the fastest of the rounds, and their median.
function time(codes, run) {
  run()
  const rounds = Array.from({ length: ROUNDS }, () => {
    const begun = process.hrtime.bigint()
    run()
    return Number(process.hrtime.bigint() - begun) / codes
  }).sort((a, b) => a - b)
  return { fastest: rounds[0], median: rounds[ROUNDS >> 1] }
}

const loop = (run) => () => {
  for (let at = 0; at < 5_000; at += 1) run()
}
const one = (run) => time(5_000, loop(run))
const grants = Array.from(starts, (_, at) => new Grant({ mode: 'standard-multi', start: lockTimeOfMinutes(starts[at]), hours: hours[at] }))
// What is measured, and how many times as fast as otplib it is asked to be.
const rows = [
  ['otplib totp.generate', one(() => totp.generate('12345678901234567890')), null],
  ['issueCode', one(() => lock.issueCode(format, grant)), 5],
  ['issue', one(() => lock.issue(format, grant).code), 5],
  ['Grant and issueCode', one(() => lock.issueCode(format, new Grant(fields))), null],
  ['read', one(() => lock.read(format, '0004295', 0)), null],
  ['issueColumns, digits', time(MANY, () => lock.issueColumns(format, columns).digits()), 80],
  ['issueColumns, strings', time(MANY, () => lock.issueColumns(format, columns).codes()), null],
  ['issueMany, strings', time(MANY, () => lock.issueMany(format, grants).codes()), null],
]
const rival = rows[0][1].fastest
console.log('| call | fastest, ns a code | median, ns | times faster than otplib | asked for | |\n|---|---|---|---|---|---|')
for (const [name, { fastest, median }, asked] of rows) {
  const times = rival / fastest
  const met = asked === null ? ['-', ''] : [`at least ${asked}`, times >= asked ? '' : 'missed']
  console.log(`| ${name} | ${fastest.toFixed(0)} | ${median.toFixed(0)} | ${times.toFixed(1)} | ${met.join(' | ')} |`)
}
