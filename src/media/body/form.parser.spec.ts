import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SentPart, boundary, formOf, formType } from '../../../test/support/form.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { type FormPart, FormParser } from './form.parser.js';

interface Parsed extends FormPart {
  readonly content: string;
}

/** Bytes as one character each. */
async function parsed(body: Buffer, cuts: readonly number[] = [1 << 16]): Promise<Parsed[]> {
  const parser = new FormParser(formType, 30);
  const contents = new Map<FormPart, string>();
  const keep = (pieces: Awaited<ReturnType<FormParser['parse']>>) => {
    for (const { bytes, part } of pieces) {
      if (bytes === null) contents.set(part, '');
      // Parts follow each other: bytes are always of the one that began last.
      if ([...contents.keys()].at(-1) !== part) throw new Error('A part is out of turn');
      contents.set(part, contents.get(part) + (bytes?.toString('latin1') ?? ''));
    }
  };
  for (let at = 0, turn = 0; at < body.length; turn += 1) {
    const length = Math.max(1, cuts[turn % cuts.length] ?? 1);
    keep(await parser.parse(Buffer.from(body.subarray(at, at + length))));
    at += length;
  }
  keep(await parser.end());
  return Array.from(contents, ([part, content]) => ({ ...part, content }));
}

async function problem(body: Buffer, cuts?: readonly number[]): Promise<string> {
  const outcome = await parsed(body, cuts).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof JsonApiError)) throw new Error('It was taken');
  return outcome.faults[0]!.detail;
}

/** Content that looks like the beginning of a boundary again and again. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r', '\n', '\r\n', '-', '--', '\r\n--', '\r\n\r\n'),
      fc.nat(boundary.length - 1).map((length) => `\r\n--${boundary.slice(0, length)}`),
      fc.string({ unit: 'binary-ascii', maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))
  .filter((content) => !`\r\n${content}\r\n`.includes(`\r\n--${boundary}`));

describe('a form is parsed', () => {
  it('into its parts with what their heads say', async () => {
    const parts: SentPart[] = [
      { name: 'file', content: 'one', fileName: 'Vortrag ü.pdf', type: 'Application/PDF; x=y' },
      { name: 'files[]', content: '', fileName: '' },
      { name: 'note', content: 'two' },
    ];
    expect(await parsed(formOf(parts))).toEqual([
      { name: 'file', label: 'application/pdf', fileName: 'Vortrag ü.pdf', content: 'one' },
      { name: 'files[]', label: 'text/plain', fileName: null, content: '' },
      { name: 'note', label: 'text/plain', fileName: null, content: 'two' },
    ]);
  });

  it('to the byte, whatever is in it and wherever it is cut', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
    const contents = fc.array(tricky, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(contents, cuts, async (sent, pieces) => {
        const body = formOf(sent.map((content) => ({ name: 'file', fileName: 'a', content })));
        const found = await parsed(body, pieces);
        expect(found.map(({ content }) => content)).toEqual(sent);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['within a part', '\r\n--'],
    ['right behind its head', '--'],
  ])('to the byte, where two pieces in a row end like a boundary, %s', async (_where, prefix) => {
    const first = prefix + boundary.slice(0, 10);
    const second = `other\r\n--${boundary.slice(0, 12)}`;
    const sent = `${first}${second}end`;
    const body = formOf([{ name: 'file', fileName: 'a', content: sent }]);
    const head = body.indexOf(sent);
    const found = await parsed(body, [head + first.length, second.length, 1000]);
    expect(found.map(({ content }) => content)).toEqual([sent]);
  });

  it('with a preamble and an epilogue', async () => {
    const form = formOf([{ name: 'file', content: 'one' }]);
    const body = Buffer.concat([Buffer.from('hello\r\n'), form, Buffer.from('bye')]);
    for (const cut of [1, 10, 1000])
      expect((await parsed(body, [cut])).map(({ content }) => content)).toEqual(['one']);
  });
});

describe('a form is refused', () => {
  it('wherever it ends early', async () => {
    const body = formOf([
      { name: 'file', content: 'one', fileName: 'a.pdf' },
      { name: 'file', content: 'two' },
    ]);
    const whole = body.length - '\r\n'.length;
    for (let length = 0; length < whole; length += 1)
      expect(await problem(body.subarray(0, length), [1 + (length % 40)])).toContain(
        'is not multipart/form-data',
      );
    expect(await parsed(body.subarray(0, whole))).toHaveLength(2);
  });

  it('when it is none', async () => {
    expect(await problem(Buffer.from('{"data": 1}'))).toContain('Unexpected end');
  });

  it('when it has too many parts', async () => {
    const part = { name: 'x', content: '' };
    expect(await parsed(formOf(Array.from({ length: 30 }, () => part)))).toHaveLength(30);
    expect(await problem(formOf(Array.from({ length: 31 }, () => part)))).toContain('30 parts');
  });

  it.each([
    ['none', 'multipart/form-data'],
    ['one of 338 characters', `${formType}${'x'.repeat(300)}`],
  ])('when its type has no boundary that can be used, but %s', (_which, type) => {
    expect(() => new FormParser(type, 3)).toThrow('names no boundary');
  });

  it.each([
    ['without a part', formOf([])],
    ['with a part', formOf([{ name: 'file', content: 'one', fileName: 'a.pdf' }])],
  ])(
    'when it begins anew behind its end, %s, in the pieces of a slow sender',
    async (_which, form) => {
      const beforeItsEnd = form.length - '--\r\n'.length;
      const anew = Buffer.concat([form, Buffer.from(`\r\n--${boundary}\r\n`)]);
      expect(await problem(anew, [beforeItsEnd, 1000])).toContain('goes on behind its end');
    },
  );

  it('never by waiting for ever, whatever it is pieced together from', async () => {
    const disposition = 'Content-Disposition: form-data; name="file"';
    const words = [
      '\r\n',
      '\r\n\r\n',
      '--',
      '\r',
      ': ',
      ';',
      '"',
      '\0',
      'é',
      'x',
      'x'.repeat(9000),
    ];
    const boundaries = [`--${boundary}`, `\r\n--${boundary}\r\n`, `\r\n--${boundary}--\r\n`];
    const bit = fc.constantFrom(...words, ...boundaries, 'Content-Disposition', disposition);
    await fc.assert(
      fc.asyncProperty(
        fc.array(bit, { maxLength: 16 }),
        fc.integer({ min: 1, max: 300 }),
        async (bits, cut) => {
          const outcome = await parsed(Buffer.from(bits.join('')), [cut]).catch((error) => error);
          expect(Array.isArray(outcome) || outcome instanceof JsonApiError).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never by waiting for ever, whatever its bytes are', async () => {
    const form = formOf([
      { name: 'file', content: 'one', fileName: 'a.pdf' },
      { name: 'files[]', content: 'two' },
    ]);
    const change = fc.tuple(fc.nat(form.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(50),
        async (changes, cut) => {
          const damaged = Buffer.from(form);
          for (const [at, value] of changes) damaged[at] = value;
          const outcome = await parsed(damaged, [cut + 1]).catch((error: unknown) => error);
          expect(Array.isArray(outcome) || outcome instanceof JsonApiError).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
