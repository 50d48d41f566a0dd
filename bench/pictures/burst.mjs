// A program of its own: posts one body many times at once, and tells on stdout how each was answered.
// node burst.mjs '{"url", "headers", "bodyFile", "count"}'
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const { bodyFile, count, headers, url } = JSON.parse(process.argv[2]);
const body = readFileSync(bodyFile);
const agent = new Agent({ maxSockets: count });
const length = { 'Content-Length': String(body.length) };

/** @returns {Promise<string>} the status, or what became of the connection instead */
function post() {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', agent, headers: { ...headers, ...length } });
    outgoing.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(String(response.statusCode)));
      response.on('error', (error) => resolve(error.code ?? error.message));
    });
    outgoing.on('error', (error) => resolve(error.code ?? error.message));
    outgoing.end(body);
  });
}

const start = performance.now();
const answers = {};
for (const answer of await Promise.all(Array.from({ length: count }, post)))
  answers[answer] = (answers[answer] ?? 0) + 1;
console.log(JSON.stringify({ answers, seconds: (performance.now() - start) / 1000 }));
