// Speed beside otplib in the same run, on a release build: `npm run build && node bench.mjs`.
import { Format, Grant, Identity, SiteKey, lockMinutes } from './index.js'

const otplib = await import('otplib')
const { totp } = otplib.default ?? otplib

const site = new SiteKey('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')
const lock = Identity.own(site.lockKey('LOCK-0001'), { lockId: 123456, initialised: '2026-01-15T09:30' })
const format = new Format('S', 7)
const grant = new Grant({ mode: 'standard-multi', start: '2026-03-14T09:00', hours: 3 })
const MANY = 20_000
const first = lockMinutes('2026-03-14T00:00')
const starts = Uint32Array.from({ length: MANY }, (_, at) => first + 60 * (at % 8_000))
const hours = Uint32Array.from({ length: MANY }, (_, at) => 1 + (at % 12))
const columns = { mode: 'standard-multi', starts, hours }
totp.options = { digits: 8, epoch: 1_700_000_000_000 }

// Nanoseconds a code: the median of nine rounds, and their spread.
function time(codes, run) {
  run()
  const rounds = Array.from({ length: 9 }, () => {
    const begun = process.hrtime.bigint()
    run()
    return Number(process.hrtime.bigint() - begun) / codes
  }).sort((a, b) => a - b)
  return { median: rounds[4], spread: (rounds[7] - rounds[1]) / rounds[4] }
}

const loop = (run) => () => {
  for (let at = 0; at < 2_000; at += 1) run()
}
const rows = [
  ['otplib totp.generate', time(2_000, loop(() => totp.generate('12345678901234567890')))],
  ['issueCode', time(2_000, loop(() => lock.issueCode(format, grant)))],
  ['issue', time(2_000, loop(() => lock.issue(format, grant).code))],
  ['issueColumns, digits', time(MANY, () => lock.issueColumns(format, columns).digits())],
  ['issueColumns, strings', time(MANY, () => lock.issueColumns(format, columns).codes())],
]
const rival = rows[0][1].median
console.log('| call | ns a code | spread | times faster than otplib |\n|---|---|---|---|')
for (const [name, { median, spread }] of rows) {
  console.log(`| ${name} | ${median.toFixed(0)} | ${(100 * spread).toFixed(0)} % | ${(rival / median).toFixed(1)} |`)
}
