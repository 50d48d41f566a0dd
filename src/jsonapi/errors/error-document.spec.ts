import { describe, expect, it } from 'vitest';
import { errorDocument, statusOf } from './error-document.js';
import { forbidden } from './request.errors.js';
import { invalidValue } from './document.errors.js';
import { pageTooLarge } from './query.errors.js';
import { serverError, unavailable } from './server.errors.js';
import { JsonApiError } from './fault.js';

const publicUrl = 'https://events.example.org';

describe('an error document', () => {
  it('gives the status as a string and keeps headers to itself', () => {
    expect(errorDocument([unavailable('Later.', 3)], publicUrl)).toEqual({
      jsonapi: { version: '1.1' },
      errors: [
        {
          links: { about: 'https://events.example.org/docs/errors#unavailable' },
          status: '503',
          code: 'unavailable',
          title: 'The server cannot serve this right now',
          detail: 'Later.',
        },
      ],
    });
  });

  it('says what the limit was', () => {
    expect(errorDocument([pageTooLarge(100, 101)], publicUrl).errors[0]).toMatchObject({
      source: { parameter: 'page[size]' },
      meta: { limit: 100, actual: 101, page: { maxSize: 100 } },
    });
  });

  it('stays small however many faults a document has', () => {
    const faults = Array.from({ length: 100_000 }, (_, index) => invalidValue(`/${index}`, 'No.'));
    const document = errorDocument(new JsonApiError(faults).faults, publicUrl);
    expect(document.errors[0]).toMatchObject({ source: { pointer: '/0' } });
    expect(JSON.stringify(document).length).toBeLessThan(100_000);
  });
});

describe('the status of a response', () => {
  const [conflict, unprocessable] = [forbidden('No.'), invalidValue('/data', 'No.')];

  it.each([
    [[unprocessable, unprocessable], 422],
    [[conflict, unprocessable], 400],
    [[conflict, serverError()], 500],
    [[], 500],
  ])('of %j is %i', (faults, status) => {
    expect(statusOf(faults)).toBe(status);
  });
});
