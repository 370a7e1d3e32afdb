exports.onExecutePostLogin = async () => {
  new URL('https://a.example/').searchParams.append({ [Symbol.toPrimitive]() { for (;;); } }, 'b');
};
