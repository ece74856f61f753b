// What the suite sd-jwt says of its files: the issuer's tokens and the holder's presentations verify with the keys of settings.yml.
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {byRules, readJson, readText} from './rows.mjs';

/** The few lines of settings.yml that a verifier needs; the first two coordinates are the issuer's. */
function settingsOf(folder, file) {
  const own = join(dirname(dirname(file)), 'settings.yml');
  // The one example of OpenID4VP comes without settings; its keys and names are those of RFC 9901's examples.
  const text = readText(folder, existsSync(join(folder, own)) ? own : 'rfc9901-examples/settings.yml');
  const of = name => text.match(new RegExp(`^\\s*${name}:\\s*"?([^"\\s#]+)`, 'm'))[1];
  return {nonce: of('key_binding_nonce'), audience: of('verifier'), jwk: {kty: 'EC', crv: of('crv'), x: of('x'), y: of('y')}};
}

/** OpenID4VP wraps its lines; the JSON form stands in the file as one JSON text. */
function tokenOf(folder, file) {
  return file.endsWith('.json') ? readJson(folder, file) : readText(folder, file).replaceAll(/\s/g, '');
}
const decode = part => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** Where an issuer's keys are: its metadata (SD-JWT VC, 3.5), supplied instead of fetched. */
function metadataOf(folder, file, token, jwk) {
  const issuerToken = token.startsWith('{') ? JSON.parse(token) : undefined;
  const [header, payload] = issuerToken ? [issuerToken.protected, issuerToken.payload] : token.split('~')[0].split('.');
  const {iss} = decode(payload);
  const {kid} = decode(header);
  if (!iss) return {documents: {}, known: []};
  const {origin, pathname} = new URL(iss);
  const path = pathname === '/' ? '' : pathname;
  return {documents: {[`${origin}/.well-known/jwt-vc-issuer${path}`]: {issuer: iss, jwks: {keys: [{...jwk, ...(kid && {kid})}]}}}, known: [iss]};
}

export function sdJwt(folder) {
  const verifies = file => {
    const {nonce, audience, jwk} = settingsOf(folder, file);
    const token = tokenOf(folder, file);
    const bound = /presentation/.test(file) && existsSync(join(folder, dirname(file), 'kb_jwt_payload.json'));
    const at = bound ? readJson(folder, join(dirname(file), 'kb_jwt_payload.json')).iat : 1683000000;
    return {expected: 'valid', source: 'README: verified_contents.json is what a verifier must return', content: token, ...metadataOf(folder, file, token, jwk),
      at: new Date((at + 60) * 1000).toISOString().replace('.000', ''), words: bound ? ['--nonce', nonce, '--audience', audience] : []};
  };
  return byRules(folder, [
    [/sd_jwt_(issuance|presentation)\./, verifies],
    [/settings\.yml$|specification\.yml$/, 'how the cases were made'],
    [/(sd_jwt_jws_part|kb_jwt_serialized)/, 'a part of a token'],
    [/\.(json|md)$/, 'claims, a header, or disclosures, as they are before signing or after reading']
  ]);
}
