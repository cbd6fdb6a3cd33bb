/** What a component's WXML draws. */
export type Data = Readonly<Record<string, unknown>>;

const { stringify } = JSON;
// `setData` takes no undefined at the top.
const plain = (value: unknown) => (value === undefined ? null : value);
const differ = (one: unknown, other: unknown) => one !== other && stringify(plain(one)) !== stringify(plain(other));

/** What `setData` must hear so that what is shown becomes `next`: changed keys only, and of a view its changed parts. */
export function changes(shown: Data, next: Data): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(next)) {
    const was = shown[key];
    const now = next[key];
    if (key === 'view' && was && now) {
      for (const part of Object.keys({ ...was, ...now })) {
        const value = (now as Data)[part];
        if (differ((was as Data)[part], value)) changed[`view.${part}`] = plain(value);
      }
    } else if (differ(was, now)) changed[key] = plain(now);
  }
  return changed;
}
