import { array, assert, jsonValue, oneof, property, record, string, webUrl } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolvePointer } from '../../../test/jsonapi/refusal.js';
import { pointerTo } from '../errors/pointer.js';
import { Refusal } from './codec.js';
import { namedLinks } from './named-links.codec.js';

const link = 'https://a.example/plan.pdf';

describe('named links', () => {
  it('keep names and links, and nothing else', () => {
    expect(namedLinks.parse([{ name: 'Plan', link, size: 5 }])).toEqual([{ name: 'Plan', link }]);
    expect(namedLinks.parse([])).toEqual([]);
  });

  it.each([
    [null, []],
    [{}, []],
    ['x', []],
    [Array.from({ length: 101 }, () => ({ name: 'x', link })), []],
    [[null], [0]],
    [[{ name: 'x', link }, 'x'], [1]],
    [[[]], [0]],
    [[{ link }], [0]],
    [[{ name: 'x' }], [0]],
    [[{ name: 1, link }], [0, 'name']],
    [[{ name: 'x'.repeat(256), link }], [0, 'name']],
    [[{ name: '\u0000', link }], [0, 'name']],
    [[{ name: '\ud800', link }], [0, 'name']],
    [[{ name: 'x', link: null }], [0, 'link']],
    [[{ name: 'x', link: 'javascript:alert(1)' }], [0, 'link']],
    [[{ name: 'x', link: 'data:text/html,x' }], [0, 'link']],
    [[{ name: 'x', link: '/relative' }], [0, 'link']],
    [[{ name: 'x', link: `${link}\u0000` }], [0, 'link']],
    [[{ name: 'x', link: `${link}\udc00` }], [0, 'link']],
  ])('are not %j: the fault is at %j', (wire, path) => {
    expect(namedLinks.parse(wire)).toMatchObject({ path });
  });

  it('are links that Postgres can keep, or refused at a place that was sent', () => {
    const any = oneof(jsonValue(), string({ unit: 'binary' }));
    const element = record({ name: any, link: oneof(any, webUrl()) }, { requiredKeys: [] });
    assert(
      property(oneof(any, array(oneof(element, any))), (wire) => {
        const parsed = namedLinks.parse(wire);
        if (parsed instanceof Refusal) resolvePointer(wire, pointerTo(parsed.path));
        const kept = JSON.stringify(parsed instanceof Refusal ? [] : parsed);
        expect(/\\ud[89a-f]|\\u0000/i.test(kept)).toBe(false);
      }),
    );
  });
});
