import { expect, test } from 'vitest';
import { nextStates } from './session-state.js';

test('a submitter starts with a draft or hands in at once', () => {
  expect(nextStates('new', ['submitter'])).toEqual(['draft', 'pending']);
});

test('a submitter hands in and withdraws, and decides nothing', () => {
  expect(nextStates('draft', ['submitter'])).toEqual(['pending', 'withdrawn']);
  expect(nextStates('pending', ['submitter'])).toEqual(['withdrawn']);
  expect(nextStates('accepted', ['submitter'])).toEqual([]);
});

test('an editor decides, and may decide anew', () => {
  expect(nextStates('pending', ['editor'])).toEqual([
    'accepted',
    'confirmed',
    'rejected',
    'canceled',
  ]);
  expect(nextStates('rejected', ['editor'])).toContain('accepted');
});

test('nobody brings back what was withdrawn', () => {
  expect(nextStates('withdrawn', ['editor', 'submitter'])).toEqual([]);
});

test('an editor who submits himself may do both', () => {
  expect(nextStates('pending', ['editor', 'submitter'])).toContain('withdrawn');
});
