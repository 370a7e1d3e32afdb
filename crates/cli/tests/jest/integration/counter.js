// Counts, so that a second copy of the module shows.
module.exports = { count: 0 };
