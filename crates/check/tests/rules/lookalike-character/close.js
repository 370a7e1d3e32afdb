// Other alphabets as they are written.
exports.onExecutePostLogin = async (event, api) => {
  const größe = 1;
  const имя = event.client.name;
  api.access.deny('Доступ запрещён. Ελληνικά, naïve, 50µs, Işık.');
  void [größe, имя];
};
