// Errors of the system by number, as Linux has them: name and message.
const text = `E2BIG 7 argument list too long
EACCES 13 permission denied
EADDRINUSE 98 address already in use
EADDRNOTAVAIL 99 address not available
EAGAIN 11 resource temporarily unavailable
EBADF 9 bad file descriptor
EBUSY 16 resource busy or locked
ECANCELED 125 operation canceled
ECONNABORTED 103 software caused connection abort
ECONNREFUSED 111 connection refused
ECONNRESET 104 connection reset by peer
EEXIST 17 file already exists
EFAULT 14 bad address in system call argument
EHOSTUNREACH 113 host is unreachable
EINTR 4 interrupted system call
EINVAL 22 invalid argument
EIO 5 i/o error
EISDIR 21 illegal operation on a directory
EMFILE 24 too many open files
ENETUNREACH 101 network is unreachable
ENOENT 2 no such file or directory
ENOMEM 12 not enough memory
ENOSPC 28 no space left on device
ENOSYS 38 function not implemented
ENOTCONN 107 socket is not connected
ENOTDIR 20 not a directory
ENOTEMPTY 39 directory not empty
ENOTSOCK 88 socket operation on non-socket
ENOTSUP 95 operation not supported on socket
EPERM 1 operation not permitted
EPIPE 32 broken pipe
EPROTO 71 protocol error
ERANGE 34 result too large
EROFS 30 read-only file system
ETIMEDOUT 110 connection timed out
EAI_AGAIN 3001 temporary failure
EAI_FAIL 3004 permanent failure
ENOTFOUND 3008 unknown node or service
EOF 4095 end of file`;
module.exports = new Map(text.split('\n').map((line) => {
  const [name, number, ...message] = line.split(' ');
  return [-Number(number), [name, message.join(' ')]];
}));
