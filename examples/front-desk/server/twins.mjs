// Keypad twins: locks in virtual time that a page can press. They live in memory, a few for each session.
import { randomUUID } from 'node:crypto'
import { catalogue, twin } from '../../../bindings/node/index.js'

const MOST = 64
const models = new catalogue.Catalogue()

/** A lock with what it remembered at each moment, so that the slider goes both ways. */
class Bench {
  constructor(lock, owner) {
    Object.assign(this, { lock, owner, past: [[lock.now, lock.state()]] })
  }

  act(step) {
    const line = this.lock.act(step)
    this.past.push([this.lock.now, this.lock.state()])
    if (this.past.length > 200) this.past.splice(1, 1)
    return this.told('error' in line ? { error: line.error } : line)
  }

  /** Goes to a moment: forward in time, or back to what the lock was then. */
  go(to) {
    if (to < this.lock.now) {
      const last = Math.max(this.past.findLastIndex(([at]) => at <= to), 0)
      this.past.length = last + 1
      this.lock = this.lock.again(this.past[last][1])
    }
    const effects = this.lock.now < to ? this.lock.step(to, { type: 'tick' }) : []
    this.past.push([this.lock.now, this.lock.state()])
    const moved = effects.filter(({ type }) => type === 'bolt').map(({ value }) => (value === 'locked' ? 'lock' : 'unlock'))
    return this.told({ effects: moved, ignored: [] })
  }

  told({ effects = [], ignored = [], error = null }) {
    const { clock, battery, netcode, shown } = this.lock.view()
    return { effects, ignored, error, now: this.lock.now, bolt: this.lock.bolt, view: { clock, battery, netcode, shown } }
  }
}

const STEPS = ['keys', 'press', 'release', 'button', 'hold', 'handle', 'door', 'battery', 'wait', 'more']

export function twinRoutes(app, desk) {
  const benches = new Map()
  const benchOf = ({ params, session }) => {
    const bench = benches.get(params.twin)
    if (bench?.owner !== session) throw Object.assign(new Error('there is no such twin'), { statusCode: 404, code: 'twin.gone', hint: 'begin a new one' })
    return bench
  }

  app.get('/api/models', async ({ session }) => {
    await desk.portal.account(desk.clock(), session)
    return models.models().map(({ id, name, maker, keypad }) => ({
      id,
      name,
      maker,
      keys: keypad.keys.value,
      buttons: keypad.buttons.value,
      shared: keypad.shared?.value ?? [],
    }))
  })

  app.post('/api/twins', async ({ session, body }) => {
    const now = desk.clock()
    await desk.portal.account(now, session)
    const start = `${now.toISOString().slice(0, 16)}:00`
    const lock = body.lock ? await desk.portal.twin(now, session, String(body.lock)) : new twin.Twin(String(body.model), start)
    const bench = new Bench(lock, session)
    for (const oldest of [...benches.keys()].slice(0, Math.max(benches.size - MOST + 1, 0))) benches.delete(oldest)
    const id = randomUUID()
    benches.set(id, bench)
    return { id, model: lock.model, ...bench.told({}) }
  })

  app.post('/api/twins/:twin/act', async (request) => {
    const step = Object.fromEntries(Object.entries(request.body).filter(([name]) => STEPS.includes(name)))
    return benchOf(request).act(step)
  })
  app.post('/api/twins/:twin/go', async (request) => benchOf(request).go(String(request.body.to)))
}
