import type { ApiResponse } from '../support/api.js';
import { gather, type Gathering, type Person } from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { fullEvent } from './full-event.js';

/** A gathering in which events travel. */
export interface TransferWorld extends Gathering {
  readonly picture: string;
  /** An event with everything that an event can have. */
  fullEvent(): Promise<string>;
  export(event: string, as?: Person): Promise<Response>;
  archive(event: string): Promise<Buffer>;
  import(body: Buffer | string, as?: Person, headers?: object): Promise<ApiResponse>;
}

export async function transferWorld(): Promise<TransferWorld> {
  const world = await gather();
  const picture = dataUri(await drawPicture('png', { width: 40, height: 30 }));
  const exported = (event: string, as: Person = 'owner') => {
    const { token } = world.as(as);
    const headers = { ...(token && { Authorization: `Bearer ${token}` }) };
    return fetch(`${world.app.url}/v1/events/${event}/export`, { headers });
  };
  return {
    ...world,
    picture,
    fullEvent: () => fullEvent(world, picture),
    export: exported,
    async archive(event) {
      const response = await exported(event);
      if (response.status !== 200) throw new Error(await response.text());
      return Buffer.from(await response.arrayBuffer());
    },
    import: (body, as = 'rival', headers = {}) =>
      world.api.send('POST', '/v1/events/import', {
        ...world.as(as),
        body,
        headers: { 'Content-Type': 'application/zip', ...headers },
      }),
  };
}
