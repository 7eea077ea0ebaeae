'use strict'
// What the bridge itself refuses, an argument of another type or a field that is not there, is thrown as every other
// error of the package: with `code`, `kind` and `hint`, naming the argument and never showing what was given.
// Nothing is looked at before the bridge has refused it, but for what the bridge takes as it comes.

const { functions, objects, classes } = require('./signatures.json')

/** What the bridge gives as the code of an error of its own. */
const REFUSED = /^(InvalidArg|[A-Z][a-z]+Expected)$/

const SAID = { text: 'text', number: 'a number', flag: 'true or false', function: 'a function' }
const TYPES = { text: 'string', number: 'number', flag: 'boolean', function: 'function' }

/** The wrong one among what was given, as its name and what it is not; `null` for not there. */
function wrong(takes, given, known, within = '') {
  for (const [name, sort, optional] of takes) {
    const value = given(name)
    if (value === undefined || value === null) {
      if (!optional) return [within + name, null]
      continue
    }
    const found = unlike(sort, value, known, within + name)
    if (found !== null) return found
  }
  return null
}

function unlike(sort, value, known, name) {
  if (sort === 'any') return null
  if (sort === 'moment') return typeof value === 'string' || value instanceof Date ? null : [name, 'a Date or a time with its offset']
  if (sort in TYPES) return typeof value === TYPES[sort] ? null : [name, SAID[sort]]
  const [what, of] = sort
  if (what === 'class') return value instanceof known(of) ? null : [name, `of the class ${of}`]
  if (what === 'list') {
    if (!Array.isArray(value)) return [name, 'an array']
    const at = value.findIndex((item) => item === undefined || item === null || unlike(of, item, known, ''))
    if (at < 0) return null
    return unlike(of, value[at] ?? Symbol('nothing'), known, `${name}[${at}]`)
  }
  if (typeof value !== 'object') return [name, 'an object']
  return wrong(objects[of], (field) => value[field], known, `${name}.`)
}

/** The members of the package, guarded in place; the constructors are new ones. */
module.exports = function guard(netcode) {
  const hints = new Map(netcode.errorEntries().map(({ code, kind, hint }) => [code, { kind, hint }]))
  const known = (path) => path.split('.').reduce((place, name) => place?.[name], { Uint8Array, Uint32Array, ...netcode })

  function refusal(code, message, hint = hints.get(code).hint) {
    return Object.assign(new Error(message), { code, kind: hints.get(code).kind, hint })
  }

  function told(error, path, given) {
    const own = error?.kind !== undefined
    if (own && error.code !== 'row.malformed') return error
    const takes = functions[path]?.takes ?? []
    const place = new Map(takes.map(([name], at) => [name, at]))
    const found = wrong(takes, (name) => given[place.get(name)], known)
    // Where the library itself has looked, it has said more, but for what is not there.
    if (own) return found?.[1] === null ? refused(path, found) : error
    // What a callback has thrown is the caller's own.
    if (found === null && !REFUSED.test(error?.code)) return error
    return found === null
      ? refusal('row.malformed', `\`${path}\` was given what it does not take`, asDeclared(path))
      : refused(path, found)
  }

  const asDeclared = (path) => `give what \`${path}\` takes, as index.d.ts says`

  function refused(path, [name, expected]) {
    return expected === null
      ? refusal('row.field_missing', `\`${name}\` of \`${path}\` is missing`)
      : refusal('row.malformed', `\`${name}\` of \`${path}\` is not ${expected}`, asDeclared(path))
  }

  /** The parameters that the bridge takes as they come: functions, and objects without a field that must be there. */
  function loose(path) {
    const takes = functions[path]?.takes ?? []
    const typeOf = (sort) => (sort === 'function' ? sort : sort[0] === 'object' && objects[sort[1]].every(([, , optional]) => optional) ? 'object' : null)
    return takes.map(([name, sort, optional], at) => ({ name, at, optional, type: typeOf(sort) })).filter(({ type }) => type !== null)
  }

  function look(places, path, given) {
    for (const { name, at, optional, type } of places) {
      const missing = given[at] === undefined || given[at] === null
      if (missing && !optional) throw refused(path, [name, null])
      if (!missing && typeof given[at] !== type) throw refused(path, [name, type === 'function' ? SAID.function : 'an object'])
    }
  }

  function guarded(call, path) {
    const promised = functions[path]?.promised ?? false
    const looked = loose(path)
    return Object.defineProperty(
      function (...given) {
        try {
          if (looked.length > 0) look(looked, path, given)
          return Reflect.apply(call, this, given)
        } catch (error) {
          const why = told(error, path, given)
          // Whoever waits for a promise hears of everything by it.
          if (promised) return Promise.reject(why)
          throw why
        }
      },
      'name',
      { value: call.name },
    )
  }

  function members(from, to, path) {
    for (const [name, { value, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
      if (name === 'constructor' || typeof value !== 'function') continue
      Object.defineProperty(to, name, { value: guarded(value, `${path}.${name}`), enumerable, writable: true, configurable: true })
    }
  }

  // The static ones of the addon's own constructors are fixed, so each gets another that shares its prototype.
  function constructor(of, path) {
    const looked = loose(path)
    function made(...given) {
      if (new.target === undefined) throw new TypeError(`\`${path}\` is made with \`new\``)
      try {
        look(looked, path, given)
        return Reflect.construct(of, given, new.target === made ? of : new.target)
      } catch (error) {
        throw told(error, path, given)
      }
    }
    members(of, made, path)
    members(of.prototype, of.prototype, path)
    Object.defineProperty(made, 'name', { value: of.name })
    Object.defineProperty(made, 'prototype', { value: of.prototype, writable: false })
    Object.defineProperty(of.prototype, 'constructor', { value: made, writable: true, configurable: true })
    return made
  }

  function all(place, prefix) {
    for (const [name, member] of Object.entries(place)) {
      const path = prefix + name
      if (typeof member === 'object') all(member, `${path}.`)
      else if (typeof member === 'function') place[name] = classes.includes(path) ? constructor(member, path) : guarded(member, path)
    }
  }
  all(netcode, '')
}
