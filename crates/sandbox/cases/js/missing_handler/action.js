exports.somethingElse = () => {};
