// The module `path/posix`.
module.exports = require('internal/paths').posix;
