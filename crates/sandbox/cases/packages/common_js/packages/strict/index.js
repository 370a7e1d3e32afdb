// A comment first.
'use strict';
exports.self = function () { return (function () { return this === undefined; })(); };
