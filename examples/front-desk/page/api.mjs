// Asking the server. Every change carries the token that only this page can read.
let csrf = null

export class Refused extends Error {
  constructor({ message, hint, code }) {
    super(hint ? `${message}: ${hint}` : message)
    this.code = code
  }
}

async function token() {
  csrf ??= (await (await fetch('/api/token')).json()).csrf
  return csrf
}

async function answered(response) {
  if (response.ok) return response
  const { error } = await response.json().catch(() => ({ error: { message: 'the server does not answer' } }))
  if (response.status === 401 && location.hash !== '#/sign-in') location.hash = '#/sign-in'
  throw new Refused(error)
}

export async function get(path) {
  return (await answered(await fetch(`/api/${path}`))).json()
}

async function send(path, body) {
  const headers = { 'content-type': 'application/json', 'csrf-token': await token() }
  return answered(await fetch(`/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
}

export async function post(path, body = {}) {
  return (await send(path, body)).json()
}

/** Posts, and hears each line of the answer as it comes. */
export async function follow(path, body, hear) {
  const reader = (await send(path, body)).body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop()
    for (const line of lines) hear(JSON.parse(line))
  }
}
