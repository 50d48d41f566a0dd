import { Client } from 'pg';
import { resources } from '../../src/app.entities.js';
import { PrivilegedChange } from '../../src/auth/audit/privileged-change.entity.js';
import { definitionOf } from '../../src/jsonapi/resource/define-resource.js';
import { Api } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { writable } from './clause.js';
import { RecordedSubject } from './recorded-subject.js';
import { Subject } from './subject.js';

/** Of what clients write, and of what the server alone does. */
export const definitions = [...resources, PrivilegedChange].map(definitionOf);

/** The running server with a subject for each resource type. */
export interface World {
  readonly app: TestApp;
  readonly api: Api;
  /** An admin's. */
  readonly token: string;
  readonly subjectOf: (type: string) => Subject;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const app = await startTestApp();
  const api = new Api(app);
  const { id, token } = await api.signUp('conformance-admin');
  await promote(app, id);
  const subjects = new Map<string, Subject>();
  const subjectOf = (type: string) => {
    const subject = subjects.get(type);
    if (subject === undefined) throw new Error(`There is no type ${type}`);
    return subject;
  };
  for (const definition of definitions) {
    const kind = writable.applies(definition) ? Subject : RecordedSubject;
    subjects.set(definition.type, new kind(definition, { api, token, subjectOf }));
  }
  return { app, api, token, subjectOf, close: () => app.close() };
}

/** Nobody but an admin can make an admin, so the first one is made where the seed makes it: in the table. */
async function promote({ database }: TestApp, id: string): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('UPDATE users SET is_admin = true WHERE id = $1', [id]);
  } finally {
    await client.end();
  }
}
