// The same package by `require`.
const assert = require('node:assert/strict')
const { test } = require('node:test')
const netcode = require('..')

test('require gives a code', () => {
  const site = new netcode.SiteKey('00'.repeat(32))
  const lock = netcode.Identity.own(site.lockKey('A'), { lockId: 123456, initialised: '2026-01-15T09:30' })
  const grant = new netcode.Grant({ mode: '24h', start: '2026-03-14T15:00' })
  assert.match(lock.issueCode(new netcode.Format('S', 7), grant), /^\d{7}$/)
})
