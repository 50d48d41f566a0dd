import { expect } from 'vitest';
import { type Section, check, clause } from '../clause.js';
import { unknownId } from '../subject.js';

export const deleting: Section = {
  title: 'Deleting resources',
  checks: [
    check(
      clause(
        'MUST',
        'crud-deleting-responses-204',
        'If a deletion request is successful, the server MUST return either a 200 OK status code and response document (as described above) or a 204 No Content status code with no response document.',
      ),
      'answers 204 without a document, and the resource is gone from its URL, lists and counts',
      async (subject) => {
        const { id, path } = await subject.create();
        const before = await subject.count();
        const response = await subject.send('DELETE', path);
        expect(response.status).toBe(204);
        expect(response.document).toBeUndefined();
        expect(response.headers.get('content-type')).toBeNull();
        expect((await subject.get(path)).status).toBe(404);
        expect((await subject.get(`${subject.path}?filter[id]=${id}`)).document.data).toEqual([]);
        expect(await subject.count()).toBe(before - 1);
      },
    ),
    check(
      clause(
        'SHOULD',
        'crud-deleting-responses-404',
        'A server SHOULD return a 404 Not Found status code if a deletion request fails due to the resource not existing.',
      ),
      'answers 404 to the deletion of what does not exist, or no longer does',
      async (subject) => {
        const { path } = await subject.create();
        await subject.send('DELETE', path);
        for (const url of [path, `${subject.path}/${unknownId}`, `${subject.path}/abc`])
          expect((await subject.send('DELETE', url)).status, url).toBe(404);
      },
    ),
    check(
      clause(
        'MUST',
        'crud-deleting',
        'A resource can be deleted by sending a DELETE request to the URL that represents the resource',
      ),
      'takes a DELETE whose body is a document, as some clients send it',
      async (subject) => {
        const { id, path } = await subject.create();
        const body = { data: { type: subject.type, id } };
        expect((await subject.send('DELETE', path, { body })).status).toBe(204);
      },
    ),
  ],
};
