// The module `_stream_writable`, an old name of a class of `stream`.
module.exports = require('stream').Writable;
