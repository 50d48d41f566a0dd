import sharp from 'sharp';
import { type World, startWorld } from '../conformance/world.js';
import type { SignedUp } from '../support/api.js';
import { responseProblems } from '../support/json-api-validator.response.js';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A running server with an organiser, events of his, and a judge of every answer that a client gets. */
export interface ClientRig {
  readonly world: World;
  readonly base: string;
  readonly organiser: SignedUp;
  /** What was answered against the standard, whoever asked. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

export async function startClientRig(): Promise<ClientRig> {
  const world = await startWorld();
  const problems: string[] = [];
  world.app.nest
    .getHttpServer()
    .prependListener('request', (request, response) => judge(request, response, problems));
  const organiser = await world.api.signUp('organiser');
  const events = world.subjectOf('event');
  for (let index = 0; index < 3; index += 1)
    await events.create({ name: `Open Day ${index}`, state: 'published' });
  return {
    world,
    base: `${world.app.url}/v1`,
    organiser,
    problems,
    close: () => world.close(),
  };
}

/** A small picture as a browser's file reader gives it. */
export async function pictureUri(): Promise<string> {
  const background = { r: 20, g: 80, b: 160 };
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background } });
  return `data:image/png;base64,${(await picture.png().toBuffer()).toString('base64')}`;
}

/** Reads along what the server writes: the app answers documents with one `end`. */
function judge(request: IncomingMessage, response: ServerResponse, problems: string[]): void {
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse;
  response.end = ((...rest: unknown[]) => {
    const [body] = rest;
    const contentType = response.getHeader('content-type');
    const answered = {
      method: request.method ?? '',
      url: request.url ?? '',
      status: response.statusCode,
      contentType: typeof contentType === 'string' ? contentType : null,
      text: typeof body === 'string' ? body : '',
    };
    if (answered.text !== '') problems.push(...responseProblems(answered));
    return end(...rest);
  }) as ServerResponse['end'];
}
