// The module `inspector/promises`.
module.exports = require('inspector');
