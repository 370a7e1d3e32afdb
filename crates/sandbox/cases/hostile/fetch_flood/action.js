exports.onExecutePostLogin = async () => {
  const ends = await Promise.allSettled(Array.from({ length: 300 }, (_, i) => fetch(`https://api.example/${i}`)));
  const count = (status) => ends.filter((end) => end.status === status).length;
  console.log(count('fulfilled'), count('rejected'), ends[299].reason.message, ends[299].reason.cause.message);
};
