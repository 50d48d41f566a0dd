import { deepEqual, equal } from 'node:assert/strict';
import { AccountApi } from '../accounts/account-api.js';
import type { ApiResponse } from '../support/api.js';
import { type Links, documentOf, pathOf } from '../support/gathering.js';
import { formOf, formType } from '../support/form.js';

export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- attributes of all kinds
  readonly links: { readonly self: string };
  readonly relationships?: Readonly<Record<string, { readonly data?: unknown }>>;
  readonly meta?: Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- meta of all kinds
}

type Named = Pick<Resource, 'type' | 'id'>;
type Attributes = Readonly<Record<string, unknown>>;

/** What one person's browser does: it knows the API, and nothing of the server. */
export class Frontend {
  /** Of whoever uses it; undefined for a passer-by. */
  token: string | undefined;

  constructor(readonly api: AccountApi) {}

  get as(): { readonly token?: string } {
    return this.token === undefined ? {} : { token: this.token };
  }

  async logIn(email: string, password: string): Promise<void> {
    const { document, status } = await this.api.logIn({ email, password });
    equal(status, 200);
    this.token = document.access_token;
  }

  get(path: string): Promise<ApiResponse> {
    return this.api.get(path, this.as);
  }

  /** Everything of a resource, with the linkage of all its relationships. */
  async read(named: Named): Promise<Resource> {
    const { document, status } = await this.get(urlOf(named));
    equal(status, 200, urlOf(named));
    const names = Object.keys(document.data.relationships ?? {});
    if (names.length === 0) return document.data;
    return (await this.get(`${urlOf(named)}?include=${names.join(',')}`)).document.data;
  }

  async make(type: string, attributes: Attributes, links: Links = {}): Promise<Resource> {
    const document = documentOf(type, attributes, links);
    const made = await this.api.post(`/v1/${pathOf(type)}`, document, this.as);
    equal(made.status, 201, JSON.stringify(made.document));
    const read = await this.get(urlOf(made.document.data));
    deepEqual(read.document.data, made.document.data);
    await this.sendBack(made.document.data);
    return made.document.data;
  }

  /** As careful frontends do it, which send what has changed; and then as those do that send everything. */
  async change(named: Named, attributes: Attributes, links: Links = {}): Promise<Resource> {
    const { id, type } = named;
    const before = await this.read(named);
    const document = documentOf(type, attributes, links, id);
    const changed = await this.api.patch(urlOf(named), document, this.as);
    equal(changed.status, 200, JSON.stringify(changed.document));
    const after = await this.sendBack(named);
    const untouched = Object.keys(before.attributes).filter((name) => !(name in attributes));
    for (const name of untouched.filter((one) => !follows(one)))
      deepEqual(after.attributes[name], before.attributes[name], name);
    return after;
  }

  /** A PATCH with every member of the last GET, read-only ones included, changes nothing. */
  async sendBack(named: Named): Promise<Resource> {
    const whole = await this.read(named);
    const answer = await this.api.patch(urlOf(named), { data: whole }, this.as);
    equal(answer.status, 200, JSON.stringify(answer.document));
    deepEqual(timeless(await this.read(named)), timeless(whole));
    return whole;
  }

  async remove(named: Named): Promise<void> {
    equal((await this.api.delete(urlOf(named), this.as)).status, 204);
  }

  /** @returns the URL of a picture that no resource has yet */
  async uploadImage(uri: string): Promise<string> {
    const { document, status } = await this.api.call(
      'POST',
      '/v1/upload/image',
      { data: uri },
      this.token,
    );
    equal(status, 200);
    return document.url;
  }

  /** An event and all that hangs on it, as a ZIP archive. */
  async exportOf({ links }: Resource): Promise<Buffer> {
    const headers = { Authorization: `Bearer ${this.token}` };
    const answer = await fetch(`${links.self}/export`, { headers });
    equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  }

  async importOf(archive: Buffer): Promise<Resource> {
    const headers = { 'Content-Type': 'application/zip' };
    const made = await this.api.post('/v1/events/import', archive, { ...this.as, headers });
    equal(made.status, 201, JSON.stringify(made.document));
    return made.document.data;
  }

  async uploadFile(content: Buffer, fileName: string): Promise<string> {
    const headers = { 'Content-Type': formType, Accept: 'application/json' };
    const body = formOf([{ name: 'file', content, fileName, type: 'application/pdf' }]);
    const { document, status } = await this.api.post('/v1/upload/files', body, {
      ...this.as,
      headers,
    });
    equal(status, 200);
    return document.url;
  }
}

export function urlOf({ id, type }: Named): string {
  return `/v1/${pathOf(type)}/${id}`;
}

/** When a session was changed last is the server's to say. */
function timeless(resource: Resource): Resource {
  const { 'last-modified-at': _, ...attributes } = resource.attributes ?? {};
  return { ...resource, attributes };
}

/** What the server makes of other attributes. */
function follows(name: string): boolean {
  return (
    /-(?:url|alt)$/.test(name) || ['last-modified-at', 'submitted-at', 'font-color'].includes(name)
  );
}
