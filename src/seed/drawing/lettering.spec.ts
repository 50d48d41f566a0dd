import { describe, expect, it } from 'vitest';
import { exhibitors, sponsors } from '../conference/companies.data.js';
import { eventAttributes } from '../conference/event.data.js';
import { eventSketches } from '../demo-events.data.js';
import { lettering, letteringWidth } from './lettering.js';
import { letters } from './letters.data.js';

const place = { x: 100, y: 50, height: 60, color: '#fff' };
const drawn = [
  eventAttributes.name,
  eventAttributes['location-name'],
  ...eventSketches.flatMap(({ name, place: [location] }) => [name, location]),
  ...[...sponsors, ...exhibitors].map(({ name }) => name),
];

describe('lettering', () => {
  it.each(drawn)('has a letter for each of "%s"', (text) => {
    const signs = text.toUpperCase().normalize('NFD').replaceAll('\u0301', '');
    expect(signs.split('').filter((sign) => letters[sign] === undefined)).toEqual([]);
  });

  it('asks for no font', () => {
    expect(lettering('Harbour & Øre', place)).not.toMatch(/<text|font/);
  });

  it('draws small letters as capitals, and an acute above its letter', () => {
    expect(lettering('é', place)).toContain(letters['E']?.path);
    expect(lettering('é', place).match(/<path/g)).toHaveLength(2);
    expect(letteringWidth('é', 60)).toBe(letteringWidth('E', 60));
  });

  it('makes a line smaller that would be longer than it may', () => {
    const scaleOf = (svg: string) => Number(/scale\(([\d.]+)\)/.exec(svg)?.[1]);
    const full = letteringWidth('LONGSHORE', 60);
    expect(scaleOf(lettering('LONGSHORE', place))).toBe(10);
    expect(scaleOf(lettering('LONGSHORE', { ...place, maxWidth: full / 2 }))).toBe(5);
  });
});
