'use strict'
// The package: the addon, with whatever it refuses told in one way, and an issued code as a class of its own.
module.exports = require('./native.js')
const netcode = module.exports
const Issued = require('./issued.js')

require('./guard.js')(netcode)
const { issue } = netcode.Identity.prototype
netcode.Identity.prototype.issue = function (format, grant) {
  return new Issued(issue.call(this, format, grant), this, format, grant)
}
module.exports.Issued = Issued
