// A program of its own: posts one body again and again, and tells on stdout what came of it.
// node posting.mjs '{"url", "headers", "bodyFile", "concurrency", "count", "seconds"}'
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const { bodyFile, concurrency, count, headers, seconds, url } = JSON.parse(process.argv[2]);
const body = readFileSync(bodyFile);
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const options = {
  method: 'POST',
  agent,
  headers: { ...headers, 'Content-Length': String(body.length) },
};
const latencies = [];
let begun = 0;

function post() {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => {
        if (response.statusCode >= 300)
          return reject(new Error(`${response.statusCode} ${Buffer.concat(pieces).toString()}`));
        latencies.push(performance.now() - start);
        resolve();
      });
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const start = performance.now();
const isOver = () => begun >= count || performance.now() - start > seconds * 1000;

async function lane() {
  do {
    begun += 1;
    await post();
  } while (!isOver());
}

await Promise.all(Array.from({ length: concurrency }, lane));
const elapsed = (performance.now() - start) / 1000;
agent.destroy();
latencies.sort((one, other) => one - other);
const at = (share) =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
console.log(
  JSON.stringify({
    requests: latencies.length,
    seconds: elapsed,
    p50: at(0.5),
    p99: at(0.99),
  }),
);
