// What V8 reads as a date, and how it writes one.
const list = ['Wed Jul 01 2026 12:00:00 GMT+0000 (Coordinated Universal Time)', 'Mar 3, 2024 10:00', 'March 3, 2024', '3 March 2024', '2024/03/03', '03/04/2024', '3/4/24', '2024-03-03 10:00', '2024-03-03 10:00:05', '2024-03-03T10:00', '2024-03-03T10:00+02:00', '2024-03-03 10:00 UTC', 'Sun, 03 Mar 2024 10:00:00 GMT', 'Sun, 3 Mar 2024 10:00:00 +0100', '2024-3-3', '2024', '2024-03', 'Mar 2024', '10:00', 'March 7', '2024-03-03T10:00:00.123456Z', '12/25/1995 10:30 PM', 'Dec 25, 1995 10:30 AM', 'Thu, 01 Jan 1970 00:00:00 GMT-0400', '1/1/70', '20240303', '2024-03-03Z', 'Tue Mar 05 2024', '2024-13-01', '2024-02-30', 'foo', '', '2024-03-03T25:00', 'Mon, 25 Dec 1995 13:30:00 EST', '2024.03.03', '3-Mar-2024', 'Jan 1 2000 (comment) 5:00', '2024-03-03T10:00:00 Z', '+002024-03-03', 'Sept 5, 2020', 'Sat, 1 Jan 2000 08:00 UT', '1 2 2000', '2000 1 2', '2000-01-02T03:04:05-0330', ' 2000-01-02 ', '12:00 Jan 1 2000'];
exports.onExecutePostLogin = async () => {
  for (const t of list) console.log(JSON.stringify(t), Date.parse(t));
  const d = new Date(1709474709087);
  console.log(String(d), d.toTimeString(), d.toDateString(), d.toUTCString(), d.toGMTString(), `${d}`, d + '', new Date(NaN) + '', JSON.stringify(d), d[Symbol.toPrimitive]('default'), d[Symbol.toPrimitive]('number'));
  try {
    Date.prototype.toString.call({});
  } catch (error) {
    console.log(error.name, error.message);
  }
};
