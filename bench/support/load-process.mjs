// What load.mjs runs in a process of its own: options of autocannon and paths as JSON, its result on stdout.
import autocannon from 'autocannon';

const { paths, ...options } = JSON.parse(process.argv[2]);
let clients = 0;

/** Each connection begins at another path, so that no two ask for the same at the same time. */
function setupClient(client) {
  const from = clients % paths.length;
  clients += 1;
  client.setRequests([...paths.slice(from), ...paths.slice(0, from)].map((path) => ({ path })));
}

const result = await autocannon({ ...options, setupClient });
process.stdout.write(JSON.stringify(result));
