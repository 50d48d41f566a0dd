import { describe, expect, it } from 'vitest';
import { faultOfStructure } from './image-structure-fault.js';
import { ImageWorkError } from '../workers/image-work-error.js';
import { faultOfWork } from '../workers/image-work-fault.js';

const pointer = '/data/attributes/logo-url';

describe('image work that was not done', () => {
  it.each([
    ['busy', 503, 'image-workers-busy'],
    ['closed', 503, 'image-workers-busy'],
    ['lost', 503, 'image-workers-busy'],
    ['undecodable', 422, 'picture-damaged'],
    ['crashed', 422, 'picture-damaged'],
    ['deadline', 422, 'picture-too-costly'],
  ] as const)('is told as it is: %s', (fault, status, code) => {
    const error = new ImageWorkError(fault, 'VipsJpeg: /srv/spool/x: corrupt');
    const told = faultOfWork(error, pointer, 10_000);
    expect(told).toMatchObject({ status, code });
    expect(JSON.stringify(told)).not.toContain('/srv');
  });

  it('says when to come again', () => {
    const told = faultOfWork(new ImageWorkError('busy', ''), pointer, 10_000);
    expect(Number(told?.headers?.['Retry-After'])).toBeGreaterThan(0);
  });

  it('is a full disk, or a fault of ours that nobody expects', () => {
    const full = new ImageWorkError('failed', '', 'ENOSPC');
    expect(faultOfWork(full, pointer, 1)).toMatchObject({ status: 507 });
    expect(faultOfWork(new ImageWorkError('failed', '', 'EIO'), pointer, 1)).toBeNull();
  });
});

describe('a structure that is refused', () => {
  it.each([
    ['side-too-long', 'side-too-long'],
    ['too-many-pixels', 'too-many-pixels'],
    ['too-many-frames', 'too-many-frames'],
    ['too-many-animation-pixels', 'animation-too-large'],
    ['too-many-scans', 'picture-too-complex'],
    ['too-many-parts', 'picture-too-complex'],
  ] as const)('by a limit tells limit and actual value: %s', (reason, code) => {
    const told = faultOfStructure({ reason, detail: '', limit: 5, actual: 6 }, pointer);
    expect(told).toMatchObject({ status: 422, code, source: { pointer } });
    expect(told.meta).toEqual({ limit: 5, actual: 6 });
  });

  it('by what is wrong with it tells that', () => {
    const told = faultOfStructure({ reason: 'truncated', detail: 'it ends early' }, pointer);
    expect(told).toMatchObject({ status: 422, code: 'picture-damaged' });
    expect(told.detail).toContain('it ends early');
    const kind = faultOfStructure({ reason: 'unsupported', detail: 'a film' }, pointer);
    expect(kind).toMatchObject({ status: 422, code: 'unsupported-picture' });
  });
});
