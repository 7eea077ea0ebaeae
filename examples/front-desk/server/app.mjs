// The server: sessions, and the portal's use cases as routes. What a person may do is decided by the library, from the
// session alone; a route only passes on what it is told.
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import files from '@fastify/static'
import Fastify from 'fastify'
import { portal as portals } from '../../../bindings/node/index.js'
import { doorRoutes } from './doors.mjs'
import { twinRoutes } from './twins.mjs'

const STATUS = {
  invalid: 400,
  not_found: 404,
  conflict: 409,
  denied: 403,
  exhausted: 402,
  limited: 429,
  unavailable: 503,
  corrupt: 500,
}

/** The portal, the server on it, and a courier that writes mails into a file. `clock` tells the present moment. */
export async function openDesk({ store, masterKey, mails, origin, settings, clock = () => new Date() }) {
  const portal = await portals.open({ store, masterKey, settings: { name: 'Front desk', baseUrl: origin, ...settings } })
  const deliver = async (now = clock()) => {
    const parcels = await portal.claim(now, 100)
    for (const { id, recipient, subject, text } of parcels) {
      if (mails) appendFileSync(mails, `To: ${recipient}\nSubject: ${subject}\n\n${text}\n\n`, { mode: 0o600 })
      await portal.settle(now, id, 'delivered')
    }
    return parcels
  }
  const desk = { portal, clock, deliver }
  return { app: await serve(desk, origin), desk }
}

async function serve(desk, origin) {
  const app = Fastify({ bodyLimit: 2 * 1024 * 1024 })
  const secure = origin.startsWith('https:')
  const cookies = { path: '/', httpOnly: true, sameSite: 'strict', secure }
  await app.register(cookie)
  await app.register(csrf, { cookieOpts: { ...cookies, signed: false } })
  await app.register(files, { root: fileURLToPath(new URL('../page', import.meta.url)) })

  app.addHook('onSend', async (request, reply) => {
    reply.header('content-security-policy', "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((error, request, reply) => {
    const known = typeof error.kind === 'string' && error.kind in STATUS
    const status = error.code === 'portal.session_invalid' ? 401 : known ? STATUS[error.kind] : (error.statusCode ?? 500)
    if (status >= 500) request.log.error(error)
    const { message, code = 'server.failed', hint = '' } = known || status < 500 ? error : { message: 'the server failed' }
    reply.status(status).send({ error: { code, message, hint } })
  })
  app.decorateRequest('session', '')
  // Everything that changes something carries the token of the page; another site cannot read it.
  app.addHook('preHandler', (request, reply, done) => {
    request.session = request.cookies.session ?? ''
    if (request.method === 'GET' || !request.url.startsWith('/api/')) return done()
    return app.csrfProtection(request, reply, done)
  })

  const { portal } = desk
  app.get('/api/token', async (request, reply) => ({ csrf: reply.generateCsrf() }))
  app.post('/api/sign-in', async ({ body }, reply) => {
    const { token, expiresAt } = await portal.signIn(desk.clock(), String(body.email), String(body.password))
    reply.setCookie('session', token, { ...cookies, maxAge: Math.floor((new Date(expiresAt) - desk.clock()) / 1000) })
    return {}
  })
  app.post('/api/sign-out', async (request, reply) => {
    await portal.signOut(request.session)
    reply.clearCookie('session', cookies)
    return {}
  })
  app.get('/api/me', async (request) => {
    const { role, locks, locksAllowed, balance } = await portal.account(desk.clock(), request.session)
    return { role, locks, locksAllowed, balance, now: desk.clock() }
  })
  app.get('/api/people', async (request) => portal.users(desk.clock(), request.session))
  doorRoutes(app, desk)
  twinRoutes(app, desk)
  return app
}
