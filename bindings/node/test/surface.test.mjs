// What the crate offers, the package offers, or a reason stands here.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as netcode from '../index.js'

const listing = readFileSync(new URL('../../../netcode/tests/public-api.txt', import.meta.url), 'utf8')
const types = readFileSync(new URL('../index.d.ts', import.meta.url), 'utf8')

// Modules that this package does not cover yet.
const NOT_COVERED = new Set([
  'access', 'advise', 'app', 'audit', 'catalogue', 'draw', 'entropy', 'ledger', 'link', 'outbox', 'portal', 'script',
  'stay', 'store', 'twin',
])

// What has another name here.
const RENAMED = {
  'error::Error': 'NetcodeError',
  'error::Error::*': 'NetcodeError',
  'error::Entry*': 'ErrorEntry',
  'error::entries': 'errorEntries',
  'Error*': 'NetcodeError',
  'code::Identity::issue_all': 'Identity.issueMany',
  'code::Row*': 'IssueRow',
  'code::Profile::with_*': 'Profile.withOptions',
  'code::Decision*': 'Verifier.accept',
  'code::KeyRef*': 'Opened.group',
  'code::Opened::key': 'Opened.group',
  'code::State::*_json': 'Verifier.state',
  'code::State': 'Verifier.state',
  'code::State::*': 'Summary',
  'code::answer_text': 'answerRow',
  'grant::Length*': 'LengthFields',
  'grant::Term*': 'LengthFields',
  'grant::Nearest*': 'Grant.nearest',
  'grant::Grant::from_*': 'Grant',
  'grant::Grant::to_*': 'Grant.toJSON',
  'grant::Grant::term': 'Grant.toJSON',
  'risk::Change*': 'Improvement',
  'risk::Improvement::*': 'Improvement',
  'risk::Estimate::at': 'estimateAt',
  'risk::Estimate::worst': 'estimateWorst',
  'risk::Estimate::*': 'Estimate',
  'risk::TryRate*': 'Penalty',
  'risk::worst_minute_of_day': 'estimateWorst',
  'time::LockTime': 'LockTime',
  'time::LockTime::minutes': 'lockMinutes',
  'time::LockTime::from_minutes': 'lockTimeOfMinutes',
  'time::LockTime::parse_typed': 'lockTimeOfTyped',
  'code::SiteKey::from_hex': 'SiteKey',
  'code::LockKey::from_hex': 'LockKey',
  'code::ProfileOptions::*': 'ProfileOptions',
}

// What is left out, and why.
const LEFT_OUT = {
  'Kind*': 'the same type as error::Kind',
  Result: 'errors are thrown',
  'error::Result': 'errors are thrown',
  'error::table::*': 'the tables are read through errorEntries',
  '*::ALL': 'a union of names in the types',
  '*::parse': 'names and texts are read where they are taken',
  '*::as_str': 'the name itself',
  '*::MAX': 'a bound that the constructor keeps',
  'code::MAX_*': 'bounds that the constructors keep',
  'number::*': "how this package reads JavaScript's numbers",
  'id::*': 'ids are numbers and text here, read where they are taken',
  'code::Code': 'codes are text here, read where they are taken',
  'code::Code::*': 'codes are text here, read where they are taken',
  'code::CodeKey*': 'not covered yet; Identity derives it for each call',
  'code::ModeSet*': 'an array of modes',
  'code::ActiveEntry*': 'in the JSON of the state',
  'code::BlockedEntry*': 'in the JSON of the state',
  'code::GroupState*': 'in the JSON of the state',
  'code::Profile::options': 'each option is a property',
  'code::Identity::code_key': 'not covered yet; Identity derives it for each call',
  'grant::DEFAULT_FIRST_USE_HOURS': 'the default of firstUseBy',
  'grant::Mode::is_*': 'rules of the scheme that the crate applies',
  'grant::Mode::layout': 'rules of the scheme that the crate applies',
  'grant::Grant::with_issue': 'the field issue',
  'code::Aes128*': 'for locks with an AES peripheral',
  'code::DefaultAes*': 'for locks with an AES peripheral',
  'code::Identity::read_with': 'for locks with an AES peripheral',
  'code::Verifier::accept_with': 'for locks with an AES peripheral',
  'code::Format::with_digits': 'Format itself takes a number of any size',
  'code::SharedVerifier*': 'JavaScript has one thread an object',
  'code::*::from_bytes': "toString('hex') gives the text",
  'code::LockKey::from_mac': 'key services are not covered yet',
  'code::KeyMessage*': 'key services are not covered yet',
  'code::HeldKey*': 'inspection is not covered yet',
  'code::Inspection*': 'inspection is not covered yet',
  'code::Meaning*': 'inspection is not covered yet',
  'code::inspect': 'inspection is not covered yet',
  'risk::Verdict*': 'not covered yet; the probability is',
  'risk::REFUSE_ABOVE': 'goes with the verdict',
  'risk::WARN_ABOVE': 'goes with the verdict',
  'time::Weekday*': 'Date knows the days of the week',
  'time::MINUTES_PER_DAY': '1440',
  'time::LockTime::*': 'arithmetic is done on minutes',
  'time::*': 'zones and clocks are not covered yet',
}

const pattern = (key) => new RegExp(`^${key.replaceAll('*', '.*')}$`)
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())
const kebab = (name) => name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, '-').toLowerCase()

// A name among the exports, or a type of the declarations; `Class.member` for a property, a method or a static one.
function found(path) {
  const [name, member] = path.split('.')
  const value = netcode[name]
  if (member === undefined) return value !== undefined || new RegExp(`export (type|interface) ${name}\\b`).test(types)
  return value !== undefined && (member in value || member in (value.prototype ?? {}))
}

function offered(line) {
  const [, name, member] = line.split('::')
  if (name === undefined) return false
  if (member === undefined) return found(camel(name))
  // A member of a choice is one of the names in its union.
  const union = types.match(new RegExp(`export type ${name} =([^;]*?)(?=\\n(?:export|/\\*\\*))`))
  const named = [kebab(member), kebab(member).replaceAll('-', '_'), member, member.replace('Day', '')]
  if (union && named.some((text) => union[1].includes(`'${text}'`))) return true
  return found(`${name}.${camel(member)}`) || (member === 'new' && found(name))
}

const needed = listing.trim().split('\n').filter((line) => !NOT_COVERED.has(line.split('::')[0]))

test('nothing of the crate is missing without a reason', () => {
  assert.ok(needed.length > 300)
  for (const name of Object.values(RENAMED)) assert.ok(found(name), name)
  const reasons = [...Object.keys(RENAMED), ...Object.keys(LEFT_OUT)].map(pattern)
  const missing = needed.filter((line) => !offered(line) && !reasons.some((reason) => reason.test(line)))
  assert.deepEqual(missing, [])
})

test('every reason explains something', () => {
  for (const key of [...Object.keys(RENAMED), ...Object.keys(LEFT_OUT)]) {
    assert.ok(needed.some((line) => pattern(key).test(line)), key)
  }
})
