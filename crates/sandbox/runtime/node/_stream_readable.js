// The module `_stream_readable`, an old name of a class of `stream`.
module.exports = require('stream').Readable;
