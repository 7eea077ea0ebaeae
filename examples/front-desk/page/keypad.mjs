// A lock to press: any model of the catalogue, or one of the account's own doors with its keys.
import { get, post } from './api.mjs'
import { el, field, when } from './dom.mjs'

const HOUR = 3_600_000
const EFFECTS = { blue: 'blue flash', red: 'red flash', green: 'green flash', unlock: 'the bolt unlocks', lock: 'the bolt locks' }
const BUTTONS = { program: 'Program', lock: 'Lock' }

export async function keypad({ of }) {
  const models = await get('models')
  const lock = of ? (await get(`doors/${of}`)).lock : null
  const place = el('div')
  // The one before goes at once, so that no key meant for the new one reaches it; the one asked for last stays.
  let asked = 0
  const begin = async (given) => {
    const mine = (asked += 1)
    place.replaceChildren()
    const twin = await post('twins', given)
    if (mine === asked) place.replaceChildren(bench(twin, models.find(({ id }) => id === twin.model), lock?.zone))
  }
  const choose = el('select', { onchange: () => begin({ model: choose.value }) }, models.map(({ id, name, maker }) => el('option', { value: id }, `${name} – ${maker}`)))
  await begin(lock ? { lock: lock.id } : { model: choose.value })
  return [
    el('h1', {}, lock ? `Keypad of ${lock.name}` : 'Keypad'),
    lock ? el('p', { class: 'soft' }, 'A twin of this door, with its keys, in time of its own. Nothing here touches the door.') : el('div', { class: 'card' }, field('Model', choose)),
    place,
  ]
}

// A twin keeps time without a zone: it is shown and moved as if it were UTC.
const millis = (text) => Date.parse(`${text}Z`)
const text = (moment) => new Date(moment).toISOString().slice(0, 19)

function bench(twin, model, zone) {
  const start = millis(twin.now)
  const led = el('div', { class: 'led', 'aria-hidden': 'true' })
  const bolt = el('span', { class: 'bolt', id: 'bolt' })
  const clock = el('output', { id: 'clock' })
  const heard = el('p', { role: 'status', 'aria-live': 'polite', id: 'heard' })
  const range = { from: start - 24 * HOUR, until: start + 14 * 24 * HOUR }
  const slider = el('input', { type: 'range', min: 0, max: (range.until - start) / HOUR, step: 1, value: 0, 'aria-label': 'Hours from the beginning', id: 'slider' })
  const exact = el('input', { type: 'datetime-local', id: 'exact', step: 60 })
  const house = el('p', { class: 'soft', id: 'house' })

  const show = ({ now, bolt: at, effects, ignored, error, house: civil }) => {
    twin.now = now
    bolt.textContent = at
    clock.textContent = now.replace('T', ' ')
    exact.value = (civil ?? now).slice(0, 16)
    if (civil) house.textContent = `That is ${when(civil, zone)} in ${zone}.`
    slider.value = Math.round((millis(now) - start) / HOUR)
    const words = error ? [error.hint ? `${error.message}: ${error.hint}` : error.message] : effects.length > 0 ? effects.map((word) => EFFECTS[word] ?? word) : ignored?.length > 0 ? ['the key does nothing now'] : []
    if (words.length > 0) heard.textContent = words.join(', ')
    flash(led, effects)
  }
  // One step after another, however fast the keys are pressed.
  let last = Promise.resolve()
  const act = (path, body) => {
    last = last.then(async () => show(await post(`twins/${twin.id}/${path}`, body))).catch((failed) => (heard.textContent = failed.message))
    return last
  }
  let quiet = null
  let typed = ''
  const finish = () => {
    clearTimeout(quiet)
    const keys = typed
    typed = ''
    if (keys !== '') act('act', { keys })
  }
  const press = (key) => {
    typed += key
    heard.textContent = '•'.repeat(typed.length)
    clearTimeout(quiet)
    quiet = setTimeout(finish, 1_500)
  }
  const keys = el('div', { class: 'keys', role: 'group', 'aria-label': 'Keys' }, layout(model).map((key) =>
    key === '' ? el('span') : el('button', { type: 'button', 'data-key': key, onclick: () => press(key) }, key)))
  const whole = el('div', { class: 'lock', tabindex: 0, role: 'group', 'aria-label': `Keypad of ${model.name}. Digits can be typed on the keyboard, Enter ends them.` },
    el('div', { class: 'top' }, led, el('span', {}, 'Bolt: ', bolt)), keys,
    el('div', { class: 'extra' },
      el('button', { type: 'button', onclick: finish }, 'Enter'),
      el('button', { type: 'button', onclick: () => act('act', { handle: 'turn' }) }, 'Turn handle'),
      model.buttons.map((button) => el('button', { type: 'button', onclick: () => act('act', { button }) }, BUTTONS[button] ?? button))))
  whole.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === whole) return finish()
    const button = keys.querySelector(`[data-key="${CSS.escape(event.key)}"]`) ?? [...keys.querySelectorAll('button')].find((each) => each.dataset.key.includes(event.key))
    if (!button || event.ctrlKey || event.metaKey || event.key === 'Enter') return
    event.preventDefault()
    press(event.key)
    button.classList.add('down')
    setTimeout(() => button.classList.remove('down'), 150)
  })
  slider.addEventListener('change', () => act('go', { to: text(start + Number(slider.value) * HOUR) }))
  exact.addEventListener('change', () => exact.value && act('go', zone ? { house: exact.value } : { to: `${exact.value}:00` }))
  show({ ...twin, effects: [] })
  return el('div', { class: 'two' },
    whole,
    el('section', { class: 'card', 'aria-label': 'Time' }, el('h2', {}, 'Time at the lock'),
      el('p', { class: 'digits' }, clock), zone && house,
      field('Days ahead', slider), field(zone ? `Or exactly, in the time of ${zone}` : 'Or exactly', exact),
      el('div', { class: 'row', role: 'group', 'aria-label': 'Let time pass' }, ['10s', '1m', '1h', '1d'].map((wait) => el('button', { class: 'quiet', type: 'button', onclick: () => act('act', { wait }) }, `+ ${wait}`))),
      el('h2', {}, 'What it did'), heard))
}

/** The keys as they stand on the lock. */
function layout({ keys, shared }) {
  if (shared.length > 0) return shared
  const order = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
  const found = order.filter((key) => keys.includes(key))
  // A lock without a star has its 0 in the middle all the same.
  if (found.includes('0') && !found.includes('*')) found.splice(found.indexOf('0'), 0, '')
  return [...found, ...[...keys].filter((key) => !order.includes(key))]
}

/** Flashes the colours of the effects in turn. */
async function flash(led, effects) {
  for (const effect of effects.filter((word) => ['blue', 'red', 'green'].includes(word))) {
    led.classList.add(effect)
    await new Promise((resolve) => setTimeout(resolve, 180))
    led.classList.remove(effect)
    await new Promise((resolve) => setTimeout(resolve, 90))
  }
}
