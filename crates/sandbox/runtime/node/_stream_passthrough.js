// The module `_stream_passthrough`, an old name of a class of `stream`.
module.exports = require('stream').PassThrough;
