// Small words for writing down what a suite expects of its files.
import {readFileSync, readdirSync, statSync} from 'node:fs';
import {join, relative} from 'node:path';

/** Every file of a folder, by its path below it. */
export function filesBelow(folder, at = folder) {
  return readdirSync(at).sort().flatMap(name => {
    const path = join(at, name);
    return statSync(path).isDirectory() ? filesBelow(folder, path) : [relative(folder, path)];
  });
}
export const readText = (folder, file) => readFileSync(join(folder, file), 'utf8');
export const readJson = (folder, file) => JSON.parse(readText(folder, file));

/** Rows for the files that a pattern meets and that no earlier rule took: the first rule that fits decides. */
export function byRules(folder, rules) {
  return filesBelow(folder).filter(file => file !== 'README.md').map(file => {
    const rule = rules.find(([pattern]) => pattern.test(file));
    if (!rule) throw new Error(`no rule for ${file}`);
    const what = typeof rule[1] === 'function' ? rule[1](file) : rule[1];
    return typeof what === 'string' ? {file, not: what} : {file, ...what};
  });
}

/** A document that lists Multikeys of one controller. */
export function controllerOf(id, ...publicKeys) {
  const methods = publicKeys.map(key => ({id: `${id}#${key}`, type: 'Multikey', controller: id, publicKeyMultibase: key}));
  return {'@context': ['https://www.w3.org/ns/cid/v1'], id, verificationMethod: methods, assertionMethod: methods.map(method => method.id)};
}
/** The issuer's document is supplied, and the issuer is known. */
export const issuedBy = document => ({documents: {[document.id]: document}, known: [document.id]});

export const unsigned = {expected: 'invalid', source: 'no proof: nobody has signed it, and what is not secured is no verifiable credential (VCDM 2.0, 4.12)'};
