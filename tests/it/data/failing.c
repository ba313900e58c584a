/* Makes the n-th call of one function on a plain file fail, and counts such calls.
   FAILING_CALL: write, fsync, close, open or rename. FAILING_AT: n, from 1. FAILING_WITH: an error number.
   FAILING_FOUND: a file that is made when the call was reached. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int reached(const char *call) {
    static int count;
    const char *wanted = getenv("FAILING_CALL"), *at = getenv("FAILING_AT");
    if (!wanted || !at || strcmp(wanted, call) != 0 || __sync_add_and_fetch(&count, 1) != atoi(at))
        return 0;
    const char *found = getenv("FAILING_FOUND");
    int mark = (int)syscall(SYS_openat, AT_FDCWD, found, O_CREAT | O_WRONLY, 0600);
    syscall(SYS_close, mark);
    errno = atoi(getenv("FAILING_WITH"));
    return 1;
}

static int is_file(int fd) {
    struct stat data;
    return fstat(fd, &data) == 0 && S_ISREG(data.st_mode) && (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    if (is_file(fd) && reached("write"))
        return -1;
    return syscall(SYS_write, fd, bytes, count);
}

int fsync(int fd) {
    return reached("fsync") ? -1 : (int)syscall(SYS_fsync, fd);
}

int close(int fd) {
    int fails = is_file(fd) && reached("close");
    int error = errno;
    int closed = (int)syscall(SYS_close, fd);
    errno = error;
    return fails ? -1 : closed;
}

int rename(const char *from, const char *to) {
    return reached("rename") ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int opened(const char *path, int flags, mode_t mode) {
    int writes = (flags & O_ACCMODE) != O_RDONLY && (flags & O_CREAT);
    return writes && reached("open") ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return opened(path, flags, mode);
}
