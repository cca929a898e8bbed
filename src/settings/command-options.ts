import { type Input, type InputName, inputNames, inputs } from './inputs.ts'

/** An option of a command. */
export interface Option {
  name: string
  /** What stands for its value in the help; null: it is a flag. */
  placeholder: string | null
  repeatable: boolean
  /** A sentence or two. */
  help: string
  /** `build`: one of the many that say how to build. */
  group: 'budgets' | 'measure' | 'build' | 'report' | 'cure'
}

/** The branch with records in the workflows of the README. */
export const defaultBranch = 'image-sizes'

/** Of the options that say how to build, those that most people need. */
const FIRST_OF_BUILD: readonly InputName[] = ['context', 'file', 'target', 'platforms']

/** Where the first sentence on an input is too long for a screen of options, or says it by the way of another. */
const briefly: Partial<Record<InputName, string>> = {
  platforms: 'Platforms to build: linux/amd64,linux/arm64.',
  bake: 'Bake or compose file whose targets are the images.',
  targets: 'Targets and groups of the bake file.',
  image:
    'Measure an image instead of building one: docker-daemon:REF, docker://REF, oci:DIR, oci-archive:FILE or docker-archive:FILE.',
  baseline:
    'What to compare with: auto (the base commit), build:REF, an image as in --image, record:REPORT.json, or none.',
  detail: 'layers: sizes only. files: paths, packages and waste too.',
  cures: 'Of waste: off, words, verified (each cure is built and proved), or all.',
  cache: 'Keep what was found in layers from run to run.',
  'cache-dir': 'Keep it in this folder.',
  'only-changed': 'Build an image only when what it is made of differs from the base commit.',
  parallel: 'Images measured side by side.',
  config: 'Configuration file for several images and richer budgets.',
  'max-increase': 'Largest growth of it: 5MB, 2%, or "5MB, 2%".',
  'max-compressed-size': 'Largest compressed size, e.g. 90MB.',
  'max-compressed-increase': 'Largest growth of it.',
  'max-download': 'Most that a node with the baseline still fetches.',
  upstream: 'Whether growth of the FROM image counts: exclude or include.',
  'fail-on-unjudged': 'Fail when a budget cannot be judged.',
  'minimum-change': 'Rows that changed by less are folded.',
}

const fileOptions: Option[] = [
  fileOption('json', 'Write the report as JSON.'),
  fileOption('html', 'Write the report as an HTML page.'),
  fileOption('markdown', 'Write the report as Markdown.'),
]

/** The options of each command. None means something only on GitHub. */
export const commandOptions = {
  compare: [...inputNames.filter(isOffered).map(optionOf), ...fileOptions],
  cure: [
    flag('write', 'Apply the patch to the working tree.'),
    flag('check', 'Exit with 1 when there is a patch.'),
    ...inputNames.filter(name => isOffered(name) && isOfCures(name)).map(optionOf),
    ...fileOptions,
  ],
  report: fileOptions,
  history: [
    fileOption('html', 'Write the page here. It is one file that loads nothing.'),
    {
      name: 'branch',
      placeholder: 'NAME',
      repeatable: false,
      help: `The branch with the records, here or of origin as far as it was fetched. Default: ${defaultBranch}.`,
      group: 'report',
    },
    {
      name: 'records',
      placeholder: 'DIR',
      repeatable: false,
      help: 'A folder with records instead of a branch.',
      group: 'report',
    },
    fileOption('config', 'The configuration file, whose limits of sizes are drawn in.'),
  ],
} satisfies Record<string, Option[]>

export type CommandName = keyof typeof commandOptions

// --- internal ---

function optionOf(name: InputName): Option {
  const { kind, help, default: standard, group, role }: Input<unknown> = inputs[name]
  const isOfBuild = role === 'build' && !FIRST_OF_BUILD.includes(name)
  return {
    name,
    placeholder: kind.placeholder,
    repeatable: kind.repeatable,
    help: `${briefly[name] ?? firstSentence(help.replaceAll('`', ''))}${standard === '' || standard === 'false' ? '' : ` Default: ${standard}.`}`,
    group: isOfBuild ? 'build' : group,
  }
}

function firstSentence(text: string): string {
  return /^.*?(?<!e\.g)\.(?= |$)/.exec(text)?.[0] ?? text
}

function flag(name: string, help: string): Option {
  return { name, placeholder: null, repeatable: false, help, group: 'cure' }
}

function fileOption(name: string, help: string): Option {
  return { name, placeholder: 'FILE', repeatable: false, help, group: 'report' }
}

function isOffered(name: InputName): boolean {
  const { role }: Input<unknown> = inputs[name]
  return role !== 'github' && role !== 'foreign'
}

/** Nothing is compared with anything, and no budget is judged. */
function isOfCures(name: InputName): boolean {
  const { group }: Input<unknown> = inputs[name]
  return group === 'measure' && !['baseline', 'detail', 'image'].includes(name)
}
