// JSON read and written.
exports.work = () => {
  const users = Array.from({ length: 300 }, (_, i) => ({ id: i, name: `User ${i}`, email: `user${i}@example.com`, roles: ['a', 'b', 'c'], nested: { plan: 'gold', score: i / 3 } }));
  let length = 0;
  for (let i = 0; i < 20; i++) length += JSON.stringify(JSON.parse(JSON.stringify(users))).length;
  return length;
};
