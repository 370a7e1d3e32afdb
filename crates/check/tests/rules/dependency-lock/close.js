// npm packages go along with their lockfile.
const axios = require('axios');
exports.onExecutePostLogin = async () => void axios;
