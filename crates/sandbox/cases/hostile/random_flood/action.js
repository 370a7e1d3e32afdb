exports.onExecutePostLogin = async () => {
  try {
    crypto.getRandomValues(new Uint8Array(65537));
  } catch (error) {
    console.log(error.name);
  }
  for (;;) crypto.getRandomValues(new Uint8Array(65536));
};
