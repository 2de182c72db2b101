/* FANN as a peer of plexus bench; see ../README.md. */

#include <fann.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { vector_count = 256 };

/* SplitMix64, as in recipes.cpp. */
static double uniform(uint64_t *state, double low, double high) {
  uint64_t bits = *state += 0x9E3779B97F4A7C15u;
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
  return low + (high - low) * ((double)((bits ^ (bits >> 31)) >> 11) * 0x1p-53);
}

/* Gives the layers the weights of the workload. A layer of FANN's ends with a unit that is 1 and carries the biases. */
static struct fann *multilayer(uint64_t seed, const unsigned *sizes, unsigned layers) {
  struct fann *network = fann_create_standard_array(layers, sizes);
  unsigned before = 0;
  for (unsigned layer = 1; layer < layers; ++layer) {
    const unsigned inputs = sizes[layer - 1], first = before + inputs + 1;
    for (unsigned j = 0; j < sizes[layer]; ++j)
      for (unsigned i = 0; i < inputs; ++i)
        fann_set_weight(network, before + i, first + j, (fann_type)(uniform(&seed, -1, 1) / sqrt(inputs)));
    for (unsigned j = 0; j < sizes[layer]; ++j)
      fann_set_weight(network, before + inputs, first + j, (fann_type)uniform(&seed, -0.1, 0.1));
    before = first;
  }
  fann_set_activation_steepness_hidden(network, 1); /* of 1: tanh(x) and 1 / (1 + exp(-2 x)) */
  fann_set_activation_function_hidden(network, FANN_SIGMOID_SYMMETRIC);
  return network;
}

struct job {
  const char *name;
  void (*make)(void);
  void (*run)(unsigned long operations);
  double (*quote)(double seconds);
  double wanted; /* checksum; 0 when there is none */
  unsigned long round, rounds;
};

static struct fann *w1a, *xor_network;
static fann_type vectors[vector_count][10];
static double checksum;

static void make_w1a(void) {
  const unsigned sizes[] = {10, 32, 32, 4};
  uint64_t state = 1;
  w1a = multilayer(101, sizes, 4);
  fann_set_activation_steepness_output(w1a, 1);
  fann_set_activation_function_output(w1a, FANN_SIGMOID_SYMMETRIC);
  checksum = 0;
  for (unsigned v = 0; v < vector_count; ++v) {
    for (unsigned i = 0; i < 10; ++i) vectors[v][i] = (fann_type)uniform(&state, -1, 1);
    const fann_type *output = fann_run(w1a, vectors[v]);
    for (unsigned i = 0; i < 4; ++i) checksum += output[i];
  }
}

static void run_w1a(unsigned long operations) {
  for (unsigned long i = 0; i < operations; ++i) fann_run(w1a, vectors[i % vector_count]);
}

static void make_xor(void) {
  const unsigned sizes[] = {2, 4, 1};
  xor_network = multilayer(602, sizes, 3);
  fann_set_activation_steepness_output(xor_network, 0.5f); /* the logistic function */
  fann_set_activation_function_output(xor_network, FANN_SIGMOID);
  fann_set_training_algorithm(xor_network, FANN_TRAIN_INCREMENTAL);
  fann_set_train_error_function(xor_network, FANN_ERRORFUNC_LINEAR);
  fann_set_learning_rate(xor_network, 0.3f);
}

static void run_xor(unsigned long operations) {
  static fann_type inputs[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, targets[4][1] = {{0}, {1}, {1}, {0}};
  for (unsigned long i = 0; i < operations; ++i) fann_train(xor_network, inputs[i % 4], targets[i % 4]);
}

static double nanoseconds(double seconds) { return seconds * 1e9; }
static double per_second(double seconds) { return 1 / seconds; }

static struct job jobs[] = {{"W1a", make_w1a, run_w1a, nanoseconds, 3.063135257, vector_count, 0},
                            {"W6/xor", make_xor, run_xor, per_second, 0, 4, 0}};

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double timed(struct job *job) {
  const double begin = cpu();
  job->run(job->rounds * job->round);
  return cpu() - begin;
}

static void answer(const char *name, double seconds) {
  struct job *job = NULL;
  for (size_t i = 0; i < sizeof jobs / sizeof *jobs; ++i)
    if (strcmp(jobs[i].name, name) == 0) job = &jobs[i];
  if (job == NULL) {
    printf("{\"skip\": \"FANN 2.2 has perceptrons alone, without relu, batches and Adam\"}\n");
    return;
  }
  if (job->rounds == 0) {
    job->make();
    if (job->wanted != 0 && !(fabs(checksum - job->wanted) <= 1e-3)) {
      printf("{\"error\": \"the checksum is %.9f, wanted %.9f\"}\n", checksum, job->wanted);
      return;
    }
    job->rounds = 1;
    for (double spent = timed(job); spent < seconds; spent = timed(job))
      job->rounds = (unsigned long)ceil((double)job->rounds * fmin(10, 1.2 * seconds / fmax(spent, 1e-6)));
  }
  const double operations = (double)(job->rounds * job->round);
  printf("{\"checksum\": %.9f, \"value\": %.9g, \"n\": %.0f}\n", job->wanted != 0 ? checksum : 0,
         job->quote(timed(job) / operations), operations);
}

int main(void) {
  char line[256], name[256];
  double milliseconds;
  setvbuf(stdout, NULL, _IOLBF, 0);
  printf("FANN 2.2, float\n");
  while (fgets(line, sizeof line, stdin) != NULL)
    if (sscanf(line, "%255s %lf", name, &milliseconds) == 2) answer(name, milliseconds / 1000);
  return 0;
}
