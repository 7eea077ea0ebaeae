// The whole of `vectors/` through the typed API.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  Format,
  Grant,
  Identity,
  Profile,
  SiteKey,
  Verifier,
  acceptable,
  answerRow,
  estimateAt,
  estimateWorst,
  lockMinutes,
} from '../index.js'

const VECTORS = new URL('../../../vectors/', import.meta.url)

// Folders beside the areas that are run here, and why.
const NOT_RUN = {
  advise: 'run in portal.test.mjs',
  app: 'the lock-management app is not covered yet',
  oracle: 'the program that made the vectors',
  portal: 'run in portal.test.mjs',
  schema: 'the shapes of the files',
  stay: 'run in world.test.mjs',
  twin: 'run in world.test.mjs',
}

const rowsOf = (file) => {
  const rows = JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8'))
  assert.ok(rows.length > 0, file)
  return rows
}

const identity = (row) => {
  const site = new SiteKey(row.site_key)
  if (row.group !== undefined) {
    return Identity.group(site.groupKey(row.group), { group: row.group, generation: row.generation })
  }
  return Identity.own(site.lockKey(row.serial), { lockId: row.lock_id, initialised: row.initialised })
}

const formatOf = (row) => new Format(row.layout, row.digits)
const fields = ({ issue, ...grant }) => (issue ? { ...grant, issue } : grant)

function issueFile(file) {
  for (const row of rowsOf(file)) {
    const [lock, format, grant] = [identity(row), formatOf(row), new Grant(row.grant)]
    const issued = lock.issue(format, grant)
    assert.deepEqual([issued.code, issued.epoch, issued.payload], [row.code, row.epoch, row.payload])
    assert.equal(lock.issueCode(format, grant), row.code)
    assert.deepEqual(lock.issueMany(format, [grant, grant]).codes(), [row.code, row.code])
    const { mode, start, hours, days, quarters } = row.grant
    if (mode !== 'weekly' && !row.grant.issue) {
      const column = (n) => (n === undefined ? undefined : Uint32Array.of(n))
      const starts = Uint32Array.of(lockMinutes(start))
      const columns = { mode, starts, hours: column(hours), days: column(days), quarters: column(quarters) }
      assert.equal(lock.issueColumns(format, columns).digits().toString('latin1'), row.code)
    }
    assert.ok(lock.read(format, issued.code, issued.epoch).grant.equals(grant))
    const { code, ...asked } = row
    assert.equal(answerRow(asked).code, code)
  }
}

function refusedFile(file) {
  for (const { row, error } of rowsOf(file)) {
    assert.throws(() => answerRow(row), (thrown) => {
      assert.equal(thrown.code, error, JSON.stringify(row))
      assert.ok(thrown instanceof Error && thrown.message && thrown.hint && thrown.kind)
      return true
    })
  }
}

function readFile(file) {
  for (const row of rowsOf(file)) {
    const reading = identity(row).read(formatOf(row), row.code, row.epoch)
    if (row.grant === null) {
      assert.equal(reading, null)
    } else {
      assert.deepEqual(reading.grant.toJSON(), fields(row.grant))
      assert.deepEqual([reading.epoch, reading.payload], [row.epoch, row.payload])
    }
  }
}

function windowsFile(file) {
  for (const row of rowsOf(file)) {
    const grant = new Grant(row.grant)
    assert.deepEqual([grant.start, grant.ends], [row.starts, row.ends])
    assert.equal(grant.firstUseBy(row.first_use_hours) ?? undefined, row.first_use_by)
  }
}

const profileOf = (value) =>
  Profile.explicit(formatOf(value), value.modes, {
    graceMinutes: value.grace,
    issues: value.issues,
    firstUseHours: value.first_use_hours,
    blockPrevious: value.block_previous,
    activePlaces: value.active,
    spentPlaces: value.spent,
    blockedPlaces: value.blocked,
    longestMinutes: value.max_minutes,
  })

class Script {
  constructor({ lock, profile, groups }) {
    this.site = new SiteKey(lock.site_key)
    this.key = this.site.lockKey(lock.serial)
    this.profile = profileOf(profile)
    this.lock = new Verifier(this.profile, this.key, { lockId: lock.lock_id, initialised: lock.initialised })
    groups.forEach((group) => this.provision(group))
  }

  provision({ group, generation }) {
    this.lock.provisionGroup(group, this.site.groupKey(group), generation)
  }

  attempt(step) {
    let reason
    try {
      reason = this.lock.reason(step.code, step.at)
    } catch (error) {
      // Too many digits for any lock, or none: the keypad refuses them by their number.
      assert.equal(error.code, 'code.malformed')
      return 'refused'
    }
    if (step.reason) assert.equal(reason, step.reason)
    let written
    const opened = this.lock.accept(step.code, step.at, (state) => {
      written = state
      return true
    })
    assert.equal(opened !== null, reason === 'opens')
    if (opened) assert.equal(written, this.lock.state)
    return opened ? 'open' : 'refused'
  }

  run(step) {
    const steps = {
      try: () => this.attempt(step),
      'set-clock': () => this.lock.setClock(step.to),
      initialise: () => this.lock.initialise(step.to, step.lock_id ?? this.lock.summary().lockId),
      block: () => this.lock.block(step.code, step.at),
      'clock-lost': () => this.lock.clockLost(),
      tick: () => void this.lock.tick(step.at),
      'provision-group': () => this.provision(step),
    }
    try {
      return steps[step.do]() ?? 'ok'
    } catch (error) {
      return { error: error.code === 'code.malformed' ? 'code.wrong_length' : error.code }
    }
  }

  powerCut() {
    const { state } = this.lock
    const keys = this.lock.summary().groups.map((group) => ({ group, key: this.site.groupKey(group) }))
    this.lock = Verifier.restore(this.profile, this.key, state, keys)
    assert.equal(this.lock.state, state)
  }
}

function lockFile(file) {
  for (const lock of rowsOf(file)) {
    const script = new Script(lock)
    lock.steps.forEach((step, index) => {
      const context = `${lock.name}, step ${index}: ${JSON.stringify(step)}`
      assert.deepEqual(script.run(step), step.expect, context)
      if (step.tokens !== undefined) assert.equal(script.lock.summary().tokens, step.tokens, context)
      if (index % 7 === 3) script.powerCut()
    })
  }
}

function riskFile(file) {
  for (const row of rowsOf(file)) {
    const profile = profileOf(row.profile)
    const keys = 1 + (row.groups?.length ?? 0)
    if (row.upper_bound === undefined) assert.equal(acceptable(profile, row.at), row.acceptable)
    else assert.equal(estimateAt(profile, row.at, keys).acceptable, row.upper_bound)
    if (row.worst_of_day) {
      assert.equal(estimateWorst(profile, row.at, keys).acceptable, row.worst_of_day.acceptable)
    }
  }
}

const AREAS = { code: issueFile, lock: lockFile, risk: riskFile }
const BY_NAME = { 'refused.json': refusedFile, 'read.json': readFile, 'windows.json': windowsFile }

for (const [area, run] of Object.entries(AREAS)) {
  const names = readdirSync(new URL(area, VECTORS)).filter((name) => name.endsWith('.json'))
  assert.ok(names.length > 0)
  for (const name of names) test(`vectors ${area}/${name}`, () => (BY_NAME[name] ?? run)(`${area}/${name}`))
}

test('every folder of vectors is run, or says why not', () => {
  const folders = readdirSync(VECTORS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const unknown = folders.map((entry) => entry.name).filter((name) => !(name in AREAS) && !(name in NOT_RUN))
  assert.deepEqual(unknown, [])
})
