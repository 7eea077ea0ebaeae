// Starts the front desk: `npm start`, then open the address it prints.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDesk } from './app.mjs'
import { furnish } from './example.mjs'

const folder = process.env.FRONT_DESK_DATA ?? fileURLToPath(new URL('../data', import.meta.url))
const port = Number(process.env.PORT ?? 8420)
mkdirSync(folder, { recursive: true, mode: 0o700 })
const keyFile = join(folder, 'master.key')
if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 })
const masterKey = readFileSync(keyFile, 'utf8').trim()
const origin = process.env.FRONT_DESK_ORIGIN ?? `http://localhost:${port}`

const { app, desk } = await openDesk({ store: join(folder, 'portal.db'), masterKey, mails: join(folder, 'mails.txt'), origin })
const people = await furnish(desk, join(folder, 'people.json'))
await app.listen({ host: '127.0.0.1', port })
console.log(`The front desk is open: ${origin}`)
for (const { email, password, role } of people) console.log(`  ${role.padEnd(9)} ${email}  ${password}`)
