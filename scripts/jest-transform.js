import { transformSync } from 'esbuild'

/** Strips types so that Jest runs the TypeScript sources as ES modules; `tsc` does the type checking. */
export default {
  process(source, path) {
    return transformSync(source, {
      format: 'esm',
      loader: 'ts',
      target: 'node24',
      sourcefile: path,
      sourcemap: 'inline',
    })
  },
}
