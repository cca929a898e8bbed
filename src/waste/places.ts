import type { Leftover } from './leftover.ts'

/**
 * Where tools keep what they could fetch or make again, wherever the home of their user may be. Every cure is a command
 * that the end-to-end tests apply, build and measure.
 *
 * @param directory with a slash at its end
 */
export function placeOf(directory: string): Leftover | null {
  for (const { within, pattern, kind, cure } of places) {
    if (!directory.includes(within)) continue
    const root = pattern.exec(directory)?.[0]
    if (root !== undefined) return { kind, root, cure: cure(root), tree: kind === 'temporary' }
  }
  return null
}

/** An example directory of each kind of place, for tests: its root, without a slash at its end. */
export const exampleRoots = (): string[] => places.map(({ example }) => example)

// --- internal ---

interface Place {
  /** What every path of the kind contains: most directories are in none, and this is quickly known. */
  within: string
  pattern: RegExp
  kind: Leftover['kind']
  cure: (root: string) => string
  example: string
}

/** Without `uid`, the mount is root's, and another user cannot write into it. */
function mountOf(root: string): string {
  const owner = /^(?:root|usr|opt|go|var\/(?:lib|cache|tmp))(?:\/|$)/.test(root) ? '' : ',uid=…'
  return `RUN --mount=type=cache,target=/${root}${owner}`
}

/** The directory has to stay, what is in it has not. */
const emptied = (root: string) =>
  `end the same \`RUN\` with \`rm -rf /${root}/*\`, or mount it: \`${mountOf(root)}\``
const removed = (root: string) =>
  `end the same \`RUN\` with \`rm -rf /${root}\`, or mount it: \`${mountOf(root)}\``
const staged = (root: string) =>
  `build in a stage of its own, or mount it: \`${mountOf(root)}\`, or end the same \`RUN\` with \`rm -rf /${root}\``
const asked = (root: string) =>
  `where nothing reads it at run time, end the same \`RUN\` with \`rm -rf /${root}\`, or mount it: \`${mountOf(root)}\``
const temporary = (root: string) =>
  `end the same \`RUN\` with \`rm -rf /${root}/*\`, or mount it: \`RUN --mount=type=tmpfs,target=/${root}\``
const cloned = (root: string) => `end the \`RUN\` that clones with \`rm -rf /${root}\``

/** A directory with a fixed place. */
function at(root: string, cure: Place['cure'] = emptied, kind: Place['kind'] = 'cache'): Place {
  return { within: `${root}/`, pattern: new RegExp(`^${root}(?=/)`), kind, cure, example: root }
}

/** A directory in whatever home: `/root`, `/home/app`, but also `HOME=/app`. */
function anywhere(path: string, cure: Place['cure'] = removed, pattern = quoted(path)): Place {
  return {
    within: `${path.split('/', 1)[0]}/`,
    pattern: new RegExp(`^(?:.*?/)?${pattern}(?=/)`),
    kind: 'cache',
    cure,
    example: `app/${path}`,
  }
}

const quoted = (path: string): string => path.replaceAll('.', '\\.')

/** The first that fits counts. */
const places: Place[] = [
  { ...anywhere('.git', cloned), kind: 'git' },
  at('var/lib/apt/lists'),
  at('var/cache/apt'),
  at('var/cache/apk'),
  at('etc/apk/cache'),
  at('var/cache/dnf'),
  at('var/cache/libdnf5'),
  at('var/cache/yum'),
  at('var/cache/zypp'),
  // Python
  anywhere('.cache/pip'),
  anywhere('.cache/uv'),
  anywhere('.cache/pypoetry/cache'),
  anywhere('.cache/pypoetry/artifacts'),
  anywhere('.cache/pipenv'),
  anywhere('pipx/.cache', removed, 'pipx/(?:\\.cache|\\.trash|logs)'),
  {
    ...anywhere(
      'miniconda3/pkgs',
      removed,
      '(?:[a-z]*conda\\d?|[a-z]*forge\\d?|mamba|micromamba|\\.conda)/pkgs',
    ),
    within: '/pkgs/',
  },
  // JavaScript
  anywhere('.npm'),
  anywhere('.cache/yarn'),
  anywhere('.yarn/berry/cache'),
  anywhere('.local/share/pnpm/store'),
  anywhere('.pnpm-store'),
  anywhere('.bun/install/cache'),
  anywhere('.node-gyp'),
  anywhere('.cache/node-gyp'),
  anywhere('node_modules/.cache'),
  // Go, Rust, C
  anywhere('.cache/go-build', staged),
  anywhere('go/pkg/mod', staged),
  anywhere('.cargo/registry', staged),
  anywhere('.cargo/git', staged),
  at('usr/local/cargo/registry', staged),
  at('usr/local/cargo/git', staged),
  {
    ...anywhere('target', staged),
    pattern:
      /^(?:.*?\/)?target\/(?:[\w-]+\/)?(?:debug|release)\/(?:deps|build|incremental|\.fingerprint)(?=\/)/,
    example: 'app/target/release/deps',
  },
  anywhere('.ccache'),
  anywhere('.cache/ccache'),
  anywhere('.cache/sccache'),
  // JVM
  anywhere('.m2/repository', staged),
  anywhere('.gradle/caches', staged, '\\.gradle/(?:caches|daemon|native|wrapper/dists)'),
  anywhere('.ivy2/cache', staged),
  anywhere('.sbt/boot', staged),
  anywhere('.cache/coursier', staged),
  // PHP, Ruby, .NET
  anywhere('.composer/cache'),
  anywhere('.cache/composer'),
  {
    ...anywhere('bundle/cache'),
    within: '/cache/',
    pattern:
      /^(?:.*?\/)?(?:bundle|gems\/\d+(?:\.\d+)+|ruby\/(?:gems\/)?\d+(?:\.\d+)+|\.bundle)\/cache(?=\/)/,
    example: 'usr/local/bundle/cache',
  },
  anywhere('.gem/specs'),
  anywhere('.nuget/packages', staged),
  anywhere('.local/share/NuGet/v3-cache', removed, '\\.local/share/NuGet/(?:v3-cache|http-cache)'),
  // Models are often what an image is for.
  anywhere('.cache/huggingface', asked),
  anywhere('.cache/torch', asked),
  // Browsers for tests are needed; whatever else is in a cache can be made again.
  anywhere(
    '.cache',
    asked,
    '\\.cache(?=/)(?!/(?:ms-playwright|puppeteer|Cypress|selenium|pypoetry/virtualenvs)/)',
  ),
  at('var/tmp', temporary, 'temporary'),
  at('tmp', temporary, 'temporary'),
]
