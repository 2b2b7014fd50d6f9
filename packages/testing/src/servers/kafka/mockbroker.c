/*
 * librdkafka's mock cluster as a program: a Kafka cluster in memory, and one TCP port on the loopback
 * address that takes commands, a line each, and answers each with a line.
 *
 *   mockbroker CONTROL_PORT BROKERS
 *
 *   version                       OK 2.0.2
 *   bootstrap                     OK 127.0.0.1:40001,127.0.0.1:40002
 *   topic NAME PARTITIONS COPIES  makes a topic; topics that are asked for are made as well
 *   topic_error NAME CODE         what every request about the topic is answered with (0: nothing)
 *   error API_KEY CODE...         what the next requests of that kind are answered with
 *   api_versions API_KEY MIN MAX  which versions of a request are understood
 *   broker_down ID, broker_up ID  closes a broker's port, and opens it again
 *   rtt ID MS                     how long a broker takes to answer
 *
 * gcc -O1 -o mockbroker mockbroker.c -lrdkafka
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

static char *word(void) {
  char *found = strtok(NULL, " \r\n");
  return found ? found : "";
}

static int number(void) { return atoi(word()); }

static int obey(rd_kafka_mock_cluster_t *cluster, const char *verb) {
  if (!strcmp(verb, "topic")) {
    char *name = word();
    int partitions = number(), copies = number();
    return rd_kafka_mock_topic_create(cluster, name, partitions, copies);
  }
  if (!strcmp(verb, "topic_error")) {
    char *name = word();
    rd_kafka_mock_topic_set_error(cluster, name, (rd_kafka_resp_err_t)number());
    return 0;
  }
  if (!strcmp(verb, "error")) {
    int api = number();
    for (char *code = word(); *code; code = word())
      rd_kafka_mock_push_request_errors(cluster, api, 1, (rd_kafka_resp_err_t)atoi(code));
    return 0;
  }
  if (!strcmp(verb, "api_versions")) {
    int api = number(), least = number(), most = number();
    return rd_kafka_mock_set_apiversion(cluster, api, least, most);
  }
  if (!strcmp(verb, "broker_down")) return rd_kafka_mock_broker_set_down(cluster, number());
  if (!strcmp(verb, "broker_up")) return rd_kafka_mock_broker_set_up(cluster, number());
  if (!strcmp(verb, "rtt")) {
    int id = number(), ms = number();
    return rd_kafka_mock_broker_set_rtt(cluster, id, ms);
  }
  return -1;
}

static void serve(int connection, rd_kafka_mock_cluster_t *cluster) {
  FILE *in = fdopen(connection, "r");
  char line[1024];
  while (fgets(line, sizeof line, in)) {
    char *verb = strtok(line, " \r\n");
    if (!verb) continue;
    if (!strcmp(verb, "version")) dprintf(connection, "OK %s\n", rd_kafka_version_str());
    else if (!strcmp(verb, "bootstrap")) dprintf(connection, "OK %s\n", rd_kafka_mock_cluster_bootstraps(cluster));
    else {
      int result = obey(cluster, verb);
      dprintf(connection, "%s %d\n", result == 0 ? "OK" : "FAILED", result);
    }
  }
  fclose(in);
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  signal(SIGPIPE, SIG_IGN);
  char error[256];
  rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), error, sizeof error);
  if (!client) return fprintf(stderr, "%s\n", error), 1;
  rd_kafka_mock_cluster_t *cluster = rd_kafka_mock_cluster_new(client, atoi(arguments[2]));

  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(arguments[1]))};
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (!cluster || bind(listener, (struct sockaddr *)&place, sizeof place) || listen(listener, 8)) {
    return perror("mockbroker"), 1;
  }
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection >= 0) serve(connection, cluster);
  }
}
