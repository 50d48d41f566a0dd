import { expect } from 'vitest';
import { type Section, check, clause, onlyFor, writable } from '../clause.js';

const should = clause(
  'SHOULD',
  'fetching-filtering',
  'The filter query parameter family is reserved for filtering data. Servers and clients SHOULD use these parameters for filtering operations.',
);

export const filtering: Section = {
  title: 'Filtering',
  checks: [
    onlyFor(
      writable,
      check(should, 'finds a resource by an attribute, in both spellings', async (subject) => {
        const value = subject.sampleText();
        const { id } = await subject.create({ [subject.text]: value });
        const tree = JSON.stringify([{ name: subject.text, op: 'eq', val: value }]);
        for (const query of [
          `filter[${subject.text}]=${encodeURIComponent(value)}`,
          `filter[${subject.text}][eq]=${encodeURIComponent(value)}`,
          `filter=${encodeURIComponent(tree)}`,
        ]) {
          const { document, status } = await subject.get(`${subject.path}?${query}`);
          expect(status, query).toBe(200);
          expect((document.data as { id: string }[]).map((one) => one.id)).toEqual([id]);
        }
      }),
    ),
    check(should, 'answers 400 naming the parameter and the place in it', async (subject) => {
      for (const [parameter, value] of [
        ['filter[nothing]', 'x'],
        [`filter[${subject.text}][nearly]`, 'x'],
        [`filter[${subject.text}][eq][x]`, 'x'],
        ['filter[_]', 'x'],
        ['filter[]', 'x'],
        ['filter', 'x'],
        ['filter', '{}'],
        ['filter', '[{"name":"nothing","op":"eq","val":1}]'],
        ['filter', '[{"or":{}}]'],
      ] as const) {
        const url = `${subject.path}?${parameter}=${encodeURIComponent(value)}`;
        const { document, status } = await subject.get(url);
        expect(status, url).toBe(400);
        expect(document.errors[0].source).toEqual({ parameter });
      }
    }),
  ],
};
