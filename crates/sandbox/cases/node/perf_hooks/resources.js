const { PerformanceObserver, PerformanceResourceTiming } = require('perf_hooks');
const connection = { domainLookupStartTime: 2, domainLookupEndTime: 3, connectionStartTime: 3, connectionEndTime: 5, secureConnectionStartTime: 4, ALPNNegotiatedProtocol: 'h2' };
const timing = {
  startTime: 1, redirectStartTime: 0, redirectEndTime: 0, postRedirectStartTime: 1, finalServiceWorkerStartTime: 0,
  finalNetworkRequestStartTime: 6, finalNetworkResponseStartTime: 8, endTime: 10, encodedBodySize: 120, decodedBodySize: 400, finalConnectionTimingInfo: connection,
};
const mark = (url, cacheMode = '') => performance.markResourceTiming(timing, url, 'fetch', globalThis, cacheMode, {}, 204);
exports.onExecutePostLogin = async () => {
  const seen = [];
  const observer = new PerformanceObserver((list) => seen.push(list.getEntriesByType('resource').map((entry) => entry.name)));
  observer.observe({ type: 'resource' });
  const entry = mark('http://a.example/');
  console.log(entry instanceof PerformanceResourceTiming, JSON.stringify(entry));
  console.log(entry.name, entry.duration, entry.transferSize, entry.nextHopProtocol, entry.responseStatus, `${entry}`);
  console.log(mark('http://b.example/', 'local').transferSize, performance.getEntriesByType('resource').length, performance.getEntriesByName('http://b.example/').length);
  performance.setResourceTimingBufferSize(1);
  performance.clearResourceTimings();
  mark('http://c.example/');
  console.log(performance.getEntriesByType('resource').map((entry) => entry.name));
  for (const most of [null, true, -1, 0.5, Infinity, 'x', {}]) {
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(most);
    console.log(typeof mark('http://d.example/'), performance.getEntriesByType('resource').length);
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(seen.flat().slice(0, 3));
  try {
    new PerformanceResourceTiming();
  } catch (error) {
    console.log(error.code);
  }
};
