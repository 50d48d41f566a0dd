import { anything, array, assert, jsonValue, nat, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolvePointer } from '../../../test/jsonapi/refusal.js';
import { nearestPointer, pointerTo, valueAt } from './pointer.js';

describe('pointerTo', () => {
  it.each([
    [[], ''],
    [['data'], '/data'],
    [[''], '/'],
    [['a/b', 'm~n', '~1'], '/a~1b/m~0n/~01'],
    [['data', 0, 'c%d', ' ', '"'], '/data/0/c%d/ /"'],
  ])('writes %j as %j', (path, pointer) => {
    expect(pointerTo(path)).toBe(pointer);
  });

  it('makes pointers that lead back to the value, whatever the members are called', () => {
    assert(
      property(array(string(), { minLength: 1 }), jsonValue(), (path, value) => {
        const document = path.reduceRight<unknown>(
          (inner, member) => Object.fromEntries([[member, inner]]),
          value,
        );
        expect(resolvePointer(document, pointerTo(path))).toBe(value);
      }),
    );
  });
});

describe('valueAt', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'finds no %s that every object has',
    (member) => {
      expect(valueAt({}, [member])).toBeUndefined();
      expect(nearestPointer({ data: {} }, ['data', member])).toBe('/data');
    },
  );

  it('finds a member that was sent under the name __proto__', () => {
    expect(valueAt(JSON.parse('{"__proto__":1}'), ['__proto__'])).toBe(1);
  });
});

describe('nearestPointer', () => {
  it.each([
    [{ data: { type: 'book' } }, ['data', 'type'], '/data/type'],
    [{ data: { type: 'book' } }, ['data', 'attributes', 'title'], '/data'],
    [{ data: { attributes: null } }, ['data', 'attributes', 'title'], '/data/attributes'],
    [{ data: [{}, {}] }, ['data', 1, 'id'], '/data/1'],
    [null, ['data'], ''],
    ['text', ['data'], ''],
  ])('in %j leads as far on the way to %j as there is something: %j', (document, path, pointer) => {
    expect(nearestPointer(document, path)).toBe(pointer);
  });

  it('always resolves', () => {
    assert(
      property(jsonValue(), array(oneof(string(), nat(3))), (document, path) => {
        resolvePointer(document, nearestPointer(document, path));
      }),
    );
  });

  it('reads whatever it is given', () => {
    assert(
      property(anything(), array(string()), (document, path) => {
        expect(nearestPointer(document, path)).toBeTypeOf('string');
      }),
    );
  });
});
