// Modules that this host does not have.
const fs = require('node:fs'); //~
const axios = require('axios'); //~
exports.onExecutePostLogin = async () => void [fs, axios];
