// Small objects made, read and changed in a loop.
exports.work = () => {
  let sum = 0;
  for (let i = 0; i < 150000; i++) {
    const point = { x: i, y: i + 1, z: { w: i & 7 } };
    point.x += point.y;
    sum = (sum + point.x * point.z.w) % 1000003;
  }
  return sum;
};
