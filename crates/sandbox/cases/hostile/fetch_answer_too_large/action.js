exports.onExecutePostLogin = async () => {
  console.log(await (await fetch('https://api.example/fits')).text());
  try {
    await (await fetch('https://api.example/large')).text();
  } catch (error) {
    console.log(error.message, error.cause?.message);
  }
};
