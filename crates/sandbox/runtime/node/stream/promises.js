// The module `stream/promises`.
module.exports = require('stream').promises;
