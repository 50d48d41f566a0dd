import type { Check, Clause, Section } from './clause.js';

const head = `# Conformance

What [JSON:API 1.1](https://jsonapi.org/format/1.1/) and its profiles ask of servers, and the tests that hold Marquee
to it. Each test runs against the real server once for every resource type that it is about. Beside them, every response of every end-to-end test passes a strict validator of our own
(\`test/support/json-api-validator.ts\`) and the package \`jsonapi-validator\`.

This page is made from the tests by \`npm run docs:conformance\`; a test fails when it is stale.
`;

/** docs/conformance.md: every clause with the tests that cover it. */
export function conformancePage(sections: readonly Section[]): string {
  const parts = sections.map(sectionPart);
  return [head, summary(sections), ...parts].join('\n');
}

function summary(sections: readonly Section[]): string {
  const clauses = sections.flatMap((section) => clausesOf(section));
  const binding = clauses.filter(({ level }) => level.startsWith('MUST')).length;
  const tests = sections.reduce((sum, { checks }) => sum + checks.length, 0);
  return `${clauses.length} clauses, ${binding} of them MUST or MUST NOT, are covered by ${tests} tests.\n`;
}

function sectionPart(section: Section): string {
  const items = clausesOf(section).map((clause) => {
    const covering = section.checks.filter((check) => covers(check, clause));
    const tests = covering.map((check) => `  - ${check.says} (${check.scope.name})`);
    return [`- **${clause.level}** [${escaped(clause.quote)}](${clause.url})`, ...tests].join('\n');
  });
  return `## ${section.title}\n\n${items.join('\n')}\n`;
}

/** Each once, in the order in which the checks name them; two checks may quote one clause. */
function clausesOf({ checks }: Section): readonly Clause[] {
  const clauses = new Map(
    checks.flatMap((check) => check.clauses).map((clause) => [keyOf(clause), clause]),
  );
  return [...clauses.values()];
}

function covers(check: Check, clause: Clause): boolean {
  return check.clauses.some((one) => keyOf(one) === keyOf(clause));
}

function keyOf({ quote, url }: Clause): string {
  return `${url} ${quote}`;
}

/** Brackets and underscores of a quotation are no Markdown. */
function escaped(quote: string): string {
  return quote.replaceAll(/[[\]_*<>`]/g, String.raw`\$&`);
}
