// What the machine itself needs to carry one message: sender -> relay -> receiver over TCP on the loopback address,
// each of the three its own thread, nothing else done. Prints one line of JSON with the way's percentiles.
//
//   relay MESSAGES GAP_MICROSECONDS
//
// A message is 64 bytes and begins with the moment at which it was sent.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE = 64 };

struct way {
  int messages;
  int from_sender, to_receiver; // the relay's ends
  int receiver;
  int64_t *nanos;
};

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// Reads exactly one message.
static void take(int socket, char *message) {
  for (int have = 0; have < MESSAGE;) {
    ssize_t n = read(socket, message + have, MESSAGE - have);
    if (n <= 0) fail("read");
    have += n;
  }
}

static void *relay(void *argument) {
  struct way *way = argument;
  char message[MESSAGE];
  int epoll = epoll_create1(0);
  struct epoll_event wanted = {.events = EPOLLIN}, ready;
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, way->from_sender, &wanted)) fail("epoll_ctl");
  for (int i = 0; i < way->messages; i++) {
    while (epoll_wait(epoll, &ready, 1, -1) < 1) {}
    take(way->from_sender, message);
    if (write(way->to_receiver, message, MESSAGE) != MESSAGE) fail("write");
  }
  return NULL;
}

static void *receive(void *argument) {
  struct way *way = argument;
  char message[MESSAGE];
  for (int i = 0; i < way->messages; i++) {
    int64_t sent;
    take(way->receiver, message);
    memcpy(&sent, message, sizeof sent);
    way->nanos[i] = now() - sent;
  }
  return NULL;
}

static int without_delay(int socket) {
  int on = 1;
  if (setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on)) fail("setsockopt");
  return socket;
}

// A connection; its other end is left in *accepted.
static int connected(int *accepted) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listening = socket(AF_INET, SOCK_STREAM, 0), connecting = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listening, (struct sockaddr *)&address, length) || listen(listening, 1)) fail("listen");
  if (getsockname(listening, (struct sockaddr *)&address, &length)) fail("getsockname");
  if (connect(connecting, (struct sockaddr *)&address, length)) fail("connect");
  *accepted = without_delay(accept(listening, NULL, NULL));
  close(listening);
  return without_delay(connecting);
}

static int smaller(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

static double micros(const struct way *way, double share) {
  return way->nanos[(int)(share * (way->messages - 1))] / 1000.0;
}

int main(int count, char **words) {
  if (count != 3 || atoi(words[1]) < 1) {
    fprintf(stderr, "usage: relay MESSAGES GAP_MICROSECONDS\n");
    return 2;
  }
  struct way way = {.messages = atoi(words[1])};
  int gap = atoi(words[2]);
  way.nanos = calloc(way.messages, sizeof *way.nanos);
  int sender = connected(&way.from_sender);
  way.receiver = connected(&way.to_receiver);
  pthread_t relaying, receiving;
  if (pthread_create(&relaying, NULL, relay, &way) || pthread_create(&receiving, NULL, receive, &way)) fail("thread");
  char message[MESSAGE] = {0};
  for (int i = 0; i < way.messages; i++) {
    int64_t sent = now();
    memcpy(message, &sent, sizeof sent);
    if (write(sender, message, MESSAGE) != MESSAGE) fail("write");
    usleep(gap);
  }
  pthread_join(receiving, NULL);
  pthread_join(relaying, NULL);
  qsort(way.nanos, way.messages, sizeof *way.nanos, smaller);
  printf("{\"n\":%d,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"max_ms\":%.3f}\n", way.messages,
         micros(&way, 0.5) / 1000, micros(&way, 0.99) / 1000, micros(&way, 0.999) / 1000, micros(&way, 1) / 1000);
  return 0;
}
