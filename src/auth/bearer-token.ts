/** "JWT" is how Open Event's clients spell it. @returns undefined where the header holds no such token */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^(?:Bearer|JWT) +(\S+)$/i.exec(authorization ?? '')?.[1];
}
