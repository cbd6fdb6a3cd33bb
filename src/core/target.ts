import { originOf } from './link.ts';
import type { Policy } from './policy.ts';
import type { LaunchTarget } from './ports.ts';
import { id, instant, map, object, text } from './read.ts';
import { type Locale, wordsIn } from './text.ts';
import { byLocale } from './verdict.ts';

const link = text(300, (url) => !url || originOf(url));
// A path of its own origin: no second slash at its start, no query.
const path = text(200, (value) => /^\/(?!\/)[\w.~/-]*$/.test(value));
/** Reads the places and apps of a document; throws an InlayError `bad_response` when one of them is malformed. */
export const readRegistry = object({
  targets: map(
    50,
    object({
      kind: id,
      name: byLocale,
      origin: text(200, (url) => originOf(url) === url),
      path,
      app: id,
      wechat: object({ id, path: text(200), link }),
    }),
  ),
  apps: map(
    20,
    object({
      name: byLocale,
      scheme: text(32, (value) => /^[a-z0-9+.-]*$/.test(value)),
      package: id,
      wechat: id,
      stores: object({ ios: link, android: link, harmony: link }),
      until: instant,
      successor: id,
    }),
  ),
});

/** The registry of the live document; nothing when there is none or it is malformed. */
function registryOf(policy: Policy): ReturnType<typeof readRegistry> | undefined {
  try {
    const given = policy.document();
    return given ? readRegistry(given, 'policy') : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A place of the policy as it is at an instant of the bank's time: an app that has ended is followed to its successor, and
 * without one the bank's page stands for it. With a product the place is that product's page (S0-10).
 */
export function resolveTarget(
  policy: Policy,
  name: string,
  locale: Locale,
  now: number,
  product = '',
): LaunchTarget | undefined {
  const registry = registryOf(policy);
  const target = registry?.targets.get(name);
  if (!registry || !target || !target.origin || target.kind === 'none') return undefined;
  const { kind, origin, wechat } = target;
  const place = {
    id: name,
    name: wordsIn(target.name, locale),
    url: origin + (/^[\w-]{1,64}$/.test(product) ? `/h5/products/${product}` : target.path || '/'),
  };
  if (kind === 'mini-program' || kind === 'account') return { ...place, kind, wechat };
  let app = kind === 'app' ? registry.apps.get(target.app) : undefined;
  for (let hops = 0; app?.until && Date.parse(app.until) <= now; hops++) {
    app = hops < 5 ? registry.apps.get(app.successor) : undefined;
    if (app) place.name = wordsIn(app.name, locale) || place.name;
  }
  if (!app) return { ...place, kind: 'h5' };
  const { scheme, stores } = app;
  return { ...place, kind: 'app', app: { scheme, package: app.package, wechat: app.wechat, stores } };
}
