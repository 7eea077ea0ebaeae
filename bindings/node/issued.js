'use strict'

/** An issued code. What is asked for seldom, its epoch and its payload, is worked out when it is asked for. */
class Issued {
  #code
  #identity
  #format
  #grant

  constructor(code, identity, format, grant) {
    if (code === undefined) throw new TypeError('codes are issued by an Identity')
    this.#code = code
    this.#identity = identity
    this.#format = format
    this.#grant = grant
  }

  get code() {
    return this.#code
  }

  get epoch() {
    return this.#format.epochOf(this.#grant.start)
  }

  get payload() {
    return this.#identity.read(this.#format, this.#code, this.epoch).payload
  }
}

module.exports = Issued
