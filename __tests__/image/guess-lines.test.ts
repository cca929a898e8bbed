import { expect, test } from '@jest/globals'
import { guessLines } from '../../src/image/guess-lines.ts'

test.each<[string, string, string[], (string | null)[]]>([
  ['an instruction found once', 'FROM a\nRUN make', ['RUN make'], ['2-2']],
  ['a continued one', 'FROM a\nRUN make \\\n  install', ['RUN make   install'], ['2-3']],
  [
    'a continued one with comments and empty lines',
    'FROM a\nRUN make \\\n  # why\n\n  && make \\\n# how\n  install',
    ['RUN make   && make   install'],
    ['2-7'],
  ],
  [
    'flags, which the history does not tell',
    'FROM a\nRUN --mount=type=cache,target=/x  --network=none make\nADD --unpack x /y',
    ['RUN make', 'ADD x /y'],
    ['2-2', '3-3'],
  ],
  ['what is a flag of the command', 'FROM a\nRUN a --b c', ['RUN a c'], [null]],
  ['a heredoc', 'FROM a\nRUN <<EOF\nmake\ntest\nEOF', ['RUN make\ntest\n'], ['2-5']],
  ['a quoted heredoc', 'FROM a\nRUN <<-"E"\n\tmake\nE', ['RUN make\n'], ['2-4']],
  ['a command with a heredoc', 'FROM a\nRUN cat <<E >/x\n1\nE', ['RUN cat <<E >/x\n1\nE'], ['2-4']],
  ['a file from a heredoc', 'FROM a\nCOPY <<E /x\n1\nE', ['COPY <<E /x'], ['2-4']],
  ['what stands twice', 'FROM a\nRUN make\nRUN make', ['RUN make', 'RUN make'], [null, null]],
  ['what the FROM image did too', 'FROM a\nCOPY . .', ['COPY . .', 'COPY . .'], [null, '2-2']],
  [
    'what the FROM image and another stage did',
    'FROM a AS b\nCOPY . .\nFROM c\nRUN make',
    ['COPY . .', 'COPY . .', 'RUN make'],
    [null, null, '4-4'],
  ],
  ['a carriage return, which ends no line', 'FROM a\rAS b\nRUN make', ['RUN make'], ['2-2']],
  ['lines of Windows', 'FROM a\r\nRUN make\r\n', ['RUN make'], ['2-2']],
  [
    'exec form',
    'FROM a\nRUN ["/bin/busybox", "--install",  "-s"]\nRUN [ "a", \\\n  "b c" ]',
    ['RUN /bin/busybox --install -s', 'RUN a b c'],
    ['2-2', '3-4'],
  ],
  ['exec form of COPY', 'FROM a\nCOPY --chown=1 ["a b", "/x"]', ['COPY a b /x'], ['2-2']],
  ['exec form and what it says', 'FROM a\nRUN ["a"]\nRUN a', ['RUN a', 'RUN a'], [null, null]],
  [
    'what looks like exec form',
    "FROM a\nRUN ['a']\nRUN [1]",
    ["RUN ['a']", 'RUN [1]'],
    ['2-2', '3-3'],
  ],
  [
    'a shell of its own',
    'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nRUN bash -c x',
    ['RUN /bin/bash -o pipefail -c a | b', 'RUN /bin/bash -o pipefail -c bash -c x'],
    ['3-3', '4-4'],
  ],
  ['nothing', 'FROM a\nRUN make', ['', 'RUN other'], [null, null]],
])('%s', (_name, dockerfile, instructions, lines) => {
  const found = guessLines(dockerfile, instructions)
  expect(found.map(one => one?.map(({ start, end }) => `${start}-${end}`).join() ?? null)).toEqual(
    lines,
  )
})
