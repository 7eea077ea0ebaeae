// Every path of the front desk in headless Chromium, at phone and desktop width, with an accessibility run on each page.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { openDesk } from '../server/app.mjs'
import { furnish } from '../server/example.mjs'

const SHOTS = process.env.FRONT_DESK_SHOTS ?? mkdtempSync(join(tmpdir(), 'front-desk-shots-'))
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }
const NOW = new Date('2026-07-01T12:00:00Z')
const FEED = ['id,arrival,departure,guest', 'B1,2026-07-06,2026-07-09,Gus Grey', 'B2,2026-07-10,2026-07-12,Ida Iver'].join('\n')

let app, desk, people, browser, origin
const folder = mkdtempSync(join(tmpdir(), 'front-desk-'))

before(async () => {
  mkdirSync(SHOTS, { recursive: true })
  const settings = { passwordMemoryKib: 64, passwordPasses: 1, freeCredits: 500 }
  ;({ app, desk } = await openDesk({ store: join(folder, 'portal.db'), masterKey: '07'.repeat(32), origin: 'http://localhost', settings, clock: () => NOW }))
  people = await furnish(desk, join(folder, 'people.json'), NOW)
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
})
after(async () => {
  await browser?.close()
  await app?.close()
  rmSync(folder, { recursive: true })
})

/** A page of somebody who signed in; what the page asks of any other host fails the test. */
async function signedIn(role, viewport) {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  page.on('request', (request) => assert.ok(request.url().startsWith(origin) || request.url().startsWith('data:'), request.url()))
  page.on('pageerror', (error) => assert.fail(error))
  const { email, password } = people.find((person) => person.role === role)
  await page.goto(`${origin}/#/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Doors', level: 1 }).waitFor()
  return page
}

async function looked(page, name) {
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wide <= 0, `${name} is ${wide} pixels wider than the screen`)
  await page.evaluate(AXE)
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme })
    if (colorScheme === 'dark') await page.screenshot({ path: join(SHOTS, `${name}-dark.png`), fullPage: true })
    const { violations } = await page.evaluate(() => globalThis.axe.run())
    const bad = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    assert.deepEqual(bad.map(({ id, nodes }) => [id, nodes[0].html]), [], `${name}, ${colorScheme}`)
  }
}

async function toDoor(page, name) {
  await page.goto(`${origin}/#/doors`)
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

const type = async (page, keys) => {
  await page.locator('.lock').focus()
  for (const key of keys) await page.keyboard.press(key)
  await page.keyboard.press('Enter')
}
// Goes to a time of the house, at which the lock's own clock, on winter time all year, reads another.
const at = async (page, moment, clock) => {
  await page.locator('#exact').fill(moment)
  await page.locator('#exact').dispatchEvent('change')
  await page.waitForFunction((wanted) => document.getElementById('clock').textContent.startsWith(wanted), clock)
}
const bolt = (page, wanted) => page.waitForFunction((wanted) => document.getElementById('bolt').textContent === wanted, wanted)

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`the owner's day at ${width} width`, async () => {
    const page = await signedIn('owner', viewport)
    await looked(page, `${width}-doors`)

    await toDoor(page, 'Garden flat')
    await page.getByLabel('An iCalendar or CSV export').setInputFiles({ name: 'feed.csv', mimeType: 'text/csv', buffer: Buffer.from(FEED) })
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByText('2 stays, 0 refused').waitFor()
    await looked(page, `${width}-door`)

    const wizard = page.getByRole('region', { name: 'A code for a stay' })
    await wizard.getByLabel('Guest').fill(`Walk-in ${width}`)
    await wizard.getByLabel('Check-in').fill(width === 'phone' ? '2026-07-20T15:00' : '2026-07-15T15:00')
    await wizard.getByLabel('Check-out').fill(width === 'phone' ? '2026-07-22T11:00' : '2026-07-17T11:00')
    await wizard.getByText('Guaranteed', { exact: true }).waitFor()
    await page.waitForFunction(() => !document.querySelector('#quote + button').disabled)
    assert.match(await wizard.locator('#quote').textContent(), /Asked.*Granted.*Guaranteed.*up to 1 h 3 min before.*Costs1 credit/s)
    await wizard.getByRole('button', { name: 'Give the code' }).click()
    const card = page.locator('#card')
    await card.waitFor()
    assert.match(await card.locator('.digits').textContent(), /^\D?\d{9}$/)
    await card.getByLabel('Mail it to').fill('gus@example.org')
    await card.getByRole('button', { name: 'Send' }).click()
    await page.getByText('The card was mailed').waitFor()
    await looked(page, `${width}-card`)

    const advice = page.getByRole('region', { name: "Why won't it open?" })
    await advice.getByLabel('Digits').fill((await card.locator('.digits').textContent()).replaceAll(/\D/g, ''))
    await advice.getByLabel('What the lock showed').selectOption('red')
    await advice.getByRole('button', { name: 'Explain' }).click()
    await advice.locator('#advice li').first().waitFor({ timeout: 5_000 }).catch(async () => assert.fail(await advice.textContent()))
    assert.match(await advice.locator('#advice li').first().textContent(), /too early/)
    await looked(page, `${width}-advice`)

    // What cannot be is told with what would help, and nothing can be given.
    await wizard.getByLabel('Check-out').fill('2026-07-01T11:00')
    await wizard.locator('#quote .error').waitFor()
    assert.match(await wizard.locator('#quote').textContent(), /:/)
    assert.ok(await wizard.getByRole('button', { name: 'Give the code' }).isDisabled())
    await looked(page, `${width}-refused`)

    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: join(SHOTS, `${width}-print.png`), fullPage: true })
    assert.ok(await card.locator('.digits').isVisible())
    for (const hidden of [page.locator('header'), wizard, card.getByRole('button', { name: 'Send' })]) assert.ok(await hidden.isHidden())
    await page.emulateMedia({ media: 'screen' })

    await page.goto(`${origin}/#/people`)
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
    await page.getByText('associate@example.org').waitFor()
    await looked(page, `${width}-people`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await looked(page, `${width}-sign-in`)
    await page.context().close()
  })

  test(`an imported stay's code opens the keypad twin at check-in, and not after, at ${width} width`, async () => {
    const page = await signedIn('owner', viewport)
    await toDoor(page, 'Garden flat')
    await page.getByRole('row', { name: /Gus Grey/ }).getByRole('button').click()
    const digits = (await page.locator('#card .digits').textContent()).replaceAll(/[^\d*]/g, '')
    await page.getByRole('link', { name: 'Try it on the keypad' }).click()
    await page.getByRole('heading', { name: 'Keypad of Garden flat' }).waitFor()
    await at(page, '2026-07-06T15:00', '2026-07-06 14:00')
    assert.match(await page.locator('#house').textContent(), /That is 6 Jul 2026, 15:00 in Europe\/London/)
    for (const digit of digits) await page.locator(`.keys [data-key="${digit}"]`).click()
    await page.getByRole('button', { name: 'Enter' }).click()
    await bolt(page, 'unlocked')
    await looked(page, `${width}-twin`)
    // An hour after check-out.
    await at(page, '2026-07-09T12:00', '2026-07-09 11:00')
    await bolt(page, 'locked')
    await type(page, digits)
    await page.waitForFunction(() => document.getElementById('heard').textContent.includes('red'))
    await bolt(page, 'locked')
    await looked(page, `${width}-twin-refused`)
    await at(page, '2026-07-07T15:00', '2026-07-07 14:00')
    await type(page, digits)
    await bolt(page, 'unlocked')
    await page.context().close()
  })
}

test('what is wrong is told beside the form, and the keyboard alone is enough', async () => {
  const page = await (await browser.newContext({ viewport: WIDTHS.phone })).newPage()
  await page.goto(`${origin}/`)
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
  assert.ok(await page.getByRole('navigation').isHidden())
  await page.getByLabel('E-mail').fill('owner@example.org')
  await page.getByLabel('Password').fill('not it')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
  await looked(page, 'sign-in-refused')
  await page.context().close()

  const keys = await signedIn('owner', WIDTHS.desktop)
  const reached = []
  for (let tab = 0; tab < 7; tab += 1) {
    await keys.keyboard.press('Tab')
    reached.push(await keys.evaluate(() => document.activeElement.textContent))
  }
  // After signing in the content has the focus: first the doors, then around to the head of the page.
  assert.deepEqual(reached.slice(0, 2), ['Attic', 'Garden flat'])
  await keys.getByRole('link', { name: 'Attic' }).focus()
  await keys.keyboard.press('Enter')
  await keys.getByRole('heading', { name: 'Attic', level: 1 }).waitFor()
  await keys.getByText('None yet: give one for a stay').waitFor()
  await looked(keys, 'door-empty')
  await keys.context().close()
})

test('somebody who may only look sees why nothing can be given', async () => {
  const limits = { codesMax: 0 }
  const { token } = await desk.portal.signIn(NOW, people[0].email, people[0].password)
  await desk.portal.invite(NOW, token, { email: 'reader@example.org', name: 'Rea Reader', role: 'guest', limits })
  const [mail] = await desk.deliver(NOW)
  const password = 'Only-Looks-7'
  await desk.portal.setPassword(NOW, mail.text.match(/\/password\/(\S+)/)[1], password)
  people.push({ role: 'reader', email: 'reader@example.org', password })

  const page = await signedIn('reader', WIDTHS.phone)
  await toDoor(page, 'Attic')
  const wizard = page.getByRole('region', { name: 'A code for a stay' })
  await page.waitForFunction(() => !document.querySelector('#quote + button').disabled || document.querySelector('#quote .error'))
  if (await wizard.getByRole('button', { name: 'Give the code' }).isEnabled()) await wizard.getByRole('button', { name: 'Give the code' }).click()
  const told = wizard.locator('.error').filter({ hasText: /codes/ })
  await told.waitFor()
  assert.match(await told.textContent(), /0 are left.*: ask whoever invited you/)
  assert.equal(await page.locator('#card').count(), 0)
  await looked(page, 'reader-refused')
  const { codes } = await desk.portal.codes(NOW, token, null, null)
  assert.ok(codes.every(({ guest }) => guest !== 'Rea'))
  await page.context().close()
})

test('every model of the catalogue can be pressed', async () => {
  const page = await signedIn('owner', WIDTHS.desktop)
  await page.goto(`${origin}/#/twin`)
  await page.getByLabel('Model').selectOption('kl1000-netcode-c2')
  await page.getByRole('group', { name: /Keypad of/ }).waitFor()
  await type(page, '2244')
  await bolt(page, 'unlocked')
  const models = await page.getByLabel('Model').locator('option').evaluateAll((options) => options.map(({ value }) => value))
  for (const model of models) {
    await page.getByLabel('Model').selectOption(model)
    await page.waitForFunction((name) => document.querySelector('.lock')?.getAttribute('aria-label').includes(name), (await page.getByLabel('Model').locator('option:checked').textContent()).split(' – ')[0])
    assert.ok((await page.locator('.keys button').count()) > 0, model)
  }
  await page.context().close()
})

const clock = (page, wanted) =>
  page.waitForFunction((wanted) => document.getElementById('clock').textContent === wanted, wanted)

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`the slider goes forward and back in the lock's time at ${width} width`, async () => {
    const page = await signedIn('owner', viewport)
    await page.goto(`${origin}/#/twin`)
    await page.getByLabel('Model').selectOption('kl1000-netcode-c2')
    await page.getByRole('group', { name: /Keypad of/ }).waitFor()
    await type(page, '2244')
    await bolt(page, 'unlocked')
    const slider = page.getByRole('slider')
    await slider.press('ArrowRight')
    await clock(page, '2026-07-01 13:00:00')
    await bolt(page, 'locked')
    await slider.press('End')
    await clock(page, '2026-07-15 12:00:00')
    const { x, y, width: wide, height } = await slider.boundingBox()
    await page.mouse.click(x + wide / 2, y + height / 2)
    await page.waitForFunction(() => Math.abs(Number(document.getElementById('slider').value) - 168) < 8 && document.getElementById('clock').textContent.startsWith('2026-07-08'))
    await slider.press('Home')
    await clock(page, '2026-07-01 12:00:00')
    // What the lock was then: opened a moment ago.
    await bolt(page, 'unlocked')
    await page.context().close()
  })
}

test('an import shows how far it is', async () => {
  const page = await signedIn('owner', WIDTHS.phone)
  await toDoor(page, 'Attic')
  const day = (add) => new Date(NOW.getTime() + (5 + add) * 86_400_000).toISOString().slice(0, 10)
  const lines = Array.from({ length: 250 }, (_, at) => `P${at},${day(at)},${day(at + 1)},Guest ${at}`)
  const buffer = Buffer.from(['id,arrival,departure,guest', ...lines].join('\n'))
  await page.getByLabel('An iCalendar or CSV export').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer })
  const bar = page.getByRole('progressbar', { name: 'Import', includeHidden: true })
  assert.ok(await bar.isHidden())
  await bar.evaluate((bar) => {
    globalThis.heard = []
    const hear = () => globalThis.heard.push([bar.hidden, bar.value, bar.max])
    new MutationObserver(hear).observe(bar, { attributes: true })
  })
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByText('250 stays, 0 refused, 250 credits spent.').waitFor()
  const heard = await page.evaluate(() => globalThis.heard)
  assert.ok(heard.every(([hidden]) => !hidden))
  const done = heard.filter(([, , max]) => max === 250).map(([, value]) => value)
  assert.deepEqual(done, [...done].sort((a, b) => a - b))
  assert.ok(done.some((value) => value > 0 && value < 250) && done.at(-1) === 250, String(done))
  await page.context().close()
})

test('the library decides what a guest of the account may do', async () => {
  const page = await signedIn('guest', WIDTHS.desktop)
  await toDoor(page, 'Garden flat')
  assert.equal(await page.getByRole('link', { name: 'Try it on the keypad' }).count(), 0)
  const lock = await page.evaluate(() => location.hash.split('/').pop())
  const { csrf } = await page.evaluate(async () => (await fetch('/api/token')).json())
  const twin = await page.evaluate(async ([lock, csrf]) => {
    const headers = { 'content-type': 'application/json', 'csrf-token': csrf }
    return (await fetch('/api/twins', { method: 'POST', headers, body: JSON.stringify({ lock }) })).status
  }, [lock, csrf])
  assert.equal(twin, 403)
  await page.goto(`${origin}/#/people`)
  await page.getByText('As guest you do not see').waitFor()
  const status = await page.evaluate(async () => (await fetch('/api/people')).status)
  assert.equal(status, 403)
  await page.context().close()
})

test('a change needs the token of the page, and everything a session', async () => {
  const post = (headers) => app.inject({ method: 'POST', url: '/api/sign-in', headers, payload: { email: 'a', password: 'b' } })
  assert.equal((await post({})).statusCode, 403)
  assert.equal((await app.inject({ url: '/api/doors' })).statusCode, 401)
  const { email, password } = people[0]
  const { headers, body } = await app.inject({ url: '/api/token' })
  const secret = [headers['set-cookie']].flat()[0].split(';')[0]
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', headers: { cookie: secret, 'csrf-token': JSON.parse(body).csrf }, payload: { email, password } })
  assert.match([answer.headers['set-cookie']].flat().join(), /session=.*HttpOnly.*SameSite=Strict/)
})
