// The module `path`: that of POSIX, with that of Windows beside it.
module.exports = require('internal/paths').posix;
