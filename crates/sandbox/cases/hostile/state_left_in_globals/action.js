exports.onExecutePostLogin = async (event, api) => {
  console.log(globalThis.leftBehind, {}.leftBehind, [].leftBehind, event.leftBehind, api.leftBehind, require('crypto').leftBehind);
  globalThis.leftBehind = event.user.user_id;
  Object.prototype.leftBehind = 'prototype';
  Array.prototype.leftBehind = 'array';
  event.leftBehind = api.leftBehind = require('crypto').leftBehind = 1;
  Object.getPrototypeOf(api).leftBehind = 1;
  Math.random = () => 0.5;
  Date.now = () => 0;
  api.access.deny = () => {};
};
