})();
globalThis.outside = this === globalThis;
(function (exports, require, module) {
