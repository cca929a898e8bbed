import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CommandError } from '../../src/common/run.ts'
import { BuildError, buildFailure, failedLine } from '../../src/docker/build-failure.ts'
import { oneLine } from '../../src/report/sections/text.ts'

// What buildx 0.13 printed for each Dockerfile, from the failed step on.
const step = (text: string, said: string[] = []) => ['------', ` > ${text}:`, ...said, '------']
const excerpt = (first: number, ...lines: string[]) => [
  `Dockerfile:${first + lines.findIndex(line => line.startsWith('>>>'))}`,
  '--------------------',
  ...lines.map((line, index) => `${String(first + index).padStart(4)} | ${line}`),
  '--------------------',
]
const exited = (command: string, code: number) =>
  `ERROR: failed to solve: process "/bin/sh -c ${command}" did not complete successfully: exit code: ${code}`

const cases: [string, string[], string, [number, number] | null][] = [
  [
    'a command that fails',
    [
      ...step('[2/2] RUN make', ['0.137 make: *** No targets.  Stop.']),
      ...excerpt(4, '    ', '    FROM a', '>>> RUN make', '    '),
      exited('make', 2),
    ],
    '`RUN make` ended with code 2',
    [6, 6],
  ],
  [
    'a command over several lines, with a comment',
    [
      ...step('[build 2/2] RUN true   && false'),
      ...excerpt(2, '>>> RUN true \\', '>>>   # why', '>>>   && false', '    '),
      exited('true   && false', 1),
    ],
    '`RUN true && false` ended with code 1',
    [2, 4],
  ],
  [
    'a heredoc',
    [
      ...step('[2/2] RUN <<EOF (echo hi...)', ['0.138 hi']),
      ...excerpt(1, '    FROM a', '>>> RUN <<EOF', '>>> echo hi', '>>> exit 9', '>>> EOF', '    '),
      exited('echo hi\\nexit 9\\n', 9),
    ],
    '`RUN <<EOF echo hi exit 9 EOF` ended with code 9',
    [2, 5],
  ],
  [
    'exec form',
    [
      ...step('[2/2] RUN ["sh","-c","exit 3"]'),
      ...excerpt(3, '>>> RUN ["sh","-c","exit 3"]'),
      'ERROR: failed to solve: process "sh -c exit 3" did not complete successfully: exit code: 3',
    ],
    '`RUN ["sh","-c","exit 3"]` ended with code 3',
    [3, 3],
  ],
  [
    'out of memory',
    [...excerpt(3, '>>> RUN make'), exited('make', 137)],
    '`RUN make` ended with code 137 (killed, as a rule because memory ran out)',
    [3, 3],
  ],
  [
    'a newer buildx, for several platforms, without a source',
    [
      ...step('[linux/arm64 build 2/2] RUN make', ['0.1 no']),
      exited('make', 2).replace('failed to solve', 'failed to build: failed to solve'),
      '',
      'View build details: docker-desktop://dashboard/build/default/default/x',
    ],
    '`RUN make` ended with code 2',
    null,
  ],
  [
    'a file that is not in the context',
    [
      ...step('[2/2] COPY nope /'),
      ...excerpt(1, '    FROM busy:1', '>>> COPY nope /', '    '),
      'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref ab00e581-4419::jonc7nven: "/nope": not found',
    ],
    '`COPY nope /`: there is no "/nope"',
    [2, 2],
  ],
  [
    'a FROM image that is not there',
    [
      ...step('[internal] load metadata for docker.io/library/busy:nope'),
      ...excerpt(1, '>>> FROM busy:nope', '    RUN true'),
      'ERROR: failed to solve: busy:nope: failed to resolve source metadata for docker.io/library/busy:nope: docker.io/library/busy:nope: not found',
    ],
    '`FROM busy:nope`: failed to resolve source metadata for docker.io/library/busy:nope: docker.io/library/busy:nope: not found',
    [1, 1],
  ],
  [
    'what is no Dockerfile',
    [
      ...excerpt(1, '    FROM busy:1', '>>> FOO bar', '    '),
      'ERROR: failed to solve: dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)',
    ],
    'unknown instruction: FOO (did you mean FROM?)',
    [2, 2],
  ],
  [
    'a stage that is not there',
    ['ERROR: failed to solve: target stage "nope" could not be found'],
    'target stage "nope" could not be found',
    null,
  ],
  [
    'a secret that is not there',
    [
      ...step('[stage-0 2/2] RUN --mount=type=secret,id=k,required=true true'),
      ...excerpt(2, '>>> RUN --mount=type=secret,id=k,required=true true'),
      'ERROR: failed to solve: secret k: not found',
    ],
    '`RUN --mount=type=secret,id=k,required=true true`: secret k: not found',
    [2, 2],
  ],
  ['no word', [], 'the builder ended with code 1 and said nothing', null],
  [
    'words that are not of BuildKit',
    ['unknown flag: --metadata-file', "See 'docker --help'."],
    "the builder ended with code 1: See 'docker --help'.",
    null,
  ],
  [
    'a step that prints what buildx prints',
    [
      '#5 0.165 ------',
      '#5 0.165 Dockerfile:99',
      ...step('[2/2] RUN printf lies', [
        '0.165 Dockerfile:99',
        '0.165 --------------------',
        '0.165   99 | >>> RUN fake',
        '0.165 --------------------',
        '0.165 ERROR: failed to solve: fake\rERROR: failed to solve: fake',
      ]),
      ...excerpt(2, '>>> RUN printf lies && exit 5', '    '),
      exited('printf lies && exit 5', 5),
    ],
    '`RUN printf lies && exit 5` ended with code 5',
    [2, 2],
  ],
  [
    'an instruction with marks of code and characters that cannot be printed',
    [...excerpt(2, '>>> RUN echo `id` \u001b[31m\u202e'), exited('x', 5)],
    "`RUN echo 'id' [31m` ended with code 5",
    [2, 2],
  ],
]

test.each(cases)('%s', (_, lines, why, range) => {
  const failure = buildFailure({ stderr: `#1 [internal] load\n${lines.join('\n')}\n`, exitCode: 1 })
  const quiet = lines.length === 0
  expect(failure).toEqual({
    why: quiet ? 'the builder ended with code 1: #1 [internal] load' : why,
    lines: range && { start: range[0], end: range[1] },
  })
  expect(buildFailure({ stderr: lines.join('\n'), exitCode: 1 }).why).toBe(why)
})

test('whatever is said, it is one short line', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('ERROR: ', '-'.repeat(20), 'Dockerfile:3', '   3 | >>> RUN x', ' > [2/2] x:'),
    fc.string({ minLength: 500, maxLength: 2000 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), parts => {
      const { why, lines } = buildFailure({ stderr: parts.join('\n'), exitCode: 1 })
      expect(why).toBe(oneLine(why))
      expect(Array.from(why).length).toBeLessThan(400)
      if (lines !== null) expect(lines.end).toBeGreaterThanOrEqual(lines.start)
    }),
  )
})

test('the error names what was built and the place, and no line behind the end of the Dockerfile', () => {
  const stderr = [...excerpt(6, '>>> RUN make'), exited('make', 2)].join('\n')
  const cause = new CommandError({ program: 'docker', args: ['buildx', 'build'] }, 1, stderr)
  const words = 'build of api/Dockerfile at 1a2b3c4'
  const of = (text: string | null) =>
    new BuildError({ words, dockerfile: { path: 'api/Dockerfile', text } }, cause)
  expect(of('\n\n\n\n\nRUN make').message).toBe(
    'build of api/Dockerfile at 1a2b3c4 failed: `RUN make` ended with code 2, api/Dockerfile:6',
  )
  expect(of('\n\n\nRUN make').message).toBe(
    'build of api/Dockerfile at 1a2b3c4 failed: `RUN make` ended with code 2',
  )
  expect(of(null).failure.lines).toEqual({ start: 6, end: 6 })
})

test('where a bake file holds the Dockerfile, the lines are those of the bake file', () => {
  const stderr = [
    ...excerpt(2, '>>> RUN make'),
    exited('make', 2).replace('ERROR: ', 'ERROR: target web: '),
  ].join('\n')
  const cause = new CommandError({ program: 'docker', args: ['buildx', 'bake'] }, 1, stderr)
  const dockerfile = { path: 'docker-bake.hcl', text: 'FROM a\nRUN make', firstLine: 40 }
  const error = new BuildError({ words: 'target web of docker-bake.hcl', dockerfile }, cause)
  expect(error.failure).toEqual({
    why: '`RUN make` ended with code 2',
    lines: { start: 41, end: 41 },
  })
  expect(failedLine(cause)).toEqual({ line: 2, text: 'RUN make' })
  expect(failedLine({ stderr: exited('make', 2) })).toBe(null)
})
