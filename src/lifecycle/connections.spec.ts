import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connections } from './connections.js';

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

describe('Connections', () => {
  let server: Server;
  let connections: Connections;
  let answer: RequestListener;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    connections = new Connections();
    server = createServer((incoming, response) => answer(incoming, response));
    // Longer than a test: nothing but what is tested ends a connection.
    server.keepAliveTimeout = 600_000;
    connections.watch(server, 600_000);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
  });

  async function open(): Promise<Socket> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  /** All that it hears until it is hung up on. */
  async function heard(socket: Socket): Promise<string> {
    return (await socket.toArray()).join('');
  }

  it('hang up on whoever waits for nothing, used or not, and on nobody else', async () => {
    let finish = (): void => {};
    answer = (_, response) => (finish = () => response.end('late'));
    const silent = await open();
    const busy = await open();
    busy.write(request);
    await expect.poll(() => connections.busy).toBe(1);
    const begun = finish;
    const used = await open();
    used.write(request);
    await expect.poll(() => connections.busy).toBe(2);
    finish();
    await once(used, 'data');

    const ended = connections.end(server, 600_000);
    expect(await Promise.all([heard(silent), heard(used)])).toEqual(['', '']);
    begun();
    expect(await heard(busy)).toMatch(/Connection: close\r\n[^]*late$/);
    expect(await ended).toBe(0);
  });

  it('hang up after an answer that had promised to keep the connection', async () => {
    let finish = (): void => {};
    answer = (_, response) => {
      response.write('early');
      finish = () => response.end('late');
    };
    const socket = await open();
    socket.write(request);
    await expect.poll(() => connections.busy).toBe(1);
    const words = heard(socket);
    const ended = connections.end(server, 600_000);
    finish();
    expect(await words).toMatch(/Connection: keep-alive\r\n[^]*early[^]*late/);
    expect(await ended).toBe(0);
  });

  it('are cut at the deadline, with whatever is under way', async () => {
    answer = () => {};
    const socket = await open();
    socket.write(request);
    await expect.poll(() => connections.busy).toBe(1);
    expect(await connections.end(server, 50)).toBe(1);
    await expect(heard(socket)).resolves.toBe('');
  });

  it('answer a request that has been sent, but not yet read', async () => {
    answer = (_, response) => response.end('soon');
    const socket = await open();
    socket.write(request);
    const words = heard(socket);
    expect(connections.busy).toBe(0);
    expect(await connections.end(server, 600_000)).toBe(0);
    expect(await words).toMatch(/soon$/);
  });

  it('answer it also where the process was busy for longer than it waits for what arrives', async () => {
    answer = (_, response) => response.end('soon');
    const many = await Promise.all(Array.from({ length: 20 }, open));
    for (const socket of many) socket.write(request);
    const ended = connections.end(server, 600_000);
    for (const end = performance.now() + 300; performance.now() < end;);
    for (const words of await Promise.all(many.map(heard))) expect(words).toMatch(/soon$/);
    expect(await ended).toBe(0);
  });

  it('are told not to be reused as soon as the server is about to leave', async () => {
    answer = (_, response) => response.end('soon');
    connections.leave();
    const socket = await open();
    socket.write(request);
    expect(await heard(socket)).toContain('Connection: close');
  });
});
