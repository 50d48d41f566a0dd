import { networkOf } from '../../auth/client-network.js';
import type { Uploader } from './upload-quota.js';

/** Whose uploads are counted together: a user's, or those from the network of somebody who is signing up. */
export function quotaNameOf({ address = 'unknown', caller }: Uploader): string {
  return caller.kind === 'user' ? caller.id : `address ${networkOf(address)}`;
}
