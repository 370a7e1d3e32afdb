// Laid out by hand, with lines that go on.
exports.onExecutePostLogin = async (event, api) => {
  const isStrict =
    event.configuration.MODE === 'strict' ||
    event.configuration.MODE === 'very strict';
  switch (event.configuration.KIND) {
    case 'a':
      api.access.deny('no');
      break;
    default:
      if (isStrict)
        return;
  }
  const name = event.client.name
    .trim()
    .split(' ')
    .map((part) => {
      return part.toLowerCase();
    });

  /**
   * Stars below each other.
   */
  const text = `kept
      as it is ${name.length > 1
    ? 'x' : 'y'}
`;
  for (;;) {
    if (
      isStrict &&
      text
    ) {
      break;
    }
  }
};
