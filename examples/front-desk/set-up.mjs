// Installs what the front desk needs, once: its own packages, and the addon of the library.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

function install(folder) {
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: here(folder), stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(here('node_modules/fastify'))) install('.')
try {
  await import('../../bindings/node/index.js')
} catch {
  console.log('Building the library: this takes some minutes, once.')
  install('../../bindings/node/')
}
