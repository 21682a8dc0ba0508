/* Put before libc with LD_PRELOAD: counts the file calls on paths under FAULT_FOLDER, fails the one it is told to,
 * writes down all of them for the rebuilding of a power cut, and refuses sockets of the network when FAULT_SOCKETS
 * names a file to tell of them.
 *
 * build: cc -O2 -shared -fPIC -o faultio.so faultio.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF = 0, KILL, HALF_KILL, FULL_ONCE, FULL_EVER, BROKEN_ONCE, BROKEN_EVER };
enum { CHANGES = 1, READS = 2 };
enum { PASS = 0, FAIL = -1, HALF = 1 };
#define FILES 1024
#define LENGTH 512

static int fault = OFF, counted = CHANGES, target, count, tracing = -1;
static char paths[FILES][LENGTH];

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* ---------------------------------------------------------------- told from Python through ctypes */
void fault_arm(int kind, int classes, int at) { fault = kind; counted = classes; target = at; count = 0; }
int fault_disarm(void) { fault = OFF; target = 0; return count; }
int fault_count_only(int classes) { fault = OFF; counted = classes; target = -1; count = 0; return 0; }
int fault_seen(void) { return count; }
int fault_trace(const char *path) {
    if (tracing >= 0) { REAL(close); real(tracing); }
    tracing = -1;
    if (path) { REAL(open); tracing = real(path, O_CREAT | O_TRUNC | O_WRONLY | O_APPEND | O_CLOEXEC, 0600); }
    return tracing;
}

/* ---------------------------------------------------------------- shared */
static int ours(const char *path) {
    static const char *folder;
    if (!folder && !(folder = getenv("FAULT_FOLDER"))) folder = "\001";
    return path && strncmp(path, folder, strlen(folder)) == 0;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FILES && paths[fd][0] ? paths[fd] : NULL; }

static void told(int fd, const char *path) {
    if (fd < 0 || fd >= FILES) return;
    paths[fd][0] = 0;
    if (ours(path)) snprintf(paths[fd], LENGTH, "%s", path);
}

/* One record: kind, length of the path, offset, length of the data, path, data. */
static void trace(char kind, const char *path, int64_t offset, const void *data, int64_t length) {
    if (tracing < 0) return;
    REAL(write);
    int64_t head[3] = {(int64_t)strlen(path), offset, data ? length : 0};
    if (real(tracing, &kind, 1) < 0 || real(tracing, head, sizeof head) < 0 || real(tracing, path, head[0]) < 0) abort();
    if (head[2] > 0 && real(tracing, data, head[2]) < 0) abort();
}

static int due(int class) {
    if (!(counted & class) || target == 0) return PASS;
    count++;
    if (fault == OFF) return PASS;
    int lasting = fault == FULL_EVER || fault == BROKEN_EVER;
    if (!(count == target || (lasting && count > target))) return PASS;
    if (fault == KILL) { kill(getpid(), SIGKILL); pause(); }
    if (fault == HALF_KILL) return HALF;
    errno = fault == FULL_ONCE || fault == FULL_EVER ? ENOSPC : EIO;
    return FAIL;
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

/* ---------------------------------------------------------------- opening and names */
static int opened(const char *path, int flags, mode_t mode, int (*real)(const char *, int, ...)) {
    int mine = ours(path), fresh = mine && (flags & O_CREAT) && access(path, F_OK) != 0;
    if (mine) {
        int verdict = due(flags & O_CREAT ? CHANGES : READS);
        if (verdict == HALF) die();
        if (verdict == FAIL) return -1;
    }
    int fd = real(path, flags, mode);
    told(fd, path);
    if (fd >= 0 && mine && fresh) trace('C', path, 0, NULL, 0);
    if (fd >= 0 && mine && !fresh && (flags & O_TRUNC)) trace('T', path, 0, NULL, 0);
    return fd;
}

int open(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest);
    REAL(open); return opened(path, flags, mode, real);
}
int open64(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest);
    REAL(open64); return opened(path, flags, mode, real);
}
int close(int fd) {
    REAL(close);
    if (fd >= 0 && fd < FILES) paths[fd][0] = 0;
    return real(fd);
}
int unlink(const char *path) {
    REAL(unlink);
    if (!ours(path)) return real(path);
    int verdict = fault == FULL_ONCE || fault == FULL_EVER ? PASS : due(CHANGES); /* a full disk lets files go */
    if (verdict == HALF) die();
    if (verdict == FAIL) return -1;
    int result = real(path);
    if (result == 0) trace('U', path, 0, NULL, 0);
    return result;
}
int rename(const char *from, const char *to) {
    REAL(rename);
    if (!ours(from) && !ours(to)) return real(from, to);
    int verdict = due(CHANGES);
    if (verdict == HALF) die();
    if (verdict == FAIL) return -1;
    int result = real(from, to);
    if (result == 0) trace('N', from, 0, to, (int64_t)strlen(to));
    return result;
}
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (ours(path)) {
        int verdict = due(CHANGES);
        if (verdict == HALF) die();
        if (verdict == FAIL) return -1;
    }
    return real(path, mode);
}

/* ---------------------------------------------------------------- reading and writing */
#define WRITING(symbol, offset_type)                                                                       \
    ssize_t symbol(int fd, const void *data, size_t length, offset_type offset) {                          \
        REAL(symbol);                                                                                      \
        const char *path = name_of(fd);                                                                    \
        if (!path) return real(fd, data, length, offset);                                                  \
        int verdict = due(CHANGES);                                                                        \
        if (verdict == FAIL) return -1;                                                                    \
        if (verdict == HALF) { if (real(fd, data, length / 2, offset) < 0) abort(); die(); }               \
        ssize_t done = real(fd, data, length, offset);                                                     \
        if (done > 0) trace('W', path, offset, data, done);                                                \
        return done;                                                                                       \
    }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)
ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    const char *path = name_of(fd);
    if (!path) return real(fd, data, length);
    int verdict = due(CHANGES);
    if (verdict == FAIL) return -1;
    if (verdict == HALF) { if (real(fd, data, length / 2) < 0) abort(); die(); }
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, data, length);
    if (done > 0) trace('W', path, at, data, done);
    return done;
}
#define READING(symbol, offset_type)                                                                       \
    ssize_t symbol(int fd, void *data, size_t length, offset_type offset) {                                \
        REAL(symbol);                                                                                      \
        if (name_of(fd) && due(READS) == FAIL) return -1;                                                  \
        return real(fd, data, length, offset);                                                             \
    }
READING(pread, off_t)
READING(pread64, off64_t)
ssize_t read(int fd, void *data, size_t length) {
    REAL(read);
    if (name_of(fd) && due(READS) == FAIL) return -1;
    return real(fd, data, length);
}
#define SYNCING(symbol)                                                                                    \
    int symbol(int fd) {                                                                                   \
        REAL(symbol);                                                                                      \
        const char *path = name_of(fd);                                                                    \
        if (!path) return real(fd);                                                                        \
        int verdict = due(CHANGES);                                                                        \
        if (verdict == FAIL) return -1;                                                                    \
        if (verdict == HALF) die();                                                                        \
        trace('S', path, 0, NULL, 0);                                                                      \
        return 0; /* the caches of the kernel outlive a killed process: nothing is gained by waiting */    \
    }
SYNCING(fsync)
SYNCING(fdatasync)
#define CUTTING(symbol, offset_type)                                                                       \
    int symbol(int fd, offset_type length) {                                                               \
        REAL(symbol);                                                                                      \
        const char *path = name_of(fd);                                                                    \
        if (!path) return real(fd, length);                                                                \
        int verdict = due(CHANGES);                                                                        \
        if (verdict == FAIL) return -1;                                                                    \
        if (verdict == HALF) die();                                                                        \
        int result = real(fd, length);                                                                     \
        if (result == 0) trace('T', path, length, NULL, 0);                                                \
        return result;                                                                                     \
    }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

/* ---------------------------------------------------------------- the network */
int socket(int domain, int type, int protocol) {
    REAL(socket);
    const char *witness = getenv("FAULT_SOCKETS");
    if (witness && (domain == AF_INET || domain == AF_INET6)) {
        REAL(open);
        int fd = real(witness, O_CREAT | O_WRONLY | O_APPEND, 0600);
        if (fd >= 0) { dprintf(fd, "socket of family %d\n", domain); close(fd); }
        errno = EACCES;
        return -1;
    }
    return real(domain, type, protocol);
}
