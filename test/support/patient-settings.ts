/** How long servers of the tests wait, where that is not what a test is about: a busy machine is no fault. */
export const patientSettings = {
  DATABASE_CONNECT_TIMEOUT_MS: '120000',
  IMAGE_DEADLINE_MILLISECONDS: '120000',
  STORAGE_DEADLINE_MILLISECONDS: '120000',
} as const;
