const jsonApi = 'application/vnd.api+json';

/**
 * One request and what came of it.
 *
 * @typedef {object} Exchange
 * @property {{method: string, path: string, headers: Record<string, string>, body: unknown}} request
 * @property {number} status 0 where no answer came
 * @property {string} statusText
 * @property {Record<string, string>} headers those that matter to a reader
 * @property {any} document
 * @property {number} milliseconds
 */

/**
 * @param {string} path
 * @param {unknown} body
 * @param {{token?: string, type?: string}} [options]
 * @returns {Promise<Exchange>}
 */
async function post(path, body, { token, type = jsonApi } = {}) {
  const headers = { 'Content-Type': type, Accept: type };
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  const request = { method: 'POST', path, headers, body };
  const start = performance.now();
  try {
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    return {
      request,
      status: response.status,
      statusText: response.statusText,
      headers: shown(response.headers),
      document: text === '' ? null : JSON.parse(text),
      milliseconds: performance.now() - start,
    };
  } catch (error) {
    const milliseconds = performance.now() - start;
    const document = { errors: [{ code: 'no-answer', title: 'No answer', detail: String(error) }] };
    return { request, status: 0, statusText: 'No answer', headers: {}, document, milliseconds };
  }
}

function shown(headers) {
  const names = ['content-type', 'location', 'retry-after', 'x-request-id'];
  return Object.fromEntries(
    names.filter((name) => headers.has(name)).map((name) => [name, headers.get(name)]),
  );
}

/** @param {{email: string, password: string}} credentials */
export function signUp(credentials) {
  return post('/v1/users', { data: { type: 'user', attributes: credentials } });
}

/** @param {{email: string, password: string}} credentials */
export function signIn(credentials) {
  return post('/v1/auth/session', credentials, { type: 'application/json' });
}

/**
 * @param {Record<string, unknown>} attributes
 * @param {string} token
 */
export function createEvent(attributes, token) {
  return post('/v1/events', { data: { type: 'event', attributes } }, { token });
}
