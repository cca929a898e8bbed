import { type CommandName, commandOptions, type Option } from './command-options.ts'

/** What the program is for, and its commands. */
export const overview = `Compares container images layer by layer and holds them against budgets.

Usage:
  image-size-gate compare [options]        build or read an image, compare it, judge it
  image-size-gate cure [options]           build what makes it smaller, show the patch
  image-size-gate report REPORT.json...    show earlier reports
  image-size-gate history --html FILE      draw the records of all images over time
  image-size-gate COMMAND --help

Examples:
  image-size-gate compare --max-increase 5MB
  image-size-gate report report.json --html report.html
  image-size-gate history --html history.html

Exit codes: 0 passed or approved, 1 a budget is exceeded (cure --check: something
can go), 2 wrong usage, 3 could not measure.
`

/** The help of one command: lines of at most 80 columns, budgets first. */
export function commandHelp(command: CommandName): string {
  const { usage, about, examples, rules } = pages[command]
  const groups = groupsOf(commandOptions[command])
  return `${[
    [`Usage: image-size-gate ${command} ${usage}`, '', ...filled(about, COLUMNS)],
    ...groups,
    ['Examples:', ...examples.map(example => `  ${example}`)],
    ...(rules.length === 0 ? [] : [rules.flatMap(rule => filled(rule, COLUMNS))]),
  ]
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`
}

// --- internal ---

const COLUMNS = 80
/** Where the words on an option start. */
const START = 33

interface Page {
  usage: string
  about: string
  examples: [string, string, string]
  rules: string[]
}

const rulesOfOptions = [
  'Lists take one item per option, which can be repeated: --build-args A=1 --build-args B=2.',
  'Flags are switched off by --NAME=false or --no-NAME: --no-fail-on-exceeded.',
]

const pages: Record<CommandName, Page> = {
  compare: {
    usage: '[options]',
    about:
      'Builds the image of the working tree and of its base commit (or reads images that exist), and says what grew and whether a budget is exceeded.',
    examples: [
      'image-size-gate compare --max-size 250MB --max-increase "5MB, 2%"',
      'image-size-gate compare --context api --baseline build:main --html report.html',
      'image-size-gate compare --image oci:build/api --baseline docker://acme/api:1',
    ],
    rules: rulesOfOptions,
  },
  cure: {
    usage: '[options]',
    about:
      'Builds the cures of waste that are mechanical, proves that the image is the same but for the waste, measures what they save, and prints the patch.',
    examples: [
      'image-size-gate cure',
      'image-size-gate cure --context api --write',
      'image-size-gate cure --cures all --check',
    ],
    rules: rulesOfOptions,
  },
  report: {
    usage: '[options] REPORT.json...',
    about: 'Shows JSON reports of earlier runs as one; the worst verdict decides.',
    examples: [
      'image-size-gate report report.json',
      'image-size-gate report api.json worker.json --html report.html',
      'image-size-gate report report.json --markdown comment.md',
    ],
    rules: [],
  },
  history: {
    usage: '[--branch NAME | --records DIR] --html FILE',
    about:
      'Draws every image and platform of the record branch over time, with tags, budgets, and the commits that cost most.',
    examples: [
      'image-size-gate history --html history.html',
      'image-size-gate history --branch sizes --html history.html',
      'image-size-gate history --records records --html history.html',
    ],
    rules: ['The branch is fetched before: git fetch origin image-sizes:image-sizes'],
  },
}

const titles: [Option['group'], string][] = [
  ['cure', 'The patch:'],
  ['budgets', 'Budgets:'],
  ['measure', 'What to measure:'],
  ['build', 'How to build, as docker buildx build has it:'],
  ['report', 'Report:'],
]

function groupsOf(options: Option[]): string[][] {
  return titles.flatMap(([group, title]) => {
    const shown = options.filter(option => option.group === group)
    if (shown.length === 0) return []
    // A screen has no room for what whoever builds images knows.
    if (group === 'build') return [[title, ...indented(filled(shown.map(signature), COLUMNS - 2))]]
    return [[title, ...shown.flatMap(linesOf)]]
  })
}

function linesOf(option: Option): string[] {
  const [first = '', ...more] = filled(option.help, COLUMNS - START)
  const name = `  ${signature(option)}`
  const top =
    name.length < START - 1 ? [name.padEnd(START) + first] : [name, ' '.repeat(START) + first]
  return [...top, ...more.map(line => ' '.repeat(START) + line)]
}

function signature({ name, placeholder }: Option): string {
  return `--${name}${placeholder === null ? '' : ` ${placeholder}`}`
}

const indented = (lines: string[]) => lines.map(line => `  ${line}`)

/** Lines of at most so many columns, broken between words. */
function filled(text: string | string[], columns: number): string[] {
  const lines: string[] = []
  for (const word of typeof text === 'string' ? text.split(' ') : text) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
