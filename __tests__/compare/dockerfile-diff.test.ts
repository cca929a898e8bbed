import { expect, test } from '@jest/globals'
import { diffDockerfiles } from '../../src/compare/dockerfile-diff.ts'

const lines = (...text: string[]) => text.join('\n')

test.each([
  [
    'an inserted line moves those behind it',
    lines('FROM a', 'RUN x', 'COPY . .'),
    lines('FROM a', 'ENV A=1', 'RUN x', 'COPY . .'),
    { same: ['1=1', '2=3', '3=4'], replaced: [] },
  ],
  [
    'an edited line stands in the place of what it was',
    lines('FROM a', 'RUN x', 'COPY . .'),
    lines('FROM a', 'RUN x -y', 'COPY . .'),
    { same: ['1=1', '3=3'], replaced: ['2 by 2'] },
  ],
  [
    'comments, blanks, continuations and capitals are no change',
    lines('from a', 'run x \\', '  && y', '', 'copy . .'),
    lines('# A', 'FROM a', 'RUN x && y', 'COPY . .'),
    { same: ['1=2', '2=3', '5=4'], replaced: [] },
  ],
  [
    'of equal lines those beside the same lines are the same',
    lines('FROM a', 'RUN u', 'RUN one', 'COPY c /', 'RUN u', 'RUN two'),
    lines('FROM a', 'COPY c /', 'RUN u', 'RUN two'),
    { same: ['1=1', '4=2', '5=3', '6=4'], replaced: [] },
  ],
  [
    'the line behind it tells which of two equal ones it is',
    lines('FROM a', 'RUN u', 'RUN one', 'RUN u', 'RUN two'),
    lines('FROM a', 'ENV X=1', 'RUN u', 'RUN two'),
    { same: ['1=1', '4=3', '5=4'], replaced: ['2,3 by 2'] },
  ],
  [
    'and so does the line before it',
    lines('FROM a', 'RUN v', 'RUN u', 'RUN one', 'RUN u', 'RUN two'),
    lines('FROM a', 'RUN v', 'RUN u', 'RUN three'),
    { same: ['1=1', '2=2', '3=3'], replaced: ['4,5,6 by 4'] },
  ],
  [
    'more lines are more than lines that stand together',
    lines(
      'FROM a',
      'RUN p',
      'RUN q',
      'RUN r',
      'RUN a',
      'RUN 1',
      'RUN b',
      'RUN 2',
      'RUN c',
      'RUN 3',
      'RUN d',
    ),
    lines(
      'FROM a',
      'RUN a',
      'RUN 4',
      'RUN b',
      'RUN 5',
      'RUN c',
      'RUN 6',
      'RUN d',
      'RUN p',
      'RUN q',
      'RUN r',
    ),
    {
      same: ['1=1', '5=2', '7=4', '9=6', '11=8'],
      replaced: ['6 by 3', '8 by 5', '10 by 7'],
    },
  ],
  [
    'the text of a heredoc counts',
    lines('FROM a', 'RUN <<E', 'x', 'E', 'COPY <<E /f', 'x', 'E'),
    lines('FROM a', 'RUN <<E', 'y', 'E', 'COPY <<E /f', 'x', 'E'),
    { same: ['1=1', '5=5'], replaced: ['2 by 2'] },
  ],
  [
    'equal texts have equal lines',
    'FROM a\nRUN x',
    'FROM a\nRUN x',
    { same: ['1=1', '2=2'], replaced: [] },
  ],
])('%s', (_, before, after, expected) => {
  const diff = diffDockerfiles(before, after)
  expect({
    same: diff?.same.map(([b, c]) => `${b}=${c}`),
    replaced: diff?.replaced.map(({ baseline, candidate }) => `${baseline} by ${candidate}`),
  }).toEqual(expected)
})

test('more instructions than any Dockerfile has are not followed', () => {
  const hostile = 'RUN x\n'.repeat(1001)
  expect(diffDockerfiles(hostile, `${hostile}#`)).toBeNull()
})
