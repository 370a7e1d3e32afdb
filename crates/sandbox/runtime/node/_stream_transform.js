// The module `_stream_transform`, an old name of a class of `stream`.
module.exports = require('stream').Transform;
