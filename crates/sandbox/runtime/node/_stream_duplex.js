// The module `_stream_duplex`, an old name of a class of `stream`.
module.exports = require('stream').Duplex;
