// Modules that this host has.
const { URL } = require('url');
const crypto = require('node:crypto');
exports.onExecutePostLogin = async () => void [new URL('https://acme.com'), crypto];
