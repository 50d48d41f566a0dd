import { describe, expect, it } from 'vitest';
import { createKey, fileName } from '../../storage/storage-key.js';
import { RenditionFailures } from './rendition-failures.js';

const minutes = 60_000;
const nameOf = () => fileName(createKey('event'), 'large', 'jpg');

describe('a rendition that could not be made', () => {
  it('is told again for ten minutes, and then forgotten', () => {
    const failures = new RenditionFailures();
    const [name, error] = [nameOf(), new Error('too costly')];
    failures.requireNone(name, 0);
    failures.remember(name, error, 0);
    expect(() => failures.requireNone(name, 10 * minutes - 1)).toThrow(error);
    failures.requireNone(nameOf(), 0);
    failures.requireNone(name, 10 * minutes);
    failures.requireNone(name, 0);
  });

  it('is one of a thousand at most, of which the oldest goes', () => {
    const failures = new RenditionFailures();
    const names = Array.from({ length: 1001 }, nameOf);
    for (const name of names) failures.remember(name, new Error(name), 0);
    failures.requireNone(names[0]!, 0);
    for (const name of names.slice(1)) expect(() => failures.requireNone(name, 0)).toThrow(name);
  });

  it('takes one place however often it fails', () => {
    const failures = new RenditionFailures();
    const names = Array.from({ length: 1000 }, nameOf);
    for (const name of names) failures.remember(name, new Error(name), 0);
    for (let time = 0; time < 5; time += 1) failures.remember(names[999]!, new Error('again'), 0);
    expect(() => failures.requireNone(names[0]!, 0)).toThrow(names[0]);
    expect(() => failures.requireNone(names[999]!, 0)).toThrow('again');
  });
});
