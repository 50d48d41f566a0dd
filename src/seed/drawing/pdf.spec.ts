import { describe, expect, it } from 'vitest';
import { literal, pdfOf } from './pdf.js';

const page = { width: 960, height: 540 };

describe('a PDF', () => {
  const pdf = pdfOf('Two pages', ['0 0 9 9 re f', `BT ${literal('Þór – “(é)”')} Tj ET`], page);
  const text = pdf.toString('latin1');

  it('says where each of its objects begins, to the byte', () => {
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const [, size = '', ...entries] = text.slice(table).split(/\n/);
    expect(text.slice(table)).toMatch(/^xref\n0 10\n0{10} 65535 f \n/);
    expect(size).toBe('0 10');
    const offsets = entries.slice(1, 10).map((entry) => Number(entry.slice(0, 10)));
    const heads = offsets.map((offset) => text.slice(offset, offset + 8));
    expect(heads).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${number} 0 obj\n`));
  });

  it('gives the length of each page in bytes', () => {
    const streams = [...text.matchAll(/<<\/Length (\d+)>>stream\n(.*?)\nendstream/gs)];
    expect(streams).toHaveLength(2);
    for (const [, length, content] of streams) expect(content).toHaveLength(Number(length));
  });

  it('names every page, and each its content', () => {
    const kids = /\/Kids\[6 0 R 8 0 R\]\/Count 2/;
    expect(text).toMatch(kids);
    expect(text).toContain('8 0 obj\n<</Type/Page/Parent 2 0 R/Contents 9 0 R>>');
  });

  it('writes texts in the encoding of its fonts', () => {
    expect(literal('back\\slash (in)')).toBe('(back\\\\slash \\(in\\))');
    expect(literal('“it’s” – …')).toBe('(\\223it\\222s\\224 \\226 \\205)');
    expect(literal('Þór, Ș')).toBe('(Þór, ?)');
  });
});
