// What the crate offers, the package offers, or a reason stands here.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as netcode from '../index.js'

const listing = readFileSync(new URL('../../../netcode/tests/public-api.txt', import.meta.url), 'utf8')
const types = readFileSync(new URL('../index.d.ts', import.meta.url), 'utf8')

// What has another name here.
const RENAMED = {
  'error::Error': 'NetcodeError',
  'error::Error::*': 'NetcodeError',
  'error::Entry*': 'ErrorEntry',
  'error::entries': 'errorEntries',
  'Error*': 'NetcodeError',
  'code::Identity::issue_all': 'Identity.issueMany',
  'code::Identity::issue_digits': 'Identity.issueMany',
  'code::issue_rows_digits': 'issueRows',
  'code::CodeColumn*': 'Batch',
  'grant::LengthColumn*': 'GrantColumns',
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
  'risk::Verdict': 'Verdict',
  'risk::worst_minute_of_day': 'estimateWorst',
  'time::LockTime': 'LockTime',
  'time::LockTime::minutes': 'lockMinutes',
  'time::LockTime::from_minutes': 'lockTimeOfMinutes',
  'time::LockTime::parse_typed': 'lockTimeOfTyped',
  'code::SiteKey::from_hex': 'SiteKey',
  'code::LockKey::from_hex': 'LockKey',
  'code::ProfileOptions::*': 'ProfileOptions',
  'app::*::from_json': 'app.Account.fromJSON',
  'app::Edit::of': 'app.Edit.values',
  'app::Lock': 'app.LockView',
  'app::Lock::has_gateway': 'app.LockView.gateway',
  'app::Lock::view': 'app.Account.lock',
  'app::Lock::trail': 'app.Account.trail',
  'app::Lock::*': 'app.LockView',
  'app::NewLock*': 'app.NewLockOptions',
  'app::Workbench::account_mut': 'app.Workbench.account',
  'app::converse': 'app.Workbench.reach',
  'code::KeyMessage*': 'lockKeyMessage',
  'code::HeldKey::key': 'HeldKey.group',
  'code::Meaning::key': 'Meaning.group',
  'link::AccessKey::expose': 'app.Account.accessKey',
  'link::AccessKey::generate': 'app.Account.regenerateAccessKey',
  'script::Line::effects': 'script.LineDone.effects',
  'script::Script': 'twin.Twin.run',
  'script::Script::run': 'twin.Twin.run',
  'script::Script::trace': 'twin.Trace.ofScript',
  'script::Session*': 'twin.Twin.act',
  'catalogue::Catalogue::builtin': 'catalogue.Catalogue',
  'catalogue::RULES': 'catalogue.rules',
  'catalogue::Function::usage': 'catalogue.Function.use',
  'catalogue::Power::outside_cell': 'catalogue.Power.override',
  'catalogue::Dialogue::verb': 'catalogue.Dialogue.do',
  'catalogue::Procedure::verb': 'catalogue.Procedure.do',
  'catalogue::Program::verb': 'catalogue.Program.do',
  'draw::CardText*': 'outbox.CardText',
  'draw::Timeline*': 'draw.timelineSvg',
  'draw::code_card': 'draw.codeCardSvg',
  'draw::keypad': 'draw.keypadSvg',
  'draw::lights': 'draw.lightsSvg',
  'draw::risk_curve': 'draw.riskCurveSvg',
  'draw::twin': 'draw.twinSvg',
  'stay::Door::with_groups': 'stay.Door',
  'stay::Door::zone': 'stay.Door.clock',
  'stay::Given::*': 'stay.Given',
  'stay::Happened::ArrivesEarly': 'stay.Happened.arrivesEarly',
  'stay::Happened::Cancelled': 'stay.Happened.cancelled',
  'stay::Happened::CodeLost': 'stay.Happened.codeLost',
  'stay::Happened::Extended': 'stay.Happened.extended',
  'stay::Happened::HandedOver': 'stay.Happened.handedOver',
  'stay::Happened::LeavesLate': 'stay.Happened.leavesLate',
  'stay::Happened::Moved': 'stay.Happened.moved',
  'stay::Happened::NoShow': 'stay.Happened.noShow',
  'stay::Happened::Rebooked': 'stay.Happened.rebooked',
  'stay::Stay::is_once': 'stay.Stay.once',
  'time::LockClock::with_dst_doubt': 'time.ClockOptions.dstDoubt',
  'time::Window::new': 'time.windowOf',
  'time::Zone::at': 'time.Zone.read',
  'time::window::Window*': 'time.Window',
  'time::window::join': 'time.join',
  'time::window::missing': 'time.missing',
  'twin::Effect::word': 'script.LineDone.effects',
  'twin::Fleet*': 'twin.runFleet',
  'twin::Identity*': 'twin.TwinOptions',
  'twin::State': 'twin.Twin.state',
  'twin::Trace::events': 'twin.Trace.text',
}

// What is left out, and why.
const LEFT_OUT = {
  'draw::Lane::asked': 'a lane is made and drawn; who made it has its windows',
  'draw::Lane::blocked_at': 'a lane is made and drawn; who made it has the moment',
  'draw::Lane::grants': 'a lane is made and drawn; who made it has its grants',
  'draw::Lane::label': 'a lane is made and drawn; who made it has its label',
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
  'code::CodeKey*': 'Identity keeps the key of the epoch ready by itself',
  'code::ModeSet*': 'an array of modes',
  'code::ActiveEntry*': 'in the JSON of the state',
  'code::BlockedEntry*': 'in the JSON of the state',
  'code::GroupState*': 'in the JSON of the state',
  'code::Profile::options': 'each option is a property',
  'code::Identity::code_key': 'Identity keeps the key of the epoch ready by itself',
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
  'risk::REFUSE_ABOVE': 'the verdict says it',
  'risk::WARN_ABOVE': 'the verdict says it',
  'app::Effect::fell_short': 'a look at the type',
  'app::Value::*': 'read and written where parameters are',
  'app::moment_at': "the twins of a Workbench are given the app's time",
  'entropy::*': "the operating system's randomness is used; runs that repeat take a seed",
  'link::AccessKey': 'access keys are text here, read where they are taken',
  'link::AccessKey::*ST': 'a bound that is kept where a key is read',
  'time::Weekday*': 'Date knows the days of the week',
  'time::MINUTES_PER_DAY': '1440',
  'time::LockTime::*': 'arithmetic is done on minutes',
  'time::ClockError::worst_seconds': 'the greater of its two figures',
  'time::ClockEvent::at': 'every event has the field',
  'time::MOST_PPM': 'a bound that LockClock keeps',
  'time::Window::*': 'arithmetic is done on Dates',
  'time::Zone::tz': 'the zone itself',
  'time::moment_of_micros': 'moments are texts and Dates',
  'catalogue::Attempt*': 'the twin reads what is typed',
  'catalogue::Field*': 'the twin reads what is typed',
  'catalogue::Lengths::*': 'the twin reads what is typed',
  'catalogue::read_args': 'the twin reads what is typed',
  'catalogue::Model::*': "a look-up in the model's maps",
  'catalogue::Parameter::feature': 'the feature has the same name',
  'catalogue::Usage::is_public': 'a look at the word',
  'stay::*::to_value': 'the values themselves are given',
  'stay::Quote::holds': 'whether missing is empty',
  'stay::Quote::missing_minutes': 'the sum over missing',
  'stay::Quote::promise': 'the first of guaranteed, if it holds',
  'stay::Spill::total_minutes': 'the sum of its three figures',
  'twin::Daylight::*': 'a plain object',
  'twin::Moment::*': "the twin's moments are their text",
  'twin::PhoneClient::*': 'a plain object',
  'twin::Slot::covers': 'the twin applies it',
}

const pattern = (key) => new RegExp(`^${key.replaceAll('*', '.*')}$`)
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())
const kebab = (name) => name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, '-').toLowerCase()

// The texts of the declarations, by namespace and name; what stands outside of all is under the empty name.
const declared = { '': {} }
let [place, name] = ['', '']
for (const line of types.split('\n')) {
  const opened = line.match(/^export declare namespace (\w+) \{/)
  if (opened) declared[(place = opened[1])] ??= {}
  if (line === '}') [place, name] = ['', '']
  name = line.match(/^ *export (?:declare )?(?:type|interface|class|function|const) (\w+)/)?.[1] ?? name
  declared[place][name] = `${declared[place][name] ?? ''}${line}\n`
}

// A name among the exports, or a type of the declarations; `Class.member` for a property, a method or a static one,
// behind the name of the namespace if there is one.
function found(path, place = '') {
  const names = path.split('.')
  if (names[0] in declared && names[0] !== '') return found(names.slice(1).join('.'), names[0])
  const [name, member] = names
  const value = (place === '' ? netcode : netcode[place])?.[name]
  if (member === undefined) return value !== undefined || declared[place]?.[name] !== undefined
  if (value !== undefined && (member in value || member in (value.prototype ?? {}))) return true
  const body = declared[place]?.[name]
  return body !== undefined && new RegExp(`(readonly |^ *)${member}\\??:`, 'm').test(body)
}

function offered(line) {
  const [module, name, member] = line.split('::')
  if (name === undefined) return false
  for (const place of [module, '']) {
    if (member === undefined) {
      if (found(place === '' ? camel(name) : `${place}.${camel(name)}`)) return true
      continue
    }
    // A member of a choice is one of the names in its union; an alternative is a type of its own.
    const union = declared[place]?.[name]
    const words = [kebab(member), kebab(member).replaceAll('-', '_'), member, member.replace('Day', '')]
    if (union !== undefined && words.some((word) => union.includes(`'${word}'`))) return true
    const of = (text) => (place === '' ? text : `${place}.${text}`)
    if (found(of(name + member)) || found(of(`${name}.${camel(member)}`)) || (member === 'new' && found(of(name)))) return true
  }
  return false
}

const needed = listing.trim().split('\n')

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
