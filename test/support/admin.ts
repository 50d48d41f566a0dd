/** Whom servers of the tests make at their first start. */
export const admin = { email: 'admin@example.org', password: 'correct horse' } as const;

/** @returns the access token */
export async function logInAdmin(url: string, password: string = admin.password): Promise<string> {
  const answer = await fetch(`${url}/v1/auth/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify({ email: admin.email, password }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
