var own = this === module.exports;
module.exports = {
  self: function () { return (function () { return this === globalThis; })(); },
  octal: 010,
  leaked: function () { leaked = 1; with ({ inside: 2 }) { return inside; } },
  own: own && arguments.length === 5,
};
