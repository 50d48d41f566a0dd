import { describe, expect, it } from 'vitest';
import { resetPasswordLetter, verifyEmailLetter } from './account-letter.js';

const link = `https://tickets.example/${'a'.repeat(90)}?token=abc`;

describe('a letter', () => {
  it.each([verifyEmailLetter, resetPasswordLetter])(
    'has its link whole, on a line of its own',
    (of) => {
      const { text } = of({ name: 'Ada', host: 'tickets.example', link, validity: '60 minutes' });
      const lines = text.split('\n');
      expect(lines[0]).toBe('Hello Ada,');
      expect(lines).toContain(link);
      for (const line of lines.filter((one) => one !== link))
        expect(line.length).toBeLessThanOrEqual(72);
      expect(text).toContain('The link holds for 60 minutes, and once.');
    },
  );

  it('greets nobody whose name is not known', () => {
    const { text } = verifyEmailLetter({ name: null, host: 'a.example', link, validity: '1 hour' });
    expect(text).toMatch(/^Hello,\n\n/);
  });
});
