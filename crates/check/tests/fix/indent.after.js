// Tabs, too few spaces and too many.
exports.onExecutePostLogin = async (event, api) => {
  const { a,
    b } = event.configuration;
  // A remark.
  if (a) {
    switch (b) {
      case 'x':
        api.access.deny('no');
        break;
      default:
        return;
    }
  } else
    return;
  const list = [
    1,
    { one: 1,
      two: 2 },
  ];
  const name = event.user.name
    .trim()
    .toLowerCase();
  /**
   * Stars.
   */
  send({
    list,
    name,
  });
};

function send(what) {
  return what
}
