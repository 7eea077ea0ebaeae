// The pages, by the part of the address behind the #.
import { Refused, get, post } from './api.mjs'
import { door, doors } from './doors.mjs'
import { el, field, form, input, say } from './dom.mjs'
import { keypad } from './keypad.mjs'
import { people } from './people.mjs'

const main = document.getElementById('main')

async function signIn() {
  const send = async ({ email, password }) => {
    await post('sign-in', { email, password })
    location.hash = '#/doors'
  }
  return [
    el('h1', {}, 'Sign in'),
    el('div', { class: 'card' }, form({}, [
      field('E-mail', input('email', { type: 'email', required: true, autocomplete: 'username' })),
      field('Password', input('password', { type: 'password', required: true, autocomplete: 'current-password' })),
      el('button', {}, 'Sign in'),
    ], send)),
  ]
}

const PAGES = [
  [/^#\/sign-in$/, signIn],
  [/^#\/doors$/, doors],
  [/^#\/doors\/(.+)$/, door],
  [/^#\/twin(?:\/(.+))?$/, keypad],
  [/^#\/people$/, people],
]

/** Who is signed in, shown in the head of the page. */
export async function head(signedIn = true) {
  for (const id of ['nav', 'who']) document.getElementById(id).hidden = !signedIn
  if (!signedIn) return null
  const me = await get('me')
  document.getElementById('role').textContent = me.role
  document.getElementById('credits').textContent = `${me.balance.available} credits`
  return me
}

let shown = 0
async function show() {
  const turn = (shown += 1)
  const [pattern, page] = PAGES.find(([pattern]) => pattern.test(location.hash)) ?? [/$/, doors]
  for (const link of document.querySelectorAll('nav a')) {
    const here = location.hash.startsWith(link.getAttribute('href'))
    here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')
  }
  let made
  try {
    const me = await head(page !== signIn)
    made = await page({ me, of: location.hash.match(pattern)?.[1], again: show })
  } catch (failed) {
    if (!(failed instanceof Refused)) throw failed
    made = [el('p', { class: 'error', role: 'alert' }, failed.message)]
  }
  if (turn !== shown) return
  say('')
  main.replaceChildren(...made)
  document.title = `${main.querySelector('h1')?.textContent ?? 'Doors'} – Front desk`
}

document.getElementById('sign-out').addEventListener('click', async () => {
  await post('sign-out')
  location.hash = '#/sign-in'
})
addEventListener('hashchange', async () => {
  await show()
  main.focus()
})
show()
