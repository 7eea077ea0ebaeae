// Writes down, as data, what each function of `index.d.ts` takes: `guard.js` says by it which argument was wrong.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const file = fileURLToPath(new URL('index.d.ts', import.meta.url))
const program = ts.createProgram([file], { target: ts.ScriptTarget.ES2022, types: ['node'], noEmit: true, strict: true })
const checker = program.getTypeChecker()
const objects = {}
const functions = {}
const classes = []

const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void
const PLAIN = [
  [ts.TypeFlags.StringLike, 'text'],
  [ts.TypeFlags.NumberLike, 'number'],
  [ts.TypeFlags.BooleanLike, 'flag'],
]

/** The sort of a type: a word, `['list', sort]` or `['object', name]`; 'any' where the library itself looks at it. */
function sort(type) {
  const types = (type.isUnion() ? type.types : [type]).filter((one) => !(one.flags & NOTHING))
  for (const [flag, word] of PLAIN) if (types.every((one) => one.flags & flag)) return word
  if (types.some((one) => one.flags & ts.TypeFlags.StringLike) && types.some(({ symbol }) => symbol?.name === 'Date')) return 'moment'
  const [one] = types
  if (types.length !== 1 || !(one.flags & ts.TypeFlags.Object)) return 'any'
  if (checker.isArrayType(one)) return ['list', sort(checker.getTypeArguments(one)[0])]
  if (one.getCallSignatures().length > 0) return 'function'
  const { symbol } = one
  if (symbol === undefined || !(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return 'any'
  if (!symbol.declarations.every((declaration) => declaration.getSourceFile().fileName === file)) return bytes(symbol)
  const name = checker.getFullyQualifiedName(symbol).replace(/^".*"\./, '')
  if (symbol.flags & ts.SymbolFlags.Class) return ['class', name]
  if (!(name in objects)) {
    objects[name] = null
    objects[name] = checker.getPropertiesOfType(one).map((property) => taken(property, property.flags & ts.SymbolFlags.Optional))
  }
  return ['object', name]
}

const bytes = ({ name }) => (['Uint8Array', 'Uint32Array'].includes(name) ? ['class', name] : 'any')

/** The name of a parameter or field, its sort, and whether it may be left out. */
function taken(symbol, optional) {
  const type = checker.getTypeOfSymbol(symbol)
  return [symbol.name, sort(type), Boolean(optional) || (type.isUnion() && type.types.some((one) => one.flags & NOTHING))]
}

function described(path, signatures) {
  for (const signature of signatures) {
    const takes = signature.parameters.map((parameter) => taken(parameter, parameter.valueDeclaration.questionToken))
    const promised = checker.getReturnTypeOfSignature(signature).symbol?.name === 'Promise'
    functions[path] = { takes, promised }
  }
}

function walk(symbols, prefix) {
  for (const symbol of symbols) {
    const path = prefix + symbol.name
    if (symbol.flags & ts.SymbolFlags.Module) walk(checker.getExportsOfModule(symbol), `${path}.`)
    if (symbol.flags & ts.SymbolFlags.Function) described(path, checker.getTypeOfSymbol(symbol).getCallSignatures())
    if (!(symbol.flags & ts.SymbolFlags.Class)) continue
    const statics = checker.getTypeOfSymbol(symbol)
    classes.push(path)
    described(path, statics.getConstructSignatures())
    const members = [...statics.getProperties(), ...checker.getDeclaredTypeOfSymbol(symbol).getProperties()]
    for (const member of members) {
      if (member.flags & ts.SymbolFlags.Method) described(`${path}.${member.name}`, checker.getTypeOfSymbol(member).getCallSignatures())
    }
  }
}

walk(checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file))), '')
writeFileSync(new URL('signatures.json', import.meta.url), JSON.stringify({ functions, objects, classes }))
