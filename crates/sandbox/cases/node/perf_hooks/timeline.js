const { performance: timeline, PerformanceObserver, PerformanceEntry, constants } = require('perf_hooks');
exports.onExecutePostLogin = async () => {
  console.log(timeline === performance, PerformanceEntry === globalThis.PerformanceEntry, constants.NODE_PERFORMANCE_GC_MAJOR);
  const seen = [];
  const observer = new PerformanceObserver((list, self) => seen.push(list.getEntries().map((entry) => entry.name), self === observer));
  observer.observe({ entryTypes: ['mark', 'measure'] });
  const first = performance.mark('first', { startTime: 10, detail: { a: 1 } });
  performance.mark('second', { startTime: 25 });
  const measured = performance.measure('span', 'first', 'second');
  console.log(first.name, first.entryType, first.startTime, first.duration, first.detail);
  console.log(measured.name, measured.entryType, measured.startTime, measured.duration, measured.detail);
  console.log(performance.measure('given', { start: 5, duration: 7, detail: 'd' }).toJSON());
  console.log(performance.getEntries().map((entry) => entry.name), performance.getEntriesByName('first').length, performance.getEntriesByType('measure').length);
  performance.clearMarks('first');
  performance.clearMeasures();
  console.log(performance.getEntries().map((entry) => entry.name));
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(seen);
  for (const attempt of [() => performance.measure('x', 'unknown'), () => performance.mark('x', { startTime: -1 }), () => new PerformanceEntry(), () => observer.observe({}), () => performance.mark()]) {
    try {
      attempt();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  console.log(typeof performance.timerify, performance.timerify((a) => a + 1)(1));
};
