// The module `os`: constants that tell nothing of the host.
const { unsupported } = internals;

const signals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31 };
const errno = { E2BIG: 7, EACCES: 13, EADDRINUSE: 98, EADDRNOTAVAIL: 99, EAGAIN: 11, EBADF: 9, EBUSY: 16, ECANCELED: 125, ECONNABORTED: 103, ECONNREFUSED: 111, ECONNRESET: 104, EEXIST: 17, EFAULT: 14, EHOSTUNREACH: 113, EINPROGRESS: 115, EINTR: 4, EINVAL: 22, EIO: 5, EISCONN: 106, EISDIR: 21, EMFILE: 24, EMSGSIZE: 90, ENETDOWN: 100, ENETUNREACH: 101, ENOBUFS: 105, ENOENT: 2, ENOMEM: 12, ENOSPC: 28, ENOSYS: 38, ENOTCONN: 107, ENOTDIR: 20, ENOTEMPTY: 39, ENOTSOCK: 88, ENOTSUP: 95, EPERM: 1, EPIPE: 32, EPROTO: 71, ERANGE: 34, EROFS: 30, ETIMEDOUT: 110, ETXTBSY: 26, EWOULDBLOCK: 11 };
const priority = { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 };
const fixed = (value) => {
  const answer = () => value;
  answer[Symbol.toPrimitive] = answer;
  return answer;
};
// Programs look here for the families of addresses to try; which of them the host has is not told, and IPv4 is never wrong.
const wire = { address: '192.0.2.2', netmask: '255.255.255.0', family: 'IPv4', mac: '00:00:00:00:00:00', internal: false, cidr: '192.0.2.2/24' };
const bytes = 128 * 1024 * 1024;
module.exports = {
  arch: fixed('x64'), availableParallelism: fixed(1), cpus() { return [{ model: 'latchwork', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }]; },
  endianness: fixed('LE'), freemem: fixed(bytes / 2), getPriority() { return 0; }, homedir: fixed('/'), hostname: fixed('localhost'),
  loadavg() { return [0, 0, 0]; }, networkInterfaces() { return { eth0: [{ ...wire }] }; }, platform: fixed('linux'), release: fixed('6.0.0'),
  setPriority: unsupported('os.setPriority', 'an execution is not a process of its own'),
  tmpdir: fixed('/tmp'), totalmem: fixed(bytes), type: fixed('Linux'), uptime: fixed(0), version: fixed('#1'), machine: fixed('x86_64'),
  userInfo() { return { uid: 1000, gid: 1000, username: 'action', homedir: '/', shell: null }; },
  constants: { UV_UDP_REUSEADDR: 4, dlopen: { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 }, errno, signals, priority },
  EOL: '\n', devNull: '/dev/null',
};
