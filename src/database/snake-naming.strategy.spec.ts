import { describe, expect, it } from 'vitest';
import { snakeCase, SnakeNamingStrategy } from './snake-naming.strategy.js';

const naming = new SnakeNamingStrategy();

describe('SnakeNamingStrategy', () => {
  it.each([
    ['id', 'id'],
    ['startsAt', 'starts_at'],
    ['originalImageUrl', 'original_image_url'],
    ['HTMLPage2', 'html_page2'],
    ['events_owners', 'events_owners'],
  ])('turns %s into %s', (property, column) => {
    expect(snakeCase(property)).toBe(column);
  });

  it('puts the prefix of an embedded value before its columns', () => {
    expect(naming.columnName('url', undefined, ['originalImage'])).toBe('original_image_url');
  });

  it('names a foreign key column by its relation', () => {
    expect(naming.joinColumnName('eventTopic', 'id')).toBe('event_topic_id');
  });

  it('names constraints as Postgres does', () => {
    expect(naming.primaryKeyName('public.user')).toBe('user_pkey');
    expect(naming.uniqueConstraintName('user', ['email'])).toBe('user_email_key');
    expect(naming.foreignKeyName('event', ['owner_id'])).toBe('event_owner_id_fkey');
    expect(naming.indexName('event', ['starts_at', 'id'])).toBe('event_starts_at_id_idx');
  });

  it('tells two partial indexes on the same columns apart', () => {
    const [live, draft] = ['deleted_at IS NULL', "state = 'draft'"].map((where) =>
      naming.indexName('event', ['name'], where),
    );
    expect(live).not.toBe(draft);
  });

  it('keeps within the 63 bytes of a Postgres identifier, and different names different', () => {
    const columns = (last: string) => ['a'.repeat(30), 'b'.repeat(30), last];
    const first = naming.indexName('event', columns('first'));
    expect(first).toHaveLength(63);
    expect(first).not.toBe(naming.indexName('event', columns('second')));
  });
});
