import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { anonymous } from '../../auth/caller.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { ImageWorkers } from '../workers/image.workers.js';
import type { UploadMeter } from './upload-meter.js';
import type { UploadQuota, Uploader } from './upload-quota.js';
import { UploadReception } from './upload-reception.js';
import { UploadConfig } from './upload.config.js';

const uploader: Uploader = { caller: anonymous };
const quota: Pick<UploadQuota, 'charge' | 'correct'> = {
  charge: () => Promise.resolve(Infinity),
  correct: () => Promise.resolve(),
};
const workers: Pick<ImageWorkers, 'full' | 'resting'> = { full: false, resting: false };

async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
  } catch (error) {
    if (error instanceof JsonApiError) return error.faults[0]?.code;
    throw error;
  }
  return undefined;
}

function houseOf(uploadsAtOnce: number, settings: Partial<UploadConfig> = {}): UploadReception {
  const config = Object.assign(new UploadConfig(), { uploadsAtOnce, uploadGraceSeconds: 0 });
  Object.assign(config, settings);
  return new UploadReception(quota as UploadQuota, workers as ImageWorkers, config);
}

/** A sender in a place, of whom so much has come, and who is waited for. */
async function sender(house: UploadReception, bytes: number): Promise<Sender> {
  const meter = house.meter(uploader, null);
  await meter.begin('file');
  meter.pace.came(bytes);
  let woken = false;
  meter.pace.wait(() => (woken = true));
  return { meter, lost: () => woken && meter.pace.isGivenUp };
}

interface Sender {
  readonly meter: UploadMeter;
  /** Whether he has lost his place, and is told. */
  readonly lost: () => boolean;
}

const lost = (senders: readonly Sender[]) => senders.map((one) => one.lost());

describe('a house that is full', () => {
  it('gives the place of the slowest sender to whoever comes, and lets in no more than before', async () => {
    // So far from each other that it does not matter when each of them began.
    const house = houseOf(3, { uploadLeastBytesPerSecond: Infinity });
    const senders = [await sender(house, 1e12), await sender(house, 1), await sender(house, 1e6)];
    await sleep(5);
    senders.push(await sender(house, 1e12));
    expect(lost(senders)).toEqual([false, true, false, false]);
    expect(house.present).toBe(3);
    senders.push(await sender(house, 1e12));
    expect(lost(senders)).toEqual([false, true, true, false, false]);
    await senders[1]!.meter.settle();
    expect(house.present).toBe(3);
    await Promise.all(senders.map(({ meter }) => meter.settle()));
    expect(house.present).toBe(0);
  });

  it.each([
    ['are fast enough', 1e12, {}],
    ['have just begun', 0, { uploadGraceSeconds: 3600 }],
    ['may be as slow as they like', 0, { uploadLeastBytesPerSecond: 0 }],
  ])('turns away whoever comes while those who are there %s', async (_how, bytes, settings) => {
    const house = houseOf(2, settings);
    const senders = [await sender(house, bytes), await sender(house, bytes)];
    await sleep(30);
    expect(await refusalOf(sender(house, 0))).toBe('too-many-uploads-at-once');
    expect(lost(senders)).toEqual([false, false]);
    expect(house.present).toBe(2);
  });

  it('turns nobody out for what the server does, before he is waited for and when he has sent all', async () => {
    const house = houseOf(2);
    const [busy, whole] = [house.meter(uploader, null), await sender(house, 0)];
    await busy.begin('file');
    whole.meter.pace.goOn();
    whole.meter.pace.end();
    await sleep(30);
    expect(await refusalOf(sender(house, 0))).toBe('too-many-uploads-at-once');
    expect(house.present).toBe(2);
  });

  it('counts only the time in which a sender was waited for', async () => {
    const { meter } = await sender(houseOf(1), 10_000);
    await sleep(20);
    meter.pace.goOn();
    const speed = meter.pace.speedAfter(0);
    expect(speed).toBeLessThan(1_000_000);
    await sleep(20);
    expect(meter.pace.speedAfter(0)).toBe(speed);
  });
});

it.each(['full', 'resting'] as const)(
  'a picture that the image workers have no room for is refused before it is sent: they are %s',
  async (state) => {
    const none = { ...workers, [state]: true } as ImageWorkers;
    const house = new UploadReception(quota as UploadQuota, none, new UploadConfig());
    expect(await refusalOf(house.meter(uploader, null).begin('picture'))).toBe(
      'image-workers-busy',
    );
    expect(await refusalOf(house.meter(uploader, null).begin('file'))).toBeUndefined();
  },
);
