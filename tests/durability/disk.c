/* A disk that can fail, and that can be watched. Loaded into the server with LD_PRELOAD; only calls on files in the
 * folder $DISK_FOLDER are touched. tests/durability/disk.py builds it, steers it and reads what it wrote.
 *
 * $DISK_CONTROL is a small file, mapped into memory, through which the test says which calls fail from now on.
 * $DISK_LOG, when set, receives every write, sync and name in order, and every answer that says "saved".
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, OPEN = 4, TRUNCATE = 8 };
enum { MOST_FILES = 65536, MOST_ANSWER = 4096 };

struct control {
    int32_t calls;    /* which calls fail: WRITE | SYNC | OPEN | TRUNCATE */
    int32_t error;    /* with this errno; 0: none fails */
    int32_t after;    /* so many more go well first */
    int32_t times;    /* then so many fail; negative: all, until told otherwise */
    int32_t failed;   /* how many have failed, for the test to read */
    int32_t slow;     /* microseconds that each sync takes longer */
    int32_t room;     /* megabytes that are left, as the system says when asked; 0: the truth */
    char ends[40];    /* only files whose name ends so */
};

static struct control *control;
static char *folder;
static int log_file = -1;
static char *names[MOST_FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    int (*open_)(const char *, int, ...) = real("open");
    const char *path = getenv("DISK_CONTROL");
    folder = getenv("DISK_FOLDER");
    if (path) {
        int file = open_(path, O_RDWR);
        void *found = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        control = found == MAP_FAILED ? NULL : found;
        REAL(close)(file);
    }
    path = getenv("DISK_LOG");
    if (path) log_file = open_(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ours(const char *path) { return folder && path && strncmp(path, folder, strlen(folder)) == 0; }
static const char *name_of(int file) { return file >= 0 && file < MOST_FILES ? names[file] : NULL; }

static int fails(int call, const char *name) {
    int error = 0;
    if (!control || !control->error || !(control->calls & call)) return 0;
    size_t end = strnlen(control->ends, sizeof control->ends), length = strlen(name);
    if (length < end || memcmp(name + length - end, control->ends, end)) return 0;
    pthread_mutex_lock(&lock);
    if (control->after > 0) control->after--;
    else if (control->times != 0) {
        if (control->times > 0) control->times--;
        control->failed++;
        error = control->error;
    }
    pthread_mutex_unlock(&lock);
    return error;
}

/* One entry: what, an offset or length, the name, the data. */
static void note(char what, int64_t at, const char *name, const void *data, size_t length) {
    struct __attribute__((packed)) { char what; int64_t at; uint32_t name, data; } head = {what, at, strlen(name), length};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)name, head.name}, {(void *)data, length}};
    if (log_file < 0) return;
    pthread_mutex_lock(&lock);
    REAL(writev)(log_file, parts, 3);
    pthread_mutex_unlock(&lock);
}

static int opened(int file, const char *path, int flags) {
    if (file < 0 || file >= MOST_FILES) return file;
    free(names[file]);
    names[file] = ours(path) ? strdup(path) : NULL;
    if (names[file] && (flags & O_CREAT)) note('c', 0, path, "", 0);
    if (names[file] && (flags & O_TRUNC)) note('t', 0, path, "", 0);
    return file;
}

#define OPENING(name)                                                                                                  \
    int name(const char *path, int flags, ...) {                                                                       \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0;                                              \
        va_end(more);                                                                                                  \
        int error = ours(path) && (flags & O_CREAT) ? fails(OPEN, path) : 0;                                           \
        if (error) return errno = error, -1;                                                                           \
        return opened(((int (*)(const char *, int, ...))real(#name))(path, flags, mode), path, flags);                 \
    }
OPENING(open)
OPENING(open64)

int close(int file) {
    if (name_of(file)) {
        free(names[file]);
        names[file] = NULL;
    }
    return REAL(close)(file);
}

/* A full disk takes the first half of what it is given, as a real one may. */
static ssize_t refused(int error, size_t *length) {
    if (error == ENOSPC && *length > 1 && control->failed == 1) {
        *length /= 2;
        return 0;
    }
    errno = error;
    return -1;
}

static ssize_t written(int file, const void *data, ssize_t length, off_t at) {
    const char *name = name_of(file);
    if (name && length > 0) note('w', at, name, data, length);
    return length;
}

#define WRITING(name_, offset_)                                                                                        \
    ssize_t name_(int file, const void *data, size_t length, offset_ at) {                                             \
        int error = name_of(file) ? fails(WRITE, name_of(file)) : 0;                                                   \
        if (error && refused(error, &length)) return -1;                                                               \
        return written(file, data, REAL(name_)(file, data, length, at), at);                                           \
    }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int file, const void *data, size_t length) {
    const char *name = name_of(file);
    int error = name ? fails(WRITE, name) : 0;
    if (error && refused(error, &length)) return -1;
    off_t at = name ? lseek(file, 0, fcntl(file, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR) : 0;
    return written(file, data, REAL(write)(file, data, length), at);
}

#define SYNCING(name_)                                                                                                 \
    int name_(int file) {                                                                                              \
        const char *name = name_of(file);                                                                              \
        int error = name ? fails(SYNC, name) : 0;                                                                      \
        if (name && control && control->slow) usleep(control->slow);                                                   \
        if (error) return note('f', 0, name, "", 0), errno = error, -1;                                                \
        int done = REAL(name_)(file);                                                                                  \
        if (name && done == 0) note('s', 0, name, "", 0);                                                              \
        return done;                                                                                                   \
    }
SYNCING(fsync)
SYNCING(fdatasync)

#define TRUNCATING(name_, offset_)                                                                                     \
    int name_(int file, offset_ length) {                                                                              \
        const char *name = name_of(file);                                                                              \
        int error = name ? fails(TRUNCATE, name) : 0;                                                                  \
        if (error) return errno = error, -1;                                                                           \
        int done = REAL(name_)(file, length);                                                                          \
        if (name && done == 0) note('t', length, name, "", 0);                                                         \
        return done;                                                                                                   \
    }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (done == 0 && ours(path)) note('u', 0, path, "", 0);
    return done;
}

#define NAMING(name_, what)                                                                                            \
    int name_(const char *from, const char *to) {                                                                      \
        int done = REAL(name_)(from, to);                                                                              \
        if (done == 0 && ours(from)) note(what, 0, from, to, strlen(to));                                              \
        return done;                                                                                                   \
    }
NAMING(rename, 'r')
NAMING(link, 'l')

#define ASKING(name_, type)                                                                                            \
    int name_(const char *path, type *found) {                                                                         \
        int done = REAL(name_)(path, found);                                                                           \
        if (done == 0 && ours(path) && control && control->room)                                                       \
            found->f_bavail = (unsigned long long)control->room * 1000000 / found->f_frsize;                           \
        return done;                                                                                                   \
    }
ASKING(statvfs, struct statvfs)
ASKING(statvfs64, struct statvfs64)

ssize_t send(int socket, const void *data, size_t length, int flags) {
    if (log_file >= 0 && memmem(data, length < MOST_ANSWER ? length : MOST_ANSWER, "\"saved\"", 7))
        note('a', 0, "", data, length < MOST_ANSWER ? length : MOST_ANSWER);
    return REAL(send)(socket, data, length, flags);
}
