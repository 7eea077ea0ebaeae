// Who is in the account, and what each may do. The server asks the library; this table only says it.
import { get } from './api.mjs'
import { el } from './dom.mjs'

const MAY = [
  ['Generate codes', 'owner standard associate guest'],
  ['Add, edit, delete locks', 'owner standard associate'],
  ['Users, phones, credits, every code', 'owner standard'],
  ["Press a door's twin", 'owner standard'],
  ['The account itself, keys', 'owner'],
]
const ROLES = ['owner', 'standard', 'associate', 'guest']

export async function people({ me }) {
  const list = ['owner', 'standard'].includes(me.role) ? await get('people') : null
  const row = (person) => el('tr', {}, [person.name ?? '–', person.email ?? '–', person.role, person.state, String(person.codesIssued)].map((text, at) => el('td', { class: ['', 'address', '', 'less', 'less'][at] }, text)))
  const head = (names) => el('thead', {}, el('tr', {}, names.map((name) => (name === '' ? el('td') : el('th', { scope: 'col', class: ['State', 'Codes'].includes(name) && 'less' }, name)))))
  return [
    el('h1', {}, 'People'),
    list === null
      ? el('p', { class: 'card' }, `As ${me.role} you do not see the other people of the account.`)
      : el('div', { class: 'card wide', tabindex: 0, role: 'region', 'aria-label': 'People' },
          el('table', {}, head(['Name', 'E-mail', 'Role', 'State', 'Codes']), el('tbody', {}, list.map(row)))),
    el('div', { class: 'card wide', tabindex: 0, role: 'region', 'aria-label': 'What each role may do' }, el('h2', {}, 'What each role may do'),
      el('table', { class: 'may' }, head(['', ...ROLES]), el('tbody', {}, MAY.map(([what, who]) =>
        el('tr', {}, el('th', { scope: 'row' }, what), ROLES.map((role) => el('td', {}, who.includes(role) ? 'yes' : 'no'))))))),
  ]
}
