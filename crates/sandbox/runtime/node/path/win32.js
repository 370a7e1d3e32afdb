// The module `path/win32`.
module.exports = require('internal/paths').win32;
