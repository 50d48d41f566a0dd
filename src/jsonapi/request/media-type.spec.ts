import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, sources } from '../../../test/jsonapi/refusal.js';
import { MediaTypeGuard } from './media-type.guard.js';
import { asksForProfile, jsonApiType, parseMediaRanges, parseMediaType } from './media-type.js';

const profile = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/';

describe('parseMediaType', () => {
  it('reads names in any case and values as they are', () => {
    const parsed = parseMediaType('Application/VND.api+json ; EXT="a b" ;Profile = "x\\"y"');
    expect(parsed?.type).toBe(jsonApiType);
    expect([...(parsed?.parameters ?? [])]).toEqual([
      ['ext', 'a b'],
      ['profile', 'x"y'],
    ]);
  });

  it.each(['', 'json', 'a/b/c', 'a/', '/b', 'a/b;c', 'a/b;=c', 'a/b;c=', 'a b/c', '"a/b"'])(
    'knows that %j is none',
    (header) => {
      expect(parseMediaType(header)).toBeNull();
    },
  );
});

describe('parseMediaRanges', () => {
  it('splits only outside quotes', () => {
    const types = parseMediaRanges('a/b;x="1,2;3";q=0.5, c/d, , e/f;q=nonsense');
    expect(types?.map(({ type, quality }) => [type, quality])).toEqual([
      ['a/b', 0.5],
      ['c/d', 1],
      ['e/f', 0],
    ]);
    expect(types?.[0]?.parameters.get('x')).toBe('1,2;3');
  });

  it('never throws, whatever a header holds', () => {
    const piece = constantFrom(
      jsonApiType,
      '*/*',
      ';',
      ',',
      '=',
      '"',
      '\\',
      ' ',
      'q=0',
      'ext',
      '\t',
    );
    assert(
      property(array(piece), string(), (pieces, noise) => {
        parseMediaRanges(pieces.join(''));
        parseMediaRanges(pieces.join(noise));
      }),
    );
  });

  it.each([',', ';', '"', '\\', '"\\', 'a/b,', 'a/b;c="', ';q=1', '";"', ' ', '""', 'a', '/'])(
    'reads a megabyte of %j in linear time',
    (piece) => {
      const header = piece.repeat(1_000_000 / piece.length);
      // Quadratic work over a megabyte would end at the runner's time limit.
      expect([header, `a/b;c="${header}"`].map(parseMediaRanges)).toHaveLength(2);
    },
  );
});

describe('asksForProfile', () => {
  it.each([
    [`${jsonApiType};profile="${profile}"`, true],
    [`${jsonApiType};profile="https://other.example ${profile}"`, true],
    [`*/*, ${jsonApiType};profile="${profile}"`, true],
    [`${jsonApiType};profile="${profile}x"`, false],
    [`text/html;profile="${profile}"`, false],
    [jsonApiType, false],
    [undefined, false],
  ])('of %j is %j', (accept, asked) => {
    expect(asksForProfile(accept, profile)).toBe(asked);
  });
});

describe('content negotiation', () => {
  const guard = new MediaTypeGuard(new Reflector());
  const judged = (headers: Readonly<Record<string, string>>) =>
    refusal(() => guard.canActivate(contextOf(headers)));

  it.each([
    jsonApiType,
    `${jsonApiType};profile="https://unknown.example"`,
    `${jsonApiType}; profile="a b"`,
    'Application/Vnd.Api+Json',
    `${jsonApiType};ext=""`,
  ])('takes a body of the type %s', (type) => {
    expect(judged({ 'content-type': type, 'content-length': '2' })).toEqual([]);
  });

  it.each([
    'application/json',
    `${jsonApiType};charset=utf-8`,
    `${jsonApiType};q=1`,
    `${jsonApiType};ext="https://jsonapi.org/ext/unknown"`,
    `${jsonApiType};profile="a";version=1`,
    'text/plain, application/vnd.api+json',
    jsonApiType.slice(0, -1),
    ';',
  ])('answers 415 to a body of the type %s', (type) => {
    const faults = judged({ 'content-type': type, 'transfer-encoding': 'chunked' });
    expect(faults.map(({ status }) => status)).toEqual([415]);
    expect(sources(faults)).toEqual(['Content-Type']);
  });

  it('answers 415 to a body without a type, and asks for none without a body', () => {
    expect(judged({ 'content-length': '1' })).toHaveLength(1);
    expect(judged({})).toEqual([]);
    expect(judged({ 'content-length': '0' })).toEqual([]);
  });

  it.each([
    '*/*',
    'text/html',
    jsonApiType,
    `${jsonApiType};q=0.1`,
    `${jsonApiType};profile="https://unknown.example"`,
    `${jsonApiType};charset=utf-8, ${jsonApiType}`,
    `${jsonApiType};ext="https://unknown.example", text/html, ${jsonApiType};q=0.2`,
    'application/*;charset=utf-8',
  ])('accepts Accept: %s', (accept) => {
    expect(judged({ accept })).toEqual([]);
  });

  it.each([
    `${jsonApiType};charset=utf-8`,
    `text/html, ${jsonApiType};charset=utf-8;q=0.5`,
    `${jsonApiType};ext="https://unknown.example"`,
    `${jsonApiType};charset=utf-8, ${jsonApiType};q=0`,
    'nonsense',
  ])('answers 406 to Accept: %s', (accept) => {
    const faults = judged({ accept });
    expect(faults.map(({ status }) => status)).toEqual([406]);
    expect(sources(faults)).toEqual(['Accept']);
  });
});

function contextOf(headers: Readonly<Record<string, string>>): ExecutionContext {
  const http = { getRequest: () => ({ headers }) };
  const route = { getClass: () => class {}, getHandler: () => () => undefined };
  return { ...route, switchToHttp: () => http } as unknown as ExecutionContext;
}
