// A module with a value of each kind that an automatic mock treats in its own way.
exports.name = 'real';
exports.list = [1];
exports.call = () => 1;
exports.Thing = class Thing {
  method() {
    return 1;
  }
};
