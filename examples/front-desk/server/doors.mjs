// Doors: their state, stays with their codes, the timeline, advice, cards and feeds.
import { Readable } from 'node:stream'
import { advise, catalogue, draw, stay, time } from '../../../bindings/node/index.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const models = new catalogue.Catalogue()

/** The codes of a lock that a person may see and that are not long over, oldest first. */
async function codesOf(desk, session, lock, since) {
  const endsAfter = new time.Zone(lock.zone).lockTime(lock.clock, since)
  const found = []
  let next
  do {
    const page = await desk.portal.codes(desk.clock(), session, { lock: lock.id, endsAfter }, { next, limit: 200 })
    found.push(...page.codes)
    next = page.next
  } while (next !== null && found.length < 2_000)
  return found.reverse()
}

const nameOf = ({ guest, number }) => `${guest ?? 'Code'} · ${number}`
const givenOf = (code) => ({ id: nameOf(code), grant: code.grant })

/** A code as a page shows it: without its digits, which are given out with the card, and in the house's time. */
function shownOf({ code, ...shown }, lock) {
  const civil = (at) => new time.Zone(lock.zone).toCivil(lock.clock, at)
  return { ...shown, from: civil(shown.starts), until: civil(shown.ends) }
}

async function stateOf(desk, session, lock) {
  const state = { ...lock, modelName: models.get(lock.model).name, inside: 0, codes: 0, next: null }
  if (!lock.ready) return state
  const now = desk.clock()
  const codes = await codesOf(desk, session, lock, now)
  const door = await desk.portal.door(now, session, lock.id)
  const inside = stay.whoCanEnter(door, codes.map(givenOf), now, 'partial')
  const coming = codes.map((code) => shownOf(code, lock)).filter(({ from }) => new Date(from) > now)
  const next = coming.reduce((soonest, code) => (soonest && soonest.from <= code.from ? soonest : code), null)
  return { ...state, inside: inside.length, codes: codes.length, next: next && { guest: next.guest, from: next.from } }
}

export function doorRoutes(app, desk) {
  const { portal } = desk
  const lockOf = (request) => portal.lock(desk.clock(), request.session, request.params.lock)

  app.get('/api/doors', async ({ session }) => {
    const { locks } = await portal.locks(desk.clock(), session, null, { limit: 200 })
    return Promise.all(locks.map((lock) => stateOf(desk, session, lock)))
  })

  app.get('/api/doors/:lock', async (request) => {
    const lock = await lockOf(request)
    const codes = await codesOf(desk, request.session, lock, new Date(desk.clock().getTime() - 7 * DAY))
    return { lock: await stateOf(desk, request.session, lock), codes: codes.map((code) => shownOf(code, lock)) }
  })

  app.get('/api/doors/:lock/entrants', async (request) => {
    const lock = await lockOf(request)
    const codes = await codesOf(desk, request.session, lock, desk.clock())
    const door = await portal.door(desk.clock(), request.session, lock.id)
    return stay.whoCanEnter(door, codes.map(givenOf), desk.clock(), 'partial')
  })

  app.get('/api/doors/:lock/timeline.svg', async (request, reply) => {
    const lock = await lockOf(request)
    const from = new Date(desk.clock().getTime() - DAY)
    const days = Math.min(Math.max(Number(request.query.days) || 14, 1), 60)
    const span = { from, until: new Date(from.getTime() + days * DAY) }
    const codes = await codesOf(desk, request.session, lock, from)
    const lanes = draw.Lane.ofGiven(codes.slice(0, 12).map(givenOf))
    reply.type('image/svg+xml')
    const door = await portal.door(desk.clock(), request.session, lock.id)
    return draw.timelineSvg({ door, title: lock.name, span, lanes, width: request.query.narrow ? 340 : 900 })
  })

  const asked = ({ params, body }, lock) => {
    const zone = new time.Zone(lock.zone)
    const { stay: id, guest, from, until } = body
    return { stay: String(id), lock: params.lock, from: zone.read(String(from)), until: zone.read(String(until)), guest: guest || null }
  }
  app.post('/api/doors/:lock/plan', async (request) => {
    const lock = await lockOf(request)
    return portal.planStay(desk.clock(), request.session, asked(request, lock))
  })
  app.post('/api/doors/:lock/stay', async (request) => {
    const lock = await lockOf(request)
    return portal.stay(desk.clock(), request.session, asked(request, lock))
  })

  app.get('/api/codes/:number/card', async ({ session, params }) =>
    portal.card(desk.clock(), session, Number(params.number), 'Welcome to the house.'))
  app.post('/api/codes/:number/send', async ({ session, params, body }) => {
    const delivery = { channel: 'email', to: String(body.to), note: 'Welcome to the house.' }
    const sent = await portal.send(desk.clock(), session, { request: String(body.request), number: Number(params.number), delivery })
    await desk.deliver()
    return sent
  })

  app.post('/api/doors/:lock/explain', async (request) => {
    const { session, body } = request
    const { id, zone } = await lockOf(request)
    const at = body.at ? new time.Zone(zone).read(String(body.at)) : null
    const tried = { typed: String(body.typed), signal: String(body.signal), at, answers: body.answers }
    const said = await portal.explain(desk.clock(), session, id, tried)
    return { ...said, next: said.next && { question: said.next, text: advise.questionText(said.next) } }
  })

  // The import answers line by line: how far it is, and at last what became of the feed.
  app.post('/api/doors/:lock/feed', async (request, reply) => {
    const { session, body } = request
    const lock = await lockOf(request)
    const lines = new Readable({ read() {} })
    const say = (line) => lines.push(`${JSON.stringify(line)}\n`)
    const job = { lock: lock.id, checkIn: String(body.checkIn), checkOut: String(body.checkOut) }
    const work = portal.issueFeed(desk.clock(), session, job, String(body.text), (done, of) => say({ done, of }))
    const ended = ({ code, message, hint }) => say({ error: { code, message, hint } })
    work.then((report) => say({ report }), ended).finally(() => setImmediate(() => lines.push(null)))
    reply.type('application/x-ndjson')
    return lines
  })
}
