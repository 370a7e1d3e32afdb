// Every frame on the way up goes down again: 2 to the power of the depth.
exports.onExecutePostLogin = async () => {
  const down = () => {
    try {
      down();
    } finally {
      down();
    }
  };
  down();
};
