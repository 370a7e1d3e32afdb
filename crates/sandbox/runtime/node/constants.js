// The module `constants`, deprecated: the constants of `os`, `fs` and `crypto` in one object.
const { dlopen, errno, priority, signals } = require('os').constants;
const files = internals.publicModule('fs')?.constants;

module.exports = Object.freeze({ __proto__: null, ...dlopen, ...errno, ...priority, ...signals, ...files, ...require('crypto').constants });
