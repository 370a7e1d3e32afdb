exports.onExecutePostLogin = async () => {
  for (;;) {
    try {
      continue;
    } finally {
      Number(1);
    }
  }
};
