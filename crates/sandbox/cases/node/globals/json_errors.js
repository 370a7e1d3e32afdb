const wrong = [
  '<!DOCTYPE html><html>', '', ' ', '{', '{a}', '{"a":}', '[1,]', 'nul', 'nulL', '{"a":1,}', 'undefined', '[object Object]', '"abc', '{"a" 1}', '[1 2]', '01', '1.', '1e', '1e+', '-', '-a', '{"a":1}x', "{'a':1}", '"\n"', '"\\x"', '"\\u12g4"', '"\\', '"\\u1', '{"a":"b"', '[', '[1', 'tru', '{"a":tru}', 'a\u{1f600}',
  '{"aaaaaaaaaaaaaaaaaaaa": x, "b": 1}', '[11111111111111111111111, x]', 'x'.repeat(20), 'x'.repeat(21), '[1, 2, 3, 4, 5, 6, 7, 8, x', '{\n  "a": 1,\n  b\n}', '{\r\n"a"\r\n', '[1,,2]', '{"a":1 "b":2}', '{,}', '[,]', ']', '}', ':', ',', '+1', '.5', 'NaN', 'Infinity', '0x1', '1 2', '"a" "b"', 'true false', '[true', '{"a"', '{"a":', '{"a":1', '[[[[', '{"a":[1,{"b":x}]}', '[1}', '{"a":1]', '\ufeff{}', '{"a":"\t"}', '--1', '1-2', '[-]', '{"a":.1}', '1.e5', '"a\\q"', '\u0000', '{"":}',
];
exports.onExecutePostLogin = async () => {
  for (const text of wrong) {
    try {
      console.log(JSON.parse(text));
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
  for (const value of [undefined, {}, Symbol('x'), 5n, null, [1], ['a']]) {
    try {
      console.log(JSON.parse(value));
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
  try {
    JSON.parse('[1]', () => { throw new SyntaxError('mine'); });
  } catch (error) {
    console.log(error.message);
  }
  console.log(JSON.parse('[1, {"a": 2}]', (key, value) => (typeof value === 'number' ? value + 1 : value)), JSON.parse.name, JSON.parse.length, Object.getOwnPropertyDescriptor(JSON, 'parse').enumerable);
  await new Response('<html>').json().catch((error) => console.log(error.name, error.message));
  await new Response('').json().catch((error) => console.log(error.name, error.message));
};
