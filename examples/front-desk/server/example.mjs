// An example house for a store that has none yet: three people, two doors, and a password for each person that is
// drawn now and kept beside the store.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const drawn = () => `Aa9-${randomBytes(9).toString('base64url')}`

const DOORS = [
  { name: 'Garden flat', model: 'reference', series: 'kl', layout: 'X', digits: 9, modes: ['stay'], site: 'Mill House' },
  { name: 'Attic', model: 'kl1000-netcode-c2', series: 'kl', digits: 7, modes: ['acc'], site: 'Mill House' },
]

/** The people who can sign in. The first time, the house is made. */
export async function furnish(desk, file, now = new Date()) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const people = ['owner', 'associate', 'guest'].map((role) => ({ role, email: `${role}@example.org`, password: drawn() }))
  writeFileSync(file, JSON.stringify(people, null, 2), { mode: 0o600 })
  const [owner, ...others] = people
  const { portal } = desk
  await portal.register(now, { email: owner.email, name: 'Olive Owner', password: owner.password })
  await portal.activate(now, await link(desk, now, owner.email, 'activate'))
  const { token } = await portal.signIn(now, owner.email, owner.password)
  for (const { role, email, password } of others) {
    await portal.invite(now, token, { email, name: role === 'guest' ? 'Gil Guest' : 'Asa Associate', role })
    await portal.setPassword(now, await link(desk, now, email, 'password'), password)
  }
  for (const door of DOORS) {
    const { id } = await portal.addLock(now, token, { zone: 'Europe/London', ...door })
    await portal.initialise(now, token, id)
    await portal.confirmLock(now, token, id)
  }
  await portal.signOut(token)
  return people
}

/** The token of the link that was mailed to somebody. */
async function link(desk, now, email, page) {
  const mails = await desk.deliver(now)
  const mail = mails.findLast(({ recipient, text }) => recipient === email && text.includes(`/${page}/`))
  return mail.text.match(new RegExp(`/${page}/(\\S+)`))[1]
}
