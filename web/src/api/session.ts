/**
 * Who is signed in on this device.
 *
 * The access token lives in memory only. The refresh token is kept in localStorage for now, where any script of this origin
 * could read it; it moves into an HttpOnly cookie together with CSRF protection, and this module is the only one to change then.
 */
import { newId } from "./ids";

export type Tokens = { access: string; refresh: string };

/** Asks for the next pair: the tokens, or null when the session has ended. Throws when no answer came. */
export type Renew = (refresh: string, key: string) => Promise<Tokens | null>;

/**
 * `key` goes with the one renewal that this refresh token is good for. Tabs share it, so two of them that renew at the same
 * moment repeat one request instead of looking like a thief.
 */
type Kept = { refresh: string; key: string };

const PLACE = "fithub.session";

export class Session {
  readonly #storage: Storage;
  readonly #renew: Renew;
  readonly #listeners = new Set<() => void>();
  #access: string | null = null;
  #renewing: Promise<string | null> | null = null;
  #hasLapsed = false;

  constructor(storage: Storage, renew: Renew) {
    this.#storage = storage;
    this.#renew = renew;
  }

  /** Whether somebody is signed in, as far as this device knows. */
  readonly isOpen = (): boolean => this.#kept() !== null;

  /** Calls back when a session begins or ends, in other tabs too. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether the last session ended by itself, and not because the person said so. */
  readonly hasLapsed = (): boolean => this.#hasLapsed;

  begin(tokens: Tokens): void {
    this.#hasLapsed = false;
    this.#keep(tokens);
    this.#tell();
  }

  end(): void {
    this.#access = null;
    this.#storage.removeItem(PLACE);
    this.#tell();
  }

  /** Another tab signed in or out. */
  changedElsewhere(): void {
    this.#access = null;
    this.#tell();
  }

  /** The refresh token, to sign out with. */
  refreshToken(): string | null {
    return this.#kept()?.refresh ?? null;
  }

  /** A token to ask with, renewed first where there is none yet; null: nobody is signed in. */
  async access(): Promise<string | null> {
    return this.#access ?? this.renewed(null);
  }

  /** The token after `stale` was refused. However many requests were refused at once, one renewal serves them all. */
  async renewed(stale: string | null): Promise<string | null> {
    if (this.#access !== null && this.#access !== stale) return this.#access;
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renewOnce(): Promise<string | null> {
    const kept = this.#kept();
    if (kept === null) return null;
    const tokens = await this.#renew(kept.refresh, kept.key);
    // Somebody signed out or in while we waited: their word counts.
    if (this.#kept()?.refresh !== kept.refresh) return this.#access;
    if (tokens === null) {
      this.#hasLapsed = true;
      this.end();
      return null;
    }
    this.#keep(tokens);
    return tokens.access;
  }

  #keep(tokens: Tokens): void {
    this.#access = tokens.access;
    this.#storage.setItem(PLACE, JSON.stringify({ refresh: tokens.refresh, key: newId() } satisfies Kept));
  }

  #kept(): Kept | null {
    const text = this.#storage.getItem(PLACE);
    if (text === null) return null;
    try {
      const { refresh, key } = JSON.parse(text) as Partial<Kept>;
      return typeof refresh === "string" && typeof key === "string" ? { refresh, key } : null;
    } catch {
      return null;
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
