import { describe, expect, it } from 'vitest';
import { anonymous } from '../../auth/caller.js';
import { quotaNameOf } from './quota-name.js';

describe('whose uploads are counted together', () => {
  it('is a user, wherever he is', () => {
    expect(
      quotaNameOf({ caller: { kind: 'user', id: '17', isAdmin: false }, address: '10.0.0.1' }),
    ).toBe('17');
  });

  it.each([
    ['2001:db8::6', 'address 2001:db8:0:0::/64'],
    [undefined, 'address unknown'],
  ])('is, of those who are signing up at %s, the network %s', (address, name) => {
    expect(quotaNameOf({ caller: anonymous, address })).toBe(name);
  });
});
