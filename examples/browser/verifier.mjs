// Cairn's verifier in a browser or in Node.js: the C interface of cairn_verify.h, made convenient. Nothing is sent anywhere.
export class Verifier {
  #module;
  #handle;

  /** createCairnVerifier: what cairn_verify.js defines */
  static async load(createCairnVerifier) {
    const verifier = new Verifier();
    verifier.#module = await createCairnVerifier();
    verifier.#handle = verifier.#module.ccall('cairn_verifier_new', 'number', [], []);
    if (!verifier.#handle) throw new Error('there is not enough memory');
    return verifier;
  }

  /** Know an issuer by its id (DID or URL). */
  trust(issuer) {
    this.#must(this.#module.ccall('cairn_verifier_trust', 'number', ['number', 'string'], [this.#handle, issuer]));
  }

  /** Hand over a DID document or status list in place of the network. bytes: Uint8Array */
  addDocument(url, bytes) {
    this.#withBytes(bytes, at => this.#must(this.#module.ccall('cairn_verifier_add_document', 'number',
      ['number', 'string', 'number', 'number'], [this.#handle, url, at, bytes.length])));
  }

  /** Judge a file. bytes: Uint8Array. Gives the report that `cairn verify --json` prints. */
  verify(bytes) {
    const call = (name, type, ...values) => this.#module.ccall(name, type, values.map(() => 'number'), values);
    return this.#withBytes(bytes, at => {
      const slot = this.#module._malloc(4);
      try {
        this.#must(call('cairn_verifier_check', 'number', this.#handle, at, bytes.length, 0, slot));
        const report = this.#module.getValue(slot, 'i32');
        try {
          return JSON.parse(call('cairn_report_json', 'string', report));
        } finally {
          call('cairn_report_free', null, report);
        }
      } finally {
        this.#module._free(slot);
      }
    });
  }

  free() {
    this.#module.ccall('cairn_verifier_free', null, ['number'], [this.#handle]);
    this.#handle = 0;
  }

  #withBytes(bytes, use) {
    const at = this.#module._malloc(bytes.length + 1);
    if (!at) throw new Error('there is not enough memory');
    try {
      this.#module.HEAPU8.set(bytes, at);
      return use(at);
    } finally {
      this.#module._free(at);
    }
  }

  #must(result) {
    if (result === 0) return;
    throw new Error(this.#module.ccall('cairn_verifier_error', 'string', ['number'], [this.#handle]) || `cairn_result ${result}`);
  }
}
