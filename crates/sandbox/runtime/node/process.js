// The module `process`, which is the global of that name.
module.exports = require('internal/process').process;
