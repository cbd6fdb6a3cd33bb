import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The same for each record of a decision, and for their list. */
export default {
  paths: () =>
    globSync('docs/decisions/*.md').map((file) => {
      const name = basename(file, '.md');
      const [, title] = /^# (.*)$/m.exec(readFileSync(file, 'utf8')) ?? [];
      const [record, path] = name === 'README' ? ['index', ''] : [name, name];
      return { params: { record }, content: `# 决策记录\n\n本页只有英文：[${title}](/decisions/${path})。` };
    }),
};
