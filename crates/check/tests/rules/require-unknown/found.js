// Modules that this host does not have.
const nosuch = require('node:nosuch'); //~
const axios = require('axios'); //~
exports.onExecutePostLogin = async () => void [nosuch, axios];
