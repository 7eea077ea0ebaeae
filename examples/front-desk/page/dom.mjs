// Making elements. Texts are always set as texts, so that nothing a guest is called can become part of the page.
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (['value', 'disabled', 'checked', 'max'].includes(name)) element[name] = value
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

export const field = (label, control) => el('label', {}, el('span', {}, label), control)

export const input = (name, attributes = {}) => el('input', { name, autocomplete: 'off', ...attributes })

/** A form whose errors are told beside the button and to screen readers. */
export function form(attributes, children, submit) {
  const error = el('p', { class: 'error', role: 'alert' })
  const made = el('form', attributes, children, error)
  made.addEventListener('submit', async (event) => {
    event.preventDefault()
    error.textContent = ''
    const button = event.submitter
    if (button) button.disabled = true
    try {
      await submit(Object.fromEntries(new FormData(made)), event)
    } catch (failed) {
      error.textContent = failed.message
    } finally {
      if (button) button.disabled = false
    }
  })
  return made
}

/** Says something at the foot of the page for as long as it takes to read it, or until another page is shown. */
export function say(text) {
  const said = document.getElementById('said')
  const words = text === '' ? [] : [el('span', {}, text)]
  said.replaceChildren(...words)
  if (text !== '') setTimeout(() => words[0].remove(), 6_000)
}

export const when = (text, zone) =>
  text === null || text === undefined
    ? '–'
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(text))

export const windows = (list, zone) =>
  list.length === 0 ? 'nothing' : list.map(({ from, until }) => `${when(from, zone)} to ${when(until, zone)}`).join('; ')

/** Minutes as people say them. */
export const lasting = (minutes) =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`

/** A moment as a field for local time writes it, in a zone. */
export const local = (date, zone) =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(date).replace(' ', 'T')
