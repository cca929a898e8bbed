import type { Leftover } from './leftovers.ts'

/**
 * What packages bring for readers and for their own tests. Only at places that say so: a directory `test` of an
 * application may well be needed.
 *
 * @param directory with a slash at its end
 */
export function treeOf(directory: string): Leftover | null {
  for (const [kind, pattern, cure] of trees) {
    const root = pattern.exec(directory)?.[1]
    if (root !== undefined) return { kind, root, cure, tree: true }
  }
  return null
}

// --- internal ---

/** With the place that the finding names; many packages make one finding. */
const trees: [Leftover['kind'], RegExp, string | null][] = [
  // What Debian's slim images leave out.
  ['documentation', /^(usr\/(?:local\/)?share\/(?:doc|man|info))\//, null],
  ['translations', /^(usr\/(?:local\/)?share\/locale)\//, null],
  [
    'bytecode',
    /^((?:.*\/)?(?:site|dist)-packages|(?:usr\/)?(?:local\/)?lib\/python3[^/]*)\/(?:.*\/)?__pycache__\//,
    'compile nothing ahead, where a slower first start is fine: `PYTHONDONTWRITEBYTECODE=1`, `pip install --no-compile`',
  ],
  [
    'tests',
    /^((?:.*\/)?(?:site|dist)-packages)\/(?:.*\/)?tests?\//,
    'end the same `RUN` with `find … -type d -name tests -prune -exec rm -r {} +`',
  ],
  [
    'tests',
    /^((?:.*?\/)?node_modules)\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+\/(?:tests?|__tests__|docs|examples?)\//,
    'install what runs only: `npm ci --omit=dev`; what is left can be deleted in the same `RUN`',
  ],
]
