/**
 * Where the demo's servers listen and how browsers name them. Every server binds 127.0.0.1 alone;
 * `*.localhost` resolves in browsers only, and each such name is another site to them.
 */
export const places = {
  bank: { host: 'bank.localhost', port: 8787 },
  lvtu: { host: 'hotel.localhost', port: 8788 },
  weishi: { host: 'food.localhost', port: 8789 },
  playground: { host: 'playground.localhost', port: 8790 },
  chengwei: { host: 'article.localhost', port: 8791 },
} as const;

/** A partner of the sandbox. */
export type PartnerId = 'lvtu' | 'weishi' | 'chengwei';

/** The partners the demo starts, the hotel page first. */
export const partnerIds: readonly PartnerId[] = ['lvtu', 'weishi', 'chengwei'];

/** Where a newcomer's own first page stands, with his own server or a bundler's: on record for the travel partner. */
export const ownPages: readonly string[] = ['http://localhost:8080', 'http://localhost:5173'];

/** The origin a browser sees for a host name and a port. */
export function originOf(host: string, port: number): string {
  return `http://${host}:${port}`;
}
