/** How long servers of the tests wait, where that is not what a test is about: a busy machine is no fault. */
export const patientMs = 120_000;

export const patientSettings = {
  DATABASE_CONNECT_TIMEOUT_MS: String(patientMs),
  IMAGE_DEADLINE_MILLISECONDS: String(patientMs),
  STORAGE_DEADLINE_MILLISECONDS: String(patientMs),
} as const;
