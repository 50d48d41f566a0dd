import { array, assert, constantFrom, oneof, pre, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from './codec.js';
import { html } from './html.codec.js';

describe('rich text', () => {
  it.each([
    ['<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
    ['<script>alert(1)</script>x', 'x'],
    ['<p onclick="alert(1)" style="x">y</p>', '<p>y</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="https://a.example" title="t">x</a>', '<a href="https://a.example" title="t">x</a>'],
    ['<img src="data:image/png;base64,AAAA">', '<img />'],
    ['<img src="//a.example/x.png">', '<img />'],
    ['<svg><script>x</script></svg>', ''],
    ['<iframe src="https://a.example"></iframe>', ''],
    ['1 < 2 & 3', '1 &lt; 2 &amp; 3'],
  ])('%j becomes %j', (wire, value) => {
    expect(html.parse(wire)).toBe(value);
  });

  it.each([null, 1, {}, ['<p>'], '\u0000', '\ud800'])('is never %j', (wire) => {
    expect(html.parse(wire)).toBeInstanceOf(Refusal);
  });

  it('stays as it is when a client sends back what it was given', () => {
    const piece = oneof(
      constantFrom(
        '<b>',
        '</b>',
        '<a href="',
        '">',
        '<',
        '>',
        '&',
        '&amp;',
        '"',
        '<!--',
        '-->',
        '<script>',
        '<p ',
      ),
      string(),
    );
    assert(
      property(array(piece), (pieces) => {
        const once = html.parse(pieces.join(''));
        pre(typeof once === 'string');
        expect(html.parse(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused where it would take long to clean', () => {
    expect(html.parse('x'.repeat(100_000))).toHaveLength(100_000);
    expect(html.parse('x'.repeat(100_001))).toBeInstanceOf(Refusal);
    expect(html.parse('<b>'.repeat(9_999))).not.toBeInstanceOf(Refusal);
    expect(html.parse('<b>'.repeat(10_000))).toBeInstanceOf(Refusal);
  });
});
