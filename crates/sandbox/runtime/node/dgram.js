// The module `dgram`.
const refused = require('internal/refused');

module.exports = refused('dgram', ['_createSocketHandle', 'createSocket', 'Socket'], 'an action sends no datagrams');
