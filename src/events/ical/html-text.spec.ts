import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { textOfHtml } from './html-text.js';

test('rich text becomes lines, links keep where they lead, pictures go', () => {
  const html =
    '<h2>Boats</h2><p>by <a href="https://a.example">Ada</a> &amp; co</p><img src="https://b.example" alt="b">';
  expect(textOfHtml(html)).toBe('Boats\n\nby Ada [https://a.example] & co');
});

test('of a long text the beginning is read, and whoever reads it is told', () => {
  const text = textOfHtml(`<p>${'boat '.repeat(5000)}</p>`);
  expect(text).toMatch(/^boat boat .*…$/);
  expect(text.length).toBeLessThan(5010);
});

test('whatever it is, there is no control character in it', () => {
  assert(
    property(string({ unit: 'binary' }), (html) => {
      // oxlint-disable-next-line no-control-regex -- it is these that must not be there
      expect(textOfHtml(html)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
    }),
  );
});
