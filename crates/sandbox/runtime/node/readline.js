// The module `readline`.
const refused = require('internal/refused');

module.exports = refused('readline', ['Interface', 'clearLine', 'clearScreenDown', 'createInterface', 'cursorTo', 'emitKeypressEvents', 'moveCursor'],
  'an action has no terminal and no standard input');
Object.defineProperty(module.exports, 'promises', { get() { return require('readline/promises'); }, enumerable: true, configurable: true });
