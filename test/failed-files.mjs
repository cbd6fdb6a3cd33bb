/** A reporter for node:test beside the one for people: the files that failed, a line each, which `test/steps.ts` runs again. */
export default async function* failedFiles(source) {
  for await (const { type, data } of source) {
    if (type === 'test:summary' && data.file && !data.success) yield `${data.file}\n`;
  }
}
