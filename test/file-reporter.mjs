/** A reporter for node:test beside the one for people: each file, a line each, with its time and how it ended, for `test/steps.ts`. */
export default async function* files(source) {
  for await (const { type, data } of source) {
    if (type !== 'test:summary' || !data.file) continue;
    yield `${JSON.stringify({ file: data.file, passed: data.success, seconds: data.duration_ms / 1000 })}\n`;
  }
}
