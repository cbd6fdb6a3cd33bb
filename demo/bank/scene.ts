import { sceneFile, sceneOf } from '../hosts/scene.ts';
import type { App, Bank } from './context.ts';

/** Lets the bank's own pages be scenes of the playground as the partners' pages are; sandbox only, and by their address alone. */
export function addScenes(app: App, bank: Bank, playground: () => string): void {
  const at = (url: string) => new URL(new URL(url).pathname + new URL(url).search, bank.origin);

  app.use('/h5/*', async (c, next) => {
    await next();
    const scene = sceneOf(at(c.req.url), playground());
    if (!scene.keep || !c.res.headers.get('content-type')?.startsWith('text/html')) return;
    const headers = new Headers(c.res.headers);
    headers.set('Content-Security-Policy', scene.policy(headers.get('Content-Security-Policy') ?? ''));
    // `frame-ancestors` says the same, and knows an exception.
    headers.delete('X-Frame-Options');
    const { status } = c.res;
    const text = scene.markup(await c.res.text());
    // Hono would carry the old headers over to the new answer.
    c.res = undefined;
    c.res = new Response(text, { status, headers });
  });

  app.get('/playground/:file', async (c) => {
    const file = await sceneFile(at(c.req.url));
    if (!file) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type, 'cache-control': 'no-cache' });
  });
}
