exports.name = 'a';
exports.other = require('./b');
