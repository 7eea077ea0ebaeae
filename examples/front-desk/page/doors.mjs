// The doors, and one door: its codes, a code for a new stay, who can enter, advice, and bookings from a feed.
import { follow, get, post } from './api.mjs'
import { el, field, form, input, lasting, local, say, when, windows } from './dom.mjs'

export async function doors() {
  const list = await get('doors')
  const one = (lock) =>
    el('article', { class: 'card' },
      el('h2', {}, el('a', { href: `#/doors/${lock.id}` }, lock.name)),
      el('p', { class: 'soft' }, `${lock.site || 'No site'} · ${lock.modelName}`),
      el('p', {},
        el('span', { class: lock.ready ? 'badge on' : 'badge' }, lock.ready ? 'ready' : 'not initialised'), ' ',
        el('span', { class: lock.inside > 0 ? 'badge on' : 'badge' }, lock.inside > 0 ? `${lock.inside} can enter now` : 'nobody can enter now')),
      el('p', { class: 'soft' }, lock.next ? `Next: ${lock.next.guest ?? 'a code'}, from ${when(lock.next.from, lock.zone)}` : 'Nobody is expected.'))
  const none = 'There are no doors here that you may see. Whoever may add locks adds them with the netcode command, or the library.'
  return [el('h1', {}, 'Doors'), list.length > 0 ? el('div', { class: 'grid' }, list.map(one)) : el('p', { class: 'card' }, none)]
}

export async function door({ me, of, again }) {
  const { lock, codes } = await get(`doors/${of}`)
  const width = matchMedia('(max-width: 40rem)').matches ? '&narrow=1' : ''
  const timeline = el('img', { src: `/api/doors/${of}/timeline.svg?days=21${width}&at=${Date.now()}`, alt: `Timeline of ${lock.name}: which code opens when, for three weeks` })
  return [
    el('h1', {}, lock.name),
    el('p', { class: 'soft' }, `${lock.site ? `${lock.site} · ` : ''}${lock.modelName} · all times are those of ${lock.zone}`),
    el('div', { class: 'card' }, el('h2', {}, 'Timeline'), el('div', { class: 'timeline', tabindex: 0, role: 'region', 'aria-label': 'Timeline' }, timeline)),
    el('div', { class: 'two' },
      el('div', {}, wizard(lock, me, again), feed(lock, again)),
      el('div', {}, await entrants(lock, me), advice(lock))),
    history(lock, codes),
  ]
}

function wizard(lock, me, again) {
  const id = crypto.randomUUID()
  const day = (add, hour) => `${local(new Date(Date.parse(me.now) + add * 86_400_000), lock.zone).slice(0, 10)}T${hour}`
  const quote = el('div', { 'aria-live': 'polite', id: 'quote' })
  const give = el('button', { disabled: true, value: 'give' }, 'Give the code')
  const values = () => Object.fromEntries(new FormData(made))
  const stay = ({ guest, from, until }) => ({ stay: id, guest, from, until })
  let turn = 0
  const plan = async () => {
    const mine = (turn += 1)
    give.disabled = true
    try {
      const plan = await post(`doors/${lock.id}/plan`, stay(values()))
      if (mine !== turn) return
      quote.replaceChildren(plan.ways.length > 0 ? quoted(plan.ways[0], lock) : noWay(plan))
      give.disabled = plan.ways.length === 0
    } catch (failed) {
      if (mine === turn) quote.replaceChildren(el('p', { class: 'error' }, failed.message))
    }
  }
  const made = form({ onchange: plan }, [
    field('Guest', input('guest', { maxlength: 100 })),
    el('div', { class: 'row' },
      field('Check-in', input('from', { type: 'datetime-local', required: true, value: day(1, '15:00') })),
      field('Check-out', input('until', { type: 'datetime-local', required: true, value: day(4, '11:00') }))),
    quote,
    give,
  ], async (given) => {
    const answer = await post(`doors/${lock.id}/stay`, stay(given))
    say(`The code was given: ${answer.charged} credits, ${answer.balance} left.`)
    location.hash = `#/doors/${lock.id}`
    await again()
    await card(lock, answer.numbers[0])
  })
  queueMicrotask(plan)
  return el('section', { class: 'card', 'aria-label': 'A code for a stay' }, el('h2', {}, 'A code for a stay'), made)
}

const UNFIT = {
  switched_off: 'is switched off at the lock',
  opens_once: 'opens only once',
  repeats: 'repeats by the week',
  too_short: 'is too short for it',
  clock_unknown: "needs the lock's clock, which is not known",
}
const REMEDY = {
  switch_on: ({ mode }) => `Switch the lock to ${mode}: codes of the modes it leaves stop working.`,
  change_layout: ({ mode, layout }) => `Give the lock layout ${layout}, with longer codes, and ${mode}.`,
  set_clock: () => "Set the lock's clock.",
}

function noWay({ unfit, remedies }) {
  const item = (text) => el('li', {}, text)
  return el('div', {},
    el('p', { class: 'error' }, 'No code of this door covers such a stay.'),
    el('ul', { class: 'plain' }, unfit.map(({ mode, reason }) => item(`${mode} ${UNFIT[reason]}`)), remedies.slice(0, 2).map((remedy) => item(el('strong', {}, REMEDY[remedy.change](remedy))))))
}

function quoted({ credits, quote, lateArrivalMinutes }, lock) {
  const { spill } = quote
  const row = (name, text) => [el('dt', {}, name), el('dd', {}, text)]
  return el('div', {}, el('dl', {},
    row('Asked', windows(quote.asked, lock.zone)),
    row('Granted', windows(quote.granted, lock.zone)),
    row('Guaranteed', windows(quote.guaranteed, lock.zone)),
    row('May open too', `up to ${lasting(spill.beforeMinutes)} before and ${lasting(spill.afterMinutes)} after`),
    lateArrivalMinutes > 0 && row('First use', `by ${when(quote.firstUse[0]?.by, lock.zone)}, or the code stops working`),
    row('Costs', `${credits} ${credits === 1 ? 'credit' : 'credits'}`)),
  el('p', { class: 'soft' }, "What is guaranteed holds even if the lock's clock is a little off."))
}

async function entrants(lock, me) {
  // Whoever presses a door's twin can find its codes; the server asks the library again.
  const keypad = lock.ready && ['owner', 'standard'].includes(me.role)
  const list = lock.ready ? await get(`doors/${lock.id}/entrants`) : []
  const one = ({ id, surely, until }) => el('li', {}, el('strong', {}, id), ` ${surely ? 'opens' : 'may open'} until ${when(until, lock.zone)}`)
  return el('section', { class: 'card', 'aria-label': 'Who can enter now' }, el('h2', {}, 'Who can enter now'),
    list.length > 0 ? el('ul', { class: 'plain' }, list.map(one)) : el('p', { class: 'soft' }, 'No code you can see opens this door now.'),
    keypad && el('p', {}, el('a', { href: `#/twin/${lock.id}` }, 'Try it on the keypad')))
}

const SIGNALS = {
  unseen: 'Nobody looked',
  red: 'Red',
  'red-at-star': 'Red as soon as * was pressed',
  silent: 'Nothing at all',
  'low-battery': 'Three red and a blue',
  'good-but-shut': 'The signal for good, but the door stays shut',
}

function advice(lock) {
  const said = el('div', { 'aria-live': 'polite', id: 'advice' })
  const ask = async (given, answers = {}) => {
    const { findings, next } = await post(`doors/${lock.id}/explain`, { ...given, answers })
    const one = ({ cause, likelihood, evidence, remedy }) =>
      el('li', {}, el('strong', {}, `${cause.replaceAll('-', ' ')}, ${Math.round(likelihood * 100)} %`), el('br'), evidence, el('br'), el('em', {}, remedy))
    const reply = (text, yes) =>
      el('button', { class: 'quiet', type: 'button', onclick: () => ask(given, { ...answers, [next.question]: yes }) }, text)
    said.replaceChildren(
      el('ul', { class: 'plain' }, findings.slice(0, 4).map(one)),
      ...(next === null ? [] : [el('p', {}, next.text, ' ', reply('Yes', true), ' ', reply('No', false))]))
  }
  const made = form({}, [
    field('Digits as they were typed', input('typed', { required: true, inputmode: 'numeric', pattern: '\\*?[0-9 ]{1,12}' })),
    field('When, if not now', input('at', { type: 'datetime-local' })),
    field('What the lock showed', el('select', { name: 'signal' }, Object.entries(SIGNALS).map(([value, text]) => el('option', { value }, text)))),
    el('button', {}, 'Explain'),
  ], (given) => ask(given))
  return el('section', { class: 'card', 'aria-label': "Why won't it open?" }, el('h2', {}, "Why won't it open?"), made, said)
}

function feed(lock, again) {
  const bar = el('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Import' })
  const said = el('div', { 'aria-live': 'polite', id: 'imported' })
  const told = ({ report, error, done, of }) => {
    if (done !== undefined) Object.assign(bar, { max: of, value: done })
    if (error) said.replaceChildren(el('p', { class: 'error' }, `${error.message}: ${error.hint}`))
    if (report) {
      const stays = report.answers.filter(({ outcome }) => outcome.type === 'stay')
      const bad = report.answers.filter(({ outcome }) => outcome.type === 'refused')
      const charged = stays.reduce((sum, { outcome }) => sum + outcome.value.charged, 0)
      said.replaceChildren(el('p', {}, `${stays.length} stays, ${bad.length} refused, ${charged} credits spent.`),
        el('ul', { class: 'plain' }, bad.slice(0, 5).map(({ line, outcome }) => el('li', {}, `Line ${line}: ${outcome.value.message}`))))
    }
  }
  const made = form({}, [
    field('An iCalendar or CSV export', el('input', { type: 'file', name: 'file', required: true, accept: '.ics,.csv,text/calendar,text/csv' })),
    el('div', { class: 'row' },
      field('Check-in at', input('checkIn', { type: 'time', required: true, value: '15:00' })),
      field('Check-out at', input('checkOut', { type: 'time', required: true, value: '11:00' }))),
    el('button', {}, 'Import'), bar, said,
  ], async ({ file, checkIn, checkOut }) => {
    bar.hidden = false
    bar.value = 0
    await follow(`doors/${lock.id}/feed`, { text: await file.text(), checkIn, checkOut }, told)
    const kept = said.cloneNode(true)
    await again()
    document.getElementById('imported')?.replaceWith(kept)
  })
  return el('section', { class: 'card', 'aria-label': 'Bookings from a feed' }, el('h2', {}, 'Bookings from a feed'), made)
}

function history(lock, codes) {
  const row = (code) => el('tr', {},
    el('td', { class: 'less' }, String(code.number)), el('td', {}, code.guest ?? '–'), el('td', { class: 'less' }, code.grant.mode),
    el('td', {}, when(code.from, lock.zone)), el('td', {}, when(code.until, lock.zone)),
    el('td', {}, el('button', { class: 'quiet', 'aria-label': `Card of code ${code.number}`, onclick: () => card(lock, code.number).catch((failed) => say(failed.message)) }, 'Card')))
  return el('div', { class: 'card wide', tabindex: 0, role: 'region', 'aria-label': 'Codes' }, el('h2', {}, 'Codes'),
    codes.length === 0 ? el('p', { class: 'soft' }, 'None yet: give one for a stay, or import bookings.') : el('table', {},
      el('thead', {}, el('tr', {}, ['No.', 'Guest', 'Mode', 'From', 'Until', 'For the guest'].map((name) =>
        el('th', { scope: 'col', class: ['No.', 'Mode'].includes(name) && 'less' }, name)))),
      el('tbody', {}, codes.map(row))))
}

/** Digits in parts of three, at the end of two or four rather than one, as they are read out. */
const inThrees = (code) => code.match(/\d{3}(?!\d$)|\d+/g)

/** The guest's card, to print or to mail. */
async function card(lock, number) {
  const text = await get(`codes/${number}/card`)
  document.getElementById('card')?.remove()
  const mail = form({ class: 'no-print' }, [
    el('div', { class: 'row' }, field('Mail it to', input('to', { type: 'email', required: true }))),
    el('button', {}, 'Send'), ' ',
    el('button', { type: 'button', class: 'quiet', onclick: () => print() }, 'Print'),
  ], async ({ to }) => {
    await post(`codes/${number}/send`, { to, request: crypto.randomUUID() })
    say(`The card was mailed to ${to}.`)
  })
  const shown = el('section', { class: 'card print', id: 'card', 'aria-label': `Card of code ${number}`, tabindex: -1 },
    el('h2', {}, `${text.door}${text.site ? `, ${text.site}` : ''}`),
    el('p', { class: 'digits' }, text.prefix && el('span', {}, text.prefix), inThrees(text.code).map((part) => el('span', {}, part))),
    el('p', {}, `From ${text.from} until ${text.until}.`),
    text.firstUseBy && el('p', {}, `Open the door with it for the first time by ${text.firstUseBy}: after that it no longer works.`),
    el('p', {}, text.guarantee), el('p', {}, text.note), mail)
  document.querySelector('main h1 + p').after(shown)
  shown.focus()
}
