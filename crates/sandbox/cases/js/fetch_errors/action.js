exports.onExecutePostLogin = async (event, api) => {
  for (const url of ['https://timeout.example/', 'https://refused.example/', 'https://reset.example/', 'https://nobody.example/']) {
    try {
      await fetch(url);
    } catch (error) {
      console.log(error.name, error.message, error instanceof TypeError, error.cause instanceof Error, typeof error.cause.code);
    }
  }
};
