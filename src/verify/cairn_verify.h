/* Cairn's verifier for C, and for every language that can call C. No database, no network: what is not given is not looked up.
 *
 *   cairn_verifier* verifier = cairn_verifier_new();
 *   cairn_verifier_trust(verifier, "did:web:college.example");
 *   cairn_report* report = NULL;
 *   if (cairn_verifier_check(verifier, bytes, size, NULL, &report) == CAIRN_OK && cairn_report_verdict(report) == CAIRN_VALID) ...
 *   cairn_report_free(report);
 *   cairn_verifier_free(verifier);
 *
 * A verifier serves one thread at a time; different verifiers may be used at once. Text is UTF-8 and ends with a zero byte. Text that
 * a function returns belongs to the report or the verifier it was asked of. No function throws, prints, or ends the program.
 * spec: Open Badges 3.0, "Verification and Validation"; Verifiable Credentials Data Model 2.0 */
#ifndef CAIRN_VERIFY_H
#define CAIRN_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CAIRN_API __attribute__((visibility("default")))
#else
#define CAIRN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Rises when something below changes its meaning; functions and members are only ever added. */
#define CAIRN_VERIFY_ABI 1

typedef struct cairn_verifier cairn_verifier; /* knows issuers and given documents; keeps what it has read between calls */
typedef struct cairn_report cairn_report;     /* everything that was found about one document */

/* Whether a function could do its work. Not a verdict: a forged credential is CAIRN_OK with CAIRN_INVALID in its report. */
typedef enum cairn_result {
  CAIRN_OK = 0,
  CAIRN_REFUSED = 1,       /* what was handed over cannot be used; cairn_verifier_error says what and why */
  CAIRN_MISUSE = 2,        /* a pointer is NULL that must not be, or a size is not one of this header's */
  CAIRN_OUT_OF_MEMORY = 3,
  CAIRN_BUG = 4            /* a fault of the library; cairn_verifier_error names the place. Says nothing about the document */
} cairn_result;

typedef enum cairn_verdict {
  CAIRN_VALID = 0,
  CAIRN_UNKNOWN_ISSUER = 1, /* intact and in force, by somebody whom nobody told the verifier about */
  CAIRN_INVALID = 2,        /* it was checked, and something is wrong */
  CAIRN_UNDETERMINED = 3    /* something that must be checked could not be */
} cairn_verdict;

typedef enum cairn_outcome { CAIRN_PASS = 0, CAIRN_FAIL = 1, CAIRN_UNKNOWN = 2 } cairn_outcome;

/* What is asked about a document. Members that are 0 or NULL are not asked. Set `size` to sizeof(cairn_question). */
typedef struct cairn_question {
  size_t size;
  int64_t at;            /* moment of judgement, seconds since 1970 UTC; 0: now, by the machine's clock */
  const char *recipient; /* e-mail address or id of the person it should belong to */
  const char *nonce;     /* what its holder was asked to answer when presenting it */
  const char *audience;  /* whom its holder should have presented it to */
} cairn_question;

/* The answer to one of the questions reading, shape, signature, key, issuer, dates, status, recipient.
 * This structure never changes. */
typedef struct cairn_check {
  const char *id;
  cairn_outcome outcome;
  const char *code;   /* stable dotted name; docs/errors.md lists them */
  const char *detail; /* plain words */
  const char *hint;   /* what to do; "" when there is nothing */
} cairn_check;

CAIRN_API unsigned cairn_verify_abi(void);           /* CAIRN_VERIFY_ABI of the library that is loaded */
CAIRN_API const char *cairn_verify_version(void);    /* "0.1.0" */

/* NULL: no memory. */
CAIRN_API cairn_verifier *cairn_verifier_new(void);
CAIRN_API void cairn_verifier_free(cairn_verifier *verifier); /* NULL: nothing happens */

/* Know an issuer by its id (DID or URL). */
CAIRN_API cairn_result cairn_verifier_trust(cairn_verifier *verifier, const char *issuer_id);
/* Know those whom a trust list names, with their keys and the times of these (docs/trust.md has the forms). A second list replaces
 * the first. The list's own signature is not looked at. */
CAIRN_API cairn_result cairn_verifier_trust_list(cairn_verifier *verifier, const char *text, size_t size);
/* Hand over a document that would otherwise be fetched: a DID document, a status list, a hosted badge, an issuer's key in PEM form.
 * `url` is the address it stands for, or a DID. */
CAIRN_API cairn_result cairn_verifier_add_document(cairn_verifier *verifier, const char *url, const void *bytes, size_t size);

/* Judge a file: JSON, a token, a PNG, an SVG, a PDF. question: NULL asks nothing beside. *report is set on CAIRN_OK only. */
CAIRN_API cairn_result cairn_verifier_check(cairn_verifier *verifier, const void *bytes, size_t size, const cairn_question *question,
                                            cairn_report **report);
/* What the last function that did not return CAIRN_OK found: "code: detail hint". "" when all is well. Never NULL. */
CAIRN_API const char *cairn_verifier_error(const cairn_verifier *verifier);

CAIRN_API void cairn_report_free(cairn_report *report); /* NULL: nothing happens */
CAIRN_API cairn_verdict cairn_report_verdict(const cairn_report *report); /* NULL: CAIRN_UNDETERMINED */
CAIRN_API const char *cairn_report_verdict_name(const cairn_report *report); /* "valid", "unknown-issuer", "invalid", "undetermined" */
CAIRN_API size_t cairn_report_check_count(const cairn_report *report);
/* CAIRN_MISUSE: no such check. */
CAIRN_API cairn_result cairn_report_check(const cairn_report *report, size_t index, cairn_check *check);
/* The whole report as JSON, the same that `cairn verify --json` prints. */
CAIRN_API const char *cairn_report_json(const cairn_report *report);

#ifdef __cplusplus
}
#endif

#endif
