import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiResponse } from '../support/api.js';
import { writable } from '../conformance/clause.js';
import { definitions, startWorld, type World } from '../conformance/world.js';
import { type WireAttribute, attributesByType } from './attributes.table.js';
import { rightValues, wrongValues } from './values.js';

type Attributes = Readonly<Record<string, unknown>>;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('says of every type what its attributes are', () => {
  expect([...attributesByType.keys()].sort()).toEqual(definitions.map(({ type }) => type).sort());
});

it.each([...attributesByType])('%s has these attributes and no others', async (type, all) => {
  const { response } = await world.subjectOf(type).create();
  const shown = names(all.filter(({ secret }) => !secret));
  expect(Object.keys(response.document.data.attributes ?? {}).sort()).toEqual(shown);
});

const written = new Set(definitions.filter((one) => writable.applies(one)).map(({ type }) => type));

describe.each([...attributesByType].filter(([type]) => written.has(type)))('%s', (type, all) => {
  const settable = all.filter(({ once, server }) => !server && !once);

  const make = () => world.subjectOf(type).create();
  const patch = (path: string, id: string, attributes: Attributes) =>
    world.subjectOf(type).send('PATCH', path, { body: { data: { type, id, attributes } } });
  const blamed = ({ document }: ApiResponse) =>
    [...new Set<string>(document.errors.map(attributeAt))].sort();

  /** For each attribute one value at a time, those of all attributes together. */
  const rounds = (valuesOf: (attribute: WireAttribute) => readonly unknown[]) => {
    const most = Math.max(0, ...settable.map((attribute) => valuesOf(attribute).length));
    return Array.from({ length: most }, (_, round) =>
      Object.fromEntries(
        settable
          .filter((attribute) => valuesOf(attribute).length > round)
          .map((attribute) => [attribute.name, valuesOf(attribute)[round]]),
      ),
    );
  };

  it('is not made without what is required, and needs nothing else', async () => {
    const subject = world.subjectOf(type);
    const document = await subject.document();
    document.data.attributes = {};
    const answer = await subject.send('POST', subject.path, { body: document });
    const missing = (answer.document.errors ?? []).map(
      (error: { meta: { member: string } }): string => error.meta.member,
    );
    expect(missing.sort()).toEqual(names(all.filter(({ required }) => required)));
  });

  it('can be without what is nullable, and without nothing else', async () => {
    const { id, path } = await make();
    const nullable = settable.filter((attribute) => attribute.nullable);
    const nothing = Object.fromEntries(nullable.map(({ name }) => [name, null]));
    const emptied = await patch(path, id, nothing);
    expect(emptied.status, JSON.stringify(emptied.document)).toBe(200);
    expect(emptied.document.data.attributes ?? {}).toMatchObject(nothing);
    const kept = settable.filter((attribute) => !attribute.nullable);
    if (kept.length === 0) return;
    const refused = await patch(path, id, Object.fromEntries(kept.map(({ name }) => [name, null])));
    expect(refused.status).toBe(422);
    expect(blamed(refused)).toEqual(names(kept));
  });

  it('refuses every wrong value where it stands, and keeps what it had', async () => {
    const { id, path } = await make();
    const before = await world.subjectOf(type).get(path);
    for (const wrong of rounds(wrongValues)) {
      const refused = await patch(path, id, wrong);
      expect(refused.status).toBe(422);
      expect(blamed(refused), JSON.stringify(wrong).slice(0, 2000)).toEqual(
        Object.keys(wrong).sort(),
      );
    }
    expect((await world.subjectOf(type).get(path)).document).toEqual(before.document);
  });

  it('keeps right values as they are, up to the longest', async () => {
    const { id, path } = await make();
    for (const right of rounds(rightValues)) {
      const answer = await patch(path, id, right);
      expect(answer.status, JSON.stringify(answer.document)).toBe(200);
      expect((await world.subjectOf(type).get(path)).document.data.attributes).toMatchObject(right);
    }
  });

  it('keeps no script in rich text', async () => {
    const { id, path } = await make();
    const rich = settable.filter(({ kind }) => kind === 'html');
    const hostile =
      '<p onclick="alert(1)">Hi <a href="javascript:alert(1)">you</a><script>alert(1)</script></p>';
    const sent = Object.fromEntries(rich.map(({ name }) => [name, hostile]));
    const { document, status } = await patch(path, id, sent);
    expect(status).toBe(200);
    for (const { name } of rich)
      expect(document.data.attributes[name]).toBe('<p>Hi <a>you</a></p>');
  });
});

function names(attributes: readonly WireAttribute[]): readonly string[] {
  return attributes.map(({ name }) => name).sort();
}

function attributeAt({ source }: { readonly source: { readonly pointer: string } }): string {
  return source.pointer.split('/')[3] ?? source.pointer;
}
