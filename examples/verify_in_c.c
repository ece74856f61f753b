/* The same from C, through the shared library.
 *   verify_in_c FILE ISSUER [ADDRESS FILE]...      exit code: 0 valid, 1 not, 2 wrong use */
#include <cairn_verify.h>
#include <stdio.h>
#include <stdlib.h>

/* The whole of a file; NULL when it cannot be read. The caller frees it. */
static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  long length;
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
    bytes = malloc((size_t)length + 1);
    if (bytes != NULL) {
      *size = fread(bytes, 1, (size_t)length, file);
      if (*size != (size_t)length) {
        free(bytes);
        bytes = NULL;
      }
    }
  }
  fclose(file);
  return bytes;
}

static int add_document(cairn_verifier *verifier, const char *address, const char *path) {
  size_t size = 0;
  char *bytes = read_file(path, &size);
  cairn_result result;
  if (bytes == NULL) {
    fprintf(stderr, "%s: cannot be read\n", path);
    return 0;
  }
  result = cairn_verifier_add_document(verifier, address, bytes, size);
  free(bytes);
  if (result != CAIRN_OK) fprintf(stderr, "%s: %s\n", path, cairn_verifier_error(verifier));
  return result == CAIRN_OK;
}

static int judge(cairn_verifier *verifier, const char *path) {
  size_t size = 0, i;
  char *bytes = read_file(path, &size);
  cairn_report *report = NULL;
  cairn_check check;
  cairn_question question = {0};
  int exit_code = 2;
  question.size = sizeof question;
  if (bytes == NULL) {
    fprintf(stderr, "%s: cannot be read\n", path);
    return 2;
  }
  if (cairn_verifier_check(verifier, bytes, size, &question, &report) != CAIRN_OK) {
    fprintf(stderr, "%s\n", cairn_verifier_error(verifier));
  } else {
    printf("%s\n", cairn_report_verdict_name(report));
    for (i = 0; i < cairn_report_check_count(report); ++i) {
      if (cairn_report_check(report, i, &check) == CAIRN_OK) printf("  %s: %s\n", check.id, check.detail);
    }
    exit_code = cairn_report_verdict(report) == CAIRN_VALID ? 0 : 1;
  }
  cairn_report_free(report);
  free(bytes);
  return exit_code;
}

int main(int argc, char **argv) {
  cairn_verifier *verifier;
  int i, exit_code = 2, is_ready = 1;
  if (argc < 3 || argc % 2 != 1) {
    fprintf(stderr, "usage: verify_in_c FILE ISSUER [ADDRESS FILE]...\n");
    return 2;
  }
  verifier = cairn_verifier_new();
  if (verifier == NULL) return 2;
  if (cairn_verifier_trust(verifier, argv[2]) != CAIRN_OK) is_ready = 0;
  for (i = 3; i < argc && is_ready; i += 2) is_ready = add_document(verifier, argv[i], argv[i + 1]);
  if (is_ready) exit_code = judge(verifier, argv[1]);
  cairn_verifier_free(verifier);
  return exit_code;
}
