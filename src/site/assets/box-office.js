import { signIn, signUp } from './api.js';

const kept = 'marquee-ticket';

/** Who is calling: an account of the person's own, or one that is thrown away. */
export class BoxOffice {
  #ticket = JSON.parse(sessionStorage.getItem(kept) ?? 'null');

  /** @param {(exchange: import('./api.js').Exchange) => void} tell is given every exchange */
  constructor(tell) {
    this.tell = tell;
    this.#show();
  }

  /** @returns {Promise<string | null>} a token; null where none was given */
  async token() {
    if (this.#ticket === null) await this.open(throwAwayAccount(), { isNew: true });
    return this.#ticket?.token ?? null;
  }

  /**
   * @param {{email: string, password: string}} credentials
   * @param {{isNew: boolean}} options
   * @returns {Promise<boolean>} whether the door opened
   */
  async open(credentials, { isNew }) {
    if (isNew && !this.#succeeded(await signUp(credentials))) return false;
    const session = await signIn(credentials);
    if (!this.#succeeded(session)) return false;
    this.#ticket = { email: credentials.email, token: session.document.access_token };
    sessionStorage.setItem(kept, JSON.stringify(this.#ticket));
    this.#show();
    return true;
  }

  /** Also when a token has expired. */
  leave() {
    this.#ticket = null;
    sessionStorage.removeItem(kept);
    this.#show();
  }

  #succeeded(exchange) {
    this.tell(exchange);
    return exchange.status >= 200 && exchange.status < 300;
  }

  #show() {
    const isIn = this.#ticket !== null;
    document.querySelector('#ticket-name').textContent = isIn
      ? this.#ticket.email
      : 'A throw-away account, made when you send.';
    document.querySelector('#leave').hidden = !isIn;
    document.querySelector('#account').hidden = isIn;
  }
}

function throwAwayAccount() {
  const random = crypto.getRandomValues(new Uint8Array(12));
  const secret = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { email: `guest-${secret.slice(0, 8)}@example.org`, password: secret };
}
