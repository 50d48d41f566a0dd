// WarpDrive (Ember's data layer) drives a running server, in a process of its own: its bundles for browsers are chosen
// by an export condition, `node --conditions=unpkg`, and need neither Ember nor a DOM.
// Arguments: base URL, token, data URI of a picture, id of an event-type. Prints what it found as JSON.
import { CacheHandler, Fetch, RequestManager, Store } from '@warp-drive/core';
import { setupSignals } from '@warp-drive/core/configure';
import {
  SchemaService,
  instantiateRecord,
  registerDerivations,
  teardownRecord,
  withDefaults,
} from '@warp-drive/core/reactive';
import { JSONAPICache } from '@warp-drive/json-api';
import {
  findRecord,
  query,
  serializeResources,
  setBuildURLConfig,
} from '@warp-drive/utilities/json-api';

const [host, token, picture, typeId] = process.argv.slice(2);

// Nothing is drawn here, so nothing has to be told of changes.
setupSignals(() => ({
  createSignal: () => ({}),
  notifySignal: () => {},
  consumeSignal: () => {},
  createMemo: (_object, _key, read) => read,
  willSyncFlushWatchers: () => false,
  waitFor: (promise) => promise,
}));
setBuildURLConfig({ host, namespace: 'v1' });

const attributes = ['name', 'starts-at', 'ends-at', 'timezone', 'original-image-url'];

class EventStore extends Store {
  requestManager = new RequestManager().use([withToken, Fetch]).useCache(CacheHandler);

  createSchemaService() {
    const schema = new SchemaService();
    registerDerivations(schema);
    const belongsTo = (name, type) => ({
      kind: 'belongsTo',
      name,
      type,
      options: { async: false, inverse: null, linksMode: true },
    });
    const fields = attributes.map((name) => ({ kind: 'field', name }));
    schema.registerResource(
      withDefaults({
        type: 'event',
        fields: [...fields, belongsTo('owner', 'user'), belongsTo('event-type', 'event-type')],
      }),
    );
    schema.registerResource(
      withDefaults({ type: 'user', fields: [{ kind: 'field', name: 'public-name' }] }),
    );
    schema.registerResource(
      withDefaults({ type: 'event-type', fields: [{ kind: 'field', name: 'name' }] }),
    );
    return schema;
  }

  createCache(capabilities) {
    return new JSONAPICache(capabilities);
  }

  instantiateRecord(key, created) {
    return instantiateRecord(this, key, created);
  }

  teardownRecord(record) {
    teardownRecord(record);
  }
}

const withToken = {
  request({ request }, next) {
    const headers = new Headers(request.headers);
    headers.set('Authorization', `JWT ${token}`);
    return next({ ...request, headers });
  },
};

const path = { resourcePath: 'events' };
const store = new EventStore();
const send = (request, data) =>
  store.requestManager.request({
    ...request,
    ...(data && { body: JSON.stringify({ data }) }),
    headers: new Headers([
      ['Accept', 'application/vnd.api+json'],
      ['Content-Type', 'application/vnd.api+json'],
    ]),
  });

const found = {};
const list = await store.request(
  query('event', { include: 'owner', sort: 'name', 'page[size]': 2 }, path),
);
found.names = list.content.data.map(({ name }) => name);
found.ownerType = list.content.data[0].owner !== undefined;

const plain = { lid: 'event-1', type: 'event' };
const made = await send(
  { url: `${host}/v1/events`, method: 'POST' },
  {
    ...plain,
    attributes: {
      name: 'Made by WarpDrive',
      'starts-at': '2031-05-01T09:00:00Z',
      'ends-at': '2031-05-02T09:00:00Z',
      timezone: 'Europe/Berlin',
      'original-image-url': picture,
    },
    relationships: { 'event-type': { data: { type: 'event-type', id: typeId } } },
  },
);
found.made = made.content.data.attributes.name;
found.picture = made.content.data.attributes['original-image-url'];
const { id } = made.content.data;

const read = await store.request(findRecord('event', id, { ...path, include: ['event-type'] }));
found.read = read.content.data.name;
const key = store.cacheKeyManager.getOrCreateRecordIdentifier({ type: 'event', id });
const { data: serialized } = serializeResources(store.cache, key);
found.serialized = Object.keys(serialized.attributes).sort();
const changed = await send(
  { url: `${host}/v1/events/${id}`, method: 'PATCH' },
  { ...serialized, attributes: { ...serialized.attributes, name: 'Changed by WarpDrive' } },
);
found.changed = changed.content.data.attributes.name;

try {
  await send(
    { url: `${host}/v1/events/${id}`, method: 'PATCH' },
    { type: 'event', id, attributes: { name: '' } },
  );
} catch (error) {
  found.pointer = error.content.errors[0].source.pointer;
  found.status = error.status;
}
const gone = await send({ url: `${host}/v1/events/${id}`, method: 'DELETE' });
found.gone = gone.response.status;
console.log(JSON.stringify(found));
