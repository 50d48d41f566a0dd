import { privilegedChangeEndpoints } from './audit/privileged-change.endpoints.js';
import { settingEndpoints } from './catalogue/setting/setting.endpoints.js';
import { eventEndpoints } from './events/event.endpoints.js';
import { metricsEndpoints } from './metrics/metrics.endpoints.js';

/** Routes of the features that serve no registered resource, for the description of the API. */
export const endpoints = [
  settingEndpoints,
  privilegedChangeEndpoints,
  eventEndpoints,
  metricsEndpoints,
];
