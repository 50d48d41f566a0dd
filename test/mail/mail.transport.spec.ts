import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderTransport } from '../../src/mail/folder.transport.js';
import type { AddressedLetter } from '../../src/mail/letter.js';
import { SmtpTransport } from '../../src/mail/smtp.transport.js';
import { LoopbackMailServer } from '../support/mail-server.js';

const letter: AddressedLetter = {
  id: '0d9dbb5c-9c5b-4d2a-8f0e-5a1d7d1a7c11',
  recipient: 'ada@example.org',
  subject: 'Grüße: Your account\r\nBcc: everyone@example.org',
  text: 'Hello Ada,\n\nhttps://marquee.example/verify?token=abc\n\n.\nThe end',
};
const from = 'Marquee <marquee@shows.example>';

describe('a letter by SMTP', () => {
  let server: LoopbackMailServer;

  beforeAll(async () => {
    server = await LoopbackMailServer.start();
  });
  afterAll(() => server.close());

  it('arrives whole at its one recipient, named by its own id', async () => {
    await new SmtpTransport(server.url, from).send(letter);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'marquee@shows.example', to: ['ada@example.org'] });
    const [head = '', ...body] = (mail?.raw ?? '').split('\r\n\r\n');
    expect(head).toContain(`Message-ID: <${letter.id}@shows.example>`);
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(head).not.toMatch(/^Bcc:/m);
    expect(body.join('\r\n\r\n')).toContain('verify?token=abc\r\n\r\n.\r\nThe end');
  });

  it('is never taken for one to several, whatever its address looks like', async () => {
    const recipient = 'ada@example.org, eve@evil.example';
    await new SmtpTransport(server.url, from).send({ ...letter, recipient }).catch(() => null);
    expect(server.received.flatMap(({ to }) => to)).not.toContain('eve@evil.example');
  });

  it('is no letter of somebody else where nobody takes it', async () => {
    server.refuse(true);
    await expect(new SmtpTransport(server.url, from).send(letter)).rejects.toThrow('451');
    server.refuse(false);
  });
});

describe('a letter in a folder', () => {
  let folder: string;

  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'marquee-outbox-')), 'outbox');
  });
  afterAll(() => rm(join(folder, '..'), { recursive: true }));

  it('is one file that its owner alone may read, however often it is sent', async () => {
    const transport = new FolderTransport(folder, from);
    await transport.send(letter);
    await transport.send(letter);
    expect(await readdir(folder)).toEqual([`${letter.id}.eml`]);
    const path = join(folder, `${letter.id}.eml`);
    const mail = await readFile(path, 'utf8');
    expect(mail).toContain('To: ada@example.org');
    expect(mail).toContain('verify?token=abc');
    expect((await stat(path)).mode & 0o077).toBe(0);
  });
});
