import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { availableParallelism, cpus } from 'node:os';

const page = new URL('../RESULTS.md', import.meta.url);

const opening = `# What was measured

Each section is written by the command that it names; bench/README.md says how to run them. Figures are of one
machine on one day: compare the columns of a table, not tables of different machines.
`;

/** Prints a section of RESULTS.md and puts it in the place of the one with the same marker. */
export async function writeSection(marker, text) {
  const [begin, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const section = `${begin}\n\n${text.trim()}\n\n${end}`;
  const present = await readFile(page, 'utf8').catch(() => opening);
  const from = present.indexOf(begin);
  const to = present.indexOf(end);
  const next =
    from === -1 || to === -1
      ? `${present.trimEnd()}\n\n${section}\n`
      : present.slice(0, from) + section + present.slice(to + end.length);
  const formatted = await format(next, { parser: 'markdown', printWidth: 100 });
  await writeFile(page, formatted);
  console.log(`\n${text.trim()}\n`);
}

/** @param {readonly (readonly string[])[]} rows the first is the head; the first column is words, the others figures */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const line = (row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]),
    );
    return `| ${cells.join(' | ')} |`;
  };
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const [head, ...body] = rows;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

/** What a reader needs to know of the machine. */
export function machineFacts(postgresVersion) {
  const model = cpus()[0]?.model.trim() || process.arch;
  const database = postgresVersion ? `, Postgres ${postgresVersion}` : '';
  return `${availableParallelism()} cores (${model}), Node ${process.version}${database}, ${process.platform}`;
}

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
