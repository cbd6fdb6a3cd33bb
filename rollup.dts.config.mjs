import { dts } from 'rollup-plugin-dts';
import { widgets } from './scripts/widgets.ts';

const input = { index: 'src/index.ts', define: 'src/define.ts', weixin: 'src/weixin.ts' };
for (const { name, source } of widgets) input[name] = source;

export default [
  {
    input,
    output: { dir: 'dist', format: 'es', entryFileNames: '[name].d.ts', chunkFileNames: 'shared/[name].d.ts' },
    external: [/^lit(\/|$)/, /^@lit\//],
    plugins: [dts({ tsconfig: 'tsconfig.json' })],
  },
  {
    input: 'src/miniprogram/index.ts',
    output: { file: 'dist/miniprogram/index.d.ts', format: 'es' },
    plugins: [dts({ tsconfig: 'src/miniprogram/tsconfig.json' })],
  },
];
