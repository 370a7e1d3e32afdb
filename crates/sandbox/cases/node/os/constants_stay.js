'use strict';
const os = require('os');
exports.onExecutePostLogin = async () => {
  for (const name of ['EOL', 'devNull']) {
    try {
      os[name] = 'x';
      console.log(name, 'was set');
    } catch (error) {
      console.log(name, error.name);
    }
    const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(os, name);
    console.log(writable, enumerable, configurable, JSON.stringify(os[name]));
  }
};
