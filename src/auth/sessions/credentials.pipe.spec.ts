import { anything, assert, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, sources } from '../../../test/jsonapi/refusal.js';
import { CredentialsPipe } from './credentials.pipe.js';

const pipe = new CredentialsPipe();
const refused = (body: unknown) => sources(refusal(() => pipe.transform(body)));

describe('credentials', () => {
  it.each([
    [{ email: 'a@b.example', password: 'x' }, 'a@b.example', false],
    [{ username: 'a@b.example', password: 'x' }, 'a@b.example', false],
    [{ email: 'e', username: 'u', password: 'x', 'remember-me': true }, 'e', true],
    [{ data: { email: 'e', password: 'x' } }, 'e', false],
  ])('are %j', (body, email, remember) => {
    expect(pipe.transform(body)).toEqual({ email, password: 'x', remember });
  });

  it.each([
    [undefined, ['', '']],
    [null, ['', '']],
    ['text', ['', '']],
    [[], ['', '']],
    [{}, ['', '']],
    [{ email: 'x' }, ['']],
    [{ email: null, password: 5 }, ['/email', '/password']],
    [{ username: {}, password: [] }, ['/username', '/password']],
    [{ data: { email: 'x', password: 1 } }, ['/data/password']],
    [{ email: 'x', password: 'x', 'remember-me': 'yes' }, ['/remember-me']],
    [{ email: 'a\u0000b', password: 'x' }, ['/email']],
    [{ username: '\ud800', password: 'x' }, ['/username']],
  ])('are not %j: the faults are at %j', (body, pointers) => {
    expect(refused(body)).toEqual(pointers);
  });

  it('are credentials or refused, whatever is sent', () => {
    const one = oneof(string({ unit: 'binary' }), anything());
    assert(
      property(
        oneof(anything(), record({ email: one, password: one }, { requiredKeys: [] })),
        (body) => {
          expect(refused(body).length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});
