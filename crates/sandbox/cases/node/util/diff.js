const { diff } = require('util');
exports.onExecutePostLogin = async () => {
  for (const [a, b] of [['12345678', '!!2345X678'], [['a', 'b', 'c'], ['a', 'c', 'd']], ['', 'x'], ['x', ''], ['same', 'same'], [['same'], ['same']], ['abcabba', 'cbabac']]) {
    const changes = diff(a, b);
    console.log(changes.length, changes.filter(([kind]) => kind <= 0).map(([, part]) => part).join(''), changes.filter(([kind]) => kind >= 0).map(([, part]) => part).join(''));
  }
  for (const pair of [[1, 'a'], ['a', undefined], [[1], ['a']]]) {
    try {
      diff(...pair);
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
