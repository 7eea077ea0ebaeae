// Keypad twins: locks in virtual time that a page can press. They live in memory, a few for each session.
import { randomUUID } from 'node:crypto'
import { catalogue, time, twin } from '../../../bindings/node/index.js'

const MOST = 64
const models = new catalogue.Catalogue()

/** A lock with what it remembered at each moment, so that the slider goes both ways. */
class Bench {
  /** `house` is the zone of the door and the rule of its clock, where it is the twin of one. */
  constructor(lock, owner, house = null) {
    Object.assign(this, { lock, owner, house, past: [[lock.now, lock.state()]] })
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

  /** What the lock's clock reads at a time of the house. */
  atHouse(civil) {
    return `${this.house.zone.toLock(this.house.rule, civil)}:00`
  }

  told({ effects = [], ignored = [], error = null }) {
    const { clock, battery, netcode, shown } = this.lock.view()
    const house = this.house && this.house.zone.toCivil(this.house.rule, this.lock.now.slice(0, 16))
    return { effects, ignored, error, house, now: this.lock.now, bolt: this.lock.bolt, view: { clock, battery, netcode, shown } }
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
    const door = body.lock ? await desk.portal.lock(now, session, String(body.lock)) : null
    const lock = door ? await desk.portal.twin(now, session, door.id) : new twin.Twin(String(body.model), start)
    const bench = new Bench(lock, session, door && { zone: new time.Zone(door.zone), rule: door.clock })
    for (const oldest of [...benches.keys()].slice(0, Math.max(benches.size - MOST + 1, 0))) benches.delete(oldest)
    const id = randomUUID()
    benches.set(id, bench)
    return { id, model: lock.model, ...bench.told({}) }
  })

  app.post('/api/twins/:twin/act', async (request) => {
    const step = Object.fromEntries(Object.entries(request.body).filter(([name]) => STEPS.includes(name)))
    return benchOf(request).act(step)
  })
  app.post('/api/twins/:twin/go', async (request) => {
    const { to, house } = request.body
    const bench = benchOf(request)
    return bench.go(house ? bench.atHouse(String(house)) : String(to))
  })
}
